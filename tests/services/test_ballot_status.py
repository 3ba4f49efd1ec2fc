"""What a phone learns of its ballot after a reload: by its key the receipt, else whether and why not."""

import pytest
from sqlalchemy import delete, update

from tests.services.ballot_box import STEP, Vote, held_at, voter_key
from workshop.domain.permissions import Who
from workshop.models import Participant, Roll
from workshop.services import joining
from workshop.snapshots.picture import live_of
from workshop.snapshots.scene import load_scene


@pytest.fixture
def vote(database_url, tmp_path):
    yield from held_at(database_url, tmp_path)


def status(vote: Vote, mayor, key: str = "") -> dict:
    return vote.hall.command("ballot_status", mayor, round=vote.round.id, key=key)


def test_the_key_gets_its_receipt_in_every_state(vote):
    vote.open()
    key = voter_key()
    code = vote.cast(vote.mayors[0], "no", key)["code"]
    for mayor in vote.mayors[1:5]:
        vote.cast(mayor)
    cast = {"ok": True, "cast": True, "code": code, "why": ""}
    assert status(vote, vote.mayors[0], key) == cast
    vote.close()
    assert status(vote, vote.mayors[0], key) == cast


def test_another_device_of_the_seat_learns_only_that_it_has_cast(vote):
    vote.open()
    vote.cast(vote.mayors[0])
    assert status(vote, vote.mayors[0]) == {"ok": True, "cast": True, "code": "", "why": ""}
    assert status(vote, vote.mayors[0], voter_key())["code"] == ""


def test_a_key_says_nothing_to_another_seat(vote):
    vote.open()
    key = voter_key()
    vote.cast(vote.mayors[0], "yes", key)
    assert status(vote, vote.mayors[1], key) == {"ok": True, "cast": False, "code": "", "why": ""}


def test_who_waits_before_the_door_is_told_the_same_of_every_seat(vote):
    vote.open()
    key = voter_key()
    code = vote.cast(vote.mayors[0], "no", key)["code"]
    told = [all_that_is_told(vote, waiting_for(vote, mayor), key) for mayor in vote.mayors[:2]]
    assert told[0] == told[1]
    assert told[0] == ["not_admitted", "not_admitted", "not_admitted", code, code]
    assert [row.seat_id for row in vote.rows(Roll) if row.voted] == [vote.hall.seat_of(vote.mayors[0])]


def waiting_for(vote: Vote, mayor: Who) -> Who:
    """Come by the room's code for a seat that is taken."""
    seat = vote.hall.seat_of(mayor)
    wish = {"seat_id": seat, "capacity": "holder", "name": ""}
    made = vote.hall.writer.run(vote.hall.workshop, joining.join, Who("participant"), **wish)
    assert made["waits"]
    return Who("participant", made["participant"])


def all_that_is_told(vote: Vote, person: Who, key: str) -> list[str]:
    """Return the answers to somebody who asks and casts, with no key, one of nobody, and a key that is in the box."""
    asked = [vote.hall.refusal("ballot_status", person, round=vote.round.id, key=one) for one in ("", voter_key())]
    again = vote.hall.command("cast", person, round=vote.round.id, value="yes", key=key)
    return [*asked, vote.refused(person), status(vote, person, key)["code"], again["code"]]


def test_the_key_gets_its_receipt_also_before_the_door(vote):
    vote.open()
    key = voter_key()
    code = vote.cast(vote.mayors[0], "no", key)["code"]
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Participant).where(Participant.id == vote.mayors[0].id).values(admitted=False))
    assert status(vote, vote.mayors[0], key) == {"ok": True, "cast": True, "code": code, "why": ""}
    assert vote.hall.refusal("ballot_status", vote.mayors[0], round=vote.round.id, key="") == "not_admitted"


def test_who_may_not_cast_is_told_why(vote):
    vote.open()
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Participant).where(Participant.id == vote.mayors[0].id).values(proof="code"))
    assert status(vote, vote.mayors[0])["why"] == "seat_unproven"
    vote.hall.command("close", activity=vote.hall.step(STEP))
    assert status(vote, vote.mayors[1])["why"] == "closed"


def test_asking_leaves_no_trace(vote):
    vote.open()
    before = vote.hall.pictures()
    status(vote, vote.mayors[0], voter_key())
    assert vote.hall.pictures() == before


def test_a_shown_result_can_be_taken_off_the_wall_again(vote):
    vote.open()
    for mayor in vote.mayors[:5]:
        vote.cast(mayor)
    vote.close()
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    vote.hall.command("undo", entry=vote.hall.last_entry().id)
    assert (vote.round.state, vote.round.shown) == ("sealed", False)


def test_the_room_knows_of_a_secret_round_what_is_announced_and_nothing_else(vote):
    vote.open()
    vote.cast(vote.mayors[0])
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
        live = live_of(scene, scene.step(vote.hall.step(STEP)))
    secret = {"least": 5, "roll": 17, "few": False, "plain": False, "may_spoil": True, "reason": "", "list": ""}
    assert (live["secret"], live["who"]) == (secret, "seats")


def test_the_door_does_not_tell_which_seat_has_cast(vote):
    """Whose people have gone by themselves is free; the one that has cast waits, so the other must wait too."""
    vote.open()
    has_cast, has_not = vote.mayors[3:5]
    seats = [vote.hall.seat_of(mayor) for mayor in (has_cast, has_not)]
    for mayor in (has_cast, *vote.mayors[5:9]):
        vote.cast(mayor)
    for mayor in (has_cast, has_not):
        vote.hall.writer.run(vote.hall.workshop, joining.leave, mayor)
    assert waits_at(vote, seats) == [True, True], "while it is open"
    vote.hall.command("close", activity=vote.hall.step(STEP))
    assert waits_at(vote, seats) == [True, True], "before it is counted"
    assert vote.seal() == "sealed"
    assert waits_at(vote, seats) == [True, False], "after the end it is known who has voted"


def test_the_door_says_the_same_of_a_seat_that_nobody_ever_took_and_one_that_gave_something_else(vote):
    hall = vote.hall
    hall.open("Beispiele und Hürden")
    hall.card(vote.mayors[4], "Bus")
    never, given = hall.seat_of(vote.mayors[3]), hall.seat_of(vote.mayors[4])
    with hall.engine.begin() as connection:
        connection.execute(delete(Participant).where(Participant.seat_id == never))
    hall.writer.run(hall.workshop, joining.leave, vote.mayors[4])
    assert waits_at(vote, [never, given]) == [False, True]
    vote.open()
    assert waits_at(vote, [never, given]) == [True, True]
    hall.command("close", activity=hall.step(STEP))
    assert vote.seal() == "closed", "too few ballots: it can be opened again"
    assert waits_at(vote, [never, given]) == [True, True]
    hall.command("annul", activity=hall.step(STEP), reason="Zu wenige.")
    assert waits_at(vote, [never, given]) == [False, True]


def test_who_left_a_seat_comes_back_alone_whether_or_not_it_has_cast(vote):
    vote.open()
    gone = vote.mayors[3:6]  # one that has cast, one that has not, one on whose seat somebody was since
    seats = [vote.hall.seat_of(mayor) for mayor in gone]
    vote.cast(gone[0])
    for mayor in gone:
        vote.hall.writer.run(vote.hall.workshop, joining.leave, mayor)
    vote.hall.now += 1
    other = vote.hall.by_link(seats[2])
    vote.hall.writer.run(vote.hall.workshop, joining.leave, other)
    back = [vote.hall.knock(seat, "holder", former=mayor.id) for seat, mayor in zip(seats, gone, strict=True)]
    assert [vote.hall.person(one).admitted for one in back] == [True, True, False]


def waits_at(vote: Vote, seats: list[int]) -> list[bool]:
    """Return of each seat whether a stranger with the room's code waits for it, and let the stranger go again."""
    waits = []
    for seat in seats:
        stranger = vote.hall.knock(seat, "holder")
        waits.append(not vote.hall.person(stranger).admitted)
        vote.hall.writer.run(vote.hall.workshop, joining.leave, stranger)
    return waits
