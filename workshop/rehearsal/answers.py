"""What a simulated mayor answers: invented sample data, at the pace of people.

Plain values: a plan is a list of answers, each with the seconds since the step opened. The
voice's number decides, so that seventeen of them together give the distribution of the samples.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from workshop.library import SAMPLE, templates

NONE = "none"


@dataclass(frozen=True)
class Planned:
    """One answer and when it is given."""

    at: float
    kind: str
    item: str
    value: Any


def plan(live: dict[str, Any], voice: int) -> list[Planned]:
    """Return what the voice with this number gives to the live step, in order of time."""
    chance = Random(f"{voice}/{live['round']}")  # the same after a reconnect
    planner = _PLANNERS.get(live["type"])
    return sorted(planner(live["ask"], voice, chance), key=lambda one: one.at) if planner else []


def _words(ask: dict[str, Any], voice: int, chance: Random) -> list[Planned]:
    # The first words come one by one within ten seconds: the room sees that it works.
    pool = _samples()["words"]
    wanted = 1 + sum(chance.random() < 0.4 for _ in range(ask["most"] - 1))
    words = dict.fromkeys([pool[voice % len(pool)], *chance.sample(pool, len(pool))])
    first = chance.uniform(0.5, 9)
    times = [first + slot * chance.uniform(3, 8) for slot in range(wanted)]
    return [Planned(at, "word", str(n), word) for n, (at, word) in enumerate(zip(times, words, strict=False), start=1)]


def _ratings(ask: dict[str, Any], voice: int, chance: Random) -> list[Planned]:
    at, planned = chance.uniform(1, 6), []
    for statement in ask["statements"]:
        planned.append(Planned(at, "rating", statement["id"], _rating(ask, statement["id"], voice)))
        at += chance.uniform(1, 4)
    return planned


def _rating(ask: dict[str, Any], statement: str, voice: int) -> int | str:
    values = ask["values"]
    counts = _samples()["ratings"].get(statement, [])
    if len(counts) != len(values):
        return Random(f"{statement}/{voice}").choice(values)
    ratings = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
    Random(statement).shuffle(ratings)  # else the same voices would be low everywhere
    if voice < len(ratings):
        return ratings[voice]
    return NONE if ask["cannot_judge"] else values[len(values) // 2]


def _choice(ask: dict[str, Any], voice: int, chance: Random) -> list[Planned]:
    ids = [option["id"] for option in ask["options"]]
    weights = range(len(ids), 0, -1)  # earlier options find more voices
    chosen = list(dict.fromkeys(chance.choices(ids, weights, k=ask["most"])))
    return [Planned(chance.uniform(2, 12), "vote", "", chosen)] if ids else []


def _cards(ask: dict[str, Any], voice: int, chance: Random) -> list[Planned]:
    if ask["arranges"] or not ask["questions"]:
        return []
    planned, at = [], chance.uniform(4, 20)
    for n in range(chance.choice((1, 1, 2, 2, 3))):
        question = ask["questions"][(voice + n) % len(ask["questions"])]["id"]
        card = {"question": question, "text": _card(question, (voice + n) // len(ask["questions"]))}
        # Its item must be the same after a reconnect, else the card would be written twice.
        planned.append(Planned(at, "card", f"rehearsal-{voice}-{n}", card))
        at += chance.uniform(10, 35)
    return planned


def _card(question: str, n: int) -> str:
    cards = _samples()["cards"]
    pool = cards.get(question) or [text for texts in cards.values() for text in texts]
    return pool[n % len(pool)]


def _samples() -> dict[str, Any]:
    return templates()[SAMPLE]["samples"]


Planner = Callable[[dict[str, Any], int, Random], Sequence[Planned]]
_PLANNERS: dict[str, Planner] = {"cards": _cards, "choice": _choice, "scale": _ratings, "words": _words}
