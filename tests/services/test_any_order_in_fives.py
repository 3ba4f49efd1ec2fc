"""Whatever is given without names in whatever order: the room is told something new only when it is of five voices,
when those who lead say so, or at closing. Looked at is the wall itself; what it may show is worked out from what each
voice gave and from what it showed before.
"""

import shutil
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.services.any_entry import pick
from tests.services.any_step import chosen
from tests.services.drawing import run_machine
from tests.services.hall import Hall
from tests.services.schema import attach, close_journal
from tests.services.test_any_step import SOME
from tests.services.test_fives import CARDS, QUESTIONS, full_hall, results
from workshop.domain.fives import FIVE
from workshop.models import Contribution

VOICES = 8
MANY = settings(SOME, stateful_step_count=10)
anybody = st.integers(0, VOICES - 1)
some = st.lists(anybody, min_size=FIVE - 1, max_size=FIVE + 1, unique=True)
# All that the machine is for, of texts and of likes: where one never comes about, nothing was shown of it.
MUST_COME_ABOUT = {
    f"{what} {how}" for what in ("texts", "likes") for how in ("held back", "told by the fifth voice")
} | {
    *("several of one voice held back", "taken out at once", "waits for a yes"),
    *("told because those who lead said so", "told at closing"),
}
again = st.builds(lambda who, often: [who] * often, anybody, st.sampled_from([1, FIVE]))  # one voice, several texts


@pytest.mark.parametrize("title", [QUESTIONS, CARDS])
def test_in_any_order_the_room_is_told_by_five_voices_or_by_those_who_lead(title, sqlite_url, tmp_path):
    hall = full_hall(sqlite_url)
    if title == QUESTIONS:
        hall.command("add_step", type="questions", title=title, after=None)
    else:
        hall.command("edit_step", activity=hall.step(title), field="likes", value=True, former=False)
    hall.open(title)
    if not hall.round(title).shown:
        hall.command("reveal", activity=hall.step(title))
    hall.engine.dispose()
    close_journal(sqlite_url)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    seen: Counter[str] = Counter()
    machine = lambda: Unnamed(title, hall, file, tmp_path, seen)  # noqa: E731
    run_machine(machine, MANY, 1, 8, until=lambda: set(+seen) >= MUST_COME_ABOUT)
    assert sorted(MUST_COME_ABOUT - set(+seen)) == []


class Unnamed(RuleBasedStateMachine):
    """A step without names that is on show; ``liked``: who likes what, ``told``: as far as the room was told;
    ``seen``: how often what came about, in all examples together."""

    def __init__(self, title: str, template: Hall, file: Path, folder: Path, seen: Counter[str]) -> None:
        super().__init__()
        self.seen = seen
        self.copy = shutil.copy(file, folder / "day.db")
        self.hall = replace(template, engine=attach(f"sqlite:///{self.copy}"), keys=count(1000))
        self.title, self.number = title, self.hall.step(title)
        self.round = self.hall.round(title)
        self.voices = [f"seat:{self.hall.seat_of(who)}" for who in self.hall.people[:VOICES]]
        self.liked: set[tuple[str, int]] = set()
        self.told: set[tuple[str, int]] = set()
        self.n = Counter[tuple[str, str]]()
        self.is_open = True

    def teardown(self) -> None:
        self.hall.engine.dispose()
        for left in Path(self.copy).parent.glob("day.db*"):
            left.unlink()

    # What participants do.

    @initialize(people=some)
    def begin(self, people: list[int]) -> None:
        self.write(people)
        if self._all_shown() != self._told():
            self._lead("show_new", activity=self.number)
            self.seen["told because those who lead said so"] += 1

    @precondition(lambda self: self.is_open)
    @rule(people=some | again)
    def write(self, people: list[int]) -> None:
        for who in people:
            self._give(who, f"item-{self.hall.key()}", self._value())

    @precondition(lambda self: self.is_open)
    @rule(at=pick, taken_back=st.sampled_from([False, False, True]))
    def change_or_take_back(self, at: int, *, taken_back: bool) -> None:
        text = chosen(at, self._texts(), lambda one: one.state != "withdrawn")
        if text:
            who = self.voices.index(text.voice)
            self._give(who, text.item, None if taken_back else self._value(), own=text.id)

    @precondition(lambda self: self.is_open)
    @rule(at=pick, people=some)
    def like_or_no_longer(self, at: int, people: list[int]) -> None:
        wall = self._wall()
        for n, who in enumerate(people):
            text = chosen(
                at + n // 3, [one for one in self._texts() if one.id in wall and one.voice != self.voices[who]]
            )
            if text:
                like = (self.voices[who], text.id)
                self.liked ^= {like}
                self._give(who, str(text.id), True if like in self.liked else None, kind="like")

    def _give(self, who: int, item: str, value: Any, kind: str = "", own: int = 0) -> None:
        before = self._wall()
        self.n[self.voices[who], item] += 1
        payload = {"round": self.round.id, "item": item, "key": self.hall.key(), "n": self.n[self.voices[who], item]}
        kind = kind or self._texts_are
        name, more = ("take_back", {}) if value is None else ("give", {"value": value})
        self.hall.command(name, self.hall.people[who], kind=kind, **payload, **more)
        self._compare(before, own)

    def _compare(self, before: dict[int, tuple[Any, int]], own: int) -> None:
        shown = {text.id: text for text in self._texts() if text.state == "shown"}
        is_new = [text.voice for text in shown.values() if before.get(text.id, (None, 0))[0] != text.value]
        if len(set(is_new)) >= FIVE:
            self.seen["texts told by the fifth voice"] += 1
            wanted = {number: text.value for number, text in shown.items()}
        else:  # what its author took out goes at once
            wanted = {number: value for number, (value, _) in before.items() if number != own or own in shown}
            self.seen["texts held back"] += bool(is_new)
            self.seen["several of one voice held back"] += len(is_new) >= FIVE
            self.seen["taken out at once"] += own in before and own not in shown
        wall = self._wall()
        assert {number: value for number, (value, _) in wall.items()} == wanted
        if len({voice for voice, _ in self.liked ^ self.told}) >= FIVE:
            self.told = set(self.liked)
            self.seen["likes told by the fifth voice"] += 1
        self.seen["likes held back"] += self.liked != self.told
        self.seen["waits for a yes"] += any(text.state == "waiting" for text in self._texts())
        self._compare_likes(wall)

    # What those who lead do.

    @rule(at=pick, name=st.sampled_from(["hide_card", "restore", "approve", "answer"]))
    def judge(self, at: int, name: str) -> None:
        legal = {"restore": ("hidden",), "approve": ("waiting",)}.get(name, ("shown",))
        text = chosen(at, self._texts(), lambda one: one.state in legal)
        if text is None or (name == "answer" and self.title != QUESTIONS):
            return
        payload: dict[str, Any] = {"cards": [text.id]} if name == "approve" else {"card": text.id}
        if name == "answer":
            payload["on"] = text.answered_at is None
        self._lead(name, **payload)

    @rule(on=st.sampled_from([True, False, False]))
    def premoderate(self, *, on: bool) -> None:
        self._lead("premoderate", activity=self.number, on=on)

    @precondition(lambda self: self.is_open)
    @rule(often=st.integers(0, 1))
    def show_new(self, often: int) -> None:
        wall = self._wall()
        is_new = any(text.state == "shown" and wall.get(text.id, (None,))[0] != text.value for text in self._texts())
        if is_new and not often:
            self._lead("show_new", activity=self.number)
            assert self._told() == self._all_shown()
            self.seen["told because those who lead said so"] += 1

    @rule(often=st.integers(0, 3))
    def close_or_open(self, often: int) -> None:
        if self.is_open and often:
            return
        self.seen["told at closing"] += self.is_open and self._told() != self._all_shown()
        self.is_open = not self.is_open
        self.told = set(self.liked)
        self._lead("open" if self.is_open else "close", activity=self.number)
        assert self._told() == self._all_shown()

    def _lead(self, name: str, **payload: Any) -> None:
        """Whatever they do: a text is told as it was or as it is now, and no count moves by it."""
        before = self._wall()
        self.hall.command(name, **payload)
        wall, now = self._wall(), self._all_shown()
        assert all(value in (before.get(number, (None,))[0], now[number]) for number, (value, _) in wall.items())
        self._compare_likes(wall)

    # What there is.

    def _compare_likes(self, wall: dict[int, tuple[Any, int]]) -> None:
        counts = Counter(number for _, number in self.told)
        assert {number: likes for number, (_, likes) in wall.items()} == {number: counts[number] for number in wall}

    def _wall(self) -> dict[int, tuple[Any, int]]:
        return {row["id"]: (row["value"], row["likes"]) for row in results(self.hall, "screen", self.title)["rows"]}

    def _told(self) -> dict[int, Any]:
        return {number: value for number, (value, _) in self._wall().items()}

    def _all_shown(self) -> dict[int, Any]:
        return {text.id: text.value for text in self._texts() if text.state == "shown"}

    def _texts(self) -> list[Contribution]:
        return [row for row in self.hall.rows(self.title) if row.kind == self._texts_are and row.value is not None]

    @property
    def _texts_are(self) -> str:
        return "question" if self.title == QUESTIONS else "card"

    def _value(self) -> dict[str, str]:
        text = {"text": f"Text {next(self.hall.keys)}"}
        return text if self.title == QUESTIONS else text | {"question": self.round.frozen["questions"][0]["id"]}
