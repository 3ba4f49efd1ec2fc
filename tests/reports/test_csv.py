"""The tables as CSV; read by Python's csv, and safe in a spreadsheet."""

import io
import zipfile

import pytest

from tests.reports import samples
from tests.reports.readers import as_json, csv_cells, csv_of, made
from workshop.reports.csv import guarded
from workshop.reports.sheets import sheets_of


def test_there_is_a_file_a_table():
    assert list(csv_of("coburg")) == [
        "uebersicht.csv", "anwesenheit.csv", "schritt-01.csv", "schritt-02.csv", "schritt-02-1.csv", "schritt-03.csv",
        "schritt-05-runde-1.csv", "schritt-05-runde-2.csv", "karten.csv",
        "massnahmen.csv", "beschluesse-und-notizen.csv", "themenspeicher.csv", "redezeiten.csv",
    ]  # fmt: skip


def test_excel_sees_utf_8_and_semicolons():
    with zipfile.ZipFile(io.BytesIO(made("coburg", "csv"))) as archive:
        data = archive.read("anwesenheit.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"D\xc3\xb6rfles-Esbach;Gemeinde;" in data
    assert b"\r\n" in data


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1", "\n=1", "\u200b=1"]
)
def test_what_could_be_a_formula_is_not_one(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Ehrenamt", "3 - 2", "a=b", "", 3, -3, 2.5])
def test_everything_else_stays_as_it_is(cell):
    assert guarded(cell) == cell


def test_no_cell_of_a_hostile_workshop_begins_like_a_formula():
    assert not [cell for cell in csv_cells("hostile") if cell[:1] in set("=+-@\t\r＝＋－＠")]


def test_english_tables_have_english_names():
    names = [sheet.key for sheet in sheets_of(as_json(samples.coburg("en")))]
    assert names[:3] == ["overview", "attendance", "step-01"]
    assert names[-6:] == [
        "step-05-round-2", "cards", "measures", "decisions-and-notes", "open-points", "speaking-times",
    ]  # fmt: skip
