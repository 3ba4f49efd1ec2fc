"""When a seat was there, from the log of its attendance: late and early leavers with their times."""

from collections.abc import Iterable
from dataclasses import dataclass

THERE = ("present", "represented")


@dataclass(frozen=True)
class Span:
    """A time in which a seat was there. ``until`` None: to the end, as far as anybody noted."""

    state: str
    since: int
    until: int | None = None


def spans_of(log: Iterable[tuple[str, int]]) -> list[Span]:
    """Return when a seat was there, from every change (state, at), the oldest first."""
    spans: list[Span] = []
    for state, at in log:
        if spans and spans[-1].until is None:
            if spans[-1].state == state:
                continue
            spans[-1] = Span(spans[-1].state, spans[-1].since, at)
        if state in THERE:
            spans.append(Span(state, at))
    return spans


def was(state: str, spans: list[Span]) -> str:
    """Return what a seat was in this workshop: who has gone was there."""
    return spans[-1].state if state == "absent" and spans else state
