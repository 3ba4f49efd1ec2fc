"""The rule for small rooms: no breakdown, and no difference of breakdowns, says what fewer than five people said."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.breakdown import LEAST, Part, divide, is_showable, is_unanimous, partition, read_parts

GROUPS = ("Gemeinden", "Verbände", "Ämter", "", "Kammern")
ROSTERS = st.lists(st.sampled_from(GROUPS), max_size=40).map(lambda groups: list(enumerate(groups, start=1)))
CHOICES = st.sampled_from((["a"], ["b"], ["a", "b"], ["c"]))
POINTS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), max_size=3)
RATINGS = st.sampled_from((1, 2, 3, "none"))
PLACE = ("vote", "")


@st.composite
def rooms(draw, values=None):
    """A roster, and what some of its seats and some guests said."""
    roster = draw(ROSTERS)
    voices = [f"seat:{seat}" for seat, _ in roster if draw(st.booleans())]
    voices += [f"guest:{n}" for n in range(draw(st.integers(0, 7)))]
    wanted = values or draw(st.sampled_from((CHOICES, POINTS, RATINGS)))
    return partition(roster), {voice: {PLACE: draw(wanted)} for voice in voices}


@given(ROSTERS)
def test_every_seat_is_in_one_part_and_no_part_is_small_unless_all_are_few(roster):
    parts = partition(roster)
    assert sorted(seat for part in parts for seat in part.seats) == [seat for seat, _ in roster]
    assert len(parts) == 1 or all(len(part.seats) >= LEAST for part in parts)
    assert partition(list(reversed(roster))) == parts


@given(rooms())
def test_what_is_shown_is_whole_and_no_part_is_small_or_of_one_mind(room):
    parts, answers = room
    divided = divide(parts, list(answers))
    assert sorted(voice for _, voices in divided for voice in voices) == sorted(answers)
    if is_showable(divided, answers):
        for _, voices in divided:
            judged = [answers[voice][PLACE] for voice in voices if answers[voice][PLACE] != "none"]
            assert len(judged) >= LEAST
            assert len({str(value) for value in judged}) > 1
            assert not is_unanimous(judged)


@given(rooms(), rooms())
def test_no_difference_of_shown_results_is_about_few(one, other):
    """Whoever adds and subtracts what is shown, the total among it, gets whole parts: of five at least or nobody."""
    parts, answers = one
    for shown in (answers, {voice: said for voice, said in other[1].items() if voice in answers}):
        divided = divide(parts, list(shown))
        if not is_showable(divided, shown):
            continue
        for size in range(len(divided)):
            for some in combinations(divided, size):
                left = set(shown) - {voice for _, voices in some for voice in voices}
                assert len(left) >= LEAST


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
