"""Place cards and the list for mail merge: every seat once, nothing run, a code that opens its link."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.reports.codes import codes_on, dark, drawn
from workshop.language import Catalogue
from workshop.reports import cards, letters
from workshop.snapshots.deck import _LABELS as LABELS

NAMES = [
    "Ahorn",
    '=HYPERLINK("http://evil")',
    "Große Kreisstadt Neustadt bei Coburg",
    "#strong[Meeder]",
    "😀",
    "x" * 120,
]


@pytest.fixture(scope="module")
def deck() -> dict:
    words = Catalogue()
    seats = [
        {
            "seat": n,
            "name": name,
            "kind": "Gemeinde",
            "group": "Mayors",
            "ags": "09473112",
            "link": f"https://w.test/seat#{n}.{'A' * n}",
        }
        for n, name in enumerate([*NAMES, *(f"Sitz {n}" for n in range(4))], start=1)
    ]
    labels = {f"documents.{label}": words.t("de", f"documents.{label}") for label in LABELS}
    facts = {"title": "MORO", "organiser": "Landkreis", "moderation": "", "made_at": 0, "language": "de"}
    return facts | {"labels": labels, "cards": seats}


def test_the_cards_are_tagged_a4_with_eight_on_a_page_and_each_seat_once(deck):
    file = PdfReader(io.BytesIO(cards.make(deck)))
    pages = [page.extract_text() for page in file.pages]
    assert [text.count("Persönlich für diesen Sitz") for text in pages] == [8, 2]
    assert "Ahorn" in pages[0] and "#strong[Meeder]" in pages[0]
    assert [round(float(side)) for side in file.pages[0].mediabox[2:]] == [595, 842]
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"] and file.trailer["/Root"]["/Lang"] == "de"
    assert b"pdfuaid" in file.trailer["/Root"]["/Metadata"].get_data()


def test_the_code_on_each_card_says_the_link_of_its_seat(deck):
    file = PdfReader(io.BytesIO(cards.make(deck)))
    for page, on_page in zip(file.pages, (deck["cards"][:8], deck["cards"][8:]), strict=True):
        codes = codes_on(page)
        expected = {(n // 2, n % 2): dark(card["link"]) for n, card in enumerate(on_page)}
        assert codes == expected


def test_there_are_lines_to_cut_along_between_the_cards(deck):
    for page in PdfReader(io.BytesIO(cards.make(deck))).pages:
        cut = [lines[0] for dash, lines in drawn(page) if dash and len(lines) == 1]
        upright = [round(x) for (x, _), (to, _) in cut if round(x) == round(to)]
        level = sorted(round(y) for (_, y), (_, to) in cut if round(y) == round(to))
        assert (upright, level) == ([298], [210, 421, 631])
        assert all(abs(x - to_x) + abs(y - to_y) > 590 for (x, y), (to_x, to_y) in cut), "from edge to edge"


def test_an_empty_roster_is_an_empty_page(deck):
    assert len(PdfReader(io.BytesIO(cards.make(deck | {"cards": []}))).pages) == 1


def test_the_list_has_a_line_a_seat_and_runs_nothing(deck):
    sheet = load_workbook(io.BytesIO(letters.make(deck))).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][-1] == "Persönlicher Link"
    assert len(rows) == 1 + len(deck["cards"])
    assert rows[2][1].value == NAMES[1] and rows[2][1].data_type == "s"
    assert rows[1][5].value == "https://w.test/seat#1.A" and not rows[1][5].hyperlink
