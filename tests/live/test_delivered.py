"""Whoever listens has what there is, although nothing is sent twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.live.delivered import Delivered

ROWS = st.dictionaries(st.integers(1, 3), st.sampled_from("ab"), max_size=3)


def rows_of(there: dict[int, str]) -> list[dict[str, object]]:
    return [{"id": number, "value": value} for number, value in there.items()]


@pytest.fixture
def brought() -> Delivered:
    made = Delivered()
    made.bring(rows_of({1: "a"}), [], whole=True)
    return made


def test_what_all_have_is_no_news(brought):
    assert brought.news(rows_of({1: "a", 2: "b"}), [3]) == (rows_of({2: "b"}), [])


def test_what_is_gone_is_said_once(brought):
    assert brought.news([], [1]) == ([], [1])
    brought.bring([], [1], whole=False)
    assert brought.news([], [1]) == ([], [])


@pytest.mark.parametrize("between", [{1: "b"}, {}], ids=["changed", "hidden"])
def test_what_changed_and_changed_back_is_news_if_somebody_came_in_between(brought, between):
    brought.welcome(rows_of(between))
    assert brought.news(rows_of({1: "a"}), []) == (rows_of({1: "a"}), [])


def test_who_comes_in_when_nothing_changed_makes_no_news(brought):
    brought.welcome(rows_of({1: "a"}))
    assert brought.news(rows_of({1: "a"}), []) == ([], [])


@given(st.lists(st.tuples(ROWS, st.booleans()), min_size=1, max_size=8))
def test_whoever_comes_in_when_has_all_there_is_after_each_news(moments):
    """``moments``: what there is then, and whether somebody comes in; else the news go out."""
    delivered, has, known = Delivered(), [{}], {}
    delivered.bring([], [], whole=True)
    for there, comes_in in moments:
        known |= there
        if comes_in:
            delivered.welcome(rows_of(there))
            has.append(dict(there))
            continue
        rows, gone = delivered.news(rows_of(there), [number for number in known if number not in there])
        delivered.bring(rows, gone, whole=False)
        for one in has:
            one |= {row["id"]: row["value"] for row in rows}
            for number in gone:
                one.pop(number, None)
            assert one == there
