"""Any order of asking, liking, taking back, hiding, merging, parting, undoing, answering leaves the counts right.

The real services on a real SQLite file; beside them a model of a few lines that holds plain sets.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.services.hall import Hall, make_hall
from workshop.domain.errors import WorkshopError
from workshop.snapshots.results import Seen, results_for
from workshop.snapshots.scene import load_scene

STEP = "Fragen"
PEOPLE = st.sampled_from(range(4))
WHICH = st.sampled_from(range(4))
VOICES = (0, 1, 2, 0)  # of these people; the fourth is the deputy of the first: one seat, one voice


class Asking(RuleBasedStateMachine):
    """What four people with three voices and a moderator can do to the questions of one round."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        file = shutil.copy(self.template, Path(self.folder.name) / "workshop.db")
        self.hall: Hall = make_hall(f"sqlite:///{file}")
        self.hall.command("add_step", type="questions", title=STEP, after=None)
        self.hall.command("edit_step", activity=self.hall.step(STEP), field="privacy", value="named", former=None)
        self.hall.open(STEP)
        self.steps: dict[tuple[int, str], int] = {}  # n of each answer of a voice
        self.questions: dict[int, dict] = {}  # number: voice, item, state, under, answered
        self.likes: set[tuple[int, int]] = set()  # voice, number
        self.before: list[tuple[int, dict]] = []  # entries that can be undone, with what the model was
        self.delta: dict[int, int] = {}  # what a phone has by deltas alone
        self.seen: Seen | None = None

    def teardown(self) -> None:
        self.hall.engine.dispose()
        self.folder.cleanup()

    @initialize()
    def three_have_asked(self):
        for who in (0, 1, 2):
            self.ask(who)

    @precondition(lambda self: len(self.questions) < 4)
    @rule(who=PEOPLE)
    def ask(self, who):
        item = f"question-{len(self.questions)}"
        self._give(who, "question", item, {"text": "Ab wann?"})
        number = max(row.id for row in self.hall.rows(STEP) if row.kind == "question")
        self.questions[number] = {
            "voice": VOICES[who], "item": item, "state": "shown", "under": None, "answered": False,
        }  # fmt: skip

    @rule(who=PEOPLE, which=WHICH)
    def like_or_not(self, who, which):
        number, question = self._question(which)
        mine = (VOICES[who], number)
        if mine in self.likes:
            self._take_back(who, "like", str(number))
            return self.likes.discard(mine)
        is_legal = question["state"] == "shown" and question["voice"] != VOICES[who]
        assert self._did(self._give, who, "like", str(number), value=True) == is_legal
        return self.likes.add(mine) if is_legal else None

    @rule(which=WHICH)
    def take_question_back_or_ask_again(self, which):
        _, question = self._question(which)
        if question["state"] == "shown":
            self._take_back(question["voice"], "question", question["item"])
        elif question["state"] == "withdrawn":
            self._give(question["voice"], "question", question["item"], {"text": "Bis wann?"})
        question["state"] = {"shown": "withdrawn", "withdrawn": "shown"}.get(question["state"], question["state"])
        self.before.clear()  # what it means for the moderator's commands before is not this model's to know

    @rule(which=WHICH)
    def hide_or_restore(self, which):
        number, question = self._question(which)
        if question["state"] != "withdrawn":
            is_shown = question["state"] == "shown"
            self._lead("hide_card" if is_shown else "restore", number, {"state": "hidden" if is_shown else "shown"})

    @precondition(lambda self: any(question["under"] for question in self.questions.values()))
    @rule(which=WHICH)
    def hide_or_restore_what_others_lie_under(self, which):
        tops = sorted({question["under"] for question in self.questions.values()} - {None})
        self.hide_or_restore(list(self.questions).index(tops[which % len(tops)]))

    @rule(which=WHICH)
    def answer_or_open(self, which):
        number, question = self._question(which)
        is_open = not question["answered"]
        self._lead("answer", number, {"answered": is_open}, question["state"] == "shown", on=is_open)

    @rule(which=WHICH)
    def unmerge(self, which):
        number, question = self._question(which)
        self._lead("unmerge", number, {"under": None}, question["under"] is not None)

    @rule(which=WHICH, into=WHICH)
    def merge(self, which, into):
        (number, _), (top, target) = self._question(which), self._question(into)
        is_legal = number != top and target["state"] == "shown" and target["under"] is None
        former = self._snapshot()
        assert self._did(self.hall.command, "merge", cards=[number], into=top) == is_legal
        if is_legal:
            for one in (number, *(n for n, question in self.questions.items() if question["under"] == number)):
                self.questions[one]["under"] = top
            self._remember(former)

    @rule()
    def undo(self):
        if self.before:
            entry, former = self.before.pop()
            self.hall.command("undo", entry=entry)
            for number, question in former.items():
                self.questions[number] = question

    @invariant()
    def the_counts_are_right(self):
        expected = self._expected()
        with self.hall.engine.connect() as connection:
            scene = load_scene(connection, self.hall.workshop, self.hall.now)
            step = scene.step(self.hall.step(STEP))
            rows = results_for(connection, scene, step, "phone")["rows"]
            news = results_for(connection, scene, step, "phone", self.seen)
        assert {row["id"]: row["likes"] for row in rows} == expected
        answered = {number for number, question in self.questions.items() if question["answered"]}
        assert {row["id"] for row in rows if row["answered_at"] is not None} == answered & set(expected)
        self.delta |= {row["id"]: row["likes"] for row in news["rows"]}
        self.delta = {number: likes for number, likes in self.delta.items() if number not in news["gone"]}
        assert self.delta == expected
        self.seen = Seen(step.round.id, True, scene.workshop.version)  # noqa: FBT003 - as the broadcast does

    def _expected(self) -> dict[int, int]:
        """Return the likes by the plainest reading of the rule: voices of others, once for all that became one."""
        shown = {number for number, question in self.questions.items() if question["state"] == "shown"}

        def top(number: int) -> int:
            under = self.questions[number]["under"]
            return under if under in shown else number

        expected = dict.fromkeys(shown, 0)
        for one in {top(number) for number in shown}:
            group = [number for number in shown if top(number) == one]
            authors = {self.questions[number]["voice"] for number in group}
            expected[one] = len({voice for voice, number in self.likes if number in group} - authors)
        return expected

    def _question(self, which) -> tuple[int, dict]:
        return list(self.questions.items())[which % len(self.questions)]

    def _lead(self, name, number, change, is_legal=True, **more):  # noqa: FBT002 - what the model says
        former = self._snapshot()
        assert self._did(self.hall.command, name, card=number, **more) == is_legal
        if is_legal:
            self.questions[number] |= change
            self._remember(former)

    def _remember(self, former) -> None:
        if former != self.questions:  # else nothing was written that could be undone
            self.before.append((self.hall.last_entry().id, former))

    def _snapshot(self) -> dict[int, dict]:
        return {number: dict(question) for number, question in self.questions.items()}

    def _give(self, who, kind, item, value) -> None:
        self.hall.give(self.hall.people[who], value, STEP, kind=kind, item=item, n=self._next(who, item))

    def _take_back(self, who, kind, item) -> None:
        payload = {"round": self.hall.round(STEP).id, "kind": kind, "item": item, "key": self.hall.key()}
        self.hall.command("take_back", self.hall.people[who], **payload, n=self._next(who, item))

    def _next(self, who, item) -> int:
        self.steps[VOICES[who], item] = self.steps.get((VOICES[who], item), 0) + 1
        return self.steps[VOICES[who], item]

    def _did(self, act, *args, **payload) -> bool:
        try:
            act(*args, **payload)
        except WorkshopError:
            return False
        return True


@pytest.mark.timeout(240)
def test_any_order_leaves_the_counts_right(sqlite_template):
    Asking.template = sqlite_template
    # Without shrinking: every step is a transaction on disk; a failing example is long, but there at once.
    some = settings(
        max_examples=12,
        stateful_step_count=30,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Asking, settings=some)
