"""What a roster is: rows of text become seats, and seats are compared with those that are there.

A whole roster is taken or none of it: every broken line is named, and one is enough to refuse.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.text import clean_line

COLUMNS = ("name", "ags", "group", "population", "kind")
LONGEST = {"name": 120, "group": 120, "kind": 60}
HEADINGS = {
    "name": "name gemeinde kommune stelle sitz organisation bezeichnung seat municipality",
    "ags": "ags gemeindeschlüssel amtlichergemeindeschlüssel schlüssel key officialkey",
    "group": "gruppe akteursgruppe group",
    "population": "einwohner einwohnerzahl einwohnerinnen bevölkerung population inhabitants",
    "kind": "art typ kind type",
}
MAYORS = ("gemeinde", "markt", "stadt", "große kreisstadt", "municipality", "town")  # kinds of seats led by one
MOST_PEOPLE = 100_000_000
MOST_FAULTS = 20  # as many as a person wants to read at once
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\s]\d{3})+|\d+")


def has_mayor(kind: str) -> bool:
    """Return whether a mayor leads a seat of this kind; another is led by whoever represents it."""
    return kind.lower() in MAYORS


@dataclass(frozen=True)
class SeatRow:
    """A seat as a roster names it; ``line`` is where it stands in the file."""

    line: int
    name: str
    ags: str = ""
    group: str = ""
    population: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class Known:
    """A seat that is there already; ``is_removed``: it was taken off the roster."""

    id: int
    name: str
    ags: str = ""
    group: str = ""
    population: int | None = None
    kind: str = ""
    is_removed: bool = False


@dataclass(frozen=True)
class Reading:
    """What a file holds. ``columns`` were understood, ``ignored`` were not."""

    seats: list[SeatRow]
    faults: list[Refused]
    columns: list[str]
    ignored: list[str]


@dataclass(frozen=True)
class Plan:
    """What taking a roster over would do. ``changed``: (seat id, new row)."""

    added: list[SeatRow] = field(default_factory=list)
    changed: list[tuple[int, SeatRow]] = field(default_factory=list)
    same: list[SeatRow] = field(default_factory=list)
    faults: list[Refused] = field(default_factory=list)


def read_roster(rows: Sequence[Sequence[str]]) -> Reading:
    """Return the seats named in ``rows``, whose first holds the headings.

    Raises Refused ``roster_heading`` where no column of names can be found.
    """
    start = next((n for n, row in enumerate(rows) if any(row)), 0)
    columns = _columns_of(rows[start])
    if "name" not in columns:
        raise Refused("roster_heading")
    seats, faults = _read_rows(rows[start + 1 :], columns, start + 2)
    ignored = [cell for n, cell in enumerate(rows[start]) if cell and n not in columns.values()]
    return Reading(seats, (faults + _doubles(seats))[:MOST_FAULTS], list(columns), ignored)


def clean_seat(line: int, cells: dict[str, str]) -> SeatRow:
    """Return one seat; raise Refused with ``column`` if a cell breaks a rule."""
    return SeatRow(
        line=line,
        name=_text("name", cells),
        ags=_in("ags", clean_ags, cells.get("ags", "")),
        group=_text("group", cells),
        population=_in("population", clean_population, cells.get("population", "")),
        kind=_text("kind", cells),
    )


def clean_ags(text: str) -> str:
    """Return the official key of a district (5), municipality (8) or region (12 digits), or ""."""
    digits = "".join(text.split())
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("roster_ags", value=text[:40])
    # A spreadsheet takes the key for a number and drops the zero in front.
    whole = digits if len(digits) in (5, 8, 12) else "0" + digits
    if len(whole) not in (5, 8, 12):
        raise Refused("roster_ags", value=text[:40])
    return whole


def clean_population(text: str) -> int | None:
    """Return the number of people; reads ``4.149``, ``4 149`` and ``ca. 2600``; None for nothing."""
    number = text.strip().removeprefix("ca.").removeprefix("~").strip()
    if not number:
        return None
    if not (number.isascii() or "’" in number) or not _GROUPED.fullmatch(number):
        raise Refused("roster_population", value=text[:40])
    digits = re.sub(r"\D", "", number)
    # Python refuses to read a number of thousands of digits at all.
    if len(digits) > len(str(MOST_PEOPLE)) or int(digits) > MOST_PEOPLE:
        raise Refused("roster_population", value=text[:40])
    return int(digits)


def compare(known: Iterable[Known], seats: Iterable[SeatRow], columns: Sequence[str]) -> Plan:
    """Return what taking ``seats`` over would do; the same seat is known by AGS, else by name.

    Only the ``columns`` of the file are compared: a list without groups changes no group.
    """
    there = list(known)
    by_ags = {seat.ags: seat for seat in there if seat.ags}
    by_name = {seat.name.casefold(): seat for seat in there}
    plan = Plan()
    for row in seats:
        named = by_name.get(row.name.casefold())
        match = (by_ags.get(row.ags) if row.ags else None) or _unless_other(named, row)
        if named and named is not match:
            plan.faults.append(Refused("roster_clash", line=row.line, name=row.name))
        elif match is None:
            plan.added.append(row)
        elif match.is_removed or _differs(match, row, columns):
            plan.changed.append((match.id, row))
        else:
            plan.same.append(row)
    return plan


def _columns_of(heading: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, cell in enumerate(heading):
        word = re.sub(r"\([^)]*\)|[\W_]", "", cell.casefold())  # our own sample says »Gemeindeschlüssel (AGS)«
        column = next((c for c, words in HEADINGS.items() if word in words.split()), None)
        if column and column not in found:
            found[column] = n
    return found


def _read_rows(
    rows: Sequence[Sequence[str]], columns: dict[str, int], first: int
) -> tuple[list[SeatRow], list[Refused]]:
    seats: list[SeatRow] = []
    faults: list[Refused] = []
    for line, row in enumerate(rows, first):
        if not any(row):
            continue
        cells = {name: row[n] if n < len(row) else "" for name, n in columns.items()}
        try:
            seats.append(clean_seat(line, cells))
        except WorkshopError as fault:
            faults.append(Refused(fault.code, **{**fault.params, "line": line}))
    return seats, faults


def _doubles(seats: Sequence[SeatRow]) -> list[Refused]:
    seen: dict[str, int] = {}
    faults = []
    for seat in seats:
        for mark in filter(None, (seat.name.casefold(), seat.ags)):
            if mark in seen:
                faults.append(Refused("roster_double", line=seat.line, first=seen[mark]))
                break
            seen[mark] = seat.line
    return faults


def _text(column: str, cells: dict[str, str]) -> str:
    text = cells.get(column, "")
    if not text.strip() and column != "name":
        return ""
    return _in(column, lambda cell: clean_line(cell, LONGEST[column]), text)


def _in(column: str, clean, cell: str):
    try:
        return clean(cell)
    except WorkshopError as fault:
        raise Refused(fault.code, **{**fault.params, "column": column}) from fault


def _unless_other(named: Known | None, row: SeatRow) -> Known | None:
    """The same name with another official key is another place: Neustadt and Neustadt."""
    if named and named.ags and row.ags and named.ags != row.ags:
        return None
    return named


def _differs(seat: Known, row: SeatRow, columns: Sequence[str]) -> bool:
    return any(getattr(seat, column) != getattr(row, column) for column in columns)
