"""Bytes of a CSV or XLSX file in, rows of text out. What the columns mean is not known here."""

import csv
import io
import zipfile
import zlib
from itertools import islice
from typing import Any

from workshop.domain.errors import Refused

MOST_BYTES = 1_000_000
MOST_ROWS = 2_000  # without the heading
MOST_COLUMNS = 50
MOST_UNPACKED = 6_000_000  # bytes; a small zip may hold gigabytes, and reading stops the room
MOST_PARTS = 200
MOST_TAGS = 200_000  # of XML; the largest list has half of it, and each takes microseconds of the room
_ZIP = b"PK\x03\x04"

Rows = list[list[str]]


def read_sheet(data: bytes) -> Rows:
    """Return the rows of a CSV or XLSX file, the heading first, empty rows kept for their numbers.

    Raises Refused: ``sheet_large``, ``sheet_empty``, ``sheet_rows``, ``sheet_format``.
    """
    if len(data) > MOST_BYTES:
        raise Refused("sheet_large", most=MOST_BYTES // 1_000_000)
    rows = _read_xlsx(data) if data.startswith(_ZIP) else _read_csv(data)
    if not any(any(row) for row in rows):
        raise Refused("sheet_empty")
    if len(rows) > MOST_ROWS + 1:
        raise Refused("sheet_rows", most=MOST_ROWS)
    return rows


def write_csv(rows: Rows) -> str:
    """Return the rows as CSV with semicolons, the form in which Excel opens it in German."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _read_csv(data: bytes) -> Rows:
    text = _decode(data)
    if "\0" in text:
        raise Refused("sheet_format")
    first = text.lstrip().partition("\n")[0]
    # The heading decides: a semicolon or tab inside a name would mislead a guess over all lines.
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(islice(reader, MOST_ROWS + 2))
    except csv.Error as error:
        raise Refused("sheet_format") from error
    return _trim([[cell.strip() for cell in row[:MOST_COLUMNS]] for row in rows])


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Every byte means something in cp1252 as browsers read it; Excel on Windows writes it.
        return data.decode("cp1252", errors="replace")


def _read_xlsx(data: bytes) -> Rows:
    _check_zip(data)
    # Imported here: it takes a quarter of a second, and few processes ever read a roster.
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return _trim([[_as_text(cell) for cell in row] for row in cells])
    except Exception as error:  # openpyxl raises whatever a damaged part happens to cause
        raise Refused("sheet_format") from error


def _check_zip(data: bytes) -> None:
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
        parts = book.infolist()
        is_large = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
        if is_large or sum(book.read(part).count(b"<") for part in parts) > MOST_TAGS:
            raise Refused("sheet_large", most=MOST_BYTES // 1_000_000)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Refused("sheet_format") from error


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _trim(rows: Rows) -> Rows:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
