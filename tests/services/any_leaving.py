"""Who deletes everything, and a round that opens again afterwards: part of the machine in test_any_step.py."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.services.any_entry import Entries, pick
from workshop.services.own import forget_me

DEPUTY, GUEST = 3, 4


class Leaving(Entries):
    """``done``: what can be taken back; ``voices``: of the five people."""

    done: list[tuple[int, dict[Any, tuple[Any, Any]]]]
    voices: list[str]
    give: Callable[..., None]
    like: Callable[..., None]
    undo: Callable[..., None]

    @rule(who=st.integers(0, GUEST), often=st.integers(0, 2))
    def forget(self, who: int, often: int) -> None:
        if not often:
            self.leave(who)

    @rule(who=st.integers(0, GUEST), at=pick, how=pick, often=st.booleans())
    def forget_what_is_closed_and_open_it_again(self, who: int, at: int, how: int, *, often: bool) -> None:
        """By command, or by taking back what closed it; and who has left may give once more."""
        if not self.offers or not often:
            return
        if self.step.run.state == "open":
            self.give([0, 1, who], at, late=False, other=False, run=0)
            self.like_some(at, who)
            self.lead("close", partial(self.step.lead, "close"), activity=self.number)
        self.leave(who)
        if "open" in self.step.legal() and how % 2:
            self.lead("open", partial(self.step.lead, "open"), activity=self.number)
        elif self.done:
            self.undo(again=False)
        if self.step.run.state == "open":
            nobodys = [one.kind for one in self.step.run.said.values() if one.is_nobodys]
            self.reached["nobody's no longer counts"] += bool(nobodys)
            self.reached["nobody's like no longer counts"] += any(kind.of for kind in nobodys)
            self.give([who], at, late=False, other=False, run=0)
            self.like_some(at, who)

    def like_some(self, at: int, who: int) -> None:
        if any(kind.of for kind in self.step.type.kinds):
            self.like(at, who)

    def leave(self, who: int) -> None:
        moved = self.step.forget(self.voices[who], holds=who != DEPUTY)
        self.hall.writer.run(self.hall.workshop, forget_me, self.hall.people[who])
        self.reached["forget"] += 1
        self.reached["left as nobody's"] += bool(moved)
        # What was done to an answer that is nobody's now is about another noun of the model: it is no longer tried.
        about = [n for n, (_, changed) in enumerate(self.done) if any(fact[:2] in moved for fact in changed)]
        del self.done[: max(about, default=-1) + 1]

    @invariant()
    def nobody_counts_twice(self) -> None:
        for run in self.step.runs.values():
            votes = Counter((one.author, one.kind.name, one.item) for one in run.said.values() if one.counts)
            assert all(n == 1 for n in votes.values())

    def check_count(self, count: dict[str, Any]) -> None:
        """As many have given as there are voices in it: while it is open, of everybody one."""
        given = [one for one in self.step.run.said.values() if one.stands and not (one.kind.beside or one.kind.of)]
        assert count["given"] + count["guests"] == len({one.voice for one in given})
        assert self.step.run.state != "open" or not any(one.is_nobodys for one in given)
