"""The second count: says that all fits, and names what does not."""

import pytest
from sqlalchemy import text

from tests.services.ballot_box import held_at
from workshop.services.recount import Finding, recount

STORED = {
    "list": "UPDATE receipt SET code = 'AAAAAAAAA' WHERE code = (SELECT min(code) FROM receipt)",
    "receipts": "DELETE FROM receipt WHERE code = (SELECT min(code) FROM receipt)",
    "sum": "UPDATE counted SET n = n + 1 WHERE choice = 'yes'",
    "roll": "DELETE FROM roll WHERE seat_id = (SELECT max(seat_id) FROM roll)",
    "announced": "UPDATE round SET frozen_hash = 'x' WHERE key_print != ''",
    "emptied": "INSERT INTO box SELECT round_id, :bytes, :bytes FROM receipt LIMIT 1",
}


@pytest.fixture
def vote(database_url, tmp_path):
    yield from held_at(database_url, tmp_path)


def cast(vote, ballots: int = 6) -> None:
    vote.open()
    for mayor, value in zip(vote.mayors[:ballots], ("yes", "yes", "no", "abstain", "yes", "no"), strict=False):
        vote.cast(mayor, value)


def found(vote) -> Finding:
    with vote.hall.engine.connect() as connection:
        [one] = recount(connection, vote.vault)
    return one


def test_a_counted_vote_fits(vote):
    cast(vote)
    vote.close()
    assert (found(vote).state, found(vote).faults, found(vote).cast, found(vote).roll) == ("sealed", (), 6, 17)
    assert found(vote).counts == {"abstain": 1, "no": 2, "yes": 3}


@pytest.mark.parametrize("fault", STORED)
def test_what_was_changed_afterwards_is_named(vote, fault):
    cast(vote)
    vote.close()
    with vote.hall.engine.begin() as connection:
        connection.execute(text(STORED[fault]), {"bytes": b"\0"})
    assert fault in found(vote).faults


def test_an_open_vote_fits_until_its_key_is_gone(vote):
    cast(vote)
    assert (found(vote).state, found(vote).faults) == ("open", ())
    vote.vault.erase(vote.round.id)
    assert found(vote).faults == ("key_lost",)


def test_an_annulled_vote_fits_once_it_is_emptied(vote):
    cast(vote)
    vote.hall.command("annul", activity=vote.hall.step("Empfehlung"), reason="Falscher Wortlaut.")
    assert found(vote).faults == ("key_left",)
    vote.seal()
    assert (found(vote).state, found(vote).faults) == ("annulled", ())
