"""A roster is taken whole or not at all; every fault names its line."""

import io
import zipfile

import openpyxl
import pytest

from workshop.domain.errors import Refused
from workshop.domain.roster import Known, clean_ags, clean_population, compare, has_mayor, read_roster
from workshop.domain.sheets import read_sheet, write_csv


def read(text: str, encoding: str = "utf-8"):
    return read_roster(read_sheet(text.encode(encoding)))


def names(reading) -> list[str]:
    return [seat.name for seat in reading.seats]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_survive_every_usual_encoding(encoding):
    assert names(read("Name;AGS\nDörfles-Esbach;09473120\n", encoding)) == ["Dörfles-Esbach"]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_heading_tells_the_separator(mark):
    reading = read(f"name{mark}group{mark}population\nAhorn{mark}Rathaus{mark}4149\n")
    assert (reading.seats[0].group, reading.seats[0].population) == ("Rathaus", 4149)


def test_german_and_english_headings_mean_the_same():
    german = read("Gemeinde;Gemeindeschlüssel;Akteursgruppe;Einwohner;Art\nA;09473112;G;1;Stadt")
    english = read("Name;Key;Group;Population;Kind\nA;09473112;G;1;Stadt")
    assert german.seats == english.seats


def test_a_column_nobody_knows_is_named_and_left_out():
    assert read("Name;Telefon\nAhorn;123").ignored == ["Telefon"]


def test_a_spreadsheet_is_read_with_numbers_as_numbers():
    seat = read_roster(read_sheet(book([["Name", "AGS", "Einwohner"], ["Ahorn", 9473112, 4149.0]]))).seats[0]
    assert (seat.ags, seat.population) == ("09473112", 4149)


def test_quoted_line_breaks_do_not_break_a_row():
    assert names(read('Name;Gruppe\n"Bad\nRodach";x\n')) == ["Bad Rodach"]


def test_without_a_column_of_names_the_file_is_refused():
    with pytest.raises(Refused) as caught:
        read("Telefon;Fax\n1;2")
    assert caught.value.code == "roster_heading"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";09473112;;", "empty"),
        ("Ahorn;94731;x;", None),
        ("Ahorn;123456;;", "roster_ags"),
        ("Ahorn;٠٩٤٧٣١١٢;;", "roster_ags"),
        ("Ahorn;;;viele", "roster_population"),
        ("Ahorn;;;-3", "roster_population"),
        ("Ahorn;;;9999999999", "roster_population"),
        ("Ahorn;;;" + "1" * 5000, "roster_population"),
        ("Ah\u202eorn;;;", "control"),
        ("A" * 121 + ";;;", "too_long"),
    ],
)
def test_a_fault_names_its_line(row, code):
    reading = read(f"Name;AGS;Gruppe;Einwohner\nMeeder;;;\n\n{row}\n")
    assert [(fault.code, fault.params["line"]) for fault in reading.faults] == ([(code, 4)] if code else [])


def test_a_place_listed_twice_is_a_fault_that_names_both_lines():
    fault = read("Name\nAhorn\nMeeder\nAHORN\n").faults[0]
    assert (fault.code, fault.params) == ("roster_double", {"line": 4, "first": 2})


def test_too_many_rows_are_refused():
    assert refused("Name\n" + "\n".join(f"G{n}" for n in range(2001))) == "sheet_rows"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"\n\n ;;\n", "sheet_empty"),
        (b"x" * 1_000_001, "sheet_large"),
        (b"PK\x03\x04 no zip at all", "sheet_format"),
        (b"Name\n\x00\x00", "sheet_format"),
        (b"\xd0\xcf\x11\xe0 old excel", "roster_heading"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(data, code):
    assert refused(data) == code


def test_a_zip_bomb_is_not_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert refused(packed.getvalue()) == "sheet_large"


def test_a_small_file_that_takes_long_to_read_is_not_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<c/>" * 1_000_000)
    assert len(packed.getvalue()) < 10_000
    assert refused(packed.getvalue()) == "sheet_large"


def test_the_largest_list_is_still_read():
    rows = [["Name", "Gruppe", "Art", "AGS", "Einwohner"], *[[f"Ort {n}", "Kreis", "Markt", n, n] for n in range(2000)]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert len(read_sheet(file.getvalue())) == 2001


@pytest.mark.parametrize("flag", [0x1, 0x63])
def test_a_packed_file_that_cannot_be_unpacked_is_refused_in_words(flag):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    data = bytearray(packed.getvalue())
    data[data.index(b"PK\x01\x02") + (8 if flag == 1 else 10)] = flag  # encrypted, or packed in an unknown way
    assert refused(bytes(data)) == "sheet_format"


def test_what_is_written_can_be_read_again():
    rows = [["Name", "Gruppe"], ['Bad "Rodach"; Stadt', "a,b"]]
    assert read_sheet(write_csv(rows).encode()) == rows


@pytest.mark.parametrize(
    ("typed", "people"), [("4.149", 4149), ("4 149", 4149), ("ca. 2600", 2600), ("", None), ("0", 0)]
)
def test_populations_are_read_as_people_write_them(typed, people):
    assert clean_population(typed) == people


def test_a_lost_zero_of_the_official_key_comes_back():
    assert clean_ags("9473112") == "09473112"


def test_the_same_key_renames_instead_of_doubling():
    plan = plan_for([Known(1, "Neustadt", ags="09473151")], "Name;AGS\nNeustadt b.Coburg;09473151")
    assert [seat for seat, _ in plan.changed] == [1] and not plan.added


def test_the_same_name_gets_its_missing_key():
    plan = plan_for([Known(1, "Ahorn")], "Name;AGS\nahorn;09473112")
    assert [seat for seat, _ in plan.changed] == [1]


def test_columns_that_the_file_lacks_change_nothing():
    plan = plan_for([Known(1, "Ahorn", group="Rathaus", population=4149)], "Name\nAhorn")
    assert len(plan.same) == 1 and not plan.changed


def test_a_removed_seat_comes_back_instead_of_doubling():
    plan = plan_for([Known(1, "Ahorn", is_removed=True)], "Name\nAhorn")
    assert [seat for seat, _ in plan.changed] == [1]


def test_a_name_that_belongs_to_another_key_is_a_fault():
    known = [Known(1, "Ahorn", ags="09473112"), Known(2, "Meeder", ags="09473144")]
    plan = plan_for(known, "Name;AGS\nMeeder;09473112")
    assert [fault.code for fault in plan.faults] == ["roster_clash"]


def plan_for(known, text):
    reading = read(text)
    return compare(known, reading.seats, reading.columns)


def refused(data) -> str:
    with pytest.raises(Refused) as caught:
        read_roster(read_sheet(data if isinstance(data, bytes) else data.encode()))
    return caught.value.code


def book(rows) -> bytes:
    made, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "is_led"),
    [("Gemeinde", True), ("MARKT", True), ("Große Kreisstadt", True), ("Verein", False), ("", False)],
)
def test_a_municipality_has_a_mayor(kind, is_led):
    assert has_mayor(kind) is is_led
