"""Rehearsals: a marked copy, and nothing left of it once it is discarded."""

import pytest
from sqlalchemy import select

from tests.services.hall import Hall
from workshop.domain.errors import Conflict, NotAllowed, Refused
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Base, Seat, Workshop
from workshop.services import joining, library, rehearsals
from workshop.snapshots import dashboard, series


def test_a_rehearsal_is_a_copy_that_says_so_and_is_open(hall):
    copy = begin(hall)
    with hall.read() as session:
        made, source = session.get_one(Workshop, copy), session.get_one(Workshop, hall.workshop)
        assert (made.rehearses, made.state, made.title) == (hall.workshop, "open", source.title)
        assert made.code != source.code
    assert in_it(hall, copy).pictures()["phone"]["workshop"]["rehearsal"]


def test_discarding_leaves_everything_else_as_it_was(hall):
    former = rows(hall)
    copy = begin(hall)
    room = in_it(hall, copy)
    with hall.read() as session:
        seat = session.scalars(select(Seat.id)).first()
    made = hall.writer.run(copy, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="Probe")
    room.open("Beispiele und Hürden")
    card, other = (room.card(Who("participant", made["participant"]), text) for text in ("Eine Karte", "Noch eine"))
    room.command("sort", card=card, theme=room.theme("Verkehr"), place=0)
    room.command("merge", cards=[other], into=card)
    room.command("attend", seat=seat, state="present")
    assert rows(hall) != former
    opened = room.round("Beispiele und Hürden").id
    left = discard(hall, copy)
    assert opened in left.pop("rounds")
    assert left == {"ok": True, "source": hall.workshop, "gone": [], "workshops": [copy]}
    assert rows(hall) == former


def test_a_workshop_that_is_no_rehearsal_is_never_discarded(hall):
    former = rows(hall)
    with pytest.raises(Refused, match="no_rehearsal"):
        discard(hall, hall.workshop)
    assert rows(hall) == former


def test_one_rehearsal_at_a_time_and_none_of_a_rehearsal(hall):
    copy = begin(hall)
    for workshop in (hall.workshop, copy):
        with pytest.raises(Conflict, match="rehearsed_already"):
            hall.writer.run(None, rehearsals.rehearse, hall.moderator, workshop_id=workshop)


def test_only_who_leads_rehearses_and_discards(hall):
    with pytest.raises(NotAllowed):
        hall.writer.run(None, rehearsals.rehearse, Who("user", 4711), workshop_id=hall.workshop)
    copy = begin(hall)
    with pytest.raises(NotAllowed):
        hall.writer.run(None, rehearsals.discard, Who("user", 4711), workshop_id=copy)


def test_a_series_lists_no_rehearsals_among_its_workshops(hall):
    with hall.read() as session:
        series_id = session.get_one(Workshop, hall.workshop).series_id
        former = [line.id for line in dashboard.workshops(session, series_id)]
        mine = series.mine(session, hall.moderator.id)
    copy = begin(hall)
    with hall.read() as session:
        assert [line.id for line in dashboard.workshops(session, series_id)] == former
        assert series.mine(session, hall.moderator.id) == mine
        assert dashboard.rehearsals(session, series_id) == {hall.workshop: copy}


def test_the_next_workshop_never_has_the_number_of_a_rehearsal(hall):
    copy = begin(hall)
    numbers = [hall.writer.run(None, library.copy, SYSTEM, workshop_id=hall.workshop)["workshop"] for _ in range(2)]
    discard(hall, copy)
    numbers.append(hall.writer.run(None, library.copy, SYSTEM, workshop_id=hall.workshop)["workshop"])
    assert len({*numbers, copy, begin(hall)}) == 5
    assert max(numbers) < 100


def begin(hall: Hall) -> int:
    return hall.writer.run(None, rehearsals.rehearse, hall.moderator, workshop_id=hall.workshop)["workshop"]


def discard(hall: Hall, workshop: int):
    return hall.writer.run(None, rehearsals.discard, hall.moderator, workshop_id=workshop)


def in_it(hall: Hall, workshop: int) -> Hall:
    other = Hall(hall.engine, workshop=workshop, moderator=hall.moderator)
    other.writer = hall.writer
    return other


def rows(hall: Hall) -> dict[str, list]:
    """Return every row of every table."""
    with hall.engine.connect() as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in Base.metadata.sorted_tables
        }
