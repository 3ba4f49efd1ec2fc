"""When a simulated mayor gives which answer: what is given its type says, the pace is that of people.

Plain values: a plan is a list of answers, each with the seconds since the step opened. The voice's number
decides, so that seventeen of them together give the distribution of the samples.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from workshop.activities import TYPES
from workshop.activities.base import Kind
from workshop.library import templates

# Seconds until the first answer and between two of them, each from and to. The first words come
# one by one within ten seconds: the room sees that it works. A card is thought about.
_TICKED = ((1.0, 9.0), (1.0, 4.0))
_WORDS = ((0.5, 9.0), (3.0, 8.0))
_TEXTS = ((4.0, 20.0), (10.0, 35.0))


@dataclass(frozen=True)
class Planned:
    """One answer and when it is given."""

    at: float
    kind: str
    item: str
    value: Any
    n: int = 1  # 2 for who thinks again


def plan(live: dict[str, Any], voice: int, *, wavers: bool = False) -> list[Planned]:
    """Return what the voice with this number gives to the live step while it is open, in order of time."""
    planned = _timed(live, voice, after=False)
    return planned + _second_thought(live, voice, planned) if wavers else planned


def plan_after(live: dict[str, Any], voice: int) -> list[Planned]:
    """Return what it gives about the result, once that is shown."""
    return _timed(live, voice, after=True)


def likes(live: dict[str, Any], voice: int, texts: Mapping[int, str]) -> list[Planned]:
    """Return its yes to up to two of the texts ``{number: kind}`` that others gave."""
    if live["ask"].get("likes") is False:
        return []
    saying = {kind.of: kind.name for kind in _kinds(live) if kind.of}
    others = sorted(number for number, kind in texts.items() if kind in saying)
    chance = Random(f"likes/{voice}/{live['round']}")
    # Earlier texts find more voices, as they do where people read from the top.
    chosen = sorted(others, key=lambda number: (number in others[:5]) - chance.uniform(0, 2))[
        : chance.choice((0, 1, 2))
    ]
    return [Planned(chance.uniform(1, 6), saying[texts[number]], str(number), True) for number in chosen]


def _second_thought(live: dict[str, Any], voice: int, planned: list[Planned]) -> list[Planned]:
    """Return one answer once more, as somebody else would give it."""
    former = {(one.kind, one.item): one for one in planned}
    others = _timed(live, voice + 1, after=False)
    for other in others:
        place = (other.kind, other.item)
        if place in former and former[place].value != other.value:
            return [replace(other, at=planned[-1].at + 5, n=2)]
    return []


def _timed(live: dict[str, Any], voice: int, *, after: bool) -> list[Planned]:
    kinds = {kind.name: kind for kind in _kinds(live) if kind.after == after and not kind.of}
    if not kinds:
        return []
    seed = f"{voice}/{live['round']}"  # the same after a reconnect
    asked = {**live["ask"], "samples": _samples(live)}
    given = [one for one in TYPES[live["type"]].rehearse(asked, voice, Random(seed)) if one[0] in kinds]
    chance, planned, at = Random(f"pace/{seed}"), [], 0.0
    for n, (kind, item, value) in enumerate(given):
        first, between = _pace(kinds[kind])
        at += chance.uniform(*(between if n else first))
        planned.append(Planned(at, kind, item, value))
    return planned


def _pace(kind: Kind) -> tuple[tuple[float, float], tuple[float, float]]:
    if not kind.is_text:
        return _TICKED
    return _TEXTS if kind.many else _WORDS


def _kinds(live: dict[str, Any]) -> tuple[Kind, ...]:
    kind = TYPES.get(live["type"])
    return kind.kinds if kind else ()


def _samples(live: dict[str, Any]) -> dict[str, Any]:
    """Return the sample answers of the template that this step comes from unchanged, if it does."""
    for template in templates().values():
        if any(step["type"] == live["type"] and _is_asked(step["config"], live["ask"]) for step in template["agenda"]):
            return template.get("samples") or {}
    return {}


def _is_asked(config: Mapping[str, Any], ask: Mapping[str, Any]) -> bool:
    # What an earlier step brings no template can know.
    known = {name: value for name, value in config.items() if isinstance(value, str | list)}
    asked = {name: known[name] for name in ("ask", "questions", "statements") if name in known}
    return bool(asked) and all(ask.get(name) == value for name, value in asked.items())
