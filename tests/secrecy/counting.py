"""What the server does to a secret ballot by itself: it counts, deletes the key, dies, finds a key missing; and what of
all that must stand in the tables.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.secrecy.doors import Doors
from tests.secrecy.room import Died
from workshop.domain import ballots
from workshop.models import Box, Counted, Receipt, Roll, Round
from workshop.vault import Vault

LEAST = 3
SLOT_OF = ballots.slot_of


@dataclass
class Ballot:
    seat: int
    choice: str
    code: str


@dataclass
class Paper:
    """A round as it has to be."""

    number: int
    state: str = "draft"
    cast: dict[str, Ballot] = field(default_factory=dict)  # by key
    has_key: bool = True  # the one it was opened with
    is_finished: bool = False  # and with it the key is gone

    def has_cast(self, seat: int) -> bool:
        return any(ballot.seat == seat for ballot in self.cast.values())


class Counting(Doors):
    """``papers``: all rounds, the present one last."""

    papers: list[Paper]

    def may_have_given(self, seat: int) -> bool:
        is_secret = any(paper.state in ("open", "closed", "broken") for paper in self.papers)
        return is_secret or any(paper.has_cast(seat) for paper in self.papers)

    @property
    def paper(self) -> Paper:
        return self.papers[-1]

    @property
    def is_voting(self) -> bool:
        return self.paper.state == "open"

    @precondition(lambda self: self.is_opened)
    @rule()
    def seal(self) -> None:
        self.room.sealing.finish(self.room.vote.hall.workshop, self.paper.number)
        self.finish()

    @precondition(lambda self: self.paper.state in ("closed", "sealed", "annulled") and not self.paper.is_finished)
    @rule()
    def die_before_the_key_is_deleted(self) -> None:
        erase = Vault.erase

        def dies(*_anything: Any) -> None:
            raise Died

        Vault.erase = dies  # type: ignore[method-assign]
        try:
            self.room.sealing.finish(self.room.vote.hall.workshop, self.paper.number)
        except Died:
            if self.room.vote.vault.has(self.paper.number):
                self.note("died before the key was deleted")
        finally:
            Vault.erase = erase  # type: ignore[method-assign]
        self.restart()

    @rule()
    def restart(self) -> None:
        self.room.restart()
        self.came_up()

    @property
    def is_opened(self) -> bool:
        return self.paper.state != "draft"

    def came_up(self) -> None:
        """What is closed is counted at a start, and what lost its key is found."""
        self.was_killed = True
        self.finish()
        if self.paper.state in ("open", "closed") and not self.paper.has_key:
            self.paper.state = "broken"
            self.note("broken by a lost key, found at a start")

    def finish(self) -> None:
        """Count the round, if it can be; whatever is over leaves no key."""
        paper = self.paper
        if paper.state == "closed" and len(paper.cast) < LEAST:
            self.note("closed with too few")
        elif paper.state == "closed":
            paper.state = "sealed" if paper.has_key else "broken"
            self.note("sealed" if paper.has_key else "broken by a lost key, found by the count")
        paper.is_finished = paper.state in ("sealed", "annulled")

    # What must be true at any time.

    @invariant()
    def the_tables_say_what_the_answers_promised(self) -> None:
        with self.room.vote.hall.read() as session:
            for paper in self.papers:
                self.check(session, paper)

    def check(self, session: Session, paper: Paper) -> None:
        number = paper.number
        assert session.get_one(Round, number).state == paper.state
        voted = session.scalars(select(Roll.seat_id).where(Roll.round_id == number, Roll.voted)).all()
        assert sorted(voted) == sorted(self.crowd[ballot.seat][0] for ballot in paper.cast.values())
        slots = session.scalars(select(Box.slot).where(Box.round_id == number)).all()
        codes = session.scalars(select(Receipt.code).where(Receipt.round_id == number)).all()
        counted = dict(session.execute(select(Counted.choice, Counted.n).where(Counted.round_id == number)).all())
        if paper.state == "sealed":
            assert list(slots) == [] and sorted(codes) == sorted(one.code for one in paper.cast.values())
            assert counted == Counter(one.choice for one in paper.cast.values())
        else:
            assert sorted(slots) == sorted(SLOT_OF(number, raw(key)) for key in paper.cast)
            assert counted == {} and list(codes) == []

    @invariant()
    def the_key_is_there_as_long_as_it_is_needed(self) -> None:
        for paper in self.papers:
            if paper.state in ("open", "closed") and paper.has_key:
                assert self.room.vote.vault.has(paper.number)
            assert not (paper.is_finished and self.room.vote.vault.has(paper.number)), "the key is still there"


def raw(key: str) -> bytes:
    return key.encode().ljust(ballots.VOTER_KEY_BYTES, b"-")[: ballots.VOTER_KEY_BYTES]
