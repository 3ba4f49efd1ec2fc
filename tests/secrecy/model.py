"""What a secret ballot must do, as a state machine: hundreds of orders in which things can happen, the real server
beside a model of a page. The server is asked by its commands alone and read by its tables."""

import base64
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.secrecy.doors import Doors, Person, devices, seats
from tests.secrecy.room import Died, before_commit
from tests.services.ballot_box import STEP
from workshop.domain import ballots
from workshop.domain.permissions import Who
from workshop.models import Box, Counted, Receipt, Roll, Round
from workshop.vault import Vault

LEAST = 3
CODE_OF, SLOT_OF = ballots.code_of, ballots.slot_of

choices = st.sampled_from(["yes", "no", "abstain"])
anything = st.sampled_from(["yes", "no", "abstain", "nonsense"])
keys = st.integers(0, 6)


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

    def has_cast(self, seat: int) -> bool:
        return any(ballot.seat == seat for ballot in self.cast.values())


class SecretVote(Doors):
    """What is cast, and by whom; who is on the seats stands in doors.py."""

    def __init__(self) -> None:
        super().__init__()
        self.step = self.room.vote.hall.step(STEP)
        self.papers = [Paper(self.room.vote.round.id)]
        self.tell("go_live")
        self.open()

    def may_have_given(self, seat: int) -> bool:
        is_secret = any(paper.state in ("open", "closed", "broken") for paper in self.papers)
        return is_secret or any(paper.has_cast(seat) for paper in self.papers)

    @property
    def paper(self) -> Paper:
        return self.papers[-1]

    # The moderators.

    @rule()
    def open(self) -> None:
        self.moderate("open", {"draft": "open", "closed": "open"})

    @rule()
    def close(self) -> None:
        self.moderate("close", {"open": "closed"})

    @rule()
    def annul(self) -> None:
        self.moderate("annul", dict.fromkeys(("open", "closed", "broken"), "annulled"), reason="Falscher Wortlaut.")

    @rule()
    def next_round(self) -> None:
        if self.moderate("next_round", {"sealed": "sealed", "annulled": "annulled"}):
            self.papers.append(Paper(self.room.vote.round.id))

    @rule(name=st.sampled_from(["open", "close"]))
    def a_second_moderator_who_decided_on_an_old_picture(self, name: str) -> None:
        old = self.room.vote.hall.revision() - 1
        assert self.tell(name, expected=old) == "stale"

    @precondition(lambda self: self.paper.state == "open")
    @rule()
    def two_moderators_close_at_once(self) -> None:
        call = ("close", self.room.vote.hall.moderator, self.of_step())
        first, second = self.room.send(call, call)
        assert first["ok"] and second == "stale"
        self.paper.state = "closed"

    def moderate(self, name: str, leads: dict[str, str], **payload: Any) -> bool:
        answer = self.tell(name, **payload)
        if self.paper.state not in leads:
            assert answer == "illegal_action", answer
            return False
        assert answer["ok"], answer
        self.paper.state = leads[self.paper.state]
        return True

    def tell(self, name: str, **payload: Any) -> Any:
        return self.room.send((name, self.room.vote.hall.moderator, self.of_step(**payload)))[0]

    def of_step(self, **payload: Any) -> dict[str, Any]:
        return {"activity": self.step, "expected": self.room.vote.hall.revision(), **payload}

    # The seats. A key is drawn from few, so that it comes again: from the same device, or from anywhere.

    @rule(seat=seats, device=devices, value=anything, key=keys)
    def cast(self, seat: int, device: int, value: str, key: int) -> None:
        self.compare(self.paper, seat, device, value, named(key))

    @precondition(lambda self: any(paper.cast for paper in self.papers))
    @rule(data=st.data(), value=anything, device=devices)
    def send_again(self, data: st.DataObject, value: str, device: int) -> None:
        """In whatever state the round is now, with whatever content, from whichever of the two devices."""
        paper, key = data.draw(st.sampled_from([(paper, key) for paper in self.papers for key in paper.cast]))
        self.compare(paper, paper.cast[key].seat, device, value, key)

    @rule(seat=seats, first=choices, second=choices)
    def both_devices_at_once(self, seat: int, first: str, second: str) -> None:
        keys_ = [f"{seat} {device} at once" for device in (0, 1)]
        sent = [self.ballot(self.paper, seat, device, value, key)
                for device, value, key in zip((0, 1), (first, second), keys_, strict=True)]  # fmt: skip
        for device, value, key, answer in zip((0, 1), (first, second), keys_, self.room.send(*sent), strict=True):
            self.judge(self.paper, seat, device, value, key, answer)

    @rule(seat=seats, device=devices, value=choices, key=keys)
    def cast_while_the_power_goes(self, seat: int, device: int, value: str, key: int) -> None:
        """Nothing was sure yet: so nobody may have been told that it is."""
        answers: list[Any] = []
        paper = self.paper

        def do() -> None:
            hall = self.room.vote.hall
            name, who, payload = self.ballot(paper, seat, device, value, named(key))
            call = self.room._call([None], 0, name, who, payload)
            call.reply = answers.append
            hall.writer.post(hall.workshop, call)

        self.room.die(before_commit, do)
        assert not [one for one in answers if isinstance(one, dict)], "acknowledged before it was on disk"
        self.count()

    @rule(seat=seats, device=devices, value=choices, key=keys)
    def cast_and_lose_the_answer(self, seat: int, device: int, value: str, key: int) -> None:
        self.cast(seat, device, value, key)
        self.restart()

    @rule(seat=seats, device=devices, key=keys, knows=st.booleans())
    def come_back_and_ask(self, seat: int, device: int, key: int, *, knows: bool) -> None:
        """A phone that lost its line asks by its key, or after a reload without one, about any round."""
        for paper in self.papers:
            person = self.chairs[seat].person(device)
            mine = next((one for one, ballot in paper.cast.items() if ballot.seat == seat), named(key))
            payload = {"round": paper.number, "key": encoded(mine) if knows else ""}
            told, wanted = (
                self.do("ballot_status", person.who, **payload),
                self.status(paper, seat, person, mine * knows),
            )
            assert told == wanted, (told, wanted)

    def status(self, paper: Paper, seat: int, person: Person, key: str) -> Any:
        """Return what a phone must be told."""
        if person.gone or paper.state == "draft":
            return "removed" if person.gone else "not_secret"
        if not person.inside and key not in paper.cast:
            return "not_admitted"  # and no word of the seat
        if paper.has_cast(seat) or not person.inside:
            code = paper.cast[key].code if key in paper.cast else ""
            return {"ok": True, "cast": True, "code": code and ballots.shown_code(code), "why": ""}
        return {"ok": True, "cast": False, "code": "", "why": self.why_not(paper, seat, person)}

    def why_not(self, paper: Paper, seat: int, person: Person) -> str:
        if paper.state != "open":
            return "closed"
        return person.why_not or ("" if self.chairs[seat].holder() is person else "held_by_other")

    def compare(self, paper: Paper, seat: int, device: int, value: str, key: str) -> None:
        answer = self.room.send(self.ballot(paper, seat, device, value, key))[0]
        self.judge(paper, seat, device, value, key, answer)

    def ballot(self, paper: Paper, seat: int, device: int, value: str, key: str) -> tuple[str, Who, dict[str, Any]]:
        return (
            "cast",
            self.chairs[seat].person(device).who,
            {"round": paper.number, "value": value, "key": encoded(key)},
        )

    def judge(self, paper: Paper, seat: int, device: int, value: str, key: str, answer: Any) -> None:
        """Compare an answer with the one that must come, and write down what it promises."""
        wanted = self.wanted(paper, seat, device, value, key)
        if wanted is None:
            code = self.code(paper, key)
            assert answer == {"ok": True, "code": ballots.shown_code(code)}, answer
            paper.cast.setdefault(key, Ballot(seat, value, code))
        else:
            assert answer == wanted, (answer, wanted)

    def code(self, paper: Paper, key: str) -> str:
        """Return the receipt that must come: of the key and what the round drew at its opening."""
        with self.room.vote.hall.read() as session:
            return CODE_OF(paper.number, raw(key), session.get_one(Round, paper.number).salt)

    def wanted(self, paper: Paper, seat: int, device: int, value: str, key: str) -> str | None:
        """Return the code of the refusal that must come; None: the receipt."""
        person = self.chairs[seat].person(device)
        if person.gone:
            return "removed"
        if paper.state == "draft":
            return "not_secret"
        if not person.inside:
            return None if key in paper.cast else "not_admitted"
        if key in paper.cast:
            return None if paper.has_cast(seat) else "ballot_key_used"
        if paper.has_cast(seat):
            return "already_cast"
        return self.why_not(paper, seat, person) or ("not_an_option" if value == "nonsense" else None)

    # The server.

    @rule()
    def seal(self) -> None:
        if self.is_opened:
            self.room.sealing.finish(self.room.vote.hall.workshop, self.paper.number)
            self.count()

    @precondition(lambda self: self.is_opened)
    @rule()
    def die_before_the_key_is_deleted(self) -> None:
        erase = Vault.erase

        def dies(*_anything: Any) -> None:
            raise Died

        Vault.erase = dies  # type: ignore[method-assign]
        try:
            self.room.sealing.finish(self.room.vote.hall.workshop, self.paper.number)
        except Died:
            pass
        finally:
            Vault.erase = erase  # type: ignore[method-assign]
        self.restart()

    @rule()
    def restart(self) -> None:
        self.room.restart()
        self.count()

    @property
    def is_opened(self) -> bool:
        return self.paper.state != "draft"

    def count(self) -> None:
        """Closed rounds are counted by themselves, and at a start."""
        if self.paper.state == "closed" and len(self.paper.cast) >= LEAST:
            self.paper.state = "sealed"

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
            if paper.state in ("open", "closed"):
                assert self.room.vote.vault.has(paper.number)

    def teardown(self) -> None:
        self.room.down()


def named(key: int) -> str:
    return f"key {key}"


def raw(key: str) -> bytes:
    return key.encode().ljust(ballots.VOTER_KEY_BYTES, b"-")[: ballots.VOTER_KEY_BYTES]


def encoded(key: str) -> str:
    return base64.urlsafe_b64encode(raw(key)).decode().rstrip("=")
