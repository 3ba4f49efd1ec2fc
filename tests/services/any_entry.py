"""What those who lead give for others to a step of any type, and showing its result by groups: part of the machine in
test_any_step.py."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.any_step import Place, Said, Step, besides_of, chosen
from tests.services.hall import Hall
from workshop.activities.base import Kind, Material
from workshop.domain.breakdown import partition
from workshop.models import Seat

pick = st.integers(0, 1000)
rarely = st.sampled_from([False, False, False, True])
Offer = tuple[Kind, str, Any]


def set_groups(hall: Hall) -> list[int]:
    """Put the seats into two groups by turns; return their numbers."""
    with Session(hall.engine, info={"writer": True}) as session:
        seats = session.scalars(select(Seat).order_by(Seat.id)).all()
        for n, seat in enumerate(seats):
            seat.group = ("Landkreis", "Verbände")[n % 2]
        session.commit()
        return [seat.id for seat in seats]


class Entries(RuleBasedStateMachine):
    """``all_seats``: with those that nobody is on; ``reached``: how often what came about, in all examples."""

    hall: Hall
    step: Step
    number: int
    offers: list[Offer]
    all_seats: list[int]
    reached: Counter[str]
    lead: Callable[..., None]
    _frozen: Callable[[int], dict[str, Any]]
    _number_of: Callable[[int, Place], int]

    @precondition(lambda self: self.offers)
    @rule(seat=pick, at=pick, taken_out=rarely, back=rarely)
    def enter_for(self, seat: int, at: int, *, taken_out: bool, back: bool) -> None:
        """For one of the first five, of whom three are there and give themselves."""
        kind, item, value = self.offers[at % len(self.offers)]
        voice = f"seat:{self.all_seats[seat % 5]}"
        for beside, of, where in besides_of(self.step.type):  # what a type asks about oneself comes first
            if (voice, beside.name, of) not in self.step.run.said:
                self.enter((voice, beside.name, of), beside, where)
        known = [one.item for one in self.step.run.said.values() if (one.voice, one.kind) == (voice, kind)]
        if kind.many:
            item = chosen(at, known) if known and seat % 2 else self._new_item(item)
        self.enter((voice, kind.name, item), kind, None if taken_out else value, back=back)

    @precondition(lambda self: self.is_compared and self.step.run.state == "open")
    @rule(at=pick, often=st.integers(0, 2))
    def enter_for_everybody(self, at: int, often: int) -> None:
        """All that is asked, so that there are enough to be told by groups."""
        asked = sorted({(kind.name, item) for kind, item, _ in self.offers if not (kind.is_text or kind.after)})
        for n, seat in enumerate(self.all_seats if not often else ()):
            for place in asked:
                kind, item, value = chosen(at + n // 2, self.offers, lambda one, of=place: (one[0].name, one[1]) == of)
                self.enter((f"seat:{seat}", kind.name, item), kind, value)

    @precondition(lambda self: self.is_compared)
    @rule(at=pick, back=rarely)
    def close_and_show_by_groups(self, at: int, *, back: bool) -> None:
        if self.step.run.state == "open":
            self.enter_for_everybody(at, 0)
        for name in ("close", "reveal"):
            if name in self.step.legal():
                self.lead(name, partial(self.step.lead, name), activity=self.number)
        self.break_down(on=True, back=back)

    @property
    def is_compared(self) -> bool:
        type_ = self.step.type
        return bool(type_.compared(type_.freeze(type_.samples["config"]), Material()))

    def enter(self, place: Place, kind: Kind, value: Any, *, back: bool = False) -> None:
        """Enter it, or take out what was (None), in the hall and on the model; both refuse for the same reason."""
        voice, name, item = place
        step, is_open = self.step, self.step.run.state == "open"
        frozen = self._frozen(step.current)
        clean = step.type.clean(name, item, value, frozen) if value is not None and is_open else value
        payload = {"activity": self.number, "seat": int(voice.partition(":")[2]), "kind": name, "item": item}
        wanted = step.objection_to_entry(place, kind, clean, frozen)
        if wanted:
            assert self.hall.refusal("enter_for", **payload, value=value) == wanted
            self.reached[f"enter_for: {wanted}"] += 1
            return
        said = step.run.said.setdefault(place, Said(0, voice, kind, item, None, "withdrawn", n=0))
        self.lead("enter_for", partial(step.enter, said, clean), back=back, **payload, value=value)
        said.id = said.id or self._number_of(step.current, place)

    def _new_item(self, item: str) -> str:
        return f"{item[:-8]}{next(self.hall.keys):08d}"

    @rule(at=st.integers(0, 3), on=st.sampled_from([True, True, False]), back=rarely)
    def break_down_or_no_longer(self, at: int, *, on: bool, back: bool) -> None:
        if self.is_compared or at == 0:
            self.break_down(on=on, back=back)

    def break_down(self, *, on: bool, back: bool) -> None:
        step, n = self.step, self.step.current
        frozen = self._frozen(n)
        wanted = step.objection_to_groups(n, frozen, self._parts()) if on else ""
        if wanted:
            assert self.hall.refusal("break_down", activity=self.number, on=True) == wanted
            self.reached[f"break_down: {wanted}"] += 1
            return
        do = partial(step.group, n, frozen) if on else partial(setattr, step.run, "grouped", False)
        self.lead("break_down", do, back=back, activity=self.number, on=on)
        self.reached["shown by groups" if on else "no longer shown by groups"] += 1

    def _parts(self) -> list[Any]:
        with self.hall.read() as session:
            return partition(session.execute(select(Seat.id, Seat.group).order_by(Seat.id)).all())

    def check_groups(self, wall: dict[str, Any]) -> None:
        """All see it by groups if it was said so, with the figures that there are."""
        run = self.step.run
        assert ("groups" in wall) == (run.grouped and run.shown)
        if "groups" in wall:
            tables = wall["groups"]["tables"]
            assert [{row["label"]: row["values"][0] for row in one["rows"]} for one in tables] == run.kept
            assert sum(part["voices"] for part in wall["groups"]["parts"]) == wall["groups"]["voices"]
            self.reached["seen by groups"] += 1
