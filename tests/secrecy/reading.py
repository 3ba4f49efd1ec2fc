"""What an attacker reads out of rows and lines; and what a copy made while open gives: which ballot is whose. It is
encrypted, and so they go on from there (``ways.py``).
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.secrecy.asked import CHOICE, EITHER, RESOLUTION
from tests.secrecy.copies import Copy, Row
from tests.secrecy.held import BALLOTS, Held

Guesses = dict[int, str]

WORDS = RESOLUTION.words | CHOICE.words
PLAIN = {plain: name for one in EITHER for name, plain in one.plain.items()}
WORD = re.compile(rf"(?<![A-Za-z])({'|'.join(WORDS)})(?![A-Za-z])")
LABELS = {"Enthaltung": "abstain", "Nein": "no", "Ja": "yes", **WORDS}
LABELLED = re.compile(rf"\b({'|'.join(LABELS)})\b")
BALLOT = re.compile(rf"([A-Z2-7]{{9}})({'|'.join(PLAIN)})\0".encode())
PLACE = ("xmin", "ctid")  # of PostgreSQL


def choice_in(value: Any) -> str | None:
    """Return the one ballot that a cell, a row or a line names."""
    if isinstance(value, bytes):
        found = set(ballots_in(value).values()) or {WORDS[word] for word in WORD.findall(value.decode("latin-1"))}
    elif isinstance(value, str) and value in PLAIN:
        return PLAIN[value]
    else:
        found = {WORDS[word] for word in WORD.findall(str(value))}
    return found.pop() if len(found) == 1 else None


def ballots_in(content: bytes) -> dict[str, str]:
    """Return what stands behind each code, in the order in which they lie there; the last counts."""
    return {code.decode(): PLAIN[plain.decode()] for code, plain in BALLOT.findall(content)}


def choice_of(row: Row) -> str | None:
    cells = [choice_in(value) for name, value in row.items() if name not in PLACE]
    return next((choice for choice in cells if choice), None)


def label_in(line: str) -> str | None:
    """The same of a line that is written for people."""
    found = {LABELS[word] for word in LABELLED.findall(line)}
    return found.pop() if len(found) == 1 else None


def name_in(line: str, held: Held) -> int | None:
    return next((seat for name, seat in held.names.items() if name in line), None)


def seat_in(text: str, held: Held) -> int | None:
    seats = {f"seat:{seat}": seat for seat in held.truth}
    people = {f"{kind}:{held.people[seat]}": seat for seat in held.truth for kind in ("participant", "person")}
    named = re.findall(r"(?:seat|participant|person):\d+", text)
    return next((found for one in named if (found := (seats | people).get(one))), None)


def seat_of(row: Row, held: Held) -> int | None:
    seats = {held.people[seat]: seat for seat in held.truth}
    if (seat := row.get("seat_id", row.get("seat"))) in held.truth:
        return seat
    if row.get("participant_id") in seats:
        return seats[row["participant_id"]]
    return seat_in(json.dumps(row, default=str), held)


def new_rows(held: Held, copy: Copy) -> list[tuple[str, Row]]:
    """Return every row that was not there, or was another, when the round had just opened."""
    return [(name, row) for name in copy.tables for row in fresh(held, copy, name)]


@lru_cache(maxsize=4096)
def fresh(held: Held, copy: Copy, name: str) -> list[Row]:
    before = {content(row) for row in held.before.tables.get(name, [])}
    return [row for row in copy.tables[name] if content(row) not in before]


def content(row: Row) -> str:
    return repr([value for name, value in row.items() if name not in PLACE])


def copies(held: Held) -> tuple[Copy, Copy]:
    return held.open, held.after


def counted(held: Held) -> list[str]:
    """Return the ballots as the published counts list them, each by its first word."""
    rows = [
        row for row in held.after.tables["counted"]
        if row["round_id"] == held.number and row["choice"] in held.asked.ballots
    ]  # fmt: skip
    return [row["choice"] for row in rows for _ in range(row["n"])]


def receipts(held: Held) -> list[str]:
    return [row["code"] for row in held.after.tables["receipt"] if row["round_id"] == held.number]


def in_turn(held: Held, found: list[str]) -> Guesses:
    """Lay choices beside the seats in the order of casting."""
    return dict(zip(held.order, found, strict=False)) if len(found) == BALLOTS else {}


# What a copy made while open gives: which ballot is whose. It is encrypted.


@lru_cache(maxsize=64)
def links(held: Held) -> dict[int, Row]:
    """Return the row of the box that came with each mark on the roll."""
    return dict(by_transaction(held)) or dict(by_commit(held))


def by_commit(held: Held) -> Iterator[tuple[int, Row]]:
    for seat, rows in played_back(held):
        yield from ((seat, row) for name, row in rows if name == "box")


def by_transaction(held: Held) -> Iterator[tuple[int, Row]]:
    boxes = {row.get("xmin"): row for row in held.open.tables.get("box", [])} if held.open.file is None else {}
    for row in held.open.tables.get("roll", []):
        if row["round_id"] == held.number and row["voted"] and row.get("xmin") in boxes:
            yield row["seat_id"], boxes[row["xmin"]]


@lru_cache(maxsize=64)
def played_back(held: Held) -> list[tuple[int, list[tuple[str, Row]]]]:
    """Return, for each commit in SQLite's log, the seat that was marked and all rows that came with it."""
    found = []
    for before, after in held.open.commits():
        new = [(name, row) for name in after for row in after[name] if row not in before.get(name, [])]
        marked = [row["seat_id"] for name, row in new if name == "roll" and row["voted"]]
        found += [(marked[0], new)] if len(marked) == 1 else []
    return found
