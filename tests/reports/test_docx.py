"""The Word file has real styles; read as XML, written by python-docx."""

import io
import zipfile

import pytest

from tests.reports.readers import WORD, docx_part, docx_text, made

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def styles(name):
    return [one.get(f"{WORD}val") for one in docx_part(name, "word/document.xml").iter(f"{WORD}pStyle")]


def test_titles_headings_and_lists_are_styles():
    found = styles("coburg")
    assert found.count("Title") == 1
    assert found.count("Heading1") == 14
    assert found.count("Heading2") == 4
    assert {"ListBullet", "ListBullet2"} <= set(found)


def test_tables_repeat_their_head_and_keep_rows_whole():
    tables = list(docx_part("coburg", "word/document.xml").iter(f"{WORD}tbl"))
    assert len(tables) == 9
    assert all(len(list(one.iter(f"{WORD}tblHeader"))) == 1 for one in tables)
    assert all(one.find(f"{WORD}tblPr/{WORD}tblStyle") is not None for one in tables)


@pytest.mark.parametrize(("name", "tongue"), [("coburg", "de-DE"), ("coburg:en", "en-GB")])
def test_spelling_is_checked_in_its_language(name, tongue):
    [language] = docx_part(name, "word/styles.xml").find(f"{WORD}docDefaults").iter(f"{WORD}lang")
    assert language.get(f"{WORD}val") == tongue


def test_it_has_a_title():
    title = "{http://purl.org/dc/elements/1.1/}title"
    assert docx_part("coburg", "docProps/core.xml").find(title).text == "Protokoll: Integration vor Ort gestalten"


def test_every_chart_is_a_picture_with_words():
    told = [one.get("descr") for one in docx_part("coburg", "word/document.xml").iter(PICTURE)]
    assert len(told) == 4
    assert told[0] == "Balkendiagramm: Ehrenamt 6, Wohnraum 5, Geduld 3, Sprache 2, Zuständigkeit 1"
    with zipfile.ZipFile(io.BytesIO(made("coburg", "docx"))) as archive:
        pictures = [archive.read(one) for one in archive.namelist() if one.startswith("word/media/")]
    assert all(data.startswith(b"\x89PNG") for data in pictures)


def test_a_line_break_stays_one():
    assert "Zeile eins\nZeile zwei" in docx_text("hostile")


def test_pages_are_numbered():
    fields = [one.get(f"{WORD}instr") for one in docx_part("coburg", "word/footer1.xml").iter(f"{WORD}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
