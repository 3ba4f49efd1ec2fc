"""A sum is shared out or spent, never exceeded; what it buys follows the greedy rule of an independent library."""

import statistics
from itertools import combinations
from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Field, Given, Material
from workshop.activities.budget import Budget
from workshop.activities.forms import clean_field
from workshop.activities.naming import by_voice
from workshop.domain.errors import Refused

BUDGET = Budget()
OPTIONS = [{"id": "a", "label": "Sprachkurse"}, {"id": "b", "label": "Fahrdienste"}, {"id": "c", "label": "Räume"}]
PRICES = {"bus": 45, "playground": 30, "fountain": 8, "hall": 90, "weekend": 15, "stands": 6}
SPLITS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 10).map(lambda units: units * 10), min_size=1).filter(
    lambda split: sum(split.values()) <= 100
)
# One voice gives, gives again or takes back: (voice, answer or None), in order.
SHARINGS = st.lists(st.tuples(st.integers(0, 4), st.none() | SPLITS), max_size=25)
BASKETS = st.lists(st.sampled_from(sorted(PRICES)), unique=True, max_size=6)
# Sum, prices, who ticked which, and what is bought: computed with pabutools 1.2.3, the reference implementation of
# participatory budgeting (greedy_utilitarian_welfare with Cost_Sat, the cheaper first among equals).
REFERENCE = [
    (120, [60, 8, 30, 90, 60, 30],
     ["1", "025", "13", "35", "02", "14", "13", "1", "145", "025", "124", "125", "245"], "125"),
    (120, [15, 30, 15, 90, 90],
     ["1", "012", "04", "13", "24", "023", "012", "13", "024", "023", "13", "012", "23", "024", "023", "24", "024"],
     "012"),
    (120, [15, 15, 45, 20, 30],
     ["34", "0123", "0124", "01", "234", "13", "04", "012", "12", "0123", "0134", "02", "014", "34", "1234", "01"],
     "0134"),
    (120, [20, 45, 90, 15, 8],
     ["034", "24", "24", "23", "234", "14", "0134", "02", "23", "03", "234", "13", "23"], "234"),
    (100, [30, 15, 60, 90, 20], ["02", "14", "4", "124", "02", "24", "24", "124", "3"], "124"),
    (100, [30, 45, 8, 90, 30, 8, 20],
     ["126", "125", "1245", "0456", "02456", "016", "02456", "045", "1245", "2456", "05", "246", "6"], "02456"),
]  # fmt: skip


def test_mean_and_median_count_what_was_left_empty_as_nothing():
    rows = {row["id"]: row for row in shared([{"a": 100}, {"a": 40, "b": 60}, {"c": 10}])["options"]}
    assert (rows["a"]["mean"], rows["a"]["median"], rows["a"]["total"]) == (46.67, 40, 140)
    assert (rows["b"]["low"], rows["b"]["high"], rows["b"]["median"], rows["b"]["given"]) == (0, 60, 0, 1)


@examples(SHARINGS)
def test_what_stands_is_counted_however_it_came_about(sharings):
    splits = [split for split in dict(sharings).values() if split]
    said = shared(splits)
    assert said["n"] == len(splits)
    for row in said["options"]:
        amounts = [split.get(row["id"], 0) for split in splits]
        assert row["total"] == sum(amounts)
        if splits:
            assert row["mean"] == pytest.approx(statistics.mean(amounts), abs=0.006)
            assert row["median"] == statistics.median(amounts)


@examples(st.lists(st.permutations([50, 30, 20]).map(lambda parts: dict(zip("abc", parts, strict=True))), min_size=1))
def test_the_means_of_those_who_share_out_everything_add_up_to_the_sum(splits):
    assert sum(row["mean"] for row in shared(splits)["options"]) == pytest.approx(100, abs=0.02)


@examples(st.dictionaries(st.sampled_from("abc"), st.integers(-10, 150)))
def test_nothing_over_the_sum_is_ever_let_in(split):
    try:
        clean = BUDGET.clean("split", "", split, free())
    except Refused:
        return
    assert 0 < sum(clean.values()) <= 100
    assert all(amount % 10 == 0 for amount in clean.values())


def test_who_spends_too_much_hears_how_much():
    with pytest.raises(Refused) as raised:
        BUDGET.clean("split", "", {"a": 70, "b": 50}, free())
    assert raised.value.as_dict() == {"code": "over_budget", "sum": 100, "over": 20, "unit": "Euro"}
    with pytest.raises(Refused) as raised:
        BUDGET.clean("split", "", ["hall", "weekend"], priced())
    assert raised.value.as_dict() == {"code": "over_budget", "sum": 100, "over": 5, "unit": "Euro"}


def test_the_sum_buys_by_votes_and_passes_over_what_does_not_fit():
    # By hand: hall has most votes (90 of 100); bus and playground do not fit into 10; the fountain does.
    said = bought([["hall"], ["hall", "fountain"], ["hall"], ["bus", "playground"], ["bus"]])
    assert [(row["id"], row["votes"], row["bought"]) for row in said["options"]] == [
        ("hall", 3, True), ("bus", 2, False), ("fountain", 1, True), ("playground", 1, False),
        ("stands", 0, False), ("weekend", 0, False),
    ]  # fmt: skip
    assert said["cost"] == 98


@pytest.mark.parametrize(("total", "prices", "baskets", "bought"), REFERENCE)
def test_the_sum_buys_what_an_independent_library_says(total, prices, baskets, bought):
    options = [{"id": str(n), "label": str(n), "price": price} for n, price in enumerate(prices)]
    said = BUDGET.results({**priced(), "sum": total, "options": options}, material([list(one) for one in baskets]))
    assert sorted(row["id"] for row in said["options"] if row["bought"]) == list(bought)


def test_of_equally_many_votes_the_cheaper_goes_first_then_the_agenda():
    twins = [{"id": "x", "label": "X", "price": 60}, {"id": "y", "label": "Y", "price": 60}]
    frozen = {**priced(), "options": [{"id": "dear", "label": "Z", "price": 70}, *twins]}
    said = BUDGET.results(frozen, material([["dear"], ["x"], ["y"]]))
    assert [(row["id"], row["bought"]) for row in said["options"]] == [("x", True), ("y", False), ("dear", False)]


@examples(st.lists(BASKETS, max_size=8))
def test_the_greedy_rule_is_the_first_of_all_affordable_sets(baskets):
    """Of all sets that fit, the one that has the first in the order, among these the second, and so on."""
    said = bought(baskets)
    wanted = [row["id"] for row in said["options"] if row["votes"]]
    order = sorted(wanted, key=lambda one: (-sum(one in basket for basket in baskets), PRICES[one]))
    assert order == wanted
    sets = [chosen for size in range(len(order) + 1) for chosen in combinations(order, size)]
    fitting = [chosen for chosen in sets if sum(PRICES[one] for one in chosen) <= 100]
    best = max(fitting, key=lambda chosen: [one in chosen for one in order])
    assert {row["id"] for row in said["options"] if row["bought"]} == set(best)
    assert said["cost"] == sum(PRICES[one] for one in best) <= 100


def test_later_steps_get_the_highest_mean_or_what_was_bought_first():
    assert [one["id"] for one in BUDGET.best(free(), shared([{"c": 60, "b": 30}]))] == ["c", "b", "a"]
    said = bought([["hall"], ["hall"], ["bus"], ["fountain"]])
    assert [one["id"] for one in BUDGET.best(priced(), said)][:3] == ["hall", "fountain", "bus"]


def test_an_order_of_an_earlier_step_has_no_prices():
    assert len(BUDGET.freeze({"way": "priced", "priced": priced()["options"]}, OPTIONS)["options"]) == 6
    assert BUDGET.freeze({"way": "free"}, OPTIONS)["options"] == OPTIONS
    assert BUDGET.ready(BUDGET.freeze({"way": "priced"})) == "too_few_priced"


def test_who_gave_what_stands_in_documents_where_it_was_announced():
    given = [Given(1, "split", "", {"c": 10, "a": 60}, who="Meeder", by=1)]
    given.append(Given(2, "split", "", {"b": 1000}, who="Ahorn", by=2))
    (section,) = by_voice(BUDGET, free(), Material(given))
    assert section.table.rows == [["Ahorn", "Fahrdienste 1\u202f000"], ["Meeder", "Sprachkurse 60 · Räume 10"]]
    (section,) = by_voice(BUDGET, priced(), Material([Given(1, "split", "", ["bus"], who="Itzgrund", by=1)]))
    assert section.table.rows == [["Itzgrund", "bus"]]
    assert by_voice(BUDGET, free(), material([{"a": 10}])) == []


def test_the_smallest_amount_is_never_more_than_the_sum():
    assert BUDGET.freeze({"sum": 10, "step": 1000})["step"] == 10


def test_the_table_of_what_was_bought_names_price_votes_and_a_tick():
    rows = BUDGET.table(priced(), material([["hall"]])).rows
    assert rows[0] == ["hall", 1, 90, "✓"]


@pytest.mark.parametrize("price", [0, -1, None, "30", 1.5, True, 10**10])
def test_a_priced_line_needs_a_whole_price(price):
    with pytest.raises(Refused) as raised:
        clean_field(Field("priced", "priced"), [{"id": "a", "label": "Bus", "price": price}])
    assert raised.value.code == "no_price"


def test_a_priced_line_keeps_its_id_and_price():
    line = {"id": "a", "label": "Bus", "price": 30}
    assert clean_field(Field("priced", "priced"), [line]) == [line]


@pytest.mark.parametrize("way", ["free", "priced"])
@pytest.mark.parametrize("voice", range(17))
def test_a_simulated_mayor_keeps_within_the_sum(way, voice):
    frozen = free() if way == "free" else priced()
    ((kind, item, value),) = BUDGET.rehearse(BUDGET.ask(frozen), voice, Random(voice))
    assert BUDGET.clean(kind, item, value, frozen) == value


def free():
    return BUDGET.freeze({"ask": "?", "sum": 100, "step": 10, "options": OPTIONS})


def priced():
    lines = [{"id": name, "label": name, "price": price} for name, price in PRICES.items()]
    return BUDGET.freeze({"ask": "?", "way": "priced", "sum": 100, "priced": lines})


def material(answers):
    return Material([Given(n, "split", "", answer) for n, answer in enumerate(answers)])


def shared(splits):
    return BUDGET.results(free(), material(splits))


def bought(baskets):
    return BUDGET.results(priced(), material(baskets))
