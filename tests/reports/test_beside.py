"""What stands beside the agenda is in every format, in the order of minutes, and leaves no empty place."""

import pytest

from tests.reports import samples
from tests.reports.readers import MAKERS, as_json, csv_of, docx_text, pdf_text, text_of, xlsx_of
from workshop.reports.outline import outline_of
from workshop.reports.sheets import sheets_of

FORMATS = sorted(MAKERS)
READ = ["csv", "docx", "pdf", "xlsx"]


@pytest.mark.parametrize("kind", FORMATS)
def test_all_of_it_stands_in_every_format(kind):
    said = text_of("coburg", kind)
    for measure in samples.aside()["measures"]:
        assert measure.what in said
        assert measure.responsible in said
        assert measure.involved in said
    for line in (*samples.aside()["decisions"], *samples.aside()["notes"], *samples.aside()["topics"]):
        assert line.text in said
    assert all(one.name in said for one in samples.aside()["speeches"])


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize(
    ("name", "due", "status"), [("coburg", "31.03.2017", "in Arbeit"), ("coburg:en", "31 Mar 2017", "in progress")]
)
def test_deadline_and_status_are_in_the_readers_words(kind, name, due, status):
    said = text_of(name, kind)
    assert due in said
    assert status in said
    assert "2017-03-31" not in said


@pytest.mark.parametrize("read", [pdf_text, docx_text])
def test_it_stands_in_the_order_of_minutes(read):
    said = read("coburg")
    titles = ("Vertiefung, Runde 2", "Beschlüsse", "Maßnahmen", "Themenspeicher", "Notizen", "Nächster Termin")
    places = [said.rindex(title) for title in (*titles, "Redezeiten")]
    assert places == sorted(places)
    assert "Freitag, 24. März 2017, 13:55 Uhr" in said.replace("\u00a0", " ")


@pytest.mark.parametrize("kind", FORMATS)
def test_without_any_of_it_there_is_no_heading_for_it(kind):
    said = text_of("empty", kind)
    if kind != "json":  # the labels go along
        assert not [title for title in ("Beschlüsse", "Maßnahmen", "Themenspeicher", "Redezeiten") if title in said]


def test_each_section_is_left_out_alone():
    summary = as_json(samples.coburg())
    for key, members in (("decisions", ["decisions"]), ("measures", ["measures"]), ("following", ["following"])):
        outline = outline_of(summary | {name: samples.NOTHING_ASIDE[name] for name in members})
        assert key not in [section["key"] for section in outline["sections"]]
        assert len(outline["sections"]) == 4
    assert outline_of(summary | {"speeches": []})["annexes"] == []


def test_empty_sheets_are_left_out():
    assert [sheet.key for sheet in sheets_of(as_json(samples.empty()))] == ["uebersicht", "anwesenheit"]


def test_what_was_written_down_on_another_day_says_which():
    rows = csv_of("coburg")["beschluesse-und-notizen.csv"]
    assert [row[3].replace("\u00a0", " ") for row in rows[1:]] == ["14:35 Uhr", "Dienstag, 24. Januar 2017, 16:35 Uhr"]


def test_times_of_speech_are_numbers_to_count_with():
    rows = [[cell.value for cell in row] for row in xlsx_of("coburg")["Redezeiten"].iter_rows(min_row=2)]
    assert [(row[0], *row[2:]) for row in rows] == [("Ahorn", 125, 185), ("Ahorn", 60, 185), ("Frau Gast", 7, 7)]


def test_minutes_say_how_long_somebody_spoke_in_all():
    assert "Ahorn 2 3:05" in pdf_text("coburg")


def test_topics_say_what_became_of_them():
    rows = csv_of("coburg")["themenspeicher.csv"]
    assert [(row[1], row[-1]) for row in rows[1:]] == [("geparkte Karte", "offen"), ("", "erledigt")]
