"""A result by groups: switched on for the shown result, kept as it was first computed, refused in words."""

import pytest
from sqlalchemy.orm import Session

from tests.services.groups import STEP, grouped, person
from tests.services.hall import make_hall
from workshop.language import Catalogue
from workshop.models import Seat, Workshop
from workshop.services.own import forget_me
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

READER = Reader("de", "Europe/Berlin", Catalogue())


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    made.people = []
    yield made
    made.engine.dispose()


def test_all_see_it_but_the_phones_and_the_documents_say_it(room):
    grouped(room, (6, 5))
    switch(room)
    groups = seen(room, "screen")["groups"]
    assert [(part["title"], part["voices"]) for part in groups["parts"]] == [("Verbände", 5), ("Landkreis", 6)]
    assert [row["values"] for row in groups["rows"]] == [[6, 3, 3], [5, 2, 3], [0, 0, 0]]
    assert seen(room, "cockpit")["groups"] == groups
    assert "groups" not in seen(room, "phone")
    section = document(room)
    assert section.title == "Nach Gruppen: Stimmen"
    assert [label for label, _ in section.table.columns][1:] == ["Alle (11)", "Verbände (5)", "Landkreis (6)"]
    switch(room, on=False)
    assert "groups" not in seen(room, "screen")


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


def document(room):
    with room.engine.connect() as connection:
        summary = summary_of(connection, room.workshop, room.now, READER)
    return next(step for step in summary.steps if step.title == STEP).sections[-1]
