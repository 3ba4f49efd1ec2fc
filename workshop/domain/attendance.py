"""When a seat was there, from the log of its attendance: late and early leavers with their times."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

THERE = ("present", "represented")


class Change(NamedTuple):
    """A line of the log; ``by`` only where it is represented."""

    state: str
    at: int
    by: str = ""


@dataclass(frozen=True)
class Span:
    """A time in which a seat was there. ``until`` None: to the end, as far as anybody noted."""

    state: str
    since: int
    until: int | None = None
    by: str = ""  # who represented it, as far as somebody said


def spans_of(log: Iterable[Change]) -> list[Span]:
    """Return when a seat was there, from every change, the oldest first."""
    spans: list[Span] = []
    for state, at, by in log:
        if spans and spans[-1].until is None:
            if (spans[-1].state, spans[-1].by) == (state, by):
                continue
            spans[-1] = replace(spans[-1], until=at)
        if state in THERE:
            spans.append(Span(state, at, by=by))
    return spans


def was(state: str, spans: list[Span]) -> str:
    """Return what a seat was in this workshop: who has gone was there."""
    return spans[-1].state if state == "absent" and spans else state


def deputy_in(state: str, spans: list[Span]) -> str:
    """Return by whom a seat is or was represented, "" where it is not or nobody said."""
    return spans[-1].by if state == "represented" and spans and spans[-1].state == state else ""
