"""Votes as they were really held, each with what an attacker can have of it.

Of every round as many seats cast each of three ballots, in an order drawn by lot: so the published counts alone tell
nothing of anybody, and whoever guesses is right once in three times. Were each ballot drawn by itself, whoever guesses
what most chose would be right more often, without having found anything; for what luck is here see chances.py.
"""

import base64
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from sqlalchemy import select

from tests.secrecy.asked import ASKED, CHOICE, RESOLUTION, Asked
from tests.secrecy.copies import Copy, copy_of
from tests.services.ballot_box import STEP, Vote
from workshop.domain import ballots as mathematics
from workshop.models import Activity, Participant
from workshop.services import ballots
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene

OF_EACH = 5
BALLOTS = OF_EACH * 3  # of a round
AUDIENCES = ("phone", "screen", "cockpit")
Look = Callable[[Vote], Counter]


@dataclass(eq=False)
class Held:
    """One round. ``truth`` is for the judge alone; all else the attacker has: ``order``, in which the seats cast,
    from having been in the room, ``codes`` from voters who showed their receipts around."""

    asked: Asked
    number: int
    order: list[int]
    truth: dict[int, str]
    people: dict[int, int]  # seat → participant
    codes: dict[int, str] = field(default_factory=dict)
    answers: dict[int, dict] = field(default_factory=dict)
    tallies: list[Counter] = field(default_factory=list)  # of what anybody could ask for, after each ballot
    times: list[int] = field(default_factory=list)  # at which they cast
    log: list[str] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)  # of the seats
    papers: dict[str, list[str]] = field(default_factory=dict)  # the lines about this round, by kind of file
    moments: list[int] = field(default_factory=list)  # that stand anywhere in a file
    key: bytes | None = None  # if the key file is there after sealing
    before: Copy = field(default_factory=lambda: Copy({}))
    open: Copy = field(default_factory=lambda: Copy({}))
    after: Copy = field(default_factory=lambda: Copy({}))


def sealed(vote: Vote) -> None:
    assert vote.close() == "sealed"


def annulled(vote: Vote) -> None:
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Der Wortlaut war falsch.")
    assert vote.seal() == "annulled"


def hold(
    vote: Vote, folder: Path, rounds: int, seed: int, look: Look | None = None, end: Callable[[Vote], None] = sealed
) -> list[Held]:
    """Hold that many rounds, one after the other, of the same step; ``look`` after each ballot if anybody does."""
    with by_lot(seed) as chance:
        vote.hall.command("go_live", activity=vote.hall.step(STEP))
        return [hold_one(vote, folder, n, chance, end, look) for n in range(rounds)]


def hold_one(
    vote: Vote, folder: Path, n: int, chance: Random, end: Callable[[Vote], None] = sealed, look: Look | None = None
) -> Held:
    step = vote.hall.step(STEP)
    if vote.round.state != "draft":
        vote.hall.command("next_round", activity=step)
    vote.hall.command("open", activity=step)
    held = drawn(vote, chance)
    held.before = copy_of(vote.hall.engine, folder, f"before-{n}")
    with listening(held.log):
        for seat in held.order:
            cast(vote, held, seat, chance)
            held.tallies += [look(vote)] if look else []
        held.open = copy_of(vote.hall.engine, folder, f"open-{n}", held.before)
        vote.hall.now += 60_000
        end(vote)
    held.after = copy_of(vote.hall.engine, folder, f"after-{n}", held.open)
    file = vote.vault.folder / f"round-{held.number}.key"
    held.key = file.read_bytes() if file.exists() else None
    return held


def drawn(vote: Vote, chance: Random) -> Held:
    with vote.hall.read() as session:
        query = select(Participant.seat_id, Participant.id).where(Participant.id.in_([one.id for one in vote.mayors]))
        people = {row.seat_id: row.id for row in session.execute(query.order_by(Participant.seat_id))}
        asked = ASKED[session.get_one(Activity, vote.hall.step(STEP)).type]
    order = chance.sample(list(people), BALLOTS)
    choices = list(asked.ballots) * OF_EACH
    chance.shuffle(choices)
    return Held(asked, vote.round.id, order, dict(zip(order, choices, strict=True)), people)


def cast(vote: Vote, held: Held, seat: int, chance: Random) -> None:
    vote.hall.now += chance.randrange(2_500, 20_000)  # enough that every ballot shows in the count by itself
    held.times.append(vote.hall.now)
    mayor = next(one for one in vote.mayors if one.id == held.people[seat])
    ballot = {"round": held.number, "value": held.asked.sent[held.truth[seat]], "key": voter_key(chance)}
    answer = vote.hall.command("cast", mayor, **ballot)
    held.answers[seat], held.codes[seat] = answer, answer["code"].replace("-", "")


def voter_key(chance: Random) -> str:
    return base64.urlsafe_b64encode(chance.randbytes(16)).decode().rstrip("=")


def asked_for(vote: Vote) -> Counter:
    """Return every number that an audience can see beside a choice now."""
    found: Counter = Counter()
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
        step = scene.step(vote.hall.step(STEP)) if scene else None
        assert scene and step
        for audience in AUDIENCES:
            numbers(results_for(connection, scene, step, audience), found)
    return found


def numbers(picture: Any, found: Counter) -> None:
    if isinstance(picture, dict) and picture.get("id") in CHOICE.words:
        found[CHOICE.words[picture["id"]]] += picture.get("count", 0)
    for name, value in picture.items() if isinstance(picture, dict) else enumerate(picture or []):
        if name in RESOLUTION.ballots and isinstance(value, int):
            found[name] += value
        elif isinstance(value, dict | list):
            numbers(value, found)


@contextmanager
def by_lot(seed: int) -> Iterator[Random]:
    """Draw the server's secrets by lot as well, so that a run can be repeated exactly."""
    chance = Random(seed)
    drawn_from = SimpleNamespace(token_bytes=chance.randbytes, SystemRandom=lambda: chance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mathematics, "secrets", drawn_from)
        patch.setattr(ballots, "secrets", drawn_from)
        yield Random(seed + 1)


@contextmanager
def listening(lines: list[str]) -> Iterator[None]:
    """Write down all that the server, the database's driver and the socket say at their most talkative."""
    heard = logging.Handler(logging.INFO)
    heard.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    root, echo, kept = logging.getLogger(), logging.getLogger("sqlalchemy.engine"), structlog.get_config()
    former = root.level, echo.level
    echo.propagate = False
    for one in (root, echo):
        one.addHandler(heard)
        one.setLevel(logging.INFO)
    structlog.configure(processors=[lambda _log, _name, event: note(lines, event)], wrapper_class=structlog.BoundLogger)
    try:
        yield
    finally:
        structlog.configure(**kept)
        echo.propagate = True
        for one, level in zip((root, echo), former, strict=True):
            one.removeHandler(heard)
            one.setLevel(level)


def note(lines: list[str], event: Any) -> Any:
    lines.append(repr(event))
    raise structlog.DropEvent
