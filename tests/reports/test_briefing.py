"""What was only to be read stands in the documents too: its picture with words, its table with bars."""

import io
import zipfile

import pytest
from PIL import Image

from tests.reports import samples
from tests.reports.readers import as_json, docx_part, made, pdf_of, text_of, xlsx_of
from tests.reports.test_docx import PICTURE
from tests.reports.test_pdf import tags
from workshop.reports import docx, pdf

ALT = "Karte: <b>17</b> Gemeinden & #set"


def test_the_pdf_shows_the_picture_with_its_words():
    reader = pdf_of("briefing")
    assert tags(reader).count("/Figure") == 1
    assert [image.image.size for page in reader.pages for image in page.images] == [(800, 400)]
    assert ALT in alternatives(reader)


def test_the_word_file_shows_the_picture_with_its_words():
    told = [one.get("descr") for one in docx_part("briefing", "word/document.xml").iter(PICTURE)]
    assert told[0] == ALT
    with zipfile.ZipFile(io.BytesIO(made("briefing", "docx"))) as archive:
        files = [archive.read(one) for one in archive.namelist() if one.startswith("word/media/")]
    assert samples.PAINTED in files


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_the_table_stands_there_with_its_numbers(kind):
    said = text_of("briefing", kind)
    assert "Anteil (%)" in said
    assert "Ahorn" in said
    assert "12,5" in said or "12.5" in said


def test_the_workbook_draws_it():
    [chart] = xlsx_of("briefing")["1 Lage"]._charts
    assert chart


def test_bars_that_are_no_voices_are_not_squares():
    from workshop.reports.outline import outline_of

    [read] = outline_of(as_json(samples.briefing()))["steps"]
    assert (read["figure"]["kind"], read["figure"]["squares"]) == ("bars", False)


@pytest.mark.parametrize("report", [pdf, docx])
def test_a_picture_whose_file_is_gone_leaves_its_words(report):
    summary = as_json(samples.briefing())
    summary["steps"][0]["picture"]["data"] = ""
    assert report.make(summary)


@pytest.mark.parametrize("report", [pdf, docx])
@pytest.mark.parametrize("size", [(1, 1), (1920, 10), (10, 1920)])
def test_any_shape_finds_room(report, size):
    import base64

    summary = as_json(samples.briefing())
    data = base64.b64encode(samples.painted("JPEG", size)).decode()
    summary["steps"][0]["picture"] |= {"width": size[0], "height": size[1], "data": data}
    assert report.make(summary)
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == size


def alternatives(reader):
    """Return all words that stand for pictures."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            found.append(node.get("/Alt"))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found
