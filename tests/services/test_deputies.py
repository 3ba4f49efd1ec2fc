"""By whom a seat is represented: said by the deputy or by whoever leads, kept with the attendance and nowhere else."""

import pytest
from sqlalchemy import select

from tests.services.hall import START
from tests.services.schema import rows_of
from workshop.domain.errors import Refused
from workshop.domain.permissions import SYSTEM
from workshop.language import Catalogue
from workshop.models import Entry, Seat
from workshop.services import joining
from workshop.services.archive import archive
from workshop.services.deletion import delete_workshop
from workshop.services.own import forget_me
from workshop.snapshots.own import own_of
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

OFFICE = "2. Bürgermeisterin"
LATER = 60 * 60_000


@pytest.fixture
def free(hall):
    """A seat that nobody has taken."""
    with hall.read() as session:
        return session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()


def lamp(hall, seat):
    """Return what the cockpit says of a seat: state, by whom."""
    found = next(one for one in hall.pictures()["cockpit"]["seats"] if one["id"] == seat)
    return found["attendance"], found["by"]


def line(hall, seat):
    """Return the seat's line of the Summary."""
    with hall.read() as session:
        name = session.get_one(Seat, seat).name
    with hall.engine.connect() as connection:
        summary = summary_of(connection, hall.workshop, hall.now, Reader("de", "Europe/Berlin", Catalogue()))
    return next(one for one in summary.seats if one.name == name)


def attend(hall, seat, state="represented", **more):
    hall.command("attend", seat=seat, state=state, **more)


@pytest.mark.parametrize("door", ["knock", "by_link"])
def test_a_deputy_may_say_who_they_are_at_either_door(hall, free, door):
    person = getattr(hall, door)(free, "deputy", name=f"  {OFFICE} ")
    assert hall.person(person).name == OFFICE
    assert lamp(hall, free) == ("represented", OFFICE)
    assert (line(hall, free).by, [span.by for span in line(hall, free).spans]) == (OFFICE, [OFFICE])


@pytest.mark.parametrize("door", ["knock", "by_link"])
def test_a_deputy_who_says_nothing_and_a_mayor_are_as_they_were(hall, free, door):
    getattr(hall, door)(free, "deputy")
    assert lamp(hall, free) == ("represented", "")
    other = free - 1
    assert hall.person(getattr(hall, door)(other, "holder", name="Jemand")).name == ""
    assert lamp(hall, other) == ("present", "")


@pytest.mark.parametrize(("name", "code"), [("x" * 81, "too_long"), ("2. \u202eBürgermeister", "control")])
def test_a_name_that_cannot_stand_is_refused_and_nobody_comes_in(hall, free, name, code):
    for door in (hall.knock, hall.by_link):
        with pytest.raises(Refused, match=code):
            door(free, "deputy", name=name)
    assert hall.refusal("attend", seat=free, state="represented", by=name) == code
    assert lamp(hall, free) == ("absent", "")


def test_who_comes_again_and_says_it_then_is_named_and_who_says_nothing_keeps_the_name(hall, free):
    person = hall.knock(free, "deputy")
    for name in (OFFICE, ""):
        assert hall.knock(free, "deputy", name=name, former=person.id) == person
        assert lamp(hall, free) == ("represented", OFFICE)


def test_who_waits_is_named_to_whoever_leads_and_in_the_minutes_only_when_let_in(hall, free):
    hall.command("admission", on=True)
    person = hall.knock(free, "deputy", name=OFFICE)
    assert [one["name"] for one in hall.pictures()["cockpit"]["waiting"]] == [OFFICE]
    assert lamp(hall, free) == ("absent", "")
    hall.command("admit", participant=person.id)
    assert lamp(hall, free) == ("represented", OFFICE)


def test_whoever_leads_says_it_for_a_seat_corrects_it_and_takes_each_back(hall, free):
    attend(hall, free, by=OFFICE)
    came = hall.now
    hall.now += 60_000
    attend(hall, free, by="Geschäftsleitung")
    assert lamp(hall, free) == ("represented", "Geschäftsleitung")
    assert [(one.since, one.until, one.by) for one in line(hall, free).spans] == [(came, None, "Geschäftsleitung")]
    hall.command("undo", entry=hall.last_entry().id)
    assert lamp(hall, free) == ("represented", OFFICE)
    hall.command("undo", entry=hall.offered()[0][1])
    assert lamp(hall, free) == ("absent", "")


def test_what_whoever_leads_says_stands_against_the_deputys_own_word(hall, free):
    person = hall.knock(free, "deputy", name=OFFICE)
    for said in ("3. Bürgermeister", ""):
        attend(hall, free, by=said)
        hall.knock(free, "deputy", name=OFFICE, former=person.id)
        assert lamp(hall, free) == ("represented", said)


def test_a_correction_of_the_state_takes_the_deputy_on_the_seat_and_present_has_none(hall, free):
    hall.knock(free, "deputy", name=OFFICE)
    attend(hall, free, "present", by=OFFICE)
    assert lamp(hall, free) == ("present", "")
    attend(hall, free)
    assert lamp(hall, free) == ("represented", OFFICE)
    attend(hall, free, "excused")
    assert lamp(hall, free) == ("excused", "") and line(hall, free).spans == []


def test_the_minutes_keep_each_deputy_with_the_time(hall, free):
    attend(hall, free, by=OFFICE)
    hall.now += 60_000
    attend(hall, free, "present")
    hall.now += 60_000
    attend(hall, free, by="Geschäftsleitung")
    hall.command("left", seat=free)
    assert [(one.state, one.by) for one in line(hall, free).spans] == [
        ("represented", OFFICE), ("present", ""), ("represented", "Geschäftsleitung"),
    ]  # fmt: skip
    assert (line(hall, free).state, line(hall, free).by) == ("represented", "Geschäftsleitung")


def test_nobody_but_those_who_lead_and_the_deputy_is_told(hall, free):
    person = hall.knock(free, "deputy", name=OFFICE)
    mayor = hall.by_link(free, "holder")
    attend(hall, free, by=OFFICE)  # the mayor only looks in
    told = {name for name, picture in hall.pictures().items() if OFFICE in str(picture)}
    assert told == {"cockpit"}
    with hall.engine.connect() as connection:
        assert own_of(connection, person.id, hall.now)["attendance"]["by"] == OFFICE
        assert OFFICE not in str(own_of(connection, mayor.id, hall.now))


def said(hall, seat):
    """Return who represented the seat, each with the times, as the minutes have it."""
    return [(one.by, one.since - START, one.until and one.until - START) for one in line(hall, seat).spans]


def own_word(hall, person):
    with hall.engine.connect() as connection:
        return own_of(connection, person.id, hall.now)["attendance"]["by"]


def leave(hall, person):
    hall.writer.run(hall.workshop, joining.leave, person)
    hall.now += LATER


@pytest.mark.parametrize("name", ["", "Stellvertretung"])
def test_the_name_of_a_deputy_who_has_gone_passes_to_nobody(hall, free, name):
    leave(hall, hall.knock(free, "deputy", name=OFFICE))
    other = hall.knock(free, "deputy", name=name)
    assert lamp(hall, free) == ("represented", name) and own_word(hall, other) == name
    assert said(hall, free) == [(OFFICE, 0, LATER), (name, LATER, None)]


def test_who_said_nothing_and_has_gone_is_not_given_the_name_of_the_next(hall, free):
    leave(hall, hall.knock(free, "deputy"))
    hall.knock(free, "deputy", name=OFFICE)
    assert said(hall, free) == [("", 0, LATER), (OFFICE, LATER, None)]


def test_who_left_and_is_back_in_the_same_browser_is_still_the_same(hall, free):
    person = hall.knock(free, "deputy", name=OFFICE)
    leave(hall, person)
    back = hall.knock(free, "deputy", former=person.id)
    assert own_word(hall, back) == OFFICE and said(hall, free) == [(OFFICE, 0, None)]


@pytest.mark.parametrize("name", ["", OFFICE])
def test_whoever_took_the_seat_by_the_code_gives_no_name_to_who_comes_by_the_link(hall, free, name):
    hall.knock(free, "deputy", name="Stellvertretung")
    hall.now += LATER
    assert own_word(hall, hall.by_link(free, "deputy", name=name)) == name
    assert said(hall, free) == [("Stellvertretung", 0, LATER), (name, LATER, None)]


@pytest.mark.parametrize("door", ["knock", "by_link"])
def test_a_deputy_corrects_their_own_word_where_it_stands(hall, free, door):
    person = getattr(hall, door)(free, "deputy", name="2. Bürgermeistrein")
    hall.now += LATER
    getattr(hall, door)(free, "deputy", name=OFFICE, former=person.id)
    assert (hall.person(person).name, said(hall, free)) == (OFFICE, [(OFFICE, 0, None)])


def test_what_whoever_leads_says_stands_and_is_told_to_nobody_who_takes_the_seat_later(hall, free):
    person = hall.knock(free, "deputy")
    attend(hall, free, by=OFFICE)
    assert own_word(hall, person) == OFFICE
    leave(hall, person)
    other = hall.knock(free, "deputy", name="Stellvertretung")
    assert own_word(hall, other) == "" and said(hall, free) == [(OFFICE, 0, None)]


def test_the_word_of_whoever_leads_that_is_taken_back_leaves_who_is_there_now(hall, free):
    attend(hall, free, by=OFFICE)
    entry = hall.last_entry().id
    hall.knock(free, "deputy", name="Stellvertretung")
    hall.command("undo", entry=entry)
    assert lamp(hall, free) == ("represented", "Stellvertretung")
    hall.command("undo", entry=hall.last_entry().id)
    assert lamp(hall, free) == ("represented", OFFICE)


def test_the_journal_knows_no_names(hall, free):
    attend(hall, free, by=OFFICE)
    attend(hall, free, by="Geschäftsleitung")
    with hall.read() as session:
        assert "Bürgermeister" not in str(list(session.scalars(select(Entry.changes))))


def test_who_takes_everything_back_leaves_the_attendance_as_it_is(hall, free):
    person = hall.knock(free, "deputy", name=OFFICE)
    hall.writer.run(hall.workshop, forget_me, person)
    assert hall.person(person).name == "" and line(hall, free).by == OFFICE


def test_archiving_keeps_the_minutes_and_drops_what_was_corrected_and_deleting_drops_all(hall, free):
    attend(hall, free, by="Verwechselt")
    attend(hall, free, by=OFFICE)
    hall.command("end")
    hall.writer.run(hall.workshop, archive, SYSTEM)
    assert line(hall, free).by == OFFICE
    assert "Verwechselt" not in str(rows_of(hall.engine))
    hall.writer.run(None, delete_workshop, SYSTEM, workshop_id=hall.workshop)
    assert OFFICE not in str(rows_of(hall.engine))
