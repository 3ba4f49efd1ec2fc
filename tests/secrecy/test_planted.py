"""What no mistake built into the product shows a way to find, is laid before it: it would find it, were it there.

The lists of a real round are put into an order that gives them away, as a product that kept one would have written
them.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.secrecy import ways
from tests.secrecy.copies import Copy, Row
from tests.secrecy.held import Held, hold
from tests.secrecy.judge import CAUGHT, Way, of_choices, of_orders, of_receipts
from tests.secrecy.reading import links

Order = Callable[[Held], list[int]]


def of_casting(held: Held) -> list[int]:
    return held.order


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


@pytest.fixture
def held(vote, tmp_path) -> Held:
    return hold(vote, tmp_path, 1, seed=1)[0]


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
def test_a_list_in_a_telling_order_would_be_read(held: Held, way: Way, write, order: Order):
    assert of_choices(way, [held]) > CAUGHT
    assert of_choices(way, [written(held, write(held, order(held)))]) < CAUGHT


@pytest.mark.parametrize(
    ("way", "order"),
    [
        (ways.the_list_of_receipts_in_the_order_of_casting, of_casting),
        (ways.the_list_of_receipts_in_the_order_of_the_slots, of_the_slots),
    ],
    ids=lambda one: one.__name__,
)
def test_receipts_in_a_telling_order_would_be_told_apart(held: Held, way: Way, order: Order):
    assert of_receipts(way, [held]) > CAUGHT
    assert of_receipts(way, [written(held, receipts(held, order(held)))]) < CAUGHT


def test_a_roll_in_the_order_of_casting_would_show_it(held: Held):
    assert of_orders(ways.the_roll_as_it_lies, [held]) > CAUGHT
    assert of_orders(ways.the_roll_as_it_lies, [written(held, roll(held, held.order))]) < CAUGHT


def written(held: Held, tables: dict[str, list[Row]]) -> Held:
    """The same round, after which the product had left these rows."""
    after = Copy({**held.after.tables, **tables}, held.after.file)
    return replace(held, after=after)
