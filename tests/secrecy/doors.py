"""Who is on the seats of a secret ballot, and what may happen to them while it runs: they come by the code or by the
seat's link, wait, are let in, confirmed, sent out, put before the door, and go by themselves.

The real server beside a model that holds lists. Whether somebody may cast is asked in model.py.
"""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.secrecy.room import OneRoom
from workshop.domain.permissions import SYSTEM, Who
from workshop.services import doors, joining

SEATS = 6
MOST_PEOPLE = 5  # of one seat in an example

seats = st.integers(0, SEATS - 1)
busy_seats = st.integers(0, 2)  # where people come and go
UNPROVEN = ((1, 1), (2, 0), (2, 1))  # seat and device of those who came by the code alone
devices = st.integers(0, MOST_PEOPLE - 1)  # at first the mayor's and the deputy's
HOLDER = -1  # the device in whose hands the vote is
hands = st.sampled_from([HOLDER] * MOST_PEOPLE) | devices
capacities = st.sampled_from(["holder", "deputy"])


@dataclass
class Person:
    who: Who
    capacity: str
    proof: str = "link"  # whose seat it is, by what: link, moderator, code alone
    inside: bool = True
    gone: bool = False
    by_themselves: bool = False

    @property
    def is_there(self) -> bool:
        return self.inside and not self.gone

    @property
    def why_not(self) -> str:
        """Return why this person's word says nothing for the seat, or ""."""
        if not self.inside:
            return "not_admitted"
        return "seat_unproven" if self.proof == "code" else ""


@dataclass
class Chair:
    """One seat: everybody who ever was on it in order of coming, and who was handed its vote."""

    number: int
    people: list[Person]
    handed: list[Person] = field(default_factory=list)

    def person(self, device: int) -> Person:
        if device == HOLDER and (holder := self.holder()):
            return holder
        return self.people[device % len(self.people)]

    def there(self) -> list[Person]:
        return [one for one in self.people if one.is_there]

    def holder(self) -> Person | None:
        """Return in whose hands the vote is: who came first, until it was handed on to somebody who is there."""
        there = self.there()
        return next((one for one in reversed(self.handed) if one.is_there), there[0] if there else None)

    def other(self, person: Person) -> Person | None:
        others = [one for one in self.there() if one is not person]
        return next((one for one in others if one.capacity != person.capacity), others[0] if others else None)


class Doors(RuleBasedStateMachine):
    """``room``, ``crowd`` and ``reached`` are set by a subclass: the server, of each seat its people, and how often
    what came about, in all examples together."""

    room: OneRoom
    crowd: list[tuple[int, list[Who]]]
    reached: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.chairs = [
            Chair(number, [Person(who, capacity) for who, capacity in zip(people, ("holder", "deputy"), strict=True)])
            for number, people in self.crowd
        ]
        for seat, device in UNPROVEN:
            self.chairs[seat].people[device].proof = "code"

    def do(self, name: str, who: Who | None = None, **payload: object) -> object:
        answer = self.room.send((name, who or self.room.vote.hall.moderator, payload))[0]
        self.note(name, answer)
        return answer

    def note(self, what: str, answer: object = None) -> None:
        """Count what came about; of an answer that it was one, or which refusal it was."""
        self.reached[f"{what}: {answer}" if isinstance(answer, str) else what] += 1

    def came(self, chair: Chair, capacity: str, answer: dict[str, object], proof: str) -> Person:
        person = Person(Who("participant", int(str(answer["participant"]))), capacity, proof)
        person.inside = not answer["waits"]
        chair.people.append(person)
        return person

    def may_have_given(self, seat: int) -> bool:
        """Return whether anything was given for the seat, as far as the door may tell."""
        raise NotImplementedError

    @property
    def is_voting(self) -> bool:
        raise NotImplementedError

    # By the code, and what the moderator says to it.

    @rule(seat=busy_seats, capacity=capacities)
    def come_by_the_code(self, seat: int, capacity: str) -> None:
        chair, hall = self.chairs[seat], self.room.vote.hall
        if len(chair.people) >= MOST_PEOPLE:
            return
        wish = {"seat_id": chair.number, "capacity": capacity, "name": ""}
        answer = hall.writer.run(hall.workshop, joining.join, Who("participant"), **wish)
        sent_out = any(one.gone and not one.by_themselves for one in chair.people)
        assert answer["waits"] == (bool(chair.there()) or sent_out or self.may_have_given(seat))
        self.came(chair, capacity, answer, "code")

    @precondition(lambda self: any(not one.inside and not one.gone for chair in self.chairs for one in chair.people))
    @rule(at=st.integers(0, 7), yes=st.booleans())
    def answer_the_door(self, at: int, *, yes: bool) -> None:
        waiting = [one for chair in self.chairs for one in chair.people if not one.inside and not one.gone]
        person = waiting[at % len(waiting)]
        assert self.do("admit" if yes else "refuse", participant=person.who.id) == {"ok": True}
        if yes:
            person.inside, person.proof = True, "moderator"
        else:
            person.gone = True

    @precondition(
        lambda self: any(one.proof == "code" and one.is_there for chair in self.chairs for one in chair.people)
    )
    @rule(seat=busy_seats, device=devices)
    def confirm(self, seat: int, device: int) -> None:
        person = self.chairs[seat].person(device)
        answer = self.do("confirm", participants=[person.who.id])
        if person.gone:
            assert answer == "not_found", answer
        elif person.inside and person.proof == "code":
            assert answer == {"ok": True}, answer
            person.proof = "moderator"
        else:
            assert answer == "confirmed_already", answer

    # By the seat's link.

    @rule(seat=busy_seats, capacity=capacities, device=devices)
    def come_by_the_link(self, seat: int, capacity: str, device: int) -> None:
        """``device``: who this browser was before; who took the seat by the code alone is put before the door."""
        chair, hall = self.chairs[seat], self.room.vote.hall
        before = chair.person(device)
        mine = [one for one in chair.there() if one.capacity == capacity and (one.proof == "link" or one is before)]
        if not mine and len(chair.people) >= MOST_PEOPLE:
            return
        wish = {"seat_id": chair.number, "issue": 1, "capacity": capacity, "former": before.who.id}
        answer = hall.writer.run(hall.workshop, joining.join_by_link, Who("participant"), **wish)
        assert not answer["waits"]
        inside = chair.there()
        person = mine[0] if mine else self.came(chair, capacity, answer, "link")
        assert answer["participant"] == person.who.id
        person.proof = "link"
        for other in inside:
            if other.proof == "code" and other is not person:
                other.inside = False
                self.note("put before the door by the link" + " mid-vote" * self.is_voting)

    @rule(seat=busy_seats)
    def put_who_came_by_the_link_before_the_door(self, seat: int) -> None:
        """As happens when it is made anew, because it was lost."""
        chair, hall = self.chairs[seat], self.room.vote.hall
        hall.writer.run(hall.workshop, doors.expel, SYSTEM, seat_id=chair.number)
        for person in chair.people:
            if person.proof == "link" and not person.gone:
                person.proof, person.inside = "code", False

    # Out.

    @rule(seat=busy_seats, device=devices, by_themselves=st.booleans())
    def go(self, seat: int, device: int, *, by_themselves: bool) -> None:
        person, hall = self.chairs[seat].person(device), self.room.vote.hall
        if person.gone:
            return
        if by_themselves:
            hall.writer.run(hall.workshop, joining.leave, person.who)
            person.proof = joining.LEFT
        else:
            assert self.do("remove", participant=person.who.id) == {"ok": True}
        person.gone, person.by_themselves = True, by_themselves

    # The vote goes from hand to hand.

    @rule(seat=busy_seats, device=devices)
    def take_the_vote(self, seat: int, device: int) -> None:
        chair = self.chairs[seat]
        person = chair.person(device)
        answer = self.do("take_vote", person.who)
        if person.gone or not person.inside:
            assert answer == ("removed" if person.gone else "not_admitted"), answer
            return
        if chair.holder() is not person:
            if person.proof == "code" and any(one.proof != "code" for one in chair.there()):
                assert answer == "held_by_proven", answer
                return
            chair.handed.append(person)
            self.note("took the vote over" + " mid-vote" * self.is_voting)
        assert answer == {"ok": True}, answer

    @rule(seat=busy_seats, device=devices)
    def give_the_vote(self, seat: int, device: int) -> None:
        chair = self.chairs[seat]
        person = chair.person(device)
        answer = self.do("give_vote", person.who)
        if person.gone or not person.inside:
            assert answer == ("removed" if person.gone else "not_admitted"), answer
        elif chair.holder() is not person:
            assert answer == "held_by_other", answer
        elif (other := chair.other(person)) is None:
            assert answer == "nobody_else", answer
        else:
            assert answer == {"ok": True}, answer
            chair.handed.append(other)
