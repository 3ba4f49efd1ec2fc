"""Each mistake that others made, built into the product on purpose, is caught by the ways that find nothing in it."""

import pytest

from tests.secrecy import papers, ways, weaker
from tests.secrecy.asked import CHOICE
from tests.secrecy.held import annulled, asked_for, hold
from tests.secrecy.judge import CAUGHT, of_choices, of_orders, of_receipts

# To know all thirty ballots of two rounds happens by chance once in 573 thousand million times, and so many as 24 of
# them are enough: the ballot that a way has to begin with, or a row that it missed, is no matter.
ROUNDS = 2

EITHER = [
    (
        weaker.a_box_of_plain_text,
        {
            "sqlite": (ways.the_log_played_back, ways.ballots_as_they_lie_in_the_pages),
            "postgres": (
                ways.rows_of_the_same_transaction, ways.dead_rows_of_the_same_transaction,
                ways.transactions_of_the_archived_log, ways.what_is_left_in_the_bytes,
            ),
        },
    ),
    (weaker.ballots_of_different_length, ways.the_length_of_the_ballot),
    (weaker.one_list_and_a_code_from_the_slot, ways.the_code_made_from_the_slot),
    (weaker.ballots_that_are_numbered, ways.rows_by_number),
]  # fmt: skip
ON_SQLITE = [
    (weaker.plain_text_that_is_not_overwritten, ways.what_is_left_in_the_bytes),
    (weaker.one_nonce_for_all, ways.the_same_nonce_twice),
    (weaker.a_key_that_is_kept, ways.the_key_that_was_left),
    (weaker.code_and_choice_in_one_list, ways.the_receipt_that_was_shown),
    (weaker.ballots_with_a_time, ways.rows_by_time),
    (weaker.a_journal_of_casting, ways.the_journal),
    (weaker.requests_that_are_kept, ways.a_row_that_names_both),
    (weaker.a_talkative_log, ways.the_servers_log),
    (weaker.a_tally_while_open, (ways.the_difference_of_two_tallies, ways.the_counts_while_open)),
    (weaker.an_answer_that_repeats_the_choice, ways.the_answers),
]
OF_A_CHOICE = [
    (weaker.a_box_of_plain_text, (ways.the_log_played_back, ways.ballots_as_they_lie_in_the_pages)),
    (weaker.ballots_of_different_length, ways.the_length_of_the_ballot),
    (weaker.one_list_and_a_code_from_the_slot, ways.the_code_made_from_the_slot),
    (weaker.one_nonce_for_all, ways.the_same_nonce_twice),
    (weaker.a_key_that_is_kept, ways.the_key_that_was_left),
    (weaker.ballots_that_are_numbered, ways.rows_by_number),
]
ON_POSTGRES = [
    (
        weaker.ballots_under_a_random_number,
        (ways.rows_by_transaction_number, ways.rows_of_the_same_transaction, ways.transactions_of_the_archived_log),
    ),
]


def named(pairs):
    return [pytest.param(*pair, id=pair[0].__name__) for pair in pairs]


@pytest.mark.parametrize("weaken, caught_by", named(EITHER))
def test_a_mistake_is_caught_on_either_engine(either, tmp_path, monkeypatch, weaken, caught_by):
    is_caught(either, tmp_path, monkeypatch, weaken, caught_by)


@pytest.mark.parametrize("weaken, caught_by", named(OF_A_CHOICE))
def test_a_mistake_is_caught_where_several_may_be_chosen(vote, tmp_path, monkeypatch, weaken, caught_by):
    is_caught(CHOICE.of(vote), tmp_path, monkeypatch, weaken, caught_by)


@pytest.mark.parametrize("weaken, caught_by", named(ON_SQLITE))
def test_a_mistake_is_caught_in_sqlites_files(vote, tmp_path, monkeypatch, weaken, caught_by):
    is_caught(vote, tmp_path, monkeypatch, weaken, caught_by)


@pytest.mark.parametrize("weaken, caught_by", named(ON_POSTGRES))
def test_a_mistake_is_caught_in_what_postgresql_keeps(on_postgres, tmp_path, monkeypatch, weaken, caught_by):
    is_caught(on_postgres, tmp_path, monkeypatch, weaken, caught_by)


def is_caught(vote, folder, monkeypatch, weaken, caught_by) -> None:
    """Each of the ways must catch it by itself."""
    of_engine = caught_by[engine_of(vote)] if isinstance(caught_by, dict) else caught_by
    rounds = weakened(vote, folder, monkeypatch, weaken)
    for way in of_engine if isinstance(of_engine, tuple) else (of_engine,):
        assert of_choices(way, rounds) < CAUGHT, way.__name__


def test_dead_rows_that_are_left_show_the_order_of_casting(on_postgres, tmp_path, monkeypatch):
    rounds = weakened(on_postgres, tmp_path, monkeypatch, weaker.dead_rows_that_are_left)
    assert of_orders(ways.dead_rows_of_the_roll, rounds) < CAUGHT


def test_names_in_the_files_are_caught_in_each_kind_but_ones_own(vote, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        weaker.names_in_the_files(patch, vote)
        rounds = hold(vote, tmp_path, ROUNDS, seed=1)  # only then does a file name the rounds
        papers.file(vote, rounds)
    caught = [way.__name__ for way in ways.IN_THE_FILES if of_choices(way, rounds) < CAUGHT]
    assert caught == [f"in_the_file_{kind}" for kind in papers.MAKERS]
    assert of_orders(ways.seats_as_the_files_name_them, rounds) < CAUGHT


def test_a_roll_that_is_not_written_anew_shows_the_order_of_casting(on_postgres, tmp_path, monkeypatch):
    rounds = weakened(on_postgres, tmp_path, monkeypatch, weaker.a_roll_that_is_not_written_anew)
    assert of_orders(ways.the_roll_by_transaction_number, rounds) < CAUGHT


def test_a_log_that_is_not_emptied_shows_the_order_of_casting(vote, tmp_path, monkeypatch):
    rounds = weakened(vote, tmp_path, monkeypatch, weaker.a_log_that_is_not_emptied)
    for way in (ways.the_log_that_was_left, ways.the_roll_in_the_bytes_of_the_log):
        assert of_orders(way, rounds) < CAUGHT, way.__name__


def test_a_roll_that_is_written_as_people_cast_shows_it_in_its_bytes_alone(vote, tmp_path, monkeypatch):
    rounds = weakened(vote, tmp_path, monkeypatch, weaker.a_roll_in_the_order_of_casting)
    assert of_orders(ways.the_roll_as_it_lies, rounds) > CAUGHT
    assert of_orders(ways.the_roll_in_the_bytes_of_the_file, rounds) < CAUGHT


def test_slots_that_stay_where_they_were_show_the_order_of_casting(vote, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        weaker.a_box_that_is_left(patch, vote)
        rounds = hold(vote, tmp_path, ROUNDS, seed=1, end=annulled)
    assert of_orders(ways.the_box_in_the_bytes_of_the_file, rounds) < CAUGHT


def test_a_code_from_the_slot_says_whose_receipt_it_is(either, tmp_path, monkeypatch):
    rounds = weakened(either, tmp_path, monkeypatch, weaker.a_code_that_follows_from_the_slot)
    assert of_receipts(ways.a_code_made_from_the_slot, rounds) < CAUGHT


def weakened(vote, folder, monkeypatch, weaken):
    with monkeypatch.context() as patch:
        weaken(patch, vote)
        look = asked_for if weaken is weaker.a_tally_while_open else None  # to look takes as long as to vote
        return hold(vote, folder, ROUNDS, seed=1, look=look)


def engine_of(vote) -> str:
    return {"sqlite": "sqlite", "postgresql": "postgres"}[vote.hall.engine.dialect.name]
