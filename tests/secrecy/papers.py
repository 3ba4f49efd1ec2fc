"""What is downloaded after the votes: every kind of file, taken apart into lines, each said to be of a round.

A line is what stands together: a row of a table, a paragraph, the innermost list of a JSON. Every part of a
file is read, also those that no program shows.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from tests.reports.readers import MAKERS
from tests.secrecy.held import Held
from tests.services.ballot_box import STEP, Vote
from workshop.language import Catalogue
from workshop.models import Seat
from workshop.snapshots.own import own_of
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

ZONE = "Europe/Berlin"
READER = Reader("de", ZONE, Catalogue())
KINDS = (*MAKERS, "mine")
ROUND = re.compile(r"\bRunde (\d+)\b")
TAGS = re.compile(r"<[^>]*>")
MILLISECONDS = re.compile(r"\b\d{13}\b")
ISO = re.compile(r"\b(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)")


def file(vote: Vote, rounds: Sequence[Held]) -> None:
    """Give each round its lines of every file, and each moment that stands anywhere in one."""
    made, own = downloaded(vote)
    lines = {kind: list(lines_of(kind, data)) for kind, data in made.items()}
    moments = sorted({moment for kind, data in made.items() for moment in moments_in(kind, data)})
    names = names_of(vote)
    for n, held in enumerate(rounds, start=1):
        held.names, held.moments = names, moments
        held.papers = {kind: of_round(said, n) for kind, said in lines.items()} | {"mine": own}


def downloaded(vote: Vote) -> tuple[dict[str, bytes], list[str]]:
    """Return every kind of file of the workshop, and what each person can keep of themselves."""
    hall = vote.hall
    with hall.engine.connect() as connection:
        whole = summary_of(connection, hall.workshop, hall.now, READER)
        own = [json.dumps(own_of(connection, mayor.id, hall.now), ensure_ascii=False) for mayor in vote.mayors]
    assert whole is not None
    summary = json.loads(json.dumps(whole.as_dict()))
    return {kind: maker.make(summary) for kind, maker in MAKERS.items()}, own


def names_of(vote: Vote) -> dict[str, int]:
    with vote.hall.read() as session:
        return {row.name: row.id for row in session.execute(select(Seat.name, Seat.id))}


def of_round(lines: list[str], n: int) -> list[str]:
    """Return the lines behind a heading that names the round, until another one is named."""
    found, now = [], 0
    for line in lines:
        now = int(named[1]) if (named := ROUND.search(line)) else now
        found += [line] if now == n else []
    return found


def lines_of(kind: str, data: bytes) -> Iterator[str]:
    if kind == "pdf":
        yield from (line for page in PdfReader(io.BytesIO(data)).pages for line in page.extract_text().splitlines())
    elif kind == "json":
        steps = [step for step in json.loads(data)["steps"] if step["title"] == STEP]
        yield from (line for step in steps for line in (f"Runde {step['run']}", *rows_of(step)))
    elif kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        yield from (" ".join(map(str, filter(None, row))) for sheet in book for row in sheet.values)
    elif kind == "csv":
        members = parts_of(data).values()
        yield from (" ".join(row) for one in members for row in csv.reader(io.StringIO(one, newline=""), delimiter=";"))
    else:
        whole = parts_of(data)["word/document.xml"]
        yield from (TAGS.sub(" ", row) for row in re.split(r"</w:tr>|</w:p>(?!\s*</w:tc>)", whole))


def rows_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        inner = list(value.values()) if isinstance(value, dict) else value
        deep = [one for one in inner if isinstance(one, dict | list)]
        yield from (line for one in deep for line in rows_of(one))
        yield " ".join(str(one) for one in inner if one not in deep)


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one).decode("utf-8-sig", "replace") for one in archive.namelist()}


def moments_in(kind: str, data: bytes) -> Iterator[int]:
    """Return every moment of at least a second's precision, in milliseconds: of texts, metadata and archives."""
    texts = [data.decode("latin-1")]
    if kind == "pdf":
        texts.append(str(PdfReader(io.BytesIO(data)).metadata))
    elif kind != "json":
        texts += parts_of(data).values()
        for one in zipfile.ZipFile(io.BytesIO(data)).infolist():
            yield in_milliseconds(*one.date_time)
    for text in texts:
        yield from map(int, MILLISECONDS.findall(text))
        for found in ISO.findall(text):
            try:
                yield in_milliseconds(*map(int, found))
            except ValueError:
                continue  # only looks like one


def in_milliseconds(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)  # type: ignore[misc]
