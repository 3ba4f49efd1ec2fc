"""What stands in a downloaded document, read by a reader that is not its writer."""

import csv
import io
import json
import xml.etree.ElementTree as xml
import zipfile

import openpyxl
import pypdf


def pdf_text(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


def docx_text(body: bytes) -> str:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        root = xml.fromstring(archive.read("word/document.xml"))
    lines = ("".join(run.text or "" for run in line.iter(f"{word}t")) for line in root.iter(f"{word}p"))
    return "\n".join(lines)


def xlsx_text(body: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)


def csv_text(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    rows = (row for text in texts for row in csv.reader(io.StringIO(text), delimiter=";"))
    return "\n".join(" ".join(row) for row in rows)


def json_text(body: bytes) -> str:
    document = json.loads(body)
    tables = [row for step in document["steps"] if step["table"] for row in step["table"]["rows"]]
    return json.dumps(document, ensure_ascii=False) + "\n" + "\n".join(" ".join(map(str, row)) for row in tables)


READERS = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text, "csv": csv_text, "json": json_text}
