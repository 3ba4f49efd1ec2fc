"""The rule for small rooms: no breakdown, and no difference of breakdowns, says what fewer than five people said.

The rooms are drawn so that many may show theirs: where nothing is shown nothing is tested. And each part of the rule,
left out, is found by the same rooms.
"""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.services.drawing import tries
from workshop.domain import breakdown
from workshop.domain.breakdown import Part, divide, is_showable, is_unanimous, partition, read_parts

LEAST = 5  # not the rule's own: it must not be lowered unseen
GROUPS = ("Gemeinden", "Verbände", "Ämter", "", "Kammern")
ROSTERS = st.lists(st.sampled_from(GROUPS), max_size=40).map(lambda groups: list(enumerate(groups, start=1)))
CHOICES = st.sampled_from((["a"], ["b"], ["a", "b"], ["c"]))
POINTS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), max_size=3)
RATINGS = st.sampled_from((1, 2, 3, "none"))
PLACE = ("vote", "")


@st.composite
def rooms(draw):
    """Two or three groups of seats of whom a few are silent, and some guests; what a group says is much alike."""
    groups = draw(st.integers(2, 3))
    roster = [(seat, GROUPS[seat % groups]) for seat in range(1, draw(st.integers(12, 30)) + 1)]
    silent = draw(st.sets(st.integers(1, len(roster)), max_size=4))
    voices = [f"seat:{seat}" for seat, _ in roster if seat not in silent]
    voices += [f"guest:{n}" for n in range(draw(st.integers(0, 3)))]
    wanted = draw(st.sampled_from((CHOICES, POINTS, RATINGS)))
    said = [draw(wanted) for _ in range(draw(st.integers(2, 5)))]
    return partition(roster), {voice: {PLACE: draw(st.sampled_from(said))} for voice in voices}


@given(ROSTERS)
def test_every_seat_is_in_one_part_and_no_part_is_small_unless_all_are_few(roster):
    parts = partition(roster)
    assert sorted(seat for part in parts for seat in part.seats) == [seat for seat, _ in roster]
    assert len(parts) == 1 or all(len(part.seats) >= LEAST for part in parts)
    assert partition(list(reversed(roster))) == parts


def test_nothing_shown_and_no_difference_of_what_is_shown_is_about_few_or_of_one_mind():
    seen = look_at_rooms(settings(max_examples=tries(400)))
    assert seen["shown"] >= seen["drawn"] / 10
    assert seen["drawn"] - seen["shown"] >= seen["drawn"] / 10


def look_at_rooms(how: settings) -> Counter[str]:
    """Look at everything that may be shown of many rooms; return how many were drawn and how many of them shown."""
    seen: Counter[str] = Counter()

    @how
    @given(rooms())
    def look(room):
        parts, answers = room
        divided = breakdown.divide(parts, list(answers))
        seen["drawn"] += 1
        if is_showable(divided, answers):
            seen["shown"] += 1
            check(divided, answers)

    look()
    return seen


def check(divided, answers):
    """Whoever adds and subtracts what is shown, the total among it, gets whole parts: of five at least or nobody."""
    for size in range(len(divided) + 1):
        for some in combinations(divided, size):
            left = set(answers) - {voice for _, voices in some for voice in voices}
            assert not left or len(left) >= LEAST, "a difference is about few"
    for _, voices in divided:
        judged = [answers[voice][PLACE] for voice in voices if answers[voice][PLACE] != "none"]
        assert len(judged) >= LEAST, "a part is about few"
        assert any(value != judged[0] for value in judged), "a part is of one mind"
        assert not set.intersection(*(chosen(value) for value in judged)), "all of a part chose one thing"


def chosen(value):
    if isinstance(value, dict):
        return {(option, points) for option, points in value.items() if points}
    return set(value) if isinstance(value, list) else {value}


def all_are_alike(values):
    return all(value == values[0] for value in values)


def small_parts_left_out(parts, voices):
    return [(title, of) for title, of in divide(parts, voices) if len(of) >= LEAST]


def guests_left_out(parts, voices):
    return divide(parts, [voice for voice in voices if voice.startswith("seat:")])


MISTAKES = {
    "four are enough": ("LEAST", 4, "about few"),
    "who does not judge is counted": ("NOT_JUDGED", (None,), "a part is"),
    "unanimity is not looked for": ("is_unanimous", lambda values: False, "one mind|one thing"),
    "one of several choices is no mind": (
        "is_unanimous",
        lambda values: values.count(values[0]) == len(values),
        "one thing",
    ),
    "a small part is left out of what is shown": ("divide", small_parts_left_out, "a difference is about few"),
    "guests are of no part": ("divide", guests_left_out, "a difference is about few"),
}


@pytest.mark.parametrize("name, wrong, found", MISTAKES.values(), ids=MISTAKES)
def test_the_same_rooms_find_a_part_of_the_rule_that_is_left_out(monkeypatch, name, wrong, found):
    monkeypatch.setattr(breakdown, name, wrong)
    with pytest.raises(AssertionError, match=found):
        look_at_rooms(settings(max_examples=tries(400), phases=[Phase.generate]))


@given(rooms())
def test_the_parts_stay_as_they_were_written_down(room):
    parts, answers = room
    again = read_parts([part.as_json() for part in parts])
    assert again == parts
    assert divide(again, list(answers)) == divide(parts, list(answers))


def test_small_groups_are_joined_and_a_small_rest_takes_the_smallest_group_in():
    roster = list(enumerate(["A"] * 9 + ["B"] * 5 + ["C"] * 2, start=1))
    assert [(part.title, len(part.seats)) for part in partition(roster)] == [("A", 9), ("", 7)]
    assert [part.title for part in partition(list(enumerate(["A"] * 9 + ["C"] * 3 + ["D"] * 2, start=1)))] == ["A", ""]


def test_a_statement_few_could_judge_forbids_the_whole():
    parts = [Part("A", tuple(range(1, 7))), Part("", tuple(range(7, 13)))]
    answers = {f"seat:{seat}": {("rating", "s1"): seat % 3, ("rating", "s2"): seat % 2} for seat in range(1, 13)}
    divided = divide(parts, list(answers))
    assert is_showable(divided, answers)
    for seat in (1, 2):
        answers[f"seat:{seat}"] = {**answers[f"seat:{seat}"], ("rating", "s2"): "none"}
    assert not is_showable(divided, answers)


def test_one_option_that_all_of_a_part_chose_is_one_mind():
    assert is_unanimous([["a"], ["a", "b"], ["a", "c"]])
    assert is_unanimous([{"a": 2, "b": 1}, {"a": 2}])
    assert not is_unanimous([["a"], ["b"], ["a", "b"]])
    assert not is_unanimous([{"a": 0, "b": 1}, {"a": 0, "b": 2}])
