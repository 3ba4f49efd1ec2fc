"""Archiving: afterwards nothing in the database and its files leads from an unnamed contribution to a person."""

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.services.hall import make_hall
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Contribution, Entry, SecretWish, Workshop
from workshop.services.archive import archive
from workshop.snapshots.own import own_of
from workshop.storage import tidy

CARDS, VOTE, WORDS, SCALE = "Beispiele und Hürden", "Vertiefung", "Ankommen", "Stimmungsbild"


@pytest.fixture
def room(database_url):
    made = make_hall(database_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def lite(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


def test_no_voice_no_key_and_no_number_of_a_browser_is_left(room):
    fill(room)
    known = secrets_of(room)
    pictures = room.pictures()
    close_down(room)
    assert len(known) > 15
    assert {one for one in known if one in dump(room)} == set()
    counts = [name for name in pictures if name.startswith("phone ") and pictures[name]["whole"]]
    assert [pictures[name]["whole"] for name in counts] == [room.pictures()[name]["whole"] for name in counts]


def test_seats_stay_seats_and_guests_guests_in_the_count(lite):
    fill(lite)
    names = [name for name in lite.pictures() if name.startswith("cockpit ")]
    before = {name: lite.pictures()[name]["count"] for name in names}
    assert any(count["given"] for count in before.values())
    assert any(count["guests"] for count in before.values())
    close_down(lite)
    assert {name: lite.pictures()[name]["count"] for name in names} == before


def test_on_sqlite_not_in_free_pages_nor_in_the_log_either(lite):
    fill(lite)
    known = secrets_of(lite)
    close_down(lite)
    tidy(lite.engine)
    assert {one for one in known if one.encode() in files(lite)} == set()


def test_what_was_entered_for_a_seat_stays_counted_and_leads_to_none(lite):
    fill(lite)
    close_down(lite)
    entry = next(one for one in entries(lite) if one.command == "enter_for")
    assert {str(change[3:]) for change in entry.changes if change[2] in ("value", "entered")} == {"[None, None]"}
    assert not [row for row in lite.rows(VOTE) if row.entered]
    assert lite.pictures()[f"cockpit {lite.step(VOTE)}"]["count"]["entered"] == 1


def test_a_voice_is_the_same_within_a_round_and_another_in_the_next(room):
    fill(room)
    close_down(room)
    with room.read() as session:
        rows = session.scalars(select(Contribution)).all()
    by_round = {
        number: [row.voice for row in rows if row.round_id == number] for number in {row.round_id for row in rows}
    }
    everybody = [voice for voices in by_round.values() for voice in set(voices)]
    assert len(everybody) == len(set(everybody))
    cards = [voice for number, voices in by_round.items() for voice in voices if number == room.round(CARDS).id]
    assert len(cards) > len(set(cards)), "two cards of one voice stay those of one voice"
    assert {row.saved_at for row in rows if row.round_id == room.round(VOTE).id} == {room.round(VOTE).closed_at}


def test_named_rounds_stay_as_announced(room):
    room.command("edit_step", activity=room.step(VOTE), field="privacy", value="named", former=None)
    fill(room)
    before = [(row.voice, row.value, row.key) for row in room.rows(VOTE)]
    close_down(room)
    assert [(row.voice, row.value, row.key) for row in room.rows(VOTE)] == before


def test_it_is_final(lite):
    fill(lite)
    last = lite.last_entry().id
    close_down(lite)
    for name, more in (("start", {}), ("attend", {"seat": 1, "state": "excused"}), ("undo", {"entry": last})):
        assert lite.refusal(name, **more) == "archived"
    assert refusal(lite) == "archived"
    with lite.engine.connect() as connection:
        assert own_of(connection, lite.people[0].id, lite.now)["given"] == []
    assert lite.last_entry().command == "archive"


def test_only_an_ended_workshop_and_only_by_who_leads(lite):
    assert refusal(lite) == "archive_ended"
    fill(lite)
    lite.command("end")
    before = [(row.id, row.voice) for row in lite.rows(CARDS)]
    assert refusal(lite, Who("user", 4711)) == "not_allowed"
    assert refusal(lite, lite.people[0]) == "not_allowed"
    assert [(row.id, row.voice) for row in lite.rows(CARDS)] == before
    with lite.read() as session:
        assert session.get_one(Workshop, lite.workshop).archived_at is None
        assert not session.scalars(select(Entry).where(Entry.command == "archive")).all()


def fill(room):
    """Cards, likes, a parked one, votes in two rounds, a speech: everything a voice leaves."""
    with Session(room.engine, info={"writer": True}) as session:
        step = session.get_one(Activity, room.step(CARDS))
        step.config = step.config | {"likes": True}
        session.commit()
    room.open(CARDS)
    cards = [room.card(person, f"Karte {n}") for n, person in enumerate((*room.people, *room.people))]
    room.give(room.people[1], True, CARDS, kind="like", item=str(cards[0]))
    room.command("park", card=cards[2])
    room.command("ask_speak", room.people[0])
    room.command("close", activity=room.step(CARDS))
    room.open(VOTE)
    for person in room.people[:3]:
        room.give(person, [room.round(VOTE).frozen["options"][0]["id"]], VOTE)
    options = [option["id"] for option in room.round(VOTE).frozen["options"]]
    room.command("enter_for", activity=room.step(VOTE), seat=9, value=[options[2]])
    room.command("close", activity=room.step(VOTE))
    with room.engine.begin() as connection:
        connection.execute(SecretWish.__table__.insert(), [{"round_id": room.round(VOTE).id, "voice": "seat:1"}])


def close_down(room):
    room.command("end")
    return room.writer.run(room.workshop, archive, room.moderator)


def refusal(room, who=SYSTEM):
    try:
        room.writer.run(room.workshop, archive, who)
    except WorkshopError as refused:
        return refused.code
    return ""


def secrets_of(room) -> set[str]:
    """Return whatever could lead from a row to its author."""
    with room.read() as session:
        rows = session.scalars(select(Contribution)).all()
        found = (
            {row.voice for row in rows} | {row.key for row in rows} | {row.item for row in rows if row.kind == "card"}
        )
        return found | set(session.scalars(select(SecretWish.voice)))


def dump(room) -> str:
    """Return every value of every row of the database as text."""
    with room.engine.connect() as connection:
        tables = Workshop.metadata.tables
        rows = [str(tuple(row)) for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    return "\n".join(rows)


def files(room) -> bytes:
    file = Path(room.engine.url.database)
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def entries(room):
    with room.read() as session:
        return session.scalars(select(Entry)).all()
