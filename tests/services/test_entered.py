"""What the moderator entered is marked wherever a name stands beside it, for every type, audience and document.

Where nobody is named no answer bears a mark: with one seat without a device it would be a name. How many were entered
is said everywhere.
"""

import io
import json
import re
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.reports.readers import MAKERS
from tests.services.entered import ABSENT, ITSELF, NOTE_IN_DOCUMENTS, STAR, STEPS, day_in

every_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind.name}-{step.privacy}")


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    yield from day_in(tmp_path_factory.mktemp("entered"))


@every_step
@pytest.mark.parametrize("audience", ["cockpit", "screen", "phone"])
def test_those_in_the_room_see_it_at_the_name_and_of_an_unnamed_step_only_how_many(day, step, audience):
    picture = day.seen[step.title, audience]
    said = json.dumps(picture, ensure_ascii=False)
    assert picture["count"]["entered"] == 1
    assert (f"{ABSENT} *" in said, f"{ITSELF} *" in said) == (step.is_named, False)
    assert said.count(ABSENT) == said.count(f"{ABSENT} *")
    assert (ITSELF in said) == step.is_named


@every_step
def test_who_is_outside_reads_how_many_and_no_name(day, step):
    picture = day.seen[step.title, "observer"]
    assert picture["count"]["entered"] == 1
    assert ABSENT not in json.dumps(picture, ensure_ascii=False)


@every_step
def test_in_json_name_and_note_stand_in_the_step(day, step):
    [told] = [one for one in day.summary["steps"] if one["title"] == step.title]
    said = json.dumps(told, ensure_ascii=False)
    assert NOTE_IN_DOCUMENTS in told["base"] and told["count"]["entered"] == 1
    assert (NOTE_IN_DOCUMENTS + STAR in told["base"]) == step.is_named
    assert (f"{ABSENT} *" in said, f"{ITSELF} *" in said) == (step.is_named, False)
    assert said.count(ABSENT) == said.count(f"{ABSENT} *")


@every_step
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_in_what_is_read_name_and_note_stand_under_the_heading_of_the_step(day, step, kind):
    said = chapters(day, kind)[step.title]
    assert NOTE_IN_DOCUMENTS in said
    assert ("(*)" in said) == step.is_named
    assert (f"{ABSENT} *" in said, f"{ITSELF} *" in said) == (step.is_named, False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_on_no_sheet_a_star_stands_without_the_note(day, kind):
    sheets = sheets_of(day, kind)
    starred = {name for name, said in sheets.items() if f"{ABSENT} *" in said}
    notes = (NOTE_IN_DOCUMENTS + STAR, "* am Namen: durch Moderation erfasst")
    assert {name for name in starred if not any(note in sheets[name] for note in notes)} == set()
    assert not any(f"{ITSELF} *" in said for said in sheets.values())
    told = " ".join(sheets[name] for name in starred)
    assert [step.title for step in STEPS if step.is_named and step.title not in told] == []
    noted = " ".join(said for said in sheets.values() if NOTE_IN_DOCUMENTS in said)
    assert [step.title for step in STEPS if step.title not in noted] == []


def chapters(day, kind: str) -> dict[str, str]:
    """Return what stands below the heading of each step, by its title; the agenda comes before, and the last counts."""
    if kind not in day.chapters:
        said = {"pdf": pdf_text, "docx": docx_text}[kind](made(day, kind))
        found = re.split(rf"(?<!\d)\d+ ({'|'.join(step.title for step in STEPS)})", said)
        day.chapters[kind] = dict(zip(found[1::2], found[2::2], strict=True))
    found_here: dict[str, str] = day.chapters[kind]
    return found_here


def pdf_text(data: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(" ".join(pages).replace("\N{NO-BREAK SPACE}", " ").split())


def docx_text(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    texts = [
        "".join(node.text or "" for node in one.iter() if node.tag.endswith("}t"))
        for one in body.iter()
        if one.tag.endswith("}p")
    ]
    return " ".join(" ".join(texts).replace("\N{NO-BREAK SPACE}", " ").split())


def sheets_of(day, kind: str) -> dict[str, str]:
    data = made(day, kind)
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return {
            one.title: " ".join(str(cell) for row in one.values for cell in row if cell is not None) for one in book
        }
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def made(day, kind: str) -> bytes:
    if kind not in day.files:
        day.files[kind] = MAKERS[kind].make(json.loads(json.dumps(day.summary)))
    return day.files[kind]
