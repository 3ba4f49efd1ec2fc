"""Late and early leavers, from the log."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.attendance import THERE, Change, Span, deputy_in, spans_of, was

STATES = st.sampled_from(["present", "represented", "excused", "absent"])


def test_who_comes_late_leaves_early_and_comes_back_is_told_with_times():
    log = [Change("present", 10), Change("absent", 20), Change("represented", 30)]
    assert spans_of(log) == [Span("present", 10, 20), Span("represented", 30)]


def test_the_deputy_follows_the_mayor_without_a_gap():
    log = [Change("present", 10), Change("represented", 15)]
    assert spans_of(log) == [Span("present", 10, 15), Span("represented", 15)]


def test_who_represents_a_seat_is_told_with_the_time_of_each():
    log = [
        Change("represented", 10, "2. Bürgermeister"),
        Change("present", 20),
        Change("represented", 30, "Stellvertretung"),
    ]
    first, _, last = spans = spans_of(log)
    assert (first.by, first.until, last.by) == ("2. Bürgermeister", 20, "Stellvertretung")
    assert deputy_in("represented", spans) == "Stellvertretung"
    assert deputy_in("present", spans) == deputy_in("represented", []) == ""


def test_who_has_gone_was_there():
    assert was("absent", spans_of([Change("represented", 10), Change("absent", 20)])) == "represented"
    assert was("absent", []) == "absent" and was("excused", []) == "excused"


@given(st.lists(STATES))
def test_the_spans_follow_each_other_and_the_last_is_open_while_it_is_there(states):
    spans = spans_of([Change(state, at) for at, state in enumerate(states)])
    assert all(one.until is not None and one.until <= other.since for one, other in zip(spans, spans[1:], strict=False))
    assert bool(spans and spans[-1].until is None) == bool(states and states[-1] in THERE)
