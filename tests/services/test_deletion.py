"""Deleting for good: everything of a workshop goes, nothing of any other, and its number is never used again."""

import pytest
from sqlalchemy import select, text

from tests.services.hall import make_hall
from workshop.domain.errors import WorkshopError
from workshop.domain.keeping import DAY, NOTICE
from workshop.domain.permissions import SYSTEM
from workshop.live.keeping import Keeping
from workshop.models import Membership, Seat, Series, Workshop
from workshop.pictures import Album
from workshop.services import deletion, rehearsals, series, workshops
from workshop.vault import NO_VAULT

CARDS = "Beispiele und Hürden"


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    made.command("go_live", activity=made.step(CARDS))
    made.command("open", activity=made.step(CARDS))
    made.card(made.people[0], "Geheimnis eines Bürgermeisters")
    with made.engine.begin() as connection:
        connection.execute(Membership.__table__.update().values(role="owner"))
    yield made
    made.engine.dispose()


def test_a_workshop_goes_whole_and_nothing_else(room):
    room.writer.run(None, rehearsals.rehearse, room.moderator, workshop_id=room.workshop)
    others = {name: rows for name, rows in counts(room).items() if name in ("seat", "series", "membership")}
    delete(room, title(room))
    left = counts(room)
    assert {name: left[name] for name in others} == others
    assert (left["participant"], left["contribution"], left["journal"]) == (0, 0, 1)  # of the workshop elsewhere
    assert left["workshop"] == 1
    assert "Geheimnis" not in dump(room)


def test_it_takes_the_title_and_the_owner(room):
    before = dump(room)
    assert refusal(room, room.moderator, typed="Etwas anderes") == "typed_wrong"
    assert refusal(room, room.people[0], typed=title(room)) == "not_allowed"
    with room.engine.begin() as connection:
        connection.execute(Membership.__table__.update().values(role="moderator"))
    assert refusal(room, room.moderator, typed=title(room)) == "not_allowed"
    with room.engine.begin() as connection:
        connection.execute(Membership.__table__.update().values(role="owner"))
    assert dump(room) == before


def test_a_line_in_the_series_says_that_it_was_there(room):
    name = title(room)
    delete(room, name)
    with room.read() as session:
        assert [(one["title"], one["by"]) for one in session.scalars(select(Series)).one().deleted] == [(name, "user")]


def test_no_old_phone_and_no_old_place_card_opens_what_is_made_later(room):
    with room.read() as session:
        number, newest = session.scalars(select(Series.id)).one(), max(session.scalars(select(Workshop.id)))
        seat = max(session.scalars(select(Seat.id)))
    room.writer.run(None, deletion.delete_series, room.moderator, series_id=number, typed=series_title(room))
    assert counts(room)["series"] == counts(room)["seat"] == counts(room)["workshop"] == 0
    made = room.writer.run(None, series.create, room.moderator, title="Neu")["series"]
    cells = {"name": "Ahorn", "ags": "", "group": "", "population": "", "kind": ""}
    assert room.writer.run(None, series.add_seat, room.moderator, series_id=made, cells=cells)["seat"] > seat
    assert room.writer.run(None, workshops.create, room.moderator, series_id=made, title="Neu")["workshop"] > newest


def test_the_job_names_first_and_deletes_when_it_is_time(room, tmp_path):
    keeping = Keeping(room.engine, room.writer, NO_VAULT, Album(tmp_path))
    room.command("end")
    limit(room, keep_months=6, archive_days=30)
    assert keeping.due(room.now) == []
    assert [due.what for due in keeping.due(room.now, 60 * DAY) if due.workshop.id == room.workshop] == ["archive"]
    later = room.now + 31 * DAY
    assert [(due.what, due.workshop.id) for due in keeping.work(later)] == [("archive", room.workshop)]
    assert keeping.work(later) == []
    much_later = room.now + 200 * DAY
    assert ("delete", room.workshop) in [(due.what, due.workshop.id) for due in keeping.work(much_later)]
    assert "Geheimnis" not in dump(room)


def test_a_room_that_runs_is_left_alone_and_a_new_limit_waits(room, tmp_path):
    keeping = Keeping(room.engine, room.writer, NO_VAULT, Album(tmp_path))
    room.now += 1000 * DAY
    limit(room, keep_months=6, archive_days=0)
    assert keeping.due(room.now + NOTICE) == []  # both rooms are open
    room.command("end")
    assert keeping.due(room.now) == []


def limit(room, **limits):
    with room.read() as session:
        found = session.scalars(select(Series)).one()
    words = {name: getattr(found, name) for name in ("title", "organiser", "moderation", "seats_called")}
    room.writer.run(None, series.describe, SYSTEM, series_id=found.id, **words, **limits)


def delete(room, typed):
    return room.writer.run(None, deletion.delete_workshop, room.moderator, workshop_id=room.workshop, typed=typed)


def refusal(room, who, typed):
    try:
        room.writer.run(None, deletion.delete_workshop, who, workshop_id=room.workshop, typed=typed)
    except WorkshopError as refused:
        return refused.code
    return ""


def title(room):
    with room.read() as session:
        return session.get_one(Workshop, room.workshop).title


def series_title(room):
    with room.read() as session:
        return session.scalars(select(Series.title)).one()


def counts(room):
    with room.engine.connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar()
            for name in Workshop.metadata.tables
        }


def dump(room):
    with room.engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for name in Workshop.metadata.tables
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        )
