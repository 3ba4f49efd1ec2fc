"""What simulated mayors answer is plausible, the same each time, and fit to be given."""

from collections import Counter

import pytest

from workshop.activities import TYPES
from workshop.activities.base import Given, Material
from workshop.activities.ratings import NONE
from workshop.domain.errors import Refused
from workshop.library import SAMPLE, templates
from workshop.rehearsal.answers import likes, plan, plan_after

THEMES = [{"id": f"theme:{n}", "label": title} for n, title in enumerate(templates()[SAMPLE]["samples"]["themes"])]
STEPS = {step["id"]: step for step in templates()[SAMPLE]["agenda"] if step["type"] in TYPES}


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_every_planned_answer_is_accepted(step):
    kind, frozen = TYPES[step["type"]], frozen_of(step)
    for voice in range(20):
        for planned in plan(live(step), voice):
            try:
                kind.clean(planned.kind, planned.item, planned.value, frozen)
            except Refused as refused:
                raise AssertionError(f"{planned}: {refused.as_dict()}") from refused


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_a_step_that_takes_input_is_answered_by_everybody(step):
    takes_input = TYPES[step["type"]].takes_input(frozen_of(step))
    assert {bool(plan(live(step), voice)) for voice in range(17)} == {takes_input}


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_after_a_reconnect_the_plan_is_the_same(step):
    assert plan(live(step), 3) == plan(live(step), 3)


def test_the_first_words_come_one_by_one_within_ten_seconds():
    first = sorted(plan(live(STEPS["ankommen"]), voice)[0].at for voice in range(17))
    assert first[0] < 3
    assert 6 < first[-1] < 10


def test_nobody_says_a_word_twice():
    for voice in range(20):
        words = [planned.value for planned in plan(live(STEPS["ankommen"]), voice)]
        assert len(set(words)) == len(words)


def test_sixteen_voices_give_the_distribution_of_the_samples():
    votes = [planned for voice in range(16) for planned in plan(live(STEPS["lagebild"]), voice)]
    known = templates()[SAMPLE]["samples"]["ratings"]
    for statement, counts in ((one["id"], known[one["id"]]) for one in STEPS["lagebild"]["config"]["statements"]):
        given = Counter(planned.value for planned in votes if planned.item == statement)
        assert [given[value] for value in range(1, 6)] == counts
        assert given[NONE] == 16 - sum(counts)


def test_a_statement_without_samples_is_rated_all_the_same():
    step = STEPS["lagebild"] | {"config": STEPS["lagebild"]["config"] | {"points": "11"}}
    ratings = [planned.value for voice in range(17) for planned in plan(live(step), voice)]
    assert set(ratings) <= set(range(11))


def test_who_thinks_again_replaces_one_answer():
    for voice in range(9):
        twice = [planned for planned in plan(live(STEPS["lagebild"]), voice, wavers=True) if planned.n == 2]
        assert len(twice) <= 1
        assert plan(live(STEPS["lagebild"]), voice) + twice == plan(live(STEPS["lagebild"]), voice, wavers=True)


def test_types_without_likes_or_later_answers_get_none():
    assert likes(live(STEPS["ankommen"]), 1, {1: "word"}) == []
    assert plan_after(live(STEPS["ankommen"]), 1) == []


def test_after_a_rating_some_who_stand_far_from_the_middle_say_why():
    step, kind = STEPS["lagebild"], TYPES["scale"]
    frozen = frozen_of(step)
    votes = [[(one.kind, one.item, one.value) for one in plan(live(step), voice)] for voice in range(16)]
    shown = kind.results(frozen, Material([Given(0, *vote) for voice in votes for vote in voice]))
    reasons = [(voice, planned) for voice in range(16) for planned in plan_after(live(step), voice)]
    for voice, planned in reasons:
        mine = {vote[:2]: vote[2] for vote in votes[voice]}
        kind.check_after(planned.kind, planned.item, frozen, shown, mine)
    assert 0 < len(reasons) < 10


def test_mayors_like_the_questions_of_others_and_no_cards_where_the_step_takes_no_likes():
    kind, asked = TYPES["questions"], {"round": 1, "type": "questions", "ask": {"ask": "", "hint": ""}}
    liked = [one for voice in range(17) for one in likes(asked, voice, dict.fromkeys(range(1, 9), "question"))]
    assert len(liked) > 5
    assert all(kind.clean(one.kind, one.item, one.value, asked["ask"]) for one in liked)
    cards = {"round": 1, "type": "cards", "ask": {"questions": [], "likes": False}}
    assert likes(cards, 3, {1: "card", 2: "card", 3: "card"}) == []


def test_a_type_that_mayors_do_not_know_is_left_alone():
    assert plan({"round": 1, "type": "astrology", "ask": {}}, 1) == []


def live(step):
    kind = TYPES[step["type"]]
    return {"round": 1, "type": step["type"], "ask": kind.ask(frozen_of(step))}


def frozen_of(step):
    options = THEMES if any(isinstance(value, dict) for value in step["config"].values()) else None
    return TYPES[step["type"]].freeze(step["config"], options)
