"""The base of a vote is frozen with its roll: who gets or loses a vote while it is open changes no majority of it,
in no picture and in no result; who comes and goes does."""

import pytest
from sqlalchemy import update

from tests.services.ballot_box import STEP
from workshop.domain.permissions import SYSTEM
from workshop.language import Catalogue
from workshop.models import Activity, Workshop
from workshop.services import series
from workshop.snapshots.record import Reader
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of

LATER = 3_000  # ms; by then every picture counts anew


@pytest.fixture(params=["named", "secret"])
def privacy(request) -> str:
    return request.param


@pytest.fixture(params=["entitle", "remove_seat"])
def lose_vote(request):
    """Take the vote of somebody, as the moderator or who keeps the roster may do at any time."""
    return {"entitle": not_entitled, "remove_seat": off_the_roster}[request.param]


def not_entitled(vote, mayor) -> None:
    vote.hall.command("entitle", seat=vote.hall.seat_of(mayor), on=False)


def off_the_roster(vote, mayor) -> None:
    with vote.hall.read() as session:
        number = session.get_one(Workshop, vote.hall.workshop).series_id
    seat = vote.hall.seat_of(mayor)
    vote.hall.writer.run(None, series.remove_seat, SYSTEM, series_id=number, seat_id=seat)


def ask(vote, privacy: str, **rules: str) -> None:
    config = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": [], "privacy": privacy, **rules}
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=config))


def give(vote, mayor, value: str = "yes") -> None:
    if vote.round.base["privacy"] == "secret":
        vote.cast(mayor, value)
    else:
        vote.hall.give(mayor, value, STEP)


def attend(vote, mayors, state: str) -> None:
    for mayor in mayors:
        vote.hall.command("attend", seat=vote.hall.seat_of(mayor), state=state)


def close(vote) -> None:
    vote.hall.command("close", activity=vote.hall.step(STEP))
    if vote.round.base["privacy"] == "secret":
        vote.seal()


def result(vote) -> dict:
    close(vote)
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    return vote.hall.pictures(vote.hall.step(STEP))[f"screen {vote.hall.step(STEP)}"]["whole"]


def seen(vote) -> dict:
    """Return what cockpit and phones say of how many and of whom, once the numbers told last no longer stand."""
    vote.hall.now += LATER
    pictures = vote.hall.pictures()
    [step] = [one for one in pictures["cockpit"]["steps"] if one["title"] == STEP]
    live = pictures["phone"]["live"]
    counts = {name: step[name] for name in ("count", "quorum")}
    phone = pictures[f"phone {vote.hall.step(STEP)}"]["count"]
    return counts | {"phone": phone, "roll": live["secret"] and live["secret"]["roll"]}


def test_who_loses_a_vote_while_it_is_open_still_weighs_in_an_absolute_majority(vote, privacy, lose_vote):
    ask(vote, privacy, rule="absolute")
    vote.open()
    for mayor in vote.mayors[:8]:
        give(vote, mayor)
    for mayor in vote.mayors[12:15]:
        lose_vote(vote, mayor)
    found = result(vote)
    assert (found["rule"]["base"], found["rule"]["needed"], found["there"]) == (17, 9, 17)
    assert found["verdict"] == "rejected"


def test_who_loses_a_vote_while_it_is_open_still_gives_it(vote, privacy, lose_vote):
    ask(vote, privacy, rule="absolute")
    vote.open()
    for mayor in vote.mayors[12:15]:
        lose_vote(vote, mayor)
    for mayor in vote.mayors[6:15]:
        give(vote, mayor)
    assert seen(vote)["count"] == {"unit": "seats", "given": 9, "of": 17, "guests": 0}
    found = result(vote)
    assert (found["yes"], found["rule"]["base"], found["verdict"]) == (9, 17, "accepted")
    assert len(found["votes"]) == (9 if privacy == "named" else 0)


def test_who_loses_a_vote_while_it_is_open_still_makes_the_quorum(vote, privacy, lose_vote):
    ask(vote, privacy, quorum="half")
    attend(vote, vote.mayors[9:], "absent")
    vote.open()
    for mayor in vote.mayors[:6]:
        give(vote, mayor)
    for mayor in vote.mayors[6:9]:
        lose_vote(vote, mayor)
    found = result(vote)
    assert found["quorum"] == {"needed": 9, "of": 17, "present": 9}
    assert found["verdict"] == "accepted"


def test_no_picture_of_an_open_vote_moves_when_somebody_loses_theirs(vote, privacy, lose_vote):
    ask(vote, privacy, quorum="half")
    attend(vote, vote.mayors[15:], "absent")
    vote.open()
    for mayor in vote.mayors[:6]:
        give(vote, mayor)
    before = seen(vote)
    assert before["quorum"] == {"needed": 9, "of": 17, "present": 15}
    assert before["phone"]["of"] == (15 if privacy == "secret" else 17)
    for mayor in vote.mayors[12:]:
        lose_vote(vote, mayor)
    assert seen(vote) == before


def test_who_gets_a_vote_while_one_is_open_has_none_in_it(vote, privacy):
    ask(vote, privacy, rule="absolute")
    for mayor in vote.mayors[14:]:
        not_entitled(vote, mayor)
    vote.open()
    before = seen(vote)
    for mayor in vote.mayors[14:]:
        vote.hall.command("entitle", seat=vote.hall.seat_of(mayor), on=True)
    assert seen(vote) == before
    for mayor in vote.mayors[:8]:
        give(vote, mayor)
    found = result(vote)
    assert (found["rule"]["base"], found["rule"]["needed"], found["verdict"]) == (14, 8, "accepted")


def test_the_cockpit_asks_whoever_is_on_the_roll_for_their_answer(vote):
    ask(vote, "named")
    early, late = vote.mayors[0], vote.mayors[1]
    not_entitled(vote, late)
    vote.open()
    not_entitled(vote, early)
    vote.hall.command("entitle", seat=vote.hall.seat_of(late), on=True)
    seats = {seat["id"]: seat for seat in vote.hall.pictures()["cockpit"]["seats"]}
    shown = [
        (seats[vote.hall.seat_of(one)]["entitled"], seats[vote.hall.seat_of(one)]["asked"]) for one in (early, late)
    ]
    assert shown == [(False, True), (True, False)]


def test_a_roster_that_is_made_or_emptied_meanwhile_makes_no_other_unit(vote):
    ask(vote, "named")
    vote.open()
    give(vote, vote.mayors[0])
    for mayor in vote.mayors:
        off_the_roster(vote, mayor)
    assert seen(vote)["count"] == {"unit": "seats", "given": 1, "of": 17, "guests": 0}


@pytest.fixture
def reopened(vote):
    """A secret vote for which six were there, closed with three ballots; eleven came, then it was opened again."""
    attend(vote, vote.mayors[6:], "absent")
    vote.open()
    for mayor in vote.mayors[:3]:
        vote.cast(mayor)
    vote.close()
    attend(vote, vote.mayors[6:], "present")
    assert seen(vote)["phone"] == {"unit": "seats", "given": 3, "of": 6, "guests": 0}
    vote.hall.command("open", activity=vote.hall.step(STEP))
    return vote


def test_a_vote_that_is_open_again_is_of_those_who_are_there_now(reopened):
    count = {"unit": "seats", "given": 3, "of": 17, "guests": 0}
    assert (seen(reopened)["count"], seen(reopened)["phone"]) == (count, count)
    assert "at_close" not in reopened.round.base
    reopened.cast(reopened.mayors[9])
    assert seen(reopened)["phone"] == count | {"given": 4}


def test_the_second_closing_of_a_vote_says_who_was_there_at_its_end(reopened):
    for mayor in reopened.mayors[9:12]:
        reopened.cast(mayor)
    attend(reopened, reopened.mayors[12:14], "excused")
    assert reopened.close() == "sealed"
    end = reopened.round.base["at_close"]
    assert (end["present"], end["excused"], reopened.round.base["present"]) == (15, 2, 6)
    attend(reopened, reopened.mayors[:3], "absent")
    assert seen(reopened)["phone"]["of"] == 15


@pytest.mark.parametrize("back", ["undo", "open"])
def test_a_roll_call_that_is_open_again_has_the_quorum_of_now(vote, back):
    ask(vote, "named", quorum="half")
    attend(vote, vote.mayors[6:], "absent")
    vote.open()
    give(vote, vote.mayors[0])
    close(vote)
    closing = vote.hall.last_entry().id
    attend(vote, vote.mayors[6:], "present")
    vote.hall.command("undo", entry=closing) if back == "undo" else vote.open()
    assert seen(vote)["quorum"] == {"needed": 9, "of": 17, "present": 17}
    assert "at_close" not in vote.round.base
    assert result(vote)["verdict"] == "accepted"


def test_taking_a_reopening_back_says_again_who_was_there_at_the_end(vote):
    ask(vote, "named")
    vote.open()
    give(vote, vote.mayors[0])
    attend(vote, vote.mayors[6:], "absent")
    close(vote)
    end = vote.round.base["at_close"]
    vote.open()
    entry = vote.hall.last_entry().id
    attend(vote, vote.mayors[6:], "present")
    vote.hall.command("undo", entry=entry)
    assert vote.round.base["at_close"] == end and end["present"] == 6


def test_everybody_who_left_the_roster_is_in_the_roll_call_by_name(vote):
    ask(vote, "named")
    vote.open()
    give(vote, vote.mayors[0], "no")
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
    names = {seat.id: seat.name for seat in scene.seats}
    off_the_roster(vote, vote.mayors[0])
    assert result(vote)["votes"] == [{"who": names[vote.hall.seat_of(vote.mayors[0])], "value": "no"}]


def test_the_minutes_still_say_who_was_there_when_a_seat_has_left_the_roster_since(vote):
    def attendance() -> dict[str, tuple[str, int | None]]:
        with vote.hall.engine.connect() as connection:
            reader = Reader("de", "Europe/Berlin", Catalogue())
            found = summary_of(connection, vote.hall.workshop, vote.hall.now, reader)
        return {seat.name: (seat.state, seat.since) for seat in found.seats}

    before = attendance()
    off_the_roster(vote, vote.mayors[0])
    assert attendance() == before
