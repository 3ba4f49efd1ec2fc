"""Points keep to their budget and are added up option by option."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.dots import Dots
from workshop.domain.errors import Refused

DOTS = Dots()
OPTIONS = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}, {"id": "c", "label": "Kita"}]
ANSWERS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 2), min_size=1).filter(lambda a: sum(a.values()) <= 3)
# One voice gives, gives again or takes back: (voice, answer or None), in order.
DOINGS = st.lists(st.tuples(st.integers(0, 4), st.none() | ANSWERS), max_size=25)


def test_options_stand_by_their_points_the_most_first():
    assert counts([{"b": 2, "a": 1}, {"b": 1, "c": 2}]) == [("b", 3), ("c", 2), ("a", 1)]


def test_equal_options_keep_the_order_of_the_agenda():
    assert counts([{"c": 1}, {"b": 1}]) == [("b", 1), ("c", 1), ("a", 0)]


@examples(DOINGS)
def test_what_stands_is_counted_however_it_came_about(doings):
    standing = dict(doings)
    answers = [answer for answer in standing.values() if answer]
    expected = sum((Counter(answer) for answer in answers), Counter())
    assert Counter(dict(counts(answers))) == expected
    assert results(answers)["points"] == sum(expected.values())


@examples(st.lists(ANSWERS, max_size=8), st.randoms(use_true_random=False))
def test_any_order_of_voices_gives_the_same(answers, chance):
    mixed = list(answers)
    chance.shuffle(mixed)
    assert results(mixed) == results(answers)


def test_points_may_be_left_over():
    assert DOTS.clean("points", "", {"b": 1}, frozen()) == {"b": 1}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": 2, "b": 2}, {"code": "too_many_points", "most": 3}),
        ({"a": 3}, {"code": "too_many_points_here", "most": 2}),
        ({}, {"code": "no_points"}),
    ],
)
def test_who_breaks_the_budget_hears_the_number(value, said):
    with pytest.raises(Refused) as raised:
        DOTS.clean("points", "", value, frozen())
    assert raised.value.as_dict() == said


def test_equal_answers_are_stored_alike():
    first, second = ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert list(DOTS.clean("points", "", second, frozen())) == list(DOTS.clean("points", "", first, frozen()))


def test_nobody_gets_a_point_that_cannot_be_given():
    asked = DOTS.freeze({"ask": "?", "options": OPTIONS[:2], "points": 20, "most_per_option": 2})
    assert asked["points"] == 4


def test_options_of_an_earlier_step_take_the_place_of_its_own():
    themes = [{"id": "theme:1", "label": "Bus"}, {"id": "theme:2", "label": "Wohnen"}]
    assert DOTS.freeze({"options": OPTIONS}, themes)["options"] == themes


def test_later_steps_get_the_most_wanted_first():
    assert [o["id"] for o in DOTS.best(frozen(), results([{"c": 2}, {"b": 1}]))] == ["c", "b", "a"]


@pytest.mark.parametrize("voice", range(17))
def test_a_simulated_mayor_uses_up_the_points(voice):
    ((kind, item, value),) = DOTS.rehearse(DOTS.ask(frozen()), voice, Random(voice))
    assert sum(DOTS.clean(kind, item, value, frozen()).values()) == 3


def frozen():
    return DOTS.freeze({"ask": "?", "options": OPTIONS, "points": 3, "most_per_option": 2})


def results(answers):
    return DOTS.results(frozen(), Material([Given(n, "points", "", answer) for n, answer in enumerate(answers)]))


def counts(answers):
    return [(option["id"], option["count"]) for option in results(answers)["options"]]
