"""Tables as CSV for any program: a zip with a file a table, UTF-8 with BOM, semicolons."""

import csv
import io
import re
import zipfile
from typing import Any

from workshop.reports.sheets import Cell, Sheet, sheets_of

# What a spreadsheet takes for the beginning of a formula, also in full width, also after blanks.
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_MADE = (1980, 1, 1, 0, 0, 0)  # equal content gives equal bytes


def make(summary: dict[str, Any]) -> bytes:
    """Return the zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for sheet in sheets_of(summary):
            entry = zipfile.ZipInfo(f"{sheet.key}.csv", _MADE)
            archive.writestr(entry, _written(sheet).encode("utf-8-sig"), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def guarded(cell: Cell) -> Cell:
    """Return a text so that no spreadsheet runs it as a formula; numbers stay as they are."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def _written(sheet: Sheet) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    blank: list[list[Cell]] = [[]] if sheet.above else []
    head: list[list[Cell]] = [[*sheet.columns]]
    for row in sheet.above + blank + head + sheet.rows:
        writer.writerow([guarded(cell) for cell in row])
    return text.getvalue()
