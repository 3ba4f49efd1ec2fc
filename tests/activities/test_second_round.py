"""After another round a vote says beside each count what it was before; a first round says nothing of it."""

from collections import Counter

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities import TYPES
from workshop.activities.base import Given, Material, Term

OPTIONS = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}]
CONFIG = {"ask": "?", "options": OPTIONS, "points": 3, "most_per_option": 3, "most": 1}
VALUE = {"choice": lambda option: [option], "dots": lambda option: {option: 1}}
VOTES = st.lists(st.sampled_from("ab"), max_size=20)
either = pytest.mark.parametrize("name", VALUE)


@either
@examples(first=VOTES, second=VOTES)
def test_each_option_says_what_it_had(name, first, second):
    said = results(name, second, {"run": 3, **results(name, first)})["options"]
    assert {one["run"] for one in said} == {3}
    assert {one["id"]: (one["before"], one["count"]) for one in said} == {
        option: (Counter(first)[option], Counter(second)[option]) for option in "ab"
    }


@either
def test_an_option_that_was_not_there_has_nothing_before(name):
    earlier = {"run": 1, "options": [{"id": "b", "label": "Busse", "count": 4}]}
    said = results(name, "a", earlier)["options"]
    assert {one["id"]: one["before"] for one in said} == {"a": None, "b": 4}


@either
def test_documents_have_a_column_for_it_only_where_it_is(name):
    table = TYPES[name].table(frozen(name), material(name, "ab", {"run": 1, **results(name, "bb")}))
    assert table.columns[-1] == (Term("common.before"), "number")
    assert table.columns[-1][0].params == {"run": 1}
    assert table.rows == [["Wohnen", 1, 0], ["Bus", 1, 2]]
    assert len(TYPES[name].table(frozen(name), material(name, "ab")).columns) == 2


# What each says of "a" in a second round: the answers of both rounds, where its rows are, and what it says was before.
FURTHER = {
    "ranking": ({}, [["a", "b"]], [["b", "a"]], "options", 1),
    "consensing": ({}, [("a", 3), ("a", 8)], [("a", 1)], "options", 11),
    "budget": ({"sum": 10, "step": 1}, [{"a": 4}, {"a": 2, "b": 8}], [{"a": 1}], "options", 3),
    "matrix": (
        {"items": OPTIONS},
        [("a", {"x": 1, "y": 4}), ("a", {"x": 2, "y": 5})],
        [],
        "items",
        {"x": 1.5, "y": 4.5},
    ),
}


@pytest.mark.parametrize("name", FURTHER)
def test_other_figures_say_what_they_were_as_well(name):
    config, first, second, rows, expected = FURTHER[name]
    kind = TYPES[name]
    asked = kind.freeze({**CONFIG, **config})
    former = kind.results(asked, answers(kind, first))
    said = kind.results(asked, answers(kind, second, {"run": 1, **former}))[rows]
    assert {one["id"]: (one["run"], one["before"]) for one in said}["a"] == (1, expected)
    assert all("before" not in one and "run" not in one for one in former[rows])
    again, once = (
        kind.table(asked, answers(kind, second, {"run": 1, **former})),
        kind.table(asked, answers(kind, first)),
    )
    assert len(again.columns) == len(again.rows[0]) > len(once.columns) == len(once.rows[0])


def test_a_budget_asked_in_another_way_has_nothing_before():
    kind, priced = TYPES["budget"], [{**option, "price": 3} for option in OPTIONS]
    free = kind.freeze({**CONFIG, "sum": 10, "step": 1})
    former = kind.results(free, answers(kind, [{"a": 4}]))
    asked = kind.freeze({**CONFIG, "sum": 10, "way": "priced", "priced": priced})
    said = kind.results(asked, answers(kind, [["a"]], {"run": 1, **former}))["options"]
    assert [one["before"] for one in said] == [None, None]


def test_a_question_of_a_form_knows_its_own_first_round():
    form = TYPES["feedback"]
    config = {"ask": "?", "options": OPTIONS, "most": 1}
    asked = form.freeze({"parts": [{"id": one, "type": "choice", "config": config} for one in ("x", "y")]})
    former = form.results(asked, Material([Given(1, "choice:vote", "x:", ["a"])]))
    said = form.results(asked, Material([Given(2, "choice:vote", "x:", ["b"])], earlier={"run": 1, **former}))
    before = {part["id"]: [one["before"] for one in part["whole"]["options"]] for part in said["parts"]}
    assert before == {"x": [1, 0], "y": [0, 0]}


def frozen(name):
    return TYPES[name].freeze(CONFIG)


def material(name, votes, earlier=None):
    kind = TYPES[name].kinds[0].name
    return Material([Given(n, kind, "", VALUE[name](vote)) for n, vote in enumerate(votes)], earlier=earlier)


def answers(kind, values, earlier=None):
    pairs = [one if isinstance(one, tuple) else ("", one) for one in values]
    return Material([Given(n, kind.kinds[0].name, *pair) for n, pair in enumerate(pairs)], earlier=earlier)


def results(name, votes, earlier=None):
    return TYPES[name].results(frozen(name), material(name, votes, earlier))
