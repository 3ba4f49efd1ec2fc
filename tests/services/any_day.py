"""A step of any type through one day: the state machine of test_any_step.py.

Participants give, change, take back, hand in late, like and delete everything, in the present round and in others;
those who lead open, close, show, reset, begin another round, go back to one, let in, merge, part, sort, put aside,
enter for a seat, show by groups, undo and redo. After each step the real services, asked on a real database, say what a
plain model says. Secret rounds have a machine of their own in tests/secrecy/test_model.py.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from tests.services.any_entry import pick, rarely
from tests.services.any_leaving import DEPUTY, GUEST, Leaving
from tests.services.any_step import PUT_ASIDE, Place, Said, Step, besides_of, chosen, offers_of
from tests.services.hall import Hall
from workshop.activities.base import ActivityType, Kind
from workshop.models import Contribution, Round
from workshop.models.material import material_for
from workshop.snapshots.results import Seen, results_for
from workshop.snapshots.scene import load_scene

TITLE = "Irgendein Schritt"
people = st.sampled_from([0, 1, 2, DEPUTY, GUEST])
MOST_RUNS = 4
LOOKS_EACH = 3  # steps; what an audience gets is several times the work of what it is made of


class Day(Leaving):
    """One day of the step, in the real hall and on the model."""

    def __init__(self, kind: ActivityType, hall: Hall, seats: list[int], reached: Counter[str]) -> None:
        super().__init__()
        self.hall, self.all_seats, self.reached = replace(hall, keys=count(1000)), seats, reached
        self.number = self.hall.step(TITLE)
        self.kind, self.kinds = kind, {one.name: one for one in kind.kinds}
        self.step = Step(kind, kind.shows_live and kind.opens_shown, kind.votes)
        self.voices = [self._voice(who) for who in range(GUEST + 1)]
        self.names = {voice: f"Name von {voice}" for voice in (*self.voices, *(f"seat:{seat}" for seat in seats))}
        self.offers = offers_of(kind)
        self.done: list[tuple[int, dict[Any, tuple[Any, Any]]]] = []  # entry and what it changed
        self.looks = count(1)
        self.seen: Seen | None = None
        self.phone: dict[int, int] = {}  # likes of the texts that a phone has, by deltas alone
        with self.hall.read() as session:
            scene_themes = self.hall.pictures(only=self.number)["cockpit"]["themes"].get(self.number, [])
            self.ids = {1: session.scalars(select(Round.id).where(Round.activity_id == self.number)).one()}
        self.step.themes = {theme["id"]: True for theme in scene_themes}

    def _voice(self, who: int) -> str:
        seat = self.hall.seat_of(self.hall.people[who])
        return f"seat:{seat}" if seat else f"guest:{self.hall.people[who].id}"

    def teardown(self) -> None:
        self.hall.engine.dispose()

    @initialize()
    def open(self) -> None:
        if self.kinds:
            self.lead("open", partial(self.step.lead, "open"), activity=self.number)

    # What participants do.

    @precondition(lambda self: self.offers)
    @rule(some=st.lists(people, min_size=1, max_size=3), at=pick, late=st.booleans(), other=rarely, run=pick)
    def give(self, some: list[int], at: int, *, late: bool, other: bool, run: int) -> None:
        n = chosen(run, self._other_runs()) if other else None
        for more, who in enumerate(some):
            kind, item, value = self.offers[(at + more) % len(self.offers)]
            if kind.many:
                item = f"{item[:-8]}{next(self.hall.keys):08d}"
            self._sit_down(who)
            self.say(who, n or self.step.current, kind, item, value, late=late)

    @precondition(lambda self: any(run.said for run in self.step.runs.values()))
    @rule(at=pick, new=pick, changed=st.booleans(), second=rarely)
    def change_or_take_back(self, at: int, new: int, *, changed: bool, second: bool) -> None:
        theirs = [one for one in self.step.run.said.values() if one.voice in self.voices]
        said = chosen(at, theirs, lambda one: not (one.kind.beside or one.kind.of))
        if said is None:
            return
        who = self.voices.index(said.voice)
        offer = chosen(new, self.offers, lambda one: one[0] is said.kind and (said.kind.many or one[1] == said.item))
        value = offer[2] if changed else None
        who = DEPUTY if second and who == 0 else who
        self.say(who, self.step.current, said.kind, said.item, value, late=said.late)

    @precondition(lambda self: any(kind.of for kind in self.kinds.values()) and self.step.run.texts())
    @rule(at=pick, who=people)
    def like(self, at: int, who: int) -> None:
        text = chosen(at, self.step.run.texts(), lambda one: one.lies_there)
        if text:
            kind = next(kind for kind in self.kinds.values() if kind.of == text.kind.name)
            mine = self.step.run.said.get((self.voices[who], kind.name, str(text.id)))
            self.say(who, self.step.current, kind, str(text.id), None if mine and mine.counts else True)

    def _sit_down(self, who: int) -> None:
        """What a type asks about oneself is said before one's answer."""
        for kind, item, value in besides_of(self.kind):
            place = (self.voices[who], kind.name, item)
            if self.step.run.state in ("open", "closed") and place not in self.step.run.said:
                self.say(who, self.step.current, kind, item, value)

    def say(self, who: int, n: int, kind: Kind, item: str, value: Any, *, late: bool = False) -> None:
        """Give, or take back (None), in the hall and on the model; both refuse for the same reason."""
        step, place = self.step, (self.voices[who], kind.name, item)
        former = step.runs[n].said.get(place)
        is_late = step.is_late(n, place, kind, says_so=late and value is not None)
        wanted = step.refusal(n, kind, guest=who == GUEST, second=who == DEPUTY, late=is_late)
        payload = {"round": self.ids[n], "kind": kind.name, "item": item, "key": self.hall.key()}
        payload["n"] = former.n + 1 if former else 1
        self.reached["own answer after an entered one"] += former is not None and former.entered and not wanted
        if value is not None:
            clean = self.kind.clean(kind.name, item, value, self._frozen(n)) if not wanted else None
            wanted = wanted or step.objection(n, place, kind, clean, self._frozen(n))
            payload |= {"value": value, "late": late}
        name = "take_back" if value is None else "give"
        if wanted:
            assert self.hall.refusal(name, self.hall.people[who], **payload) == wanted
            return
        self.hall.command(name, self.hall.people[who], **payload)
        self.reached[name] += not (kind.of or kind.beside or kind.after)
        if value is None:
            said = step.take_back(n, place, kind, late=is_late)
        else:
            said = step.give(n, place, kind, clean, late=is_late)
        said.id = said.id or self._number_of(n, place)

    # What those who lead do with texts.

    @precondition(lambda self: len(self.step.run.texts()) > 1)
    @rule(at=pick, onto=pick, back=rarely, parted=st.booleans())
    def merge(self, at: int, onto: int, *, back: bool, parted: bool) -> None:
        into = chosen(onto, self.step.run.texts(), lambda one: one.counts and one.merged_into is None)
        text = chosen(at, self._lying(), lambda one: into and one is not into and one.kind is into.kind)
        if text and text.state not in PUT_ASIDE:
            self.lead("merge", partial(self.step.merge, text, into), back=back, cards=[text.id], into=into.id)
            if parted:
                self.unmerge(at, back=False)

    @precondition(lambda self: any(text.merged_into for text in self.step.run.texts()))
    @rule(at=pick, back=rarely)
    def unmerge(self, at: int, *, back: bool) -> None:
        text = chosen(at, self._lying(), lambda one: one.merged_into is not None)
        if text:
            self.lead("unmerge", partial(setattr, text, "merged_into", None), back=back, card=text.id)

    @precondition(lambda self: self.step.run.texts())
    @rule(at=pick, what=pick, back=rarely)
    def judge(self, at: int, what: int, *, back: bool) -> None:
        legal = {
            "hide_card": ("shown", "waiting"),
            "park": ("shown", "waiting"),
            "discard": ("shown", "waiting", "hidden"),
            "restore": PUT_ASIDE,
            "approve": ("waiting",),
        }
        there = {one.state for one in self.step.run.texts()}
        name = chosen(what, [*legal, "approve", "approve"], lambda one: there & set(legal[one]))
        text = chosen(at, self.step.run.texts(), lambda one: name and one.state in legal[name])
        if text:
            state = {"hide_card": "hidden", "park": "hidden", "discard": "discarded"}.get(name, "shown")
            payload: dict[str, Any] = {"cards": [text.id]} if name == "approve" else {"card": text.id}
            self.lead(name, partial(setattr, text, "state", state), back=back, **payload)

    @precondition(lambda self: any(text.kind.answerable for text in self.step.run.texts()))
    @rule(at=pick, back=rarely)
    def answer_or_open_again(self, at: int, *, back: bool) -> None:
        text = chosen(at, self.step.run.texts(), lambda one: one.kind.answerable and one.state == "shown")
        if text:
            on = not text.answered
            self.lead("answer", partial(setattr, text, "answered", on), back=back, card=text.id, on=on)

    @precondition(lambda self: self.kind.sorts and self.step.run.texts())
    @rule(at=pick, to=pick, place=st.integers(0, 50), back=rarely)
    def sort(self, at: int, to: int, place: int, *, back: bool) -> None:
        text = chosen(at, self._lying())
        theme = chosen(to, [None, *(theme for theme, there in self.step.themes.items() if there)])
        if text:
            do = lambda: (setattr(text, "theme", theme), setattr(text, "place", place))  # noqa: E731
            self.lead("sort", do, back=back, card=text.id, theme=theme, place=place)

    @precondition(lambda self: any(self.step.themes.values()))
    @rule(at=pick, often=st.integers(0, 2), back=rarely)
    def remove_theme(self, at: int, often: int, *, back: bool) -> None:
        if often:
            return
        theme = chosen(at, [theme for theme, is_there in self.step.themes.items() if is_there])
        self.lead("remove_theme", partial(self.step.remove_theme, theme), back=back, theme=theme)

    @precondition(lambda self: any(kind.is_text for kind in self.kinds.values()))
    @rule(on=st.booleans(), at=st.integers(0, 1))
    def premoderate(self, at: int, *, on: bool) -> None:
        if at == 0:
            self.lead("premoderate", partial(setattr, self.step, "premoderated", on), activity=self.number, on=on)

    def _lying(self) -> list[Said]:
        return [text for text in self.step.run.texts() if text.lies_there]

    # What happens to the round.

    @rule(at=pick, back=rarely)
    def lead_the_round(self, at: int, *, back: bool) -> None:
        crowded = len(self.step.runs) >= MOST_RUNS
        name = chosen(at, self.step.legal(), lambda one: not (crowded and one in ("reset", "next_round")))
        more = {"reason": "Falscher Wortlaut."} if name == "annul" else {}
        if name:
            self.lead(name, partial(self.step.lead, name), back=back, activity=self.number, **more)

    @rule(name=st.sampled_from(["open", "close", "reveal", "hide", "next_round"]))
    def what_is_not_legal_now_is_refused(self, name: str) -> None:
        if name not in self.step.legal():
            assert self.hall.refusal(name, activity=self.number) == "illegal_action"

    @precondition(lambda self: self.step.run.state != "open" and len(self.step.runs) > 1)
    @rule(at=pick, back=rarely)
    def go_to_another_round(self, at: int, *, back: bool) -> None:
        if n := chosen(at, self._other_runs()):
            self.lead("to_round", partial(self.step.go_to, n), back=back, activity=self.number, n=n)

    def _other_runs(self) -> list[int]:
        return [n for n, run in self.step.runs.items() if not run.is_undone and n != self.step.current]

    @precondition(lambda self: self.done)
    @rule(again=st.booleans())
    def undo(self, *, again: bool) -> None:
        """Take back the last thing that stands, whatever participants did in between; ``again``: and do it again."""
        entry, changed = self.done.pop()
        if self._put_back(entry, changed, 0) and again:
            assert self._put_back(self.hall.last_entry().id, changed, 1)
            self.done.append((self.hall.last_entry().id, changed))

    def _put_back(self, entry: int, changed: dict[Any, tuple[Any, Any]], to: int) -> bool:
        facts = self.step.facts()
        if any(facts[fact] != values[1 - to] for fact, values in changed.items()):
            assert self.hall.refusal("undo", entry=entry) == "changed_since"
            self.done.clear()  # what came before it can no longer be taken back either, where it is about the same
            return False
        if any(self._froze(fact, values) for fact, values in changed.items()) and to == 0:
            assert self.hall.refusal("undo", entry=entry) == "answered_since"
            self.done.clear()
            return False
        self.hall.command("undo", entry=entry)
        self.reached["undo"] += 1
        for fact, values in changed.items():
            self.step.set(fact, values[to])
        return True

    def _froze(self, fact: Any, values: tuple[Any, Any]) -> bool:
        """Whether it opened a round to which somebody has given since."""
        return fact[-1] == "state" and values[0] == "draft" and bool(self.step.runs[fact[0]].said)

    # What must be right at any time.

    @invariant()
    def the_counts_are_right(self) -> None:
        with self.hall.read() as session:
            for round_ in session.scalars(select(Round).where(Round.activity_id == self.number)):
                run = self.step.runs[round_.n]
                is_undone, set_aside = round_.removed_at is not None, round_.set_aside_at is not None
                facts = (round_.state, round_.shown, round_.shown_at is not None, is_undone, set_aside)
                assert facts == (run.state, run.shown, run.was_shown, run.is_undone, run.set_aside)
                if run.state != "draft" and not run.is_undone:
                    material = material_for(session, round_, self.names)
                    assert material.likes == self.step.liked(round_.n)
                    wanted = self._wanted(round_.n, round_.frozen, material.base)
                    assert self.kind.results(round_.frozen, material) == wanted

    def _wanted(self, n: int, frozen: dict[str, Any], base: Any) -> dict[str, Any]:
        """Return the results of who gave what, compared with the round before."""
        before = self.step.earlier(n)
        earlier = None
        if before:
            with self.hall.read() as session:
                former = session.get_one(Round, self.ids[before])
                their = material_for(session, former).base
                earlier = {"run": before, **self.step.results(before, former.frozen, their, {})}
        material = replace(self.step.material(n, base, self.names), earlier=earlier)
        return self.kind.results(frozen, material)

    @invariant()
    def everybody_sees_what_there_is_to_see(self) -> None:
        if next(self.looks) % LOOKS_EACH:
            return
        with self.hall.engine.connect() as connection:
            scene = load_scene(connection, self.hall.workshop, self.hall.now)
            assert scene is not None
            step = scene.step(self.number)
            cockpit = results_for(connection, scene, step, "cockpit")
            wall = results_for(connection, scene, step, "screen")
            news = results_for(connection, scene, step, "phone", self.seen)
        run = self.step.run
        lying = {text.id: text for text in self._lying()}
        for row in cockpit["rows"] or []:
            text = lying.pop(row["id"])
            assert (row["state"], row["late"], row["value"]) == (text.state, text.late, text.value)
            assert (row["theme"], row["merged_into"], row["place"]) == (text.theme, text.merged_into, text.place)
            assert row["likes"] == self.step.liked(self.step.current).get(text.id, 0)
            assert (row["answered_at"] is not None) == text.answered
        assert not lying or cockpit["rows"] is None
        on_show = {text.id for text in run.texts() if text.counts} if run.shown else set()
        if self.kind.listed:
            assert {row["id"] for row in wall["rows"]} == on_show
            self._hear(news, on_show, Seen(step.round.id, run.shown, scene.workshop.version))
        else:
            assert (wall["whole"] is not None) == run.shown
        self.check_groups(wall)
        self.check_count(cockpit["count"])

    def _hear(self, news: dict[str, Any], on_show: set[int], seen: Seen) -> None:
        """A phone that gets what is new has what one gets that comes in now."""
        told = {row["id"]: row["likes"] for row in news["rows"]}
        kept = {} if news["since"] is None else self.phone
        self.phone = {number: likes for number, likes in (kept | told).items() if number not in news["gone"]}
        liked = self.step.liked(self.step.current)
        assert self.phone == {number: liked.get(number, 0) for number in on_show}
        self.seen = seen

    # How it is done.

    def lead(self, name: str, do: Callable[[], Any], /, *, back: bool = False, **payload: Any) -> None:
        """Do it in the hall and on the model; ``back``: take it back at once, and all pictures are as before."""
        # What is nobody's goes out of the count with the opening, and does not come back with taking that back.
        back = back and not (
            name == "open" and any(one.is_nobodys and one.stands for one in self.step.run.said.values())
        )
        former, before = self.step.facts(), self.hall.pictures(only=self.number) if back else None
        last = self.hall.last_entry().id
        self.hall.command(name, **payload)
        self.reached[name] += 1
        do()
        entry = self.hall.last_entry().id
        self._meet_new_rounds()
        if entry == last:
            assert self.step.facts() == former  # nothing changed, so there is nothing to take back
            return
        self.done.append((entry, self._changed(former)))
        if before is not None:
            self.undo(again=False)
            after = self.hall.pictures(only=self.number)
            was_closed = former[self.step.current, "state"] == "closed"
            if self.step.run.said and (name in ("close", "reset") or (name == "open" and was_closed)):
                # seen closed, it has no lamps: test_fives.py
                for picture in (before, after):
                    picture[f"cockpit {self.number}"].pop("seats_given")
            assert after == before

    def _changed(self, former: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
        facts = self.step.facts()
        changed = {fact: (former.get(fact), new) for fact, new in facts.items() if former.get(fact) != new}
        changed = {fact: values for fact, values in changed.items() if not self._is_for_good(fact)}
        for n in self.step.runs:
            if (n, "is_undone") not in former:  # begun just now: taking it back leaves it there, marked
                changed = {fact: values for fact, values in changed.items() if fact[0] != n}
                changed[n, "is_undone"] = (True, False)
        return changed

    def _is_for_good(self, fact: Any) -> bool:
        """Whether it went with opening what somebody had left: no undo brings that back."""
        said = self.step.runs[fact[0]].said.get(fact[1]) if len(fact) == 3 else None
        return said is not None and said.is_nobodys and said.state == "withdrawn"

    def _meet_new_rounds(self) -> None:
        if missing := set(self.step.runs) - set(self.ids):
            with self.hall.read() as session:
                query = select(Round.n, Round.id).where(Round.activity_id == self.number, Round.n.in_(missing))
                self.ids |= dict(session.execute(query).all())

    def _frozen(self, n: int) -> dict[str, Any]:
        with self.hall.read() as session:
            return session.get_one(Round, self.ids[n]).frozen

    def _number_of(self, n: int, place: Place) -> int:
        here = zip((Contribution.voice, Contribution.kind, Contribution.item), place, strict=True)
        with self.hall.read() as session:
            query = select(Contribution.id).where(Contribution.round_id == self.ids[n])
            return session.scalars(query.where(*(column == value for column, value in here))).one()
