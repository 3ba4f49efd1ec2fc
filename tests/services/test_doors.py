"""Who comes in: by the code, by a seat's own link, by the moderator's word, and who does not."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.services.hall import Hall, make_hall
from tests.services.schema import bring_up
from workshop.domain.codes import shown_code
from workshop.domain.errors import Conflict, NotAllowed, NotFound
from workshop.domain.permissions import Who
from workshop.models import Attendance, Seat, Workshop
from workshop.services import doors, joining

NEWCOMER = Who("participant")


@pytest.fixture
def hall(tmp_path) -> Iterator[Hall]:
    """On one engine: nothing here is left to the database to decide."""
    made = make_hall(bring_up(f"sqlite:///{tmp_path / 'workshop.db'}"))
    yield made
    made.engine.dispose()


@pytest.fixture
def free(hall) -> int:
    """A seat that nobody has taken."""
    with hall.read() as session:
        return session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()


@pytest.fixture
def taken(hall) -> int:
    return hall.seat_of(hall.people[1])


def is_in(hall, who: Who) -> bool:
    return hall.person(who).admitted


def test_a_free_seat_is_taken_by_the_code_at_once(hall, free):
    person = hall.person(hall.knock(free, "holder"))
    assert (person.admitted, person.proof) == (True, "code")


@pytest.mark.parametrize("capacity", ["holder", "deputy"])
def test_a_taken_seat_waits_for_the_moderators_yes(hall, taken, capacity):
    mayor = hall.knock(taken, capacity)
    assert not is_in(hall, mayor)
    hall.open("Vertiefung")
    option = hall.round("Vertiefung").frozen["options"][0]["id"]
    assert hall.refusal("give", mayor, round=hall.round("Vertiefung").id, value=[option], key=hall.key(), n=1) == (
        "not_admitted"
    )
    assert hall.refusal("ask_speak", mayor) == "not_admitted"
    hall.command("admit", participant=mayor.id)
    hall.command("take_vote", mayor)
    assert hall.give(mayor, [option])["ok"]


def test_the_yes_confirms_the_seat_and_checks_it_in(hall, free):
    hall.command("admission", on=True)
    mayor = hall.knock(free, "deputy")
    assert attendance(hall, free) == "absent"
    hall.command("admit", participant=mayor.id)
    assert (hall.person(mayor).proof, attendance(hall, free)) == ("moderator", "represented")


def test_a_reload_of_the_same_browser_is_no_second_person(hall, free):
    mayor = hall.knock(free, "holder")
    assert hall.knock(free, "holder", former=mayor.id) == mayor


def test_a_locked_room_takes_nobody_new_and_those_inside_come_back(hall, free, taken):
    mayor = hall.by_link(taken)
    hall.command("lock", on=True)
    for knock in (lambda: hall.knock(free, "holder"), lambda: hall.knock(None), lambda: hall.by_link(free)):
        with pytest.raises(Conflict, match="room_locked"):
            knock()
    assert hall.by_link(taken) == mayor
    hall.command("undo", entry=hall.last_entry().id)
    assert is_in(hall, hall.knock(None))


def test_under_admission_who_comes_by_the_code_waits_and_by_link_not(hall, free):
    hall.command("admission", on=True)
    assert not is_in(hall, hall.knock(None))
    assert is_in(hall, hall.by_link(free))


def test_the_link_takes_a_seat_over_from_whoever_took_it_by_the_code(hall, free):
    stranger = hall.knock(free, "deputy")
    mayor = hall.by_link(free)
    assert (is_in(hall, stranger), is_in(hall, mayor)) == (False, True)
    assert hall.person(mayor).proof == "link"


def test_whom_the_moderator_confirmed_stays_when_the_link_comes(hall, free):
    deputy = hall.knock(free, "deputy")
    hall.command("confirm", participants=[deputy.id])
    hall.by_link(free)
    assert is_in(hall, deputy)


def test_two_devices_with_the_link_are_one_person_and_one_by_the_code_is_proved_by_it(hall, free):
    mayor = hall.knock(free, "holder")
    assert hall.by_link(free, former=mayor.id) == mayor == hall.by_link(free)
    assert hall.person(mayor).proof == "link"


def test_a_stranger_inside_is_not_proved_by_the_mayors_link(hall, free):
    stranger = hall.knock(free, "holder")
    assert hall.by_link(free) != stranger
    assert hall.person(stranger).proof == "code"


@pytest.mark.parametrize("issue", [0, 2])
def test_an_older_or_a_newer_issue_opens_nothing(hall, free, issue):
    with pytest.raises(NotAllowed, match="bad_link"):
        hall.by_link(free, issue=issue)


def test_a_link_of_another_series_finds_no_seat(hall):
    with pytest.raises(NotFound):
        hall.by_link(424242)


def test_a_reissue_puts_those_of_the_old_link_before_the_door(hall, free):
    mayor, other = hall.by_link(free), hall.by_link(hall.seat_of(hall.people[1]))
    reissue(hall, free)
    assert (hall.person(mayor).proof, is_in(hall, mayor)) == ("code", False)
    assert is_in(hall, other)
    assert is_in(hall, hall.by_link(free, issue=2))


def test_no_undo_brings_an_old_link_back(hall, free):
    hall.by_link(free)
    before = hall.last_entry().id
    reissue(hall, free)
    assert hall.last_entry().id == before


def test_a_seat_somebody_was_sent_out_of_waits(hall, free):
    mayor = hall.knock(free, "holder")
    hall.command("remove", participant=mayor.id)
    assert not is_in(hall, hall.knock(free, "holder"))
    assert not is_in(hall, hall.knock(free, "deputy"))


def test_a_guest_who_was_sent_out_waits_by_cookie_and_by_name(hall):
    guest = hall.knock(None, name="Herr Laut")
    hall.command("remove", participant=guest.id)
    assert not is_in(hall, hall.knock(None, name="Anders", former=guest.id))
    assert not is_in(hall, hall.knock(None, name="herr laut"))
    assert is_in(hall, hall.knock(None, name="Frau Leise"))


def test_who_was_sent_out_waits_wherever_the_same_browser_comes_next(hall, free):
    guest, mayor = hall.people[4], hall.people[1]
    device = hall.knock(hall.seat_of(mayor), "holder")
    hall.command("admit_device", participant=device.id)
    for person in (guest, mayor):
        hall.command("remove", participant=person.id)
    for former in (guest, mayor, device):
        assert not is_in(hall, hall.knock(free, "holder", former=former.id))
        assert not is_in(hall, hall.knock(None, name=f"Neu {former.id}", former=former.id))
    assert is_in(hall, hall.knock(free, "holder"))


def test_sending_out_can_be_undone(hall):
    hall.command("remove", participant=hall.people[4].id)
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.person(hall.people[4]).removed_at is None


def test_whoever_leaves_a_wrong_seat_frees_it(hall, free):
    mayor = hall.knock(free, "holder")
    hall.writer.run(hall.workshop, joining.leave, mayor)
    assert is_in(hall, hall.knock(free, "holder"))


def test_a_seat_for_which_something_was_given_is_open_to_who_left_it_and_to_nobody_else(hall, free):
    hall.open("Beispiele und Hürden")
    mayor = hall.knock(free, "holder")
    hall.card(mayor, "Bus")
    hall.now += 1
    hall.writer.run(hall.workshop, joining.leave, mayor)
    stranger = hall.knock(free, "holder")
    assert not is_in(hall, stranger)
    assert not is_in(hall, hall.knock(free, "deputy", former=hall.people[1].id))
    hall.writer.run(hall.workshop, joining.leave, stranger)
    assert not is_in(hall, hall.knock(free, "holder", former=stranger.id)), "who only waited there was never on it"
    assert is_in(hall, hall.knock(free, "holder", former=mayor.id))


def test_a_seat_the_moderator_answered_for_waits_also_for_who_left_it_before(hall, free):
    hall.open("Vertiefung")
    passer_by = hall.knock(free, "holder")
    hall.writer.run(hall.workshop, joining.leave, passer_by)
    hall.now += 1
    option = hall.round("Vertiefung").frozen["options"][0]["id"]
    hall.command("enter_for", activity=hall.step("Vertiefung"), seat=free, value=[option])
    for former in (None, passer_by.id):
        assert not is_in(hall, hall.knock(free, "holder", former=former))
    assert is_in(hall, hall.by_link(free))


def test_no_means_out_and_can_be_undone(hall, taken):
    mayor = hall.knock(taken, "holder")
    hall.command("refuse", participant=mayor.id)
    assert hall.refusal("admit", participant=mayor.id) == "not_found"
    hall.command("undo", entry=hall.last_entry().id)
    hall.command("admit", participant=mayor.id)
    assert hall.refusal("refuse", participant=mayor.id) == "is_inside"


def test_all_who_wait_are_refused_at_once_and_nobody_inside(hall, taken, monkeypatch):
    monkeypatch.setattr(joining, "MOST_WAITING", 3)
    crowd = [hall.knock(taken, "holder") for _ in range(3)]
    hall.command("refuse_all")
    assert all(hall.person(one).removed_at for one in crowd)
    assert not any(hall.person(one).removed_at for one in hall.people)
    mayor = hall.knock(taken, "holder")
    assert [one["id"] for one in hall.pictures()["cockpit"]["waiting"]] == [mayor.id]


def test_guests_and_those_who_wait_are_not_confirmed(hall, taken):
    waiting = hall.knock(taken, "holder")
    assert hall.refusal("confirm", participants=[waiting.id, hall.people[4].id]) == "confirmed_already"


def test_somebody_of_another_workshop_is_not_found(hall, taken):
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    for name, payload in (
        ("admit", {"participant": 1}),
        ("refuse", {"participant": 1}),
        ("confirm", {"participants": [1]}),
    ):
        assert hall.refusal(name, **payload) == "not_found"


def test_a_crowd_before_the_door_has_an_end(hall, taken, monkeypatch):
    monkeypatch.setattr(joining, "MOST_WAITING", 1)
    hall.knock(taken, "holder")
    with pytest.raises(Conflict, match="door_full"):
        hall.knock(taken, "holder")


def test_a_new_code_opens_the_room_at_once_and_leaves_everybody_where_they_are(hall):
    before, old = hall.pictures(), code_of(hall)
    hall.command("renew_code")
    after, new = hall.pictures(), code_of(hall)
    assert new != old and len(new) == 8
    assert after["screen"]["join"]["url"].endswith(shown_code(new)) and after["cockpit"]["code"] == shown_code(new)
    assert after["screen"]["join"]["qr"] != before["screen"]["join"]["qr"]
    assert after["phone"] == before["phone"]
    assert after["cockpit"]["seats"] == before["cockpit"]["seats"]
    assert is_in(hall, hall.people[1]) and is_in(hall, hall.by_link(hall.seat_of(hall.people[1])))


def test_a_code_that_was_made_worthless_does_not_come_back(hall):
    hall.command("black", on=True)
    hall.command("renew_code")
    entry = hall.last_entry()
    assert (entry.command, entry.by, entry.changes) == ("renew_code", hall.moderator.label, [])
    assert hall.refusal("undo", entry=entry.id) == "is_final"
    (command, black), *_ = hall.offered()
    assert command == "black"
    hall.command("undo", entry=black)


def test_who_made_the_observers_link_worthless_stands_in_the_journal(hall):
    hall.command("renew_observers")
    assert hall.refusal("undo", entry=hall.last_entry().id) == "is_final"


def test_renewing_the_observers_link_raises_its_issue(hall):
    hall.command("renew_observers")
    with hall.read() as session:
        assert session.get_one(Workshop, hall.workshop).observer_issue == 2


def test_who_waits_is_counted_nowhere(hall, taken):
    before = hall.pictures()
    hall.command("admission", on=True)
    hall.command("undo", entry=hall.last_entry().id)
    hall.knock(taken, "holder")
    after = hall.pictures()
    assert after["screen"] == before["screen"] and after["phone"] == before["phone"]
    assert [one["seat"] for one in after["cockpit"]["waiting"]] == [taken]


def code_of(hall) -> str:
    with hall.read() as session:
        return session.get_one(Workshop, hall.workshop).code


def reissue(hall, seat: int) -> None:
    with hall.read() as session:
        series = session.get_one(Seat, seat).series_id
    hall.writer.run(None, doors.reissue, hall.moderator, series_id=series, seat_id=seat)
    hall.writer.run(hall.workshop, doors.expel, hall.moderator, seat_id=seat)


def attendance(hall, seat: int) -> str:
    with hall.read() as session:
        return session.scalars(select(Attendance.state).where(Attendance.seat_id == seat)).first() or "absent"
