"""A result by groups, with the rule for small rooms: whole or not at all, and never a part that names somebody.

One partition a workshop, made once and never changed: groups with fewer than ``LEAST`` seats are joined to the rest,
and if the rest itself is too small, the smallest group joins it. Whoever has no seat of it belongs to the rest.
So whatever is shown, and whatever differences somebody computes from it, is about whole parts.

Pure: no type of activity is known here. A refusal has one word for all reasons, because which of them it was would
already tell something.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEAST = 5
NOT_JUDGED = (None, "none")  # no answer to this question, though one to others

Answers = Mapping[str, Mapping[tuple[str, str], Any]]  # voice → (kind, item) → value


@dataclass(frozen=True)
class Part:
    """Some seats that are told as one. ``title``: the group's; "" for the rest."""

    title: str
    seats: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "seats": list(self.seats)}


def partition(seats: Sequence[tuple[int, str]]) -> list[Part]:
    """Return the parts for a roster of (seat, group): the largest first, the rest last."""
    groups: dict[str, list[int]] = defaultdict(list)
    for seat, group in seats:
        groups[group.strip()].append(seat)
    own = [Part(title, tuple(sorted(of))) for title, of in groups.items() if title and len(of) >= LEAST]
    own.sort(key=lambda part: (-len(part.seats), part.title))
    taken = {seat for part in own for seat in part.seats}
    rest = sorted(seat for seat, _ in seats if seat not in taken)
    while rest and len(rest) < LEAST and own:
        rest = sorted([*rest, *own.pop().seats])
    return [*own, *([Part("", tuple(rest))] if rest else [])]


def read_parts(stored: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Return the parts as they were written down."""
    return [Part(one["title"], tuple(one["seats"])) for one in stored]


def divide(parts: Sequence[Part], voices: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return (title, voices) of each part; guests, and seats that came later, are of the rest."""
    of_seat = {f"seat:{seat}": part.title for part in parts for seat in part.seats}
    found: dict[str, list[str]] = {part.title: [] for part in parts}
    for voice in sorted(voices):
        found.setdefault(of_seat.get(voice, ""), []).append(voice)
    return list(found.items())


def is_showable(divided: Sequence[tuple[str, Sequence[str]]], answers: Answers) -> bool:
    """Return whether the whole breakdown may be shown: two parts at least, and none that could name somebody."""
    asked = {place for given in answers.values() for place in given}
    return len(divided) > 1 and all(_tells_nobody(voices, answers, asked) for _, voices in divided)


def _tells_nobody(voices: Sequence[str], answers: Answers, asked: set[tuple[str, str]]) -> bool:
    if len(voices) < LEAST:
        return False
    for place in asked:
        values = [answers[voice][place] for voice in voices if answers[voice].get(place) not in NOT_JUDGED]
        if len(values) < LEAST or is_unanimous(values):
            return False
    return True


def is_unanimous(values: Sequence[Any]) -> bool:
    """Return whether all said the same, or all chose one and the same thing among others."""
    first = values[0]
    if all(value == first for value in values):
        return True
    if isinstance(first, list):
        return any(all(one in value for value in values) for one in first)
    if isinstance(first, dict):
        return any(all(value.get(key) == number for value in values) for key, number in first.items() if number)
    return False
