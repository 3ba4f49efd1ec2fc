"""Whatever happens to cards in whatever order: nothing is doubled, nothing lost, and everything goes back.

Participants write, change, take back, hand in late and like; those who lead sort, merge, put aside, bring back,
reset and undo. After each step the real services, asked on a real database, say what a plain model says.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from tests.services.board import PUT_ASIDE, Board, Card
from tests.services.hall import Hall, make_hall
from tests.services.schema import attach
from workshop.activities.cards import Cards
from workshop.models import Contribution, Round
from workshop.models.material import material_for
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene

STEP = "Beispiele und Hürden"
EXAMPLES = settings(max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
people = st.sampled_from([0, 1, 2, 4])  # three on seats and a guest
pick = st.integers(0, 1000)


def test_any_order_leaves_the_counts_right(sqlite_url, tmp_path):
    template = make_hall(sqlite_url)
    template.command("edit_step", activity=template.step(STEP), field="likes", value=True, former=False)
    template.command("edit_step", activity=template.step(STEP), field="privacy", value="named", former=None)
    template.command("go_live", activity=template.step(STEP))
    template.engine.dispose()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    run_state_machine_as_test(lambda: Day(template, file, tmp_path), settings=EXAMPLES)


class Day(RuleBasedStateMachine):
    """One day of the step, in the real hall and on the model."""

    def __init__(self, template: Hall, file: Path, folder: Path) -> None:
        super().__init__()
        copy = shutil.copy(file, folder / "day.db")
        engine = attach(f"sqlite:///{copy}")
        self.hall = replace(template, engine=engine, keys=count(1000))
        self.board = Board()
        self.step = self.hall.step(STEP)
        self.question = ""
        self.done: list[tuple[int, dict[Any, tuple[Any, Any]]]] = []  # entry and what it changed

    def teardown(self) -> None:
        self.hall.engine.dispose()
        for left in Path(str(self.hall.engine.url.database)).parent.glob("day.db*"):
            left.unlink()

    @initialize()
    def open_with_themes(self) -> None:
        themes = self.hall.pictures()["cockpit"]["themes"][self.step]
        self.board.themes = {theme["id"]: True for theme in themes}
        self.lead("open", lambda: setattr(self.board.run, "state", "open"), activity=self.step)
        self.question = self.hall.round(STEP).frozen["questions"][0]["id"]

    # What participants do.

    @rule(who=people, late=st.booleans())
    def write(self, who: int, *, late: bool) -> None:
        if self.board.run.state not in (("closed",) if late else ("open",)):
            return
        item = f"item-{next(self.hall.keys):08d}"
        self.say(who, "give", item=item, n=1, value=self.text(item), late=late)
        with self.hall.read() as session:
            number = session.scalars(select(Contribution.id).where(Contribution.item == item)).one()
        self.board.give(Card(number, self.board.current, who, item, item, "shown"), item, late=late)

    @rule(at=pick, changed=st.booleans())
    def change_or_take_back(self, at: int, *, changed: bool) -> None:
        is_open = self.board.run.state == "open"
        card = chosen(at, self.board.here(), lambda card: is_open or (self.board.run.state == "closed" and card.late))
        if card is None:
            return
        card.n += 1
        if changed:
            self.say(card.voice, "give", item=card.item, n=card.n, value=self.text(f"{card.item} {card.n}"))
            self.board.give(card, f"{card.item} {card.n}", late=not is_open)
        else:
            self.say(card.voice, "take_back", item=card.item, n=card.n)
            self.board.take_back(card)
            card.late = not is_open

    @precondition(lambda self: self.board.run.state == "open")
    @rule(at=pick, who=people)
    def like_or_no_longer(self, at: int, who: int) -> None:
        card = chosen(at, self.board.here(), lambda card: card.counts and card.voice != who)
        if card is None:
            return
        command, more = ("take_back", {}) if who in card.likes else ("give", {"value": True})
        n = next(self.hall.keys) - 900
        self.say(who, command, kind="like", item=str(card.id), n=n, **more)
        card.likes ^= {who}

    # What those who lead do with cards.

    @rule(at=pick, onto=pick, back=st.booleans())
    def merge(self, at: int, onto: int, *, back: bool) -> None:
        into = chosen(onto, self.board.here(), lambda card: card.counts and card.merged_into is None)
        card = chosen(
            at, self.board.here(), lambda card: card.lies_there and card.state not in PUT_ASIDE and card is not into
        )
        if card and into:
            self.lead("merge", lambda: self.board.merge(card, into), back=back, cards=[card.id], into=into.id)

    @rule(at=pick, back=st.booleans())
    def unmerge(self, at: int, *, back: bool) -> None:
        card = chosen(at, self.board.here(), lambda card: card.lies_there and card.merged_into is not None)
        if card:
            self.lead("unmerge", lambda: setattr(card, "merged_into", None), back=back, card=card.id)

    @rule(at=pick, to=pick, place=st.integers(0, 50), back=st.booleans())
    def sort(self, at: int, to: int, place: int, *, back: bool) -> None:
        card = chosen(at, self.board.here(), lambda card: card.lies_there)
        theme = chosen(to, [None, *(theme for theme, there in self.board.themes.items() if there)])
        if card:
            do = lambda: (setattr(card, "theme", theme), setattr(card, "place", place))  # noqa: E731
            self.lead("sort", do, back=back, card=card.id, theme=theme, place=place)

    @rule(at=pick, name=st.sampled_from(["hide_card", "park", "discard", "restore", "approve"]), back=st.booleans())
    def judge(self, at: int, name: str, *, back: bool) -> None:
        legal = {
            "hide_card": ("shown", "waiting"),
            "park": ("shown", "waiting"),
            "discard": ("shown", "waiting", "hidden"),
            "restore": PUT_ASIDE,
            "approve": ("waiting",),
        }[name]
        card = chosen(at, self.board.here(), lambda card: card.state in legal)
        if card:
            state = {"hide_card": "hidden", "park": "hidden", "discard": "discarded"}.get(name, "shown")
            payload: dict[str, Any] = {"cards": [card.id]} if name == "approve" else {"card": card.id}
            self.lead(name, lambda: setattr(card, "state", state), back=back, **payload)

    @rule(at=pick, back=st.booleans())
    def remove_theme(self, at: int, *, back: bool) -> None:
        there = [theme for theme, is_there in self.board.themes.items() if is_there]
        if len(there) > 1:
            theme = there[at % len(there)]
            self.lead("remove_theme", lambda: self.board.remove_theme(theme), back=back, theme=theme)

    @rule(on=st.booleans())
    def premoderate(self, *, on: bool) -> None:
        self.lead("premoderate", lambda: setattr(self.board, "premoderated", on), activity=self.step, on=on)

    # What happens to the round.

    @rule(back=st.booleans())
    def open_or_close(self, *, back: bool) -> None:
        name, state = ("close", "closed") if self.board.run.state == "open" else ("open", "open")
        self.lead(name, lambda: setattr(self.board.run, "state", state), back=back, activity=self.step)

    @rule(back=st.booleans())
    def show_or_hide(self, *, back: bool) -> None:
        if self.board.run.state != "draft":
            self.lead("hide" if self.hall.round(STEP).shown else "reveal", lambda: None, back=back, activity=self.step)

    @precondition(lambda self: self.board.run.state != "draft" and len(self.board.runs) < 4)
    @rule(back=st.booleans())
    def reset(self, *, back: bool) -> None:
        self.lead("reset", self.board.reset, back=back, activity=self.step)

    @precondition(lambda self: self.board.run.state != "open")
    @rule(at=pick, back=st.booleans())
    def go_to_another_round(self, at: int, *, back: bool) -> None:
        others = [n for n, run in self.board.runs.items() if not run.is_undone and n != self.board.current]
        if others:
            n = others[at % len(others)]
            self.lead("to_round", lambda: self.board.go_to(n), back=back, activity=self.step, n=n)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        """Take back the last thing that stands, whatever participants did in between."""
        entry, changed = self.done.pop()
        facts = self.board.facts()
        if any(facts[fact] != new for fact, (_, new) in changed.items()):
            assert self.hall.refusal("undo", entry=entry) == "changed_since"
            self.done.clear()  # what came before it can no longer be taken back either, where it is about the same
        else:
            self.hall.command("undo", entry=entry)
            for fact, (former, _) in changed.items():
                self.board.set(fact, former)

    # What must be right at any time.

    @invariant()
    def the_counts_are_right(self) -> None:
        with self.hall.read() as session:
            for round_ in session.scalars(select(Round).where(Round.activity_id == self.step)):
                run = self.board.runs[round_.n]
                assert (round_.state, round_.removed_at is not None) == (run.state, run.is_undone)
                if run.state != "draft" and not run.is_undone:
                    material = material_for(session, round_)
                    results = Cards().results(round_.frozen, material)
                    counted = {"": results["unsorted"]} | {one["id"]: one["cards"] for one in results["themes"]}
                    assert counted == self.board.counted(round_.n)
                    assert material.likes == self.board.liked(round_.n)

    @invariant()
    def the_table_is_as_it_was_left(self) -> None:
        with self.hall.engine.connect() as connection:
            scene = load_scene(connection, self.hall.workshop, self.hall.now)
            assert scene is not None
            cockpit = results_for(connection, scene, scene.step(self.step), "cockpit")
            wall = results_for(connection, scene, scene.step(self.step), "screen")
        lying = {card.id: card for card in self.board.here() if card.lies_there}
        assert {row["id"] for row in cockpit["rows"]} == set(lying)
        for row in cockpit["rows"]:
            card = lying[row["id"]]
            assert (row["state"], row["late"], row["value"]["text"]) == (card.state, card.late, card.text)
            assert (row["theme"], row["merged_into"], row["place"]) == (card.theme, card.merged_into, card.place)
            assert row["likes"] == self.board.liked(card.run).get(card.id, 0)
        shown = {card.id for card in lying.values() if card.counts}
        assert {row["id"] for row in wall["rows"]} in (shown, set())

    # How it is done.

    def lead(self, name: str, do: Callable[[], Any], /, *, back: bool = False, **payload: Any) -> None:
        """Do it in the hall and on the model; ``back``: take it back at once, and all pictures are as before."""
        former, before = self.board.facts(), self.hall.pictures() if back else None
        last = self.hall.last_entry().id
        self.hall.command(name, **payload)
        do()
        entry = self.hall.last_entry().id
        if entry == last:
            assert self.board.facts() == former  # nothing changed, so there is nothing to take back
            return
        facts = self.board.facts()
        changed = {fact: (former.get(fact), new) for fact, new in facts.items() if former.get(fact) != new}
        for n in self.board.runs:
            if (n, "is_undone") not in former:  # begun just now: taking it back leaves it there, marked
                changed[n, "is_undone"] = (True, False)
                changed.pop((n, "state"), None)
                changed.pop((n, "set_aside"), None)
        self.done.append((entry, changed))
        if before is not None:
            self.undo()
            assert self.hall.pictures() == before

    def say(self, who: int, command: str, **payload: Any) -> None:
        payload = {"round": self.hall.round(STEP).id, "key": self.hall.key(), **payload}
        self.hall.command(command, self.hall.people[who], **payload)

    def text(self, text: str) -> dict[str, str]:
        return {"question": self.question, "text": text}


def chosen(at: int, among: list[Any], fits: Callable[[Any], bool] = lambda one: True) -> Any:
    found = [one for one in among if fits(one)]
    return found[at % len(found)] if found else None
