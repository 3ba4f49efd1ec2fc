"""The database: the migrations make what the models say, and damage is noticed before it spreads."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, stamp
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.services.groups import STEP, grouped
from tests.services.hall import make_hall
from tests.services.test_history import opened_cards
from workshop import storage
from workshop.models import Base, Capture, Coming, Entry, Measure, Round, Speech


def test_the_migrations_make_the_tables_that_the_models_describe(database_url):
    engine = storage.attach(Flask("schema"), database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_bringing_up_twice_changes_nothing(database_url):
    app = Flask("schema")
    engine = storage.attach(app, database_url)
    storage.bring_up(app)
    assert storage.is_current(engine)
    engine.dispose()


def test_a_result_by_groups_of_before_there_were_several_tables_is_brought_up(database_url):
    hall = make_hall(database_url)
    grouped(hall)
    step = hall.step(STEP)
    hall.command("break_down", activity=step, on=True)
    now = hall.round(STEP)
    table = now.base["groups"]["tables"][0]
    before = {"parts": now.base["groups"]["parts"], "voices": now.base["groups"]["voices"]}
    before |= {name: table[name] for name in ("first", "column", "rows")}
    with Session(hall.engine, info={"writer": True}) as session:
        round_, entry = session.get_one(Round, now.id), session.get_one(Entry, hall.last_entry().id)
        round_.base, round_.outcome = {**now.base, "groups": before}, {"groups": before}
        entry.changes = [[*change[:4], {**now.base, "groups": before}] for change in entry.changes]
        session.commit()
    go_back_to(database_url, "0007")
    assert (hall.round(STEP).base, hall.round(STEP).outcome) == (now.base, now.outcome)
    hall.command("undo", entry=hall.last_entry().id)
    assert "groups" not in hall.round(STEP).base
    hall.command("break_down", activity=step, on=True)
    assert hall.round(STEP).base == now.base
    hall.engine.dispose()


def test_what_undo_had_doubled_is_there_once_and_nothing_written_is_lost(database_url):
    hall = make_hall(database_url)
    one, two, _ = opened_cards(hall)
    app = Flask("schema")
    storage.attach(app, database_url)
    with app.app_context():
        downgrade(directory=str(storage.MIGRATIONS), revision="0011")
    here, seat, guest = {"workshop_id": hall.workshop}, hall.seat_of(hall.people[0]), hall.people[4].id
    with Session(hall.engine, info={"writer": True}) as session:
        for state in ("waiting", "speaking", "speaking", "waiting"):
            session.add(Speech(**here, seat_id=seat, state=state, asked_at=1))
        session.add_all(Speech(**here, participant_id=guest, state="waiting", asked_at=1) for _ in range(2))
        session.add_all(Speech(**here, name="Ohne Sitz", state="waiting", asked_at=1) for _ in range(2))
        session.add_all(Measure(**here, contribution_id=one, what=what, at=1) for what in ("Bus", "Bus, anders"))
        session.add_all(Measure(**here, what="Von Hand", at=1) for _ in range(2))
        session.add_all(Capture(**here, contribution_id=two, kind="topic", at=1) for _ in range(2))
        session.commit()
    storage.bring_up(app)
    with hall.read() as session:
        assert session.scalars(select(Speech.state).order_by(Speech.id)).all() == [
            "withdrawn", "done", "speaking", "withdrawn", "waiting", "withdrawn", "waiting", "waiting",
        ]  # fmt: skip
        measures = session.execute(select(Measure.what, Measure.contribution_id).order_by(Measure.id)).all()
        assert measures == [("Bus", one), ("Bus, anders", None), ("Von Hand", None), ("Von Hand", None)]
        assert [bool(gone) for gone in session.scalars(select(Capture.removed_at).order_by(Capture.id))] == [
            False,
            True,
        ]
    hall.engine.dispose()


@pytest.mark.parametrize("state", ["waiting", "speaking"])
def test_the_database_itself_refuses_a_voice_twice_on_the_list(database_url, state):
    hall = make_hall(database_url)
    hall.command("ask_speak", hall.people[1])
    with Session(hall.engine, info={"writer": True}) as session:
        seat = hall.seat_of(hall.people[1])
        session.add(Speech(workshop_id=hall.workshop, seat_id=seat, state=state, asked_at=1))
        with pytest.raises(IntegrityError):
            session.flush()
    hall.engine.dispose()


def go_back_to(url: str, revision: str) -> None:
    """Bring the database to how it was once, and up to date again."""
    app = Flask("schema")
    storage.attach(app, url)
    with app.app_context():
        stamp(directory=str(storage.MIGRATIONS), revision="head")
        downgrade(directory=str(storage.MIGRATIONS), revision=revision)
    storage.bring_up(app)


def test_who_was_put_down_as_not_there_before_that_was_marked_stays_so(database_url):
    hall = make_hall(database_url)
    gone, there = (hall.seat_of(hall.people[n]) for n in (1, 2))
    hall.command("attend", seat=gone, state="excused")
    go_back_to(database_url, "0010")
    for seat in (gone, there):
        hall.by_link(seat, "deputy")
        hall.by_link(seat, "holder")
    seats = {seat["id"]: seat["attendance"] for seat in hall.pictures()["cockpit"]["seats"]}
    assert (seats[gone], seats[there]) == ("excused", "present")
    hall.engine.dispose()


def test_who_represented_a_seat_is_known_by_the_name_where_they_gave_it(database_url):
    hall = make_hall(database_url)
    by_deputy, by_moderator, unsaid = (hall.pictures()["cockpit"]["seats"][n]["id"] for n in (8, 9, 10))
    deputy = hall.by_link(by_deputy, "deputy", name="Stellvertretung")
    for seat, by in ((by_deputy, "Stellvertretung"), (by_moderator, "2. Bürgermeister"), (unsaid, None)):
        hall.command("attend", seat=seat, state="represented", **({"by": by} if by else {}))
    go_back_to(database_url, "0012")
    with hall.read() as session:
        query = select(Coming.by, Coming.deputy_id, Coming.corrected).where(
            Coming.seat_id.in_((by_deputy, by_moderator, unsaid)), Coming.removed_at.is_(None)
        )
        assert {row.by: (row.deputy_id, row.corrected) for row in session.execute(query)} == {
            "Stellvertretung": (deputy.id, False), "2. Bürgermeister": (None, True), None: (None, False),
        }  # fmt: skip
    hall.engine.dispose()


def test_a_picture_is_of_one_moment_whatever_is_written_meanwhile(database_url):
    hall = make_hall(database_url)
    black = text("SELECT black FROM workshop WHERE id = :id")
    with storage.of_one_moment(hall.engine).connect() as connection:
        before = connection.execute(black, {"id": hall.workshop}).scalar()
        hall.command("black", on=True)
        assert connection.execute(black, {"id": hall.workshop}).scalar() == before
    with storage.of_one_moment(hall.engine).connect() as connection:
        assert connection.execute(black, {"id": hall.workshop}).scalar() != before
    hall.engine.dispose()


def test_the_database_itself_refuses_a_second_answer_of_a_voice(database_url):
    hall = make_hall(database_url)
    hall.open("Vertiefung")
    hall.give(hall.people[0], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    again = """INSERT INTO contribution (round_id, voice, kind, item, n, key, value, state, place, version, saved_at)
        SELECT round_id, voice, kind, item, n + 1, 'another-key-of-it', value, state, place, version, saved_at
        FROM contribution"""
    with hall.engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text(again))
    hall.engine.dispose()


def test_every_part_of_the_unique_key_is_required(database_url):
    engine = create_engine(storage._with_driver(database_url))
    columns = {column["name"]: column for column in inspect(engine).get_columns("contribution")}
    assert [columns[name]["nullable"] for name in ("round_id", "voice", "kind", "item")] == [False] * 4
    engine.dispose()


def test_a_damaged_file_is_named(tmp_path: Path):
    file = tmp_path / "workshop.db"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(storage.DamagedDatabase) as raised:
        storage.check_file(f"sqlite:///{file}")
    assert raised.value.params == {"file": str(file)}


def test_a_file_that_is_not_there_yet_is_not_damaged(tmp_path: Path):
    storage.check_file(f"sqlite:///{tmp_path / 'workshop.db'}")
