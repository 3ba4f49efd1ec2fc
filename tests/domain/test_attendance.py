"""Late and early leavers, from the log."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.attendance import THERE, Span, spans_of, was

STATES = st.sampled_from(["present", "represented", "excused", "absent"])


def test_who_comes_late_leaves_early_and_comes_back_is_told_with_times():
    log = [("present", 10), ("absent", 20), ("represented", 30)]
    assert spans_of(log) == [Span("present", 10, 20), Span("represented", 30)]


def test_the_deputy_follows_the_mayor_without_a_gap():
    assert spans_of([("present", 10), ("represented", 15)]) == [Span("present", 10, 15), Span("represented", 15)]


def test_who_has_gone_was_there():
    assert was("absent", spans_of([("represented", 10), ("absent", 20)])) == "represented"
    assert was("absent", []) == "absent" and was("excused", []) == "excused"


@given(st.lists(STATES))
def test_the_spans_follow_each_other_and_the_last_is_open_while_it_is_there(states):
    spans = spans_of([(state, at) for at, state in enumerate(states)])
    assert all(one.until is not None and one.until <= other.since for one, other in zip(spans, spans[1:], strict=False))
    assert bool(spans and spans[-1].until is None) == bool(states and states[-1] in THERE)
