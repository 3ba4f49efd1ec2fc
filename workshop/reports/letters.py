"""The list for mail merge as XLSX: a line a seat with its personal link. Takes a deck, not a Summary."""

from typing import Any

from workshop.reports.sheets import Sheet
from workshop.reports.xlsx import workbook

COLUMNS = ("name", "kind", "group", "ags", "link")


def make(deck: dict[str, Any]) -> bytes:
    """Return the file."""
    words = deck["labels"]
    columns = [words[f"documents.letters_{column}"] for column in ("whole", *COLUMNS)]
    rows: list[list[Any]] = [
        [f"{card['kind']} {card['name']}".strip(), *(card[column] for column in COLUMNS)] for card in deck["cards"]
    ]
    sheet = Sheet("letters", words["documents.letters"], columns, rows)
    return workbook([sheet], deck)
