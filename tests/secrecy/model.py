"""What a secret ballot must do, as a state machine: on each engine at least forty orders of thirty things that can
happen, the real server beside a model of a page. The server is asked by its commands alone and read by its tables."""

import base64
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.secrecy.counting import LEAST, Ballot, Counting, Paper, raw
from tests.secrecy.doors import HOLDER, SEATS, Person, busy_seats, devices, hands, seats
from tests.secrecy.room import before_commit
from tests.services.ballot_box import STEP
from workshop.domain import ballots
from workshop.domain.permissions import Who
from workshop.models import Round

CODE_OF = ballots.code_of

# From which states a command leads to which.
LEGAL = {
    "open": {"draft": "open", "closed": "open"},
    "close": {"open": "closed"},
    "annul": dict.fromkeys(("open", "closed", "broken"), "annulled"),
    "next_round": {"sealed": "sealed", "annulled": "annulled"},
}
choices = st.sampled_from(["yes", "no", "abstain"])
anything = st.sampled_from(["yes", "no", "abstain", "nonsense"])
keys = st.integers(0, 6)
ballots_in_the_box = st.integers(0, LEAST + 1).flatmap(lambda n: st.lists(choices, min_size=n, max_size=n))


class SecretVote(Counting):
    """What is cast, and by whom; how it is counted stands in counting.py, who is on the seats in
    doors.py. ``outsiders`` is set by a subclass: who has
    no vote, by the refusal that each gets."""

    outsiders: dict[str, Who]

    def __init__(self) -> None:
        super().__init__()
        self.step = self.room.vote.hall.step(STEP)
        self.papers = [Paper(self.room.vote.round.id)]
        self.tabs = count()
        self.was_killed = False
        self.tell("go_live")
        self.moderate("open")

    @initialize(values=ballots_in_the_box)
    def some_have_cast(self, values: list[str]) -> None:
        """So that what comes after a count is reached in a few steps."""
        for n, value in enumerate(values):
            self.compare(self.paper, SEATS - 1 - n, HOLDER, value, named(n))

    # The moderators.

    @precondition(lambda self: self.paper.state in LEGAL["open"])
    @rule()
    def open(self) -> None:
        self.moderate("open")

    @precondition(lambda self: self.paper.state in LEGAL["close"])
    @rule()
    def close(self) -> None:
        self.moderate("close")

    @precondition(lambda self: self.paper.state in LEGAL["annul"])
    @rule(at=st.integers(0, 3))
    def annul(self, at: int) -> None:
        if at == 0 or self.paper.state == "broken":
            self.moderate("annul", reason="Falscher Wortlaut.")

    @precondition(lambda self: self.paper.state in LEGAL["next_round"])
    @rule()
    def next_round(self) -> None:
        self.moderate("next_round")
        self.papers.append(Paper(self.room.vote.round.id))

    @rule(name=st.sampled_from(["open", "close", "annul", "next_round"]))
    def what_is_not_legal_is_refused(self, name: str) -> None:
        if self.paper.state not in LEGAL[name]:
            reason = {"reason": "Falscher Wortlaut."} if name == "annul" else {}
            assert self.tell(name, **reason) == "illegal_action"

    @rule(name=st.sampled_from(["open", "close"]))
    def a_second_moderator_who_decided_on_an_old_picture(self, name: str) -> None:
        old = self.room.vote.hall.revision() - 1
        assert self.tell(name, expected=old) == "stale"
        self.note("a second moderator's stale command")

    @precondition(lambda self: self.paper.state == "open")
    @rule()
    def two_moderators_close_at_once(self) -> None:
        call = ("close", self.room.vote.hall.moderator, self.of_step())
        first, second = self.room.send(call, call)
        assert first["ok"] and second == "stale"
        self.paper.state = "closed"
        self.note("two moderators close at once")

    def moderate(self, name: str, **payload: Any) -> None:
        answer = self.tell(name, **payload)
        assert answer["ok"], answer
        self.paper.state = LEGAL[name][self.paper.state]

    def tell(self, name: str, **payload: Any) -> Any:
        return self.do(name, **self.of_step(**payload))

    def of_step(self, **payload: Any) -> dict[str, Any]:
        return {"activity": self.step, "expected": self.room.vote.hall.revision(), **payload}

    # The seats. A key is drawn from few, so that it comes again: from the same device, or from anywhere.

    @rule(ballots_=st.lists(st.tuples(seats, hands, anything, keys), min_size=1, max_size=3))
    def cast(self, ballots_: list[tuple[int, int, str, int]]) -> None:
        for seat, device, value, key in ballots_:
            self.compare(self.paper, seat, device, value, named(key))

    @rule(seat=seats, key=keys)
    def cast_what_is_no_answer(self, seat: int, key: int) -> None:
        self.compare(self.paper, seat, HOLDER, "nonsense", named(key))

    @rule(why=st.sampled_from(["seats_only", "not_on_roll"]), key=keys, whole=st.booleans())
    def who_has_no_vote_casts(self, why: str, key: int, *, whole: bool) -> None:
        """Also with the key of another's ballot; or with half a key."""
        sent = encoded(named(key)) if whole else encoded(named(key))[:-2]
        wanted = "not_secret" if self.paper.state == "draft" else why if whole else "ballot_key"
        assert self.do("cast", self.outsiders[why], round=self.paper.number, value="yes", key=sent) == wanted

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

    @rule(seat=seats, device=hands, values=st.tuples(choices, choices))
    def two_tabs_by_two_servers(self, seat: int, device: int, values: tuple[str, str]) -> None:
        """Two ballots of one person, each with its own key: one of them is first, nobody knows which."""
        both = [(value, f"tab {next(self.tabs)}") for value in values]
        answers = self.room.send_to_two_servers(*(self.ballot(self.paper, seat, device, *one) for one in both))
        judged = list(zip(both, answers, strict=True))
        if isinstance(answers[1], dict) or answers[1] == "ballot_key_missing":
            judged.reverse()
        for (value, key), answer in judged:
            self.judge(self.paper, seat, device, value, key, answer)
        if isinstance(judged[0][1], dict):
            self.note("the first of two servers")

    @rule(seat=seats, device=hands, value=choices, key=keys, again=st.sampled_from([True, True, False]))
    def cast_while_the_power_goes(self, seat: int, device: int, value: str, key: int, *, again: bool) -> None:
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
        self.came_up()
        if again:
            was_in = named(key) in paper.cast
            self.compare(paper, seat, device, value, named(key))
            if named(key) in paper.cast and not was_in:
                self.note("a ballot that the power cut took, sent again")

    @rule(seat=seats, device=hands, value=choices, key=keys)
    def cast_and_lose_the_answer(self, seat: int, device: int, value: str, key: int) -> None:
        self.compare(self.paper, seat, device, value, named(key))
        self.restart()

    @precondition(lambda self: self.paper.state in ("open", "closed") and self.paper.has_key)
    @rule(at=st.integers(0, 1), another=st.booleans(), seat=seats, then=st.sampled_from(["cast", "count", ""]))
    def lose_the_key(self, at: int, seat: int, then: str, *, another: bool) -> None:
        """Not often: there is no way on from there but to annul."""
        if at == 0:
            vault, number = self.room.vote.vault, self.paper.number
            vault.put(number, ballots.new_key()) if another else vault.erase(number)
            self.paper.has_key = False
            if then == "count":
                self.seal()
            if then == "cast":
                self.compare(self.paper, seat, HOLDER, "yes", f"tab {next(self.tabs)}")

    @rule(seat=busy_seats | seats, device=devices, key=keys, knows=st.booleans())
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
            if isinstance(wanted, dict) and wanted["code"] and paper.state == "sealed":
                self.note("the receipt asked for after the count")

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
        self.note("cast", answer)
        if wanted is not None:
            assert answer == wanted, (answer, wanted)
            if wanted == "ballot_key_missing":
                paper.state = "broken"
            return
        code = self.code(paper, key)
        assert answer == {"ok": True, "code": ballots.shown_code(code)}, answer
        if known := paper.cast.get(key):
            self.note(f"the same key, {paper.state}")
            self.note("the same key, the same content" if known.choice == value else "the same key, another content")
        else:
            self.note("cast after a restart" if self.was_killed else "cast before any restart")
            paper.cast[key] = Ballot(seat, value, code)

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
        if (why := self.why_not(paper, seat, person)) or value == "nonsense":
            return why or "not_an_option"
        return None if paper.has_key else "ballot_key_missing"

    def teardown(self) -> None:
        self.room.down()


def named(key: int) -> str:
    return f"key {key}"


def encoded(key: str) -> str:
    return base64.urlsafe_b64encode(raw(key)).decode().rstrip("=")
