"""Undo in a room that is not still: what something else came to stand in the way of is refused, in words that name
it and with nothing changed; nothing is offered that would be refused; and what people did in between stays."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services import between
from tests.services.between import CARDS, CASES, VOTE, in_between
from tests.services.hall import Hall, make_hall
from tests.services.schema import attach, close_journal
from tests.services.test_history import NOT_UNDONE, prepared
from workshop.domain.errors import WorkshopError
from workshop.live.commands import COMMANDS
from workshop.models import Contribution, Entry
from workshop.models.invariants import INVARIANTS
from workshop.models.standing import NOUNS, Standing, standing_of
from workshop.snapshots.done import MOST_UNDO

# The database guards these as well, each engine in its own way.
GUARDED = ("speech", "measure", "capture")
# People can do something only before the one and after the other.
BOUNDS = {"start", "end"}
BOTH = [
    pytest.param(code, case, engine, id=f"{case.__name__}-{engine}")
    for code, case in CASES
    for engine in ("sqlite", "postgres")
    if engine == "sqlite" or case.__name__.startswith(GUARDED)
]


@pytest.mark.parametrize(("code", "case", "engine"), BOTH)
def test_what_something_came_in_the_way_of_is_refused_and_nothing_that_is_offered(request, code, case, engine):
    hall = make_hall(request.getfixturevalue(f"{engine}_url"))
    entry = in_between(hall, case)
    before = hall.pictures()
    assert hall.refusal("undo", entry=entry) == code
    assert (hall.pictures(), broken(hall)) == (before, [])
    assert entry not in takeable(hall)
    while offers := takeable(hall):
        hall.command("undo", entry=offers[-1])  # out of order, as far as that goes
        assert broken(hall) == []
    hall.engine.dispose()


def test_what_waits_for_something_newer_is_taken_back_after_it(still):
    entry = in_between(still, between.round_closed_in_a_workshop_that_ended)
    assert [one["waits"] for one in still.ways_back() if one["entry"] == entry] == [True]
    still.command("undo", entry=still.last_entry().id)
    still.command("undo", entry=entry)
    assert still.round(VOTE).state == "open"


def test_what_a_participant_came_in_the_way_of_is_not_offered_nor_what_came_before_it(still):
    entry = in_between(still, between.speech_called_and_finished_by_the_speaker)
    assert entry not in [entry for _, entry in still.offered()]
    assert still.offered()[0][1] < entry


def test_doing_again_is_not_offered_where_it_would_be_refused(still):
    in_between(still, between.person_found_to_be_a_device_of_somebody_sent_out)
    still.command("undo", entry=still.last_entry().id)
    still.command("remove_step", activity=still.step(VOTE))
    still.command("undo", entry=still.last_entry().id)
    assert redo(still) == "remove_step"
    still.command("open", activity=still.step(VOTE))
    assert redo(still) is None


def test_what_waits_behind_more_than_is_mostly_looked_at_is_found(still):
    """Of twenty newer things none can be taken back."""
    still.theme("Sprache")
    entry = still.last_entry().id
    for _ in range(MOST_UNDO):
        still.command("renew_code")
    assert takeable(still)[0] == entry
    still.command("undo", entry=entry)


def test_of_a_full_board_only_what_changed_is_looked_at_and_one_more_in_each_place(still):
    crowd, sorted_ = full_board(still), still.theme("Sprache")
    for card in crowd[:3]:
        still.command("sort", card=card, theme=sorted_)
    still.command("merge", cards=crowd[3:5], into=crowd[0])
    looked_at = len(standing_now(still).rows["contribution"])
    assert 5 <= looked_at <= 5 + 2


def test_after_a_full_theme_was_removed_and_others_went_on_nothing_is_offered_that_would_be_refused(still):
    crowd = full_board(still)
    full = theme_of(still, crowd[0])
    still.command("merge", cards=crowd[1:40], into=crowd[0])
    still.command("remove_theme", theme=full)
    removed = still.last_entry().id
    still.theme("Voll")
    still.command("sort", card=crowd[50], theme=still.theme("Sprache"))
    assert removed not in takeable(still)
    assert still.refusal("undo", entry=removed) == "changed_since"
    while offers := takeable(still):
        still.command("undo", entry=offers[-1])
        assert broken(still) == []


def theme_of(hall: Hall, card: int) -> int | None:
    with hall.read() as session:
        return session.get_one(Contribution, card).theme_id


def full_board(hall: Hall) -> list[int]:
    """Return a hundred cards that lie in one theme, put there so long ago that no entry tells."""
    hall.open(CARDS)
    hall.card(hall.people[0], "Bus")
    theme = hall.theme("Voll")
    with Session(hall.engine, info={"writer": True}) as session:
        first = session.scalars(select(Contribution)).one()
        first.theme_id = theme
        columns = {one.name: getattr(first, one.name) for one in Contribution.__table__.c if one.name != "id"}
        session.add_all(Contribution(**columns | {"item": f"{n:08d}", "key": f"full-{n:015d}"}) for n in range(99))
        session.commit()
        return list(session.scalars(select(Contribution.id).order_by(Contribution.id)))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(NOT_UNDONE) - BOUNDS))
def test_undone_around_what_people_did_in_between_a_command_leaves_only_that(still, tmp_path, name):
    """Done, people act, undone: as if it had been done and undone before they acted, which is: not at all."""
    still.command("add_step", type="words", title="Nebenher", after=None)
    still.command("open", activity=still.step("Nebenher"))
    payload = prepared(still, name)
    other = twin(still, tmp_path)
    for hall in (still, other):
        hall.command(name, **payload)
    assert broken(still) == []
    entry = still.last_entry().id
    acts = [act for act in ACTS if is_done(still, act)]
    assert acts, "nobody could do anything in between"
    if name == "open":
        assert still.refusal("undo", entry=entry) == "answered_since"
        return
    still.command("undo", entry=entry)
    other.command("undo", entry=entry)
    for act in acts:
        act(other)
    assert still.pictures() == other.pictures()
    assert broken(still) == []


def takeable(hall: Hall) -> list[int]:
    return [one["entry"] for one in hall.ways_back() if not one["waits"]]


def standing_now(hall: Hall) -> Standing:
    """Return how the room stands where all that was done meets it."""
    with hall.read() as session:
        done = session.scalars(select(Entry.changes).where(Entry.workshop_id == hall.workshop)).all()
        return standing_of(session, hall.workshop, done)


def redo(hall: Hall) -> str | None:
    again = hall.cockpit()["redo"]
    return again and again["command"]


def broken(hall: Hall) -> list[str]:
    """Return which rule does not hold for which row of the workshop."""
    found = []
    with hall.read() as session:
        tables = {table for table, *_ in INVARIANTS}
        every = [(table, number) for table in tables for number in session.scalars(select(NOUNS[table].id))]
        standing = standing_of(session, hall.workshop, [[[*noun, "", None, None] for noun in every]])
    for table, _, rule in INVARIANTS:
        for number, row in standing.rows.get(table, {}).items():
            try:
                rule(row, standing.rows)
            except WorkshopError as wrong:
                found.append(f"{table} {number}: {wrong.code}")
    return found


def twin(hall: Hall, folder: Path) -> Hall:
    """Return another hall that is as this one is now."""
    hall.engine.dispose()
    close_journal(hall.engine.url.render_as_string())
    copy = shutil.copy(str(hall.engine.url.database), folder / "twin.db")
    return replace(hall, engine=attach(f"sqlite:///{copy}"), keys=count(1000))


def write_word(hall: Hall) -> None:
    hall.give(hall.people[1], "Bus", "Nebenher", kind="word", item="1")


def write_card(hall: Hall) -> None:
    hall.card(hall.people[2], "Dazwischen", "item-in-between")


def cast_vote(hall: Hall) -> None:
    hall.give(hall.people[1], [hall.round(VOTE).frozen["options"][0]["id"]])


def ask_speak(hall: Hall) -> None:
    hall.command("ask_speak", hall.people[1])


ACTS = (write_word, write_card, cast_vote, ask_speak)


def is_done(hall: Hall, act: Callable[[Hall], None]) -> bool:
    """Do it, if the room lets people do it now."""
    try:
        act(hall)
    except (WorkshopError, KeyError):
        return False
    return True


@pytest.fixture
def still(sqlite_url: str) -> Iterator[Hall]:
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()
