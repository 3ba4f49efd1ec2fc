"""Everything somebody gave, for themselves: to see, to keep, and to take back without a count becoming wrong."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.hall import make_hall
from workshop.activities import TYPES
from workshop.domain.errors import NotAllowed
from workshop.models import Activity, Contribution, Entry
from workshop.services.own import forget_me
from workshop.snapshots.own import own_of

CARDS, VOTE = "Beispiele und Hürden", "Vertiefung"
FEEDBACK = TYPES["feedback"]


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


def test_what_is_shown_is_ones_own_and_readable(room):
    fill(room)
    mine = own(room, room.people[0])
    assert [(one["words"], one["privacy"]) for one in mine["given"]][0] == ("Ein Bus fährt nicht", "unnamed")
    assert len(mine["given"]) == 2
    assert mine["given"][1]["words"] == room.round(VOTE).frozen["options"][0]["label"]
    assert mine["me"]["seat"] and mine["attendance"]["state"] == "present"
    assert "Noch ein Hindernis" not in str(mine)


def test_texts_go_and_closed_votes_stay_counted_for_nobody(room):
    fill(room)
    before = counted(room)
    answer = forget(room, room.people[0])
    assert (answer["texts"], answer["votes"]) == (1, 1)
    assert counted(room) == before
    assert own(room, room.people[0])["given"] == []
    assert [row.value for row in room.rows(CARDS) if row.value] == [row.value for row in room.rows(CARDS)[1:]]
    assert not [row for row in room.rows(VOTE) if row.voice == voices(room)[0]]
    assert "Ein Bus" not in str(room.pictures())


def test_a_vote_in_an_open_round_is_taken_back(room):
    room.open(VOTE)
    room.give(room.people[0], [room.round(VOTE).frozen["options"][0]["id"]])
    forget(room, room.people[0])
    assert [(row.value, row.state) for row in room.rows(VOTE)] == [(None, "withdrawn")]


def test_words_that_the_moderator_entered_go_from_the_journal_too(room):
    room.open(CARDS)
    question = room.round(CARDS).frozen["questions"][0]["id"]
    value = {"question": question, "text": "Für Ahorn gesagt"}
    room.command("enter_for", activity=room.step(CARDS), seat=1, value=value, item="item-entered")
    forget(room, room.people[0])
    with room.read() as session:
        assert "Für Ahorn" not in str([entry.changes for entry in session.scalars(select(Entry))])
    assert [row.value for row in room.rows(CARDS)] == [None]


def test_it_can_be_done_after_the_end_and_twice(room):
    fill(room)
    room.command("end")
    forget(room, room.people[0])
    assert (forget(room, room.people[0])["texts"], own(room, room.people[1])["given"] != []) == (0, True)


def test_a_text_the_moderator_put_aside_loses_its_words_and_stays_aside(room):
    fill(room)
    room.command("hide_card", card=room.rows(CARDS)[0].id)
    forget(room, room.people[0])
    assert (room.rows(CARDS)[0].value, room.rows(CARDS)[0].state) == (None, "hidden")


@pytest.mark.parametrize("who", [0, 4], ids=["seat", "guest"])
def test_votes_and_a_text_put_aside_of_one_voice_are_still_one_voice(room, who):
    with Session(room.engine, info={"writer": True}) as session:
        step = session.get_one(Activity, room.step(VOTE))
        step.type, step.config = "feedback", FEEDBACK.samples["config"]
        session.commit()
    room.open(VOTE)
    for kind, item, value in FEEDBACK.samples["good"]:
        room.give(room.people[who], value, kind=kind, item=item)
    room.command("hide_card", card=next(row.id for row in room.rows(VOTE) if row.kind == "cards:card"))
    room.command("close", activity=room.step(VOTE))
    before = room.pictures()[f"cockpit {room.step(VOTE)}"]["count"]
    forget(room, room.people[who])
    assert room.pictures()[f"cockpit {room.step(VOTE)}"]["count"] == before
    assert len({row.voice for row in room.rows(VOTE) if row.state != "withdrawn"}) == 1


def test_only_a_person_of_the_room_forgets_and_a_refused_one_changes_nothing(room):
    fill(room)
    before = [(row.id, row.voice, row.value) for row in everything(room)]
    with pytest.raises(NotAllowed):
        forget(room, room.moderator)
    room.command("remove", participant=room.people[0].id)
    with pytest.raises(NotAllowed):
        forget(room, room.people[0])
    assert [(row.id, row.voice, row.value) for row in everything(room)] == before


def fill(room):
    """Two write a card, two vote; the vote is closed."""
    room.open(CARDS)
    room.card(room.people[0], "Ein Bus fährt nicht")
    room.card(room.people[1], "Noch ein Hindernis")
    room.command("close", activity=room.step(CARDS))
    room.open(VOTE)
    for person in room.people[:2]:
        room.give(person, [room.round(VOTE).frozen["options"][0]["id"]])
    room.command("close", activity=room.step(VOTE))
    room.command("reveal", activity=room.step(VOTE))


def forget(room, who):
    return room.writer.run(room.workshop, forget_me, who)


def own(room, who):
    with room.engine.connect() as connection:
        return own_of(connection, who.id, room.now)


def voices(room):
    return [row.voice for row in room.rows(CARDS)]


def counted(room):
    seen = room.pictures()[f"phone {room.step(VOTE)}"]
    return [seen["count"], *(option["count"] for option in seen["whole"]["options"])]


def everything(room):
    with room.read() as session:
        return session.scalars(select(Contribution).order_by(Contribution.id)).all()
