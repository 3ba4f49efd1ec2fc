"""Editing the agenda: who edits what somebody else has changed meanwhile loses nothing."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop import storage
from workshop.domain.errors import Conflict, Refused, WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.models import Activity, Entry, Round, Series, Workshop, db
from workshop.services import agenda
from workshop.writer import Writer

NOW = 1_485_176_100_000
LINES = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Sprache"}]


def test_a_new_step_stands_at_the_end_with_a_draft_round(room):
    made = room.add("choice", "Vertiefung")
    assert room.titles() == ["Vertiefung"]
    assert room.round_states(made) == [(1, "draft")]


def test_a_new_step_stands_behind_the_one_it_was_asked_for(room):
    first = room.add("choice", "Erster")
    room.add("choice", "Letzter")
    room.add("choice", "Mitte", after=first)
    assert room.titles() == ["Erster", "Mitte", "Letzter"]


def test_a_new_step_starts_with_what_its_type_gives(room):
    made = room.add("choice", "Vertiefung")
    assert room.config(made) == {"ask": "", "options": [], "most": 1}


def test_a_new_step_starts_with_the_words_of_who_adds_it(room):
    step = {"type": "consensing", "title": "Consensing", "after": None}
    made = room.run(agenda.add_step, **step, words={"passive": " It stays  as it is "})["activity"]
    assert room.config(made)["passive"] == "It stays as it is"
    assert room.refusal(agenda.add_step, **step, words={"reasons": "yes"}) == "wrong_type"
    assert room.refusal(agenda.add_step, **step, words={"moon": "full"}) == "unknown_field"


def test_a_type_that_does_not_exist_is_refused(room):
    assert room.refusal(agenda.add_step, type="astrology", title="Sterne", after=None) == "unknown_type"


def test_a_title_is_saved_tidy_and_answered(room):
    made = room.add("choice", "Vertiefung")
    assert room.edit(made, "title", "  Die  Vertiefung ", former="Vertiefung") == "Die Vertiefung"
    assert room.titles() == ["Die Vertiefung"]


def test_a_field_changed_elsewhere_is_a_conflict_that_shows_what_stands(room):
    made = room.add("choice", "Vertiefung")
    room.edit(made, "ask", "Womit beginnen wir?", former="")
    with pytest.raises(Conflict) as raised:
        room.edit(made, "ask", "Was zuerst?", former="")
    assert raised.value.as_dict() == {"code": "conflict", "stands": "Womit beginnen wir?", "field": "ask"}
    assert room.config(made)["ask"] == "Womit beginnen wir?"


def test_words_can_show_while_they_come_in_but_a_vote_cannot(room):
    words, vote = room.add("words", "Ankommen"), room.add("choice", "Vertiefung")
    assert room.edit(words, "live", True, former=None) is True
    assert room.edit_refusal(vote, "live", True, former=None) == "not_an_option"
    assert room.edit_refusal(words, "live", "yes", former=True) == "wrong_type"


def test_two_editors_of_different_fields_do_not_meet(room):
    made = room.add("choice", "Vertiefung")
    room.edit(made, "ask", "Womit beginnen wir?", former="")
    room.edit(made, "most", 2, former=1)
    assert room.config(made) == {"ask": "Womit beginnen wir?", "options": [], "most": 2}


def test_sending_the_same_value_again_is_no_conflict(room):
    made = room.add("choice", "Vertiefung")
    room.edit(made, "ask", "Womit beginnen wir?", former="")
    assert room.edit(made, "ask", "Womit beginnen wir?", former="") == "Womit beginnen wir?"


def test_an_edited_line_keeps_its_id_and_a_new_one_gets_one(room):
    made = room.add("choice", "Vertiefung")
    lines = room.edit(made, "options", LINES, former=[])
    changed = [{"id": "b", "label": "Sprachkurse"}, {"label": "Mobilität"}]
    kept, new = room.edit(made, "options", changed, former=lines)
    assert kept == {"id": "b", "label": "Sprachkurse"}
    assert len(new["id"]) >= 8


def test_options_may_come_from_the_themes_of_cards(room):
    cards = room.add_raw("cards", "Beispiele")
    made = room.add("choice", "Vertiefung")
    source = {"activity": cards, "what": "themes"}
    assert room.edit(made, "options", source, former=[]) == source


def test_options_may_not_come_from_a_step_without_cards(room):
    other = room.add("choice", "Andere")
    made = room.add("choice", "Vertiefung")
    source = {"activity": other, "what": "themes"}
    assert room.edit_refusal(made, "options", source, former=[]) == "not_that_step"


def test_options_may_not_come_from_another_workshop(room):
    foreign = room.foreign_step("cards")
    made = room.add("choice", "Vertiefung")
    source = {"activity": foreign, "what": "themes"}
    assert room.edit_refusal(made, "options", source, former=[]) == "not_found"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "   ", "empty"),
        ("title", "x" * 201, "too_long"),
        ("minutes", 601, "out_of_range"),
        ("minutes", -1, "out_of_range"),
        ("minutes", True, "out_of_range"),
        ("minutes", "5", "out_of_range"),
        ("ask", "", "empty"),
        ("ask", "x" * 301, "too_long"),
        ("most", 0, "out_of_range"),
        ("options", [{"id": "a", "label": ""}], "empty"),
        ("options", [{"id": "a b", "label": "A"}], "wrong_type"),
        ("options", [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}], "wrong_type"),
        ("options", [{"label": str(n)} for n in range(31)], "too_many_lines"),
        ("options", {"activity": 1, "what": "cards"}, "wrong_type"),
        ("privacy", "whispered", "not_an_option"),
        ("who", "nobody", "not_an_option"),
        ("position", 1, "unknown_field"),
        ("removed_at", 1, "unknown_field"),
    ],
)
def test_what_does_not_fit_a_field_is_refused_and_changes_nothing(room, field, value, code):
    made = room.add("choice", "Vertiefung")
    before = room.config(made)
    assert room.edit_refusal(made, field, value, former=None) == code
    assert (room.titles(), room.config(made)) == (["Vertiefung"], before)


def test_an_open_step_keeps_what_participants_see(room):
    made = room.add("choice", "Vertiefung")
    room.open(made)
    assert room.edit_refusal(made, "ask", "Anders?", former="") == "frozen"
    assert room.edit_refusal(made, "privacy", "named", former=None) == "frozen"


def test_the_minutes_of_an_open_step_can_change(room):
    made = room.add("choice", "Vertiefung")
    room.open(made)
    assert room.edit(made, "minutes", 12, former=5) == 12


def test_a_step_of_a_type_to_come_can_be_retitled(room):
    made = room.add_raw("astrology", "Rangfolge")
    room.edit(made, "title", "Reihenfolge", former="Rangfolge")
    assert room.titles() == ["Reihenfolge"]
    assert room.edit_refusal(made, "ask", "Was?", former="") == "unknown_field"


def test_a_step_moves_to_the_place_asked_for(room):
    first, _, third = (room.add("choice", title) for title in ("A", "B", "C"))
    room.run(agenda.move_step, activity=third, to=1)
    room.run(agenda.move_step, activity=first, to=3)
    assert room.titles() == ["C", "B", "A"]


def test_a_place_beyond_the_agenda_is_refused(room):
    only = room.add("choice", "A")
    assert room.refusal(agenda.move_step, activity=only, to=2) == "out_of_range"


def test_a_copy_stands_behind_its_step_and_has_no_past(room):
    step = room.add("choice", "A")
    room.add("choice", "B")
    room.edit(step, "options", LINES, former=[])
    room.open(step)
    copy = room.run(agenda.copy_step, activity=step)["activity"]
    assert room.titles() == ["A", "A (2)", "B"]
    assert room.config(copy)["options"] == LINES
    assert room.round_states(copy) == [(1, "draft")]


def test_a_removed_step_is_kept_but_not_found(room):
    step = room.add("choice", "A")
    room.run(agenda.remove_step, activity=step)
    assert room.titles() == []
    assert room.edit_refusal(step, "title", "B", former="A") == "not_found"


def test_the_live_step_cannot_be_removed(room):
    step = room.add("choice", "A")
    room.make_live(step)
    assert room.refusal(agenda.remove_step, activity=step) == "step_live"


def test_a_step_that_another_refers_to_cannot_be_removed(room):
    cards = room.add_raw("cards", "Beispiele")
    made = room.add("choice", "Vertiefung")
    room.edit(made, "options", {"activity": cards, "what": "themes"}, former=[])
    with pytest.raises(Refused) as raised:
        room.run(agenda.remove_step, activity=cards)
    assert raised.value.as_dict() == {"code": "step_needed", "step": "Vertiefung"}


def test_a_type_to_come_holds_on_to_the_step_it_refers_to(room):
    cards = room.add_raw("cards", "Beispiele")
    room.add_raw("dots", "Schwerpunkte", options={"activity": cards, "what": "themes"})
    assert room.refusal(agenda.remove_step, activity=cards) == "step_needed"


def test_the_workshop_takes_its_facts_one_by_one(room):
    room.run(agenda.edit_workshop, field="title", value="Austausch", former="Vor Ort")
    room.run(agenda.edit_workshop, field="starts_at", value=NOW, former=None)
    assert room.facts() == ("Austausch", NOW)


@pytest.mark.parametrize("moment", [-1, 253_402_300_799_000, 2**63, 1.5, "heute", True])
def test_a_moment_that_no_calendar_can_show_is_refused(room, moment):
    assert room.refusal(agenda.edit_workshop, field="starts_at", value=moment, former=None) == "out_of_range"


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**64 - 1, 1.5, True])
def test_a_number_that_no_step_can_have_is_refused(room, number):
    made = room.add("choice", "Vertiefung")
    options = {"activity": number, "what": "themes"}
    assert room.edit_refusal(made, "options", options, former=[]) == "wrong_type"


def test_a_fact_that_nobody_may_edit_is_refused(room):
    assert room.refusal(agenda.edit_workshop, field="code", value="X", former="Y") == "unknown_field"


def test_the_journal_keeps_the_former_value(room):
    made = room.add("choice", "Vertiefung")
    room.edit(made, "title", "Tiefer", former="Vertiefung")
    assert ["activity", made, "title", "Vertiefung", "Tiefer"] in room.last_changes()


class EditedRoom:
    """A workshop whose agenda a test edits through the real writer."""

    def __init__(self) -> None:
        self.engine = db.engine
        self.writer = Writer(self.engine, clock=lambda: NOW)
        with self._writing() as session:
            series = Series(title="MORO", created_at=NOW)
            session.add(series)
            session.flush()
            self.workshop, self.foreign = (_workshop(session, series, code) for code in ("A" * 8, "B" * 8))
            session.commit()

    def run(self, verb, **payload):
        return self.writer.run(self.workshop, verb, SYSTEM, **payload)

    def refusal(self, verb, **payload) -> str:
        with pytest.raises(WorkshopError) as raised:
            self.run(verb, **payload)
        return raised.value.code

    def add(self, type_name, title, after=None) -> int:
        return self.run(agenda.add_step, type=type_name, title=title, after=after)["activity"]

    def edit(self, activity, field, value, *, former):
        payload = {"activity": activity, "field": field, "value": value, "former": former}
        return self.run(agenda.edit_step, **payload)["value"]

    def edit_refusal(self, activity, field, value, *, former) -> str:
        payload = {"activity": activity, "field": field, "value": value, "former": former}
        return self.refusal(agenda.edit_step, **payload)

    def add_raw(self, type_name, title, **config) -> int:
        """Put a step into the agenda as an import does, whether its type exists or not."""
        return self._raw(self.workshop, type_name, title, config)

    def foreign_step(self, type_name) -> int:
        return self._raw(self.foreign, type_name, "Fremd", {})

    def open(self, activity) -> None:
        with self._writing() as session:
            session.scalars(select(Round).where(Round.activity_id == activity)).one().state = "open"
            session.commit()

    def make_live(self, activity) -> None:
        with self._writing() as session:
            session.get_one(Workshop, self.workshop).live_activity_id = activity
            session.commit()

    def titles(self) -> list[str]:
        steps = select(Activity.title).where(Activity.workshop_id == self.workshop, Activity.removed_at.is_(None))
        return self._read(steps.order_by(Activity.position))

    def config(self, activity) -> dict:
        return self._read(select(Activity.config).where(Activity.id == activity))[0]

    def round_states(self, activity) -> list[tuple[int, str]]:
        with Session(self.engine) as session:
            rows = session.execute(select(Round.n, Round.state).where(Round.activity_id == activity))
            return [tuple(row) for row in rows]

    def facts(self) -> tuple:
        with Session(self.engine) as session:
            found = session.get_one(Workshop, self.workshop)
            return found.title, found.starts_at

    def last_changes(self) -> list:
        return self._read(select(Entry.changes).order_by(Entry.id.desc()).limit(1))[0]

    def _raw(self, workshop, type_name, title, config) -> int:
        columns = {"type": type_name, "title": title, "config": config}
        with self._writing() as session:
            step = Activity(workshop_id=workshop, position=99, **columns)
            session.add(step)
            session.flush()
            session.add(Round(activity_id=step.id))
            session.commit()
            return step.id

    def _writing(self) -> Session:
        return Session(self.engine.execution_options(writing=True), info={"writer": True})

    def _read(self, query) -> list:
        with Session(self.engine) as session:
            return list(session.scalars(query))


def _workshop(session: Session, series: Series, code: str) -> int:
    made = Workshop(series_id=series.id, title="Vor Ort", code=code, created_at=NOW)
    session.add(made)
    session.flush()
    return made.id


@pytest.fixture
def room(tmp_path):
    app = Flask(__name__)
    storage.attach(app, f"sqlite:///{tmp_path / 'workshop.db'}")
    with app.app_context():
        db.create_all()
        yield EditedRoom()
        db.engine.dispose()
