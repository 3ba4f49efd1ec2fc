"""Resistance is summed proposal by proposal, the least stands first, doing nothing is always among them."""

import statistics
from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.consensing import Consensing
from workshop.domain.errors import Refused

CONSENSING = Consensing()
OPTIONS = [{"id": "a", "label": "Ein Ort"}, {"id": "b", "label": "Jede für sich"}]
IDS = ("a", "b", "passive")
# The first example of Paulus, Schrotta, Visotschnig: Systemisches Konsensieren (2009): four people choose the colour
# of a car for an advertisement; retold with all numbers at finding-marbles.com, "Systemic Consensus" (12 January 2012).
COLOURS = {"Darkblue": (0, 2, 4, 3), "Silver": (5, 0, 8, 5), "Red": (7, 4, 0, 6), "Black": (3, 7, 8, 0)}
COLOURS_SUMS = {"Darkblue": 9, "Red": 17, "Silver": 18, "Black": 18}
# One voice rates, rates again or takes back: (voice, proposal, rating or None), in order.
DOINGS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(IDS), st.none() | st.integers(0, 10)), max_size=40)


def test_the_published_example_has_the_published_sums_and_order():
    frozen = CONSENSING.freeze({"ask": "?", "options": [{"id": name, "label": name} for name in COLOURS]})
    answers = [(name, rating) for name, ratings in COLOURS.items() for rating in ratings]
    rows = CONSENSING.results(frozen, material(answers))["options"]
    assert {row["id"]: row["sum"] for row in rows if row["n"]} == COLOURS_SUMS
    assert [(row["place"], row["id"]) for row in rows] == [
        (1, "Darkblue"), (2, "Red"), (3, "Silver"), (3, "Black"), (5, "passive"),
    ]  # fmt: skip


def test_acceptance_is_what_resistance_leaves_of_the_greatest_possible():
    # 9 of at most 4 · 10 points: 1 − 9/40.
    rows = results([("a", rating) for rating in COLOURS["Darkblue"]])["options"]
    assert (rows[0]["sum"], rows[0]["mean"], rows[0]["acceptance"]) == (9, 2.25, 77.5)
    assert results([("a", 0)])["options"][0]["acceptance"] == 100
    assert results([("a", 10)])["options"][0]["acceptance"] == 0


def test_where_not_all_rated_all_the_mean_decides_and_it_is_said():
    said = results([("a", 4), ("b", 3), ("b", 3)])
    assert [row["id"] for row in said["options"]] == ["b", "a", "passive"]
    assert said["uneven"]
    assert not results([("a", 4), ("b", 3), ("passive", 9)])["uneven"]


def test_equal_ones_share_a_place_and_keep_the_order_of_the_agenda():
    rows = results([("b", 3), ("a", 3), ("passive", 3)])["options"]
    assert [(row["place"], row["id"]) for row in rows] == [(1, "a"), (1, "b"), (1, "passive")]


def test_doing_nothing_is_always_there_and_only_once():
    best = [{"id": "passive", "label": "Alles wie bisher"}, {"id": "theme:1", "label": "Bus"}]
    assert [one["id"] for one in CONSENSING.freeze({"ask": "?"}, best)["options"]] == ["theme:1", "passive"]
    assert CONSENSING.freeze({"passive": "Nichts tun"}, best)["options"][-1] == {"id": "passive", "label": "Nichts tun"}
    assert CONSENSING.ready(CONSENSING.freeze({"ask": "?"})) == "no_proposals"


def test_later_steps_get_the_least_resisted_first():
    said = results([("a", 9), ("b", 2), ("passive", 5)])
    assert [one["id"] for one in CONSENSING.best(frozen(), said)] == ["b", "passive", "a"]


def test_reasons_stand_below_their_proposal_by_alphabet():
    given = [Given(1, "reason", "a", "Zu weit"), Given(2, "reason", "a", "Mit Bus"), Given(3, "reason", "b", "Geld")]
    rows = {row["id"]: row for row in CONSENSING.results(frozen(), Material(given))["options"]}
    assert rows["a"]["reasons"] == ["Mit Bus", "Zu weit"]
    assert rows["a"]["n"] == 0


def test_who_does_not_ask_for_reasons_gets_none():
    with pytest.raises(Refused):
        CONSENSING.clean("reason", "a", "Zu weit", CONSENSING.freeze({"options": OPTIONS, "reasons": False}))


@examples(DOINGS)
def test_what_stands_is_counted_however_it_came_about(doings):
    standing = {(voice, option): rating for voice, option, rating in doings}
    answers = [(option, rating) for (_, option), rating in standing.items() if rating is not None]
    for row in results(answers)["options"]:
        ratings = [rating for option, rating in answers if option == row["id"]]
        assert (row["n"], row["sum"]) == (len(ratings), sum(ratings))
        assert sum(row["counts"]) == len(ratings)
        if ratings:
            assert row["mean"] == pytest.approx(statistics.fmean(ratings), abs=0.006)
            assert row["acceptance"] == pytest.approx(100 - 10 * statistics.fmean(ratings), abs=0.06)


@examples(DOINGS)
def test_the_means_rise_down_the_list(doings):
    answers = [(option, rating) for _, option, rating in doings if rating is not None]
    means = [row["mean"] for row in results(answers)["options"]]
    rated = [mean for mean in means if mean is not None]
    assert rated == sorted(rated)
    assert means[: len(rated)] == rated


@pytest.mark.parametrize("voice", range(17))
def test_a_simulated_mayor_rates_everything_and_explains_resistance_only(voice):
    given = CONSENSING.rehearse(CONSENSING.ask(frozen()), voice, Random(voice))
    ratings = {item: value for kind, item, value in given if kind == "rating"}
    assert set(ratings) == set(IDS)
    assert all(ratings[item] >= 5 for kind, item, _ in given if kind == "reason")


def frozen():
    return CONSENSING.freeze({"ask": "?", "options": OPTIONS})


def material(answers):
    return Material([Given(n, "rating", item, value) for n, (item, value) in enumerate(answers)])


def results(answers):
    return CONSENSING.results(frozen(), material(answers))
