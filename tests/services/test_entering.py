"""A seat without a device: the moderator enters for it, marked, undoable, and its own answer replaces it."""

import pytest
from sqlalchemy import select

from tests.services.ballot_box import STEP, held_at
from workshop.domain.permissions import SYSTEM, Who
from workshop.language import Catalogue
from workshop.models import Activity, Contribution, Entry, Seat
from workshop.services import joining
from workshop.snapshots.me import for_me
from workshop.snapshots.record import Reader
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of

VOTE, CARDS = "Vertiefung", "Beispiele und Hürden"


@pytest.fixture
def room(hall):
    hall.open(VOTE)
    hall.options = [one["id"] for one in hall.round(VOTE).frozen["options"]]
    with hall.read() as session:
        hall.absent = session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()
    return hall


def enter(hall, value, step=VOTE, **more):
    return {"activity": hall.step(step), "seat": hall.absent, "value": value, **more}


def given(hall):
    return [(row.value, row.state, row.entered) for row in hall.rows(VOTE)]


def seen(hall, title=VOTE):
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        return results_for(connection, scene, scene.step(hall.step(title)), "cockpit")


def come(hall):
    """Let somebody come to the seat for which the moderator has entered."""
    wish = {"seat_id": hall.absent, "capacity": "holder", "name": ""}
    return Who("participant", hall.writer.run(hall.workshop, joining.join, SYSTEM, **wish)["participant"])


def test_what_is_entered_counts_and_is_marked_in_every_count(room):
    room.give(room.people[0], [room.options[0]])
    room.command("enter_for", **enter(room, [room.options[1]]))
    assert seen(room)["count"] == {"unit": "seats", "given": 2, "of": 17, "guests": 0, "entered": 1}
    assert seen(room)["seats_entered"] == [room.absent]
    room.command("close", activity=room.step(VOTE))
    assert [one["count"] for one in seen(room)["whole"]["options"]] == [1, 1, 0]


def test_the_phone_that_comes_later_sees_that_it_was_entered_and_its_own_answer_takes_the_place(room):
    room.command("enter_for", **enter(room, [room.options[1]]))
    mayor = come(room)
    with room.engine.connect() as connection:
        mine = for_me(connection, mayor.id)["given"]
    assert [(one["value"], one["n"], one["entered"]) for one in mine] == [([room.options[1]], 0, True)]
    room.give(mayor, [room.options[0]])
    assert given(room) == [([room.options[0]], "shown", False)]
    assert "entered" not in seen(room)["count"]
    assert room.refusal("enter_for", **enter(room, [room.options[1]])) == "seat_gave"


def test_entering_again_corrects_it_and_each_step_can_be_undone(room):
    room.command("enter_for", **enter(room, [room.options[0]]))
    room.command("enter_for", **enter(room, [room.options[1]]))
    assert given(room) == [([room.options[1]], "shown", True)]
    room.command("undo", entry=room.last_entry().id)
    assert given(room) == [([room.options[0]], "shown", True)]
    room.command("enter_for", **enter(room, None))
    assert given(room) == [(None, "withdrawn", True)]
    room.command("undo", entry=room.last_entry().id)
    assert given(room) == [([room.options[0]], "shown", True)]


def test_undoing_never_takes_the_seats_own_answer(room):
    room.command("enter_for", **enter(room, [room.options[1]]))
    entry = room.last_entry().id
    room.give(come(room), [room.options[1]])
    assert room.refusal("undo", entry=entry) == "changed_since"
    assert given(room) == [([room.options[1]], "shown", False)]


def test_the_rules_of_the_type_hold(room):
    assert room.refusal("enter_for", **enter(room, ["nonsense"])) == "not_an_option"
    assert room.refusal("enter_for", **enter(room, None)) == "not_found"
    room.command("close", activity=room.step(VOTE))
    assert room.refusal("enter_for", **enter(room, [room.options[0]])) == "closed"


def test_nothing_is_entered_for_a_seat_of_another_series(room):
    assert room.refusal("enter_for", **{**enter(room, [room.options[0]]), "seat": 9999}) == "not_found"


def test_nothing_is_entered_into_a_secret_ballot(sqlite_url, tmp_path):
    for vote in held_at(sqlite_url, tmp_path):
        vote.open()
        with vote.hall.read() as session:
            seat = session.scalars(select(Seat.id)).first()
        payload = {"activity": vote.hall.step(STEP), "seat": seat, "value": "yes"}
        assert vote.hall.refusal("enter_for", **payload) == "cast_only"
        with vote.hall.read() as session:
            assert session.scalars(select(Contribution.id)).all() == []


@pytest.mark.parametrize(("privacy", "who"), [("named", "Weitramsdorf *"), ("unnamed", None)])
def test_a_card_that_was_entered_bears_a_star_at_its_name_and_where_nobody_is_named_nothing(room, privacy, who):
    step = room.step(CARDS)
    with room.read() as session:
        config = session.get_one(Activity, step).config
    room.command("edit_step", activity=step, field="privacy", value=privacy, former=config.get("privacy"))
    room.open(CARDS)
    card = {"question": room.round(CARDS).frozen["questions"][0]["id"], "text": "Bus"}
    room.command("enter_for", **enter(room, card, CARDS, item="item-entered"))
    assert [(one["value"]["text"], one.get("who")) for one in seen(room, CARDS)["rows"]] == [("Bus", who)]
    assert seen(room, CARDS)["count"]["entered"] == 1
    with room.read() as session:
        assert session.scalars(select(Entry.command).order_by(Entry.id.desc())).first() == "enter_for"


def test_in_a_roll_call_and_its_documents_the_name_bears_a_star(room):
    room.open(STEP)
    room.command("enter_for", **enter(room, "yes", STEP))
    room.give(room.people[0], "no", STEP)
    room.command("close", activity=room.step(STEP))
    votes = {one["who"]: one["value"] for one in seen(room, STEP)["whole"]["votes"]}
    assert sorted(votes.values()) == ["no", "yes"]
    assert [value for who, value in votes.items() if who.endswith(" *")] == ["yes"]
    reader = Reader("de", "Europe/Berlin", Catalogue())
    with room.engine.connect() as connection:
        summary = summary_of(connection, room.workshop, room.now, reader)
    step = next(one for one in summary.steps if one.title == STEP)
    assert "davon eine Antwort durch Moderation erfasst (*)" in step.base
    assert step.count["entered"] == 1
