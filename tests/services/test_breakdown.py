"""A result by groups: switched on for the shown result, kept as it was first computed, refused in words."""

import pytest
from sqlalchemy.orm import Session

from tests.services.groups import STEP, answered, grouped, person
from tests.services.hall import make_hall
from workshop.activities import TYPES
from workshop.activities.base import Material
from workshop.language import Catalogue
from workshop.models import Seat, Workshop
from workshop.services.own import forget_me
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

COMPARING = [kind for kind in TYPES.values() if kind.compared(kind.freeze(kind.samples["config"]), Material())]
READER = Reader("de", "Europe/Berlin", Catalogue())


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    made.people = []
    yield made
    made.engine.dispose()


def test_all_see_it_and_the_documents_say_it(room):
    grouped(room, (6, 5))
    switch(room)
    groups = seen(room, "screen")["groups"]
    assert [(part["title"], part["voices"]) for part in groups["parts"]] == [("Verbände", 5), ("Landkreis", 6)]
    assert [row["values"] for row in groups["tables"][0]["rows"]] == [[6, 3, 3], [5, 2, 3], [0, 0, 0]]
    assert seen(room, "cockpit")["groups"] == groups
    assert seen(room, "phone")["groups"] == groups
    section = document(room)
    assert section.title == "Nach Gruppen: Stimmen"
    assert [label for label, _ in section.table.columns][1:] == ["Alle (11)", "Verbände (5)", "Landkreis (6)"]
    switch(room, on=False)
    for audience in ("screen", "phone", "cockpit"):
        assert "groups" not in seen(room, audience)


@pytest.mark.parametrize("kind", COMPARING, ids=lambda kind: kind.name)
def test_every_type_that_compares_is_told_by_groups_wherever_its_result_is(room, kind):
    answered(room, kind)
    assert offered(room) is False
    switch(room)
    assert offered(room) is True
    groups = seen(room, "phone")["groups"]
    assert groups == seen(room, "screen")["groups"] == seen(room, "cockpit")["groups"]
    tables, sections = groups["tables"], documents(room)
    assert len(sections) == len(tables) > 0
    for table, section in zip(tables, sections, strict=True):
        assert table["title"] in section.title
        assert [values for _, *values in section.table.rows] == [row["values"] for row in table["rows"]]
        assert all(len(row["values"]) == 3 for row in table["rows"])
    room.command("hide", activity=room.step(STEP))
    assert "groups" not in seen(room, "phone")
    assert "groups" not in seen(room, "screen")


def test_a_dissenting_note_is_no_answer_that_five_would_have_to_give(room):
    answered(room, TYPES["resolution"])
    dissenting = next(row.voice for row in room.rows(STEP) if row.value == "no")
    room.give(person(room, int(dissenting.removeprefix("seat:"))), "Zu teuer.", STEP, kind="note")
    switch(room)
    assert [part["voices"] for part in seen(room, "phone")["groups"]["parts"]] == [6, 6]


def test_a_small_group_forbids_the_whole_and_nothing_is_changed(room):
    grouped(room, (6, 4))
    before = room.pictures()
    assert room.refusal("break_down", activity=room.step(STEP), on=True) == "breakdown_small"
    assert room.pictures() == before
    with room.read() as session:
        assert session.get_one(Workshop, room.workshop).parts == []


def test_only_a_closed_result_on_show_and_only_where_a_type_compares(room):
    room.open(STEP)
    assert room.refusal("break_down", activity=room.step(STEP), on=True) == "result_first"
    room.command("close", activity=room.step(STEP))
    assert room.refusal("break_down", activity=room.step(STEP), on=True) == "result_first"
    assert room.refusal("break_down", activity=room.step("Beispiele und Hürden"), on=True) == "no_breakdown"


def test_the_groups_of_the_first_are_those_of_all(room):
    grouped(room)
    switch(room)
    with room.read() as session:
        parts = session.get_one(Workshop, room.workshop).parts
    with Session(room.engine, info={"writer": True}) as session:
        for seat in session.query(Seat).all():
            seat.group = "Andere" if seat.id % 2 else "Landkreis"
        session.commit()
    first = seen(room, "screen")["groups"]
    room.command("next_round", activity=room.step(STEP))
    vote_again(room)
    switch(room)
    assert [part["title"] for part in seen(room, "screen")["groups"]["parts"]] == [
        one["title"] for one in first["parts"]
    ]
    with room.read() as session:
        assert session.get_one(Workshop, room.workshop).parts == parts


def test_who_takes_everything_back_changes_nothing_that_was_shown(room):
    grouped(room)
    switch(room)
    before = seen(room, "screen")["groups"]
    switch(room, on=False)
    room.writer.run(room.workshop, forget_me, person(room, 1))
    switch(room)
    assert seen(room, "screen")["groups"] == before


def vote_again(room):
    room.command("open", activity=room.step(STEP))
    options = [option["id"] for option in room.round(STEP).frozen["options"]]
    for seat in range(1, 13):
        room.give(person(room, seat), [options[seat % 3]], STEP)
    room.command("close", activity=room.step(STEP))
    room.command("reveal", activity=room.step(STEP))


def switch(room, *, on=True):
    room.command("break_down", activity=room.step(STEP), on=on)


def seen(room, audience):
    return room.pictures()[f"{audience} {room.step(STEP)}"]


def offered(room):
    steps = room.pictures()["cockpit"]["steps"]
    return next(step["groups"] for step in steps if step["activity"] == room.step(STEP))


def document(room):
    return documents(room)[-1]


def documents(room):
    with room.engine.connect() as connection:
        summary = summary_of(connection, room.workshop, room.now, READER)
    found = next(step for step in summary.steps if step.title == STEP).sections
    return [section for section in found if section.title.startswith("Nach Gruppen")]
