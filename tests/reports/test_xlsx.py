"""The workbook for Excel; read by openpyxl, written by XlsxWriter."""

import pytest

from tests.reports import samples
from tests.reports.readers import xlsx_cells, xlsx_of
from workshop.reports.xlsx import sheet_name


def test_sheets_stand_in_the_order_of_the_agenda():
    assert xlsx_of("coburg").sheetnames == [
        "Übersicht", "Anwesenheit", "1 Ankommen", "2 Lagebild", "2.1 Begründungen",
        "3 Beispiele und Hürden",
        "5 Vertiefung, Runde 1", "5 Vertiefung, Runde 2", "Karten",
        "Maßnahmen", "Beschlüsse und Notizen", "Themenspeicher", "Redezeiten",
    ]  # fmt: skip


def test_nothing_is_a_formula_or_a_link():
    cells = [
        cell for sheet in xlsx_of("hostile") for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert set(samples.HOSTILE) <= set(xlsx_cells("hostile"))


def test_counts_are_numbers():
    sheet = xlsx_of("coburg")["1 Ankommen"]
    assert [row[1].value for row in sheet.iter_rows(min_row=6)][:6] == ["Nennungen", 6, 5, 3, 2, 1]


def test_heads_are_frozen_and_columns_wide_enough():
    sheet = xlsx_of("coburg")["Karten"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["D"].width > 40


def test_results_have_native_charts():
    charts = {sheet.title: len(sheet._charts) for sheet in xlsx_of("coburg")}
    assert charts == {
        "Übersicht": 0, "Anwesenheit": 0, "1 Ankommen": 1, "2 Lagebild": 1, "2.1 Begründungen": 0,
        "3 Beispiele und Hürden": 0,
        "5 Vertiefung, Runde 1": 1, "5 Vertiefung, Runde 2": 1, "Karten": 0,
        "Maßnahmen": 0, "Beschlüsse und Notizen": 0, "Themenspeicher": 0, "Redezeiten": 0,
    }  # fmt: skip


def test_a_merged_card_names_the_one_it_is_in():
    rows = [[cell.value for cell in row] for row in xlsx_of("coburg")["Karten"].iter_rows()]
    merged = next(row for row in rows if row[3] == "Zuweisung kam am Freitagabend.")
    assert merged[5] == "Von Zuweisungen erfahren wir zu spät."


def test_a_card_says_where_it_was_written_and_that_it_came_late():
    rows = [[cell.value for cell in row] for row in xlsx_of("coburg")["Karten"].iter_rows()]
    assert next(row for row in rows if row[3] == "Der letzte Bus fährt um 17 Uhr.")[6] == "Tisch 2, nachgereicht"


@pytest.mark.parametrize(
    ("title", "name"),
    [("a/b:c*d?e[f]", "a b c d e f"), ("'kurz'", "kurz"), ("", "–"), ("x" * 50, "x" * 31), ("History", "History (2)")],
)
def test_a_name_is_one_that_excel_takes(title, name):
    assert sheet_name(title, set()) == name


def test_names_do_not_meet_whatever_their_case():
    taken = set()
    names = [sheet_name(title, taken) for title in ("Lage" * 10, "LAGE" * 10, "lage" * 10)]
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_a_row_is_as_high_as_its_longest_text():
    sheet = xlsx_of("coburg")["Karten"]
    texts = {row[3].row: str(row[3].value) for row in sheet.iter_rows(min_row=2)}
    longest = max(texts, key=lambda at: len(texts[at]))
    assert sheet.row_dimensions[longest].height >= 30
