"""What documents say of a secret vote: how many of the roll, the numbers, the sum of the list; nothing of anybody."""

import json

import pytest

from tests.services.ballot_box import STEP, held_at
from workshop.domain.ballots import list_print
from workshop.language import Catalogue
from workshop.models import Receipt
from workshop.reports.outline import outline_of
from workshop.reports.sheets import sheets_of
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of


@pytest.fixture
def vote(database_url, tmp_path):
    yield from held_at(database_url, tmp_path)


def cast(vote, ballots: int) -> None:
    vote.open()
    for mayor, value in zip(vote.mayors[:ballots], ("yes", "yes", "no", "abstain", "yes", "no"), strict=False):
        vote.cast(mayor, value)


def summary(vote) -> dict:
    with vote.hall.engine.connect() as connection:
        found = summary_of(connection, vote.hall.workshop, vote.hall.now, Reader("de", "Europe/Berlin", Catalogue()))
    return json.loads(json.dumps(found.as_dict()))


def told(vote) -> dict:
    return next(step for step in outline_of(summary(vote))["steps"] if step["title"].startswith(STEP))


def test_a_counted_vote_says_how_many_of_the_roll_and_the_sum_of_its_list(vote):
    cast(vote, 6)
    vote.close()
    printed = list_print(row.code for row in vote.rows(Receipt))
    step = told(vote)
    assert "geheim" in step["meta"]
    assert "6 von 17 im Wählerverzeichnis haben geheim abgestimmt" in step["base"]
    assert step["listed"] == vote.round.id
    assert printed in str(step["further"])
    assert printed in str(sheets_of(summary(vote)))


def test_no_document_says_who_has_cast(vote):
    cast(vote, 6)
    vote.close()
    [step] = [step for step in summary(vote)["steps"] if step["title"] == STEP]
    assert "Ahorn" not in json.dumps(step)


def test_a_vote_that_is_not_counted_says_why(vote):
    cast(vote, 3)
    assert "läuft noch" in told(vote)["nothing"]
    vote.close()
    assert "nicht ausgezählt" in told(vote)["nothing"]
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Zu wenige Stimmen.")
    assert "Zu wenige Stimmen." in told(vote)["nothing"]
    assert told(vote)["listed"] == 0
