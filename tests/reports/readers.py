"""Each format made once a summary, and opened by a reader that is not its writer."""

import csv
import io
import zipfile
from functools import cache
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.reports import samples
from workshop.reports import csv as csv_report
from workshop.reports import docx, json, pdf, xlsx

MAKERS = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "csv": csv_report, "json": json}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def made(name: str, kind: str) -> bytes:
    """Return the file of a sample; ``name`` may carry a language: "coburg:en"."""
    sample, _, language = name.partition(":")
    summary = getattr(samples, sample)(*([language] if language else []))
    return MAKERS[kind].make(as_json(summary))


def as_json(summary: Any) -> dict[str, Any]:
    """Return it as it crosses to the other process."""
    import json as wire

    return wire.loads(wire.dumps(summary.as_dict()))


def pdf_of(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(made(name, "pdf")))


def pdf_text(name: str) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf_of(name).pages).split())


def docx_part(name: str, part: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(made(name, "docx"))) as archive:
        return ElementTree.fromstring(archive.read(part))


def docx_text(name: str) -> str:
    """Return all text, a paragraph a line; a line break within one as a line break."""
    lines = []
    for paragraph in docx_part(name, "word/document.xml").iter(f"{WORD}p"):
        lines.append(
            "".join(
                "\n" if node.tag == f"{WORD}br" else node.text or ""
                for node in paragraph.iter()
                if node.tag in (f"{WORD}t", f"{WORD}br")
            )
        )
    return "\n".join(lines)


def xlsx_of(name: str) -> Any:
    return load_workbook(io.BytesIO(made(name, "xlsx")))


def xlsx_cells(name: str) -> list[Any]:
    return [
        cell.value for sheet in xlsx_of(name) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]


def csv_of(name: str) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(made(name, "csv"))) as archive:
        return {one: _rows(archive.read(one)) for one in archive.namelist()}


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_cells(name: str) -> list[str]:
    return [cell for rows in csv_of(name).values() for row in rows for cell in row]


@cache
def text_of(name: str, kind: str) -> str:
    """Return all a file says, in one line."""
    if kind == "json":
        import json as wire

        return " ".join(str(_leaves(wire.loads(made(name, "json")))).split())
    said = {
        "pdf": lambda: pdf_text(name),
        "docx": lambda: docx_text(name),
        "xlsx": lambda: "\n".join(map(str, xlsx_cells(name))),
        "csv": lambda: "\n".join(csv_cells(name)),
    }[kind]()
    return " ".join(said.split())


def _leaves(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(map(_leaves, value.values()))
    if isinstance(value, list):
        return "\n".join(map(_leaves, value))
    return str(value)
