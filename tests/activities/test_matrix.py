"""The figures of a matrix, against the standard library."""

import statistics
from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.matrix import Matrix
from workshop.domain.errors import Refused

MATRIX = Matrix()
ITEMS = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}, {"id": "c", "label": "Kita"}]
PLACES = st.fixed_dictionaries({"x": st.integers(1, 5), "y": st.integers(1, 5)})
# One voice places, places again or takes back: (voice, item, place or None), in order.
DOINGS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc"), st.none() | PLACES), max_size=30)


@examples(DOINGS)
def test_figures_are_those_of_the_standard_library_however_they_came_about(doings):
    standing = {(voice, item): place for voice, item, place in doings}
    given = [(item, place) for (_, item), place in standing.items() if place]
    for row in results(given):
        places = [place for item, place in given if item == row["id"]]
        assert row["n"] == len(places)
        for axis in ("x", "y"):
            assert row[axis] == figures([place[axis] for place in places])


@examples(st.lists(st.tuples(st.sampled_from("abc"), PLACES), max_size=12), st.randoms(use_true_random=False))
def test_any_order_of_voices_gives_the_same(given, chance):
    mixed = list(given)
    chance.shuffle(mixed)
    assert results(mixed) == results(given)


def test_the_largest_sum_of_means_comes_first_and_what_nobody_placed_last():
    given = [("b", {"x": 1, "y": 1}), ("c", {"x": 5, "y": 2}), ("c", {"x": 3, "y": 2})]
    assert [row["id"] for row in results(given)] == ["c", "b", "a"]


def test_later_steps_get_them_in_that_order():
    said = MATRIX.results(frozen(), material([("b", {"x": 5, "y": 5})]))
    assert [option["label"] for option in MATRIX.best(frozen(), said)] == ["Bus", "Wohnen", "Kita"]


def test_what_nobody_placed_has_no_figures_in_the_table():
    assert MATRIX.table(frozen(), Material()).rows[0] == ["Wohnen", None, None, None, None, 0]


def test_half_a_place_is_refused():
    with pytest.raises(Refused):
        MATRIX.clean("place", "a", {"x": 1}, frozen())


@pytest.mark.parametrize(("missing", "code"), [({"items": []}, "no_things"), ({"axis_y_to": ""}, "no_axes"), ({}, "")])
def test_it_opens_once_there_are_things_and_axes(missing, code):
    assert MATRIX.ready(MATRIX.freeze({**config(), **missing})) == code


@pytest.mark.parametrize("voice", range(17))
def test_a_simulated_mayor_places_everything(voice):
    given = MATRIX.rehearse(MATRIX.ask(frozen()), voice, Random(voice))
    assert [item for _, item, _ in given] == ["a", "b", "c"]
    assert all(MATRIX.clean(kind, item, value, frozen()) == value for kind, item, value in given)


def config():
    ends = {"axis_x_from": "schwer", "axis_x_to": "leicht", "axis_y_from": "später", "axis_y_to": "bald"}
    return {"ask": "?", "items": ITEMS, **ends}


def frozen():
    return MATRIX.freeze(config())


def material(given):
    return Material([Given(n, "place", item, place) for n, (item, place) in enumerate(given)])


def results(given):
    return MATRIX.results(frozen(), material(given))["items"]


def figures(values):
    if not values:
        return None
    return {"mean": round(statistics.fmean(values), 2), "spread": round(statistics.pstdev(values), 2)}
