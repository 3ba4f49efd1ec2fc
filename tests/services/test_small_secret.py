"""A secret vote of few: below the least number nothing is counted; who votes is told what unanimity reveals."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.ballot_box import STEP, Vote
from workshop.models import Activity, Attendance, Box, Entitlement
from workshop.services.ballots import least_ballots
from workshop.snapshots.picture import live_of
from workshop.snapshots.scene import load_scene


def configure(vote: Vote, least) -> None:
    """Write it past the editor, as a file from elsewhere might."""
    asked = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "privacy": "secret", "least_ballots": least}
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=asked))


@pytest.mark.parametrize(
    ("wanted", "least"), [(1, 3), (2, 3), (0, 3), (-4, 3), (3, 3), (4, 4), (True, 5), (None, 5), ("2", 5), (2.0, 5)]
)
def test_whatever_stands_in_the_step_the_least_number_is_never_under_three(wanted, least):
    assert least_ballots(Activity(config={"least_ballots": wanted})) == least


def test_nobody_said_how_many_so_it_is_five(vote):
    assert least_ballots(Activity(config={})) == 5
    vote.open()
    assert vote.round.base["least"] == 5


@pytest.mark.parametrize("wanted", [1, 2, 0, True, "3", 3.5, 1001])
def test_the_editor_takes_no_fewer_than_three(vote, wanted):
    refused = edit(vote, wanted)
    assert refused == "out_of_range"


def edit(vote: Vote, wanted) -> str:
    change = {"activity": vote.hall.step(STEP), "field": "least_ballots", "value": wanted, "former": None}
    return vote.hall.refusal("edit_step", **change)


@pytest.mark.parametrize("least", [1, 2, 3])
def test_two_ballots_are_never_counted_and_three_are(either, least):
    configure(either, least)
    either.open()
    for mayor in either.mayors[:2]:
        either.cast(mayor, "yes")
    assert either.close() == "closed" and either.counted() == {}
    assert len(either.rows(Box)) == 2
    either.hall.command("open", activity=either.hall.step(STEP))
    either.cast(either.mayors[2], "no")
    assert either.close() == "sealed" and either.counted() == {"no": 1, "yes": 2}


def seats(vote: Vote, *, on_roll: int, there: int) -> None:
    """Let so many have a vote, and so many of them be there."""
    every = [vote.hall.seat_of(mayor) for mayor in vote.mayors]
    with Session(vote.hall.engine, info={"writer": True}) as session:
        for seat in every[on_roll:]:
            session.add(Entitlement(workshop_id=vote.hall.workshop, seat_id=seat, entitled=False))
        session.commit()
    with vote.hall.engine.begin() as connection:
        absent = Attendance.seat_id.in_(every[there:])
        connection.execute(update(Attendance).where(absent).values(state="absent"))


def told(vote: Vote) -> dict:
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
        assert scene is not None
        return live_of(scene, scene.step(vote.hall.step(STEP)))["secret"]


@pytest.mark.parametrize(
    ("on_roll", "there", "few"), [(11, 11, False), (10, 10, True), (17, 11, False), (17, 10, True), (11, 10, True)]
)
def test_ten_or_fewer_are_told_that_a_unanimous_result_reveals_everybody(vote, on_roll, there, few):
    seats(vote, on_roll=on_roll, there=there)
    assert told(vote)["few"] is few, "those who lead are to know before they open it"
    vote.open()
    assert (told(vote)["few"], told(vote)["roll"]) == (few, on_roll)
