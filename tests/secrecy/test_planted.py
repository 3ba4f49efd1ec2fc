"""What no mistake built into the product shows a way to find, is laid before it: it would find it, were it there.

The lists of a real round are put into an order that gives them away, as a product that kept one would have written
them.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.secrecy import phones, ways
from tests.secrecy.copies import Copy, Row
from tests.secrecy.held import BALLOTS, Held, hold
from tests.secrecy.judge import CAUGHT, Way, of_choices, of_orders, of_receipts
from tests.secrecy.reading import links
from tests.services.ballot_box import vote_again

Order = Callable[[Held], list[int]]


def of_casting(held: Held) -> list[int]:
    return held.order


def backwards(held: Held) -> list[int]:
    """As SQLite fills a page."""
    return held.order[::-1]


def from_the_middle(held: Held) -> list[int]:
    """As it splits a page that is full."""
    return [*held.order[7:], *held.order[:7]]


def shifted_by_one(held: Held) -> list[int]:
    return [*held.order[1:], held.order[0]]


def nearly(held: Held) -> list[int]:
    """As what is sorted by something coarse: who came soon after another stands before them."""
    return [seat for at in range(0, BALLOTS, 2) for seat in held.order[at : at + 2][::-1]]


def of_the_roll(held: Held) -> list[int]:
    return ways.the_roll_as_it_lies(held)


def of_the_slots(held: Held) -> list[int]:
    return sorted(held.truth, key=lambda seat: links(held)[seat]["slot"])


def of_the_ciphertexts(held: Held) -> list[int]:
    return sorted(held.truth, key=lambda seat: links(held)[seat]["ct"][ways.NONCE_BYTES :])


def of_the_receipts(held: Held) -> list[int]:
    return sorted(held.truth, key=lambda seat: ways.receipts(held).index(held.codes[seat]))


def counts(held: Held, order: list[int]) -> dict[str, list[Row]]:
    return {"counted": [{"round_id": held.number, "choice": held.truth[seat], "n": 1} for seat in order]}


def receipts(held: Held, order: list[int]) -> dict[str, list[Row]]:
    return {"receipt": [{"round_id": held.number, "code": held.codes[seat]} for seat in order]}


def counts_and_receipts(held: Held, order: list[int]) -> dict[str, list[Row]]:
    return counts(held, order) | receipts(held, order)


def roll(held: Held, order: list[int]) -> dict[str, list[Row]]:
    return {"roll": [{"round_id": held.number, "seat_id": seat, "voted": True} for seat in order]}


def another_table(held: Held, order: list[int]) -> dict[str, list[Row]]:
    return {"voices": [{"value": held.truth[seat]} for seat in order]}


@pytest.fixture(scope="module")
def rounds(sqlite_vote, tmp_path_factory) -> list[Held]:
    folder = tmp_path_factory.mktemp("planted")
    file, facts = sqlite_vote
    vote = vote_again(f"sqlite:///{shutil.copy(file, folder / 'workshop.db')}", folder / "keys", facts)
    held = hold(vote, folder, 2, seed=1)
    vote.hall.engine.dispose()
    return held


@pytest.mark.parametrize(
    ("way", "write", "order"),
    [
        (ways.rows_in_the_order_in_which_they_lie, another_table, of_casting),
        (ways.the_order_of_casting_beside_the_counts, counts, of_casting),
        (ways.the_roll_beside_the_counts, counts, of_the_roll),
        (ways.a_backup_laid_beside_the_lists, counts, of_the_slots),
        (ways.the_ciphertexts_sorted, counts, of_the_ciphertexts),
        (ways.the_receipts_beside_the_counts, counts, of_the_receipts),
        (ways.the_order_of_casting_beside_the_receipts, counts_and_receipts, of_casting),
    ],
    ids=lambda one: one.__name__,
)
def test_a_list_in_a_telling_order_would_be_read(rounds: list[Held], way: Way, write, order: Order):
    assert of_choices(way, rounds) > CAUGHT
    assert of_choices(way, [written(held, write(held, order(held))) for held in rounds]) < CAUGHT


@pytest.mark.parametrize(
    ("way", "order"),
    [
        (ways.the_list_of_receipts_in_the_order_of_casting, of_casting),
        (ways.the_list_of_receipts_in_the_order_of_the_slots, of_the_slots),
    ],
    ids=lambda one: one.__name__,
)
def test_receipts_in_a_telling_order_would_be_told_apart(rounds: list[Held], way: Way, order: Order):
    assert of_receipts(way, rounds) > CAUGHT
    assert of_receipts(way, [written(held, receipts(held, order(held))) for held in rounds]) < CAUGHT


@pytest.mark.parametrize(
    "order", [of_casting, backwards, from_the_middle, shifted_by_one, nearly], ids=lambda one: one.__name__
)
def test_a_roll_in_the_order_of_casting_would_show_it(rounds: list[Held], order: Order):
    assert of_orders(ways.the_roll_as_it_lies, rounds) > CAUGHT
    assert of_orders(ways.the_roll_as_it_lies, [written(held, roll(held, order(held))) for held in rounds]) < CAUGHT


@pytest.mark.parametrize(
    "kept", [r'"draft/7":"Ja"', r'"ballot-7":"yes"', r'"ballot-7":"\"yes\""', r'{"round":7,"value":"yes"}']
)
def test_a_choice_behind_the_number_of_a_round_would_be_read_however_it_is_written(kept: str):
    assert phones.near([kept.encode()]) == {7: ["yes"]}


def written(held: Held, tables: dict[str, list[Row]]) -> Held:
    """The same round, after which the product had left these rows."""
    after = Copy({**held.after.tables, **tables}, held.after.file)
    return replace(held, after=after)
