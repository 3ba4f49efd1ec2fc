"""A form of several questions says what the types of its questions say, whatever the order of voices."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities import TYPES
from workshop.activities.base import Field, Given, Material
from workshop.activities.forms import clean_field
from workshop.domain.errors import Refused

FEEDBACK = TYPES["feedback"]
FIELD = Field("parts", "parts", (), most=8)
CONFIG = FEEDBACK.samples["config"]
FROZEN = FEEDBACK.freeze(CONFIG)
RATING, VOTE, WORD, CARD = FEEDBACK.samples["good"]
# What a voice does to one question: gives one of these values, or takes its answer back.
DOES = {RATING[:2]: (1, 3, 5, None), VOTE[:2]: (["ja"], ["nein"], None), WORD[:2]: ("Mut", "Zeit", None)}
ACTIONS = st.tuples(st.integers(0, 4), st.sampled_from([(place, value) for place in DOES for value in DOES[place]]))


@examples(st.lists(ACTIONS, max_size=40), st.randoms())
def test_it_says_what_each_type_says_of_its_own_answers(actions, chance):
    stands = {}
    for voice, (place, value) in actions:
        stands[voice, place] = value
    given = [(*place, value) for (_, place), value in stands.items() if value is not None]
    chance.shuffle(given)
    parts = whole(given)
    assert parts["nutzen"]["statements"][0]["counts"] == [
        Counter(v for k, _, v in given if k == RATING[0])[n] for n in range(1, 6)
    ]
    votes = Counter(v[0] for k, _, v in given if k == VOTE[0])
    assert {one["id"]: one["count"] for one in parts["wieder"]["options"]} == {"ja": votes["ja"], "nein": votes["nein"]}
    words = Counter(v for k, _, v in given if k == WORD[0])
    assert {one["text"]: one["count"] for one in parts["wort"]["words"]} == dict(words)


def test_texts_go_along_without_what_could_tell_whose_they_are():
    (card,) = results([CARD])["mitnehmen"]["rows"]
    assert card["value"] == CARD[2]
    assert (card["item"], card["at"]) == ("", 0)


def test_two_questions_of_a_type_do_not_meet():
    twice = FEEDBACK.freeze({"parts": [part("a", "words"), part("b", "words")]})
    given = [Given(1, "words:word", "a:1", "Mut"), Given(2, "words:word", "b:1", "Zeit")]
    said = {one["id"]: one["whole"]["words"] for one in FEEDBACK.results(twice, Material(given))["parts"]}
    assert said == {"a": [{"text": "Mut", "count": 1}], "b": [{"text": "Zeit", "count": 1}]}


def test_documents_have_a_section_a_question():
    sections = FEEDBACK.sections(FROZEN, material([RATING, VOTE, WORD, CARD]))
    assert [section.title for section in sections] == [
        "Wie hilfreich war der Austausch?", "Kommen Sie wieder?", "In einem Wort?", "Was nehmen Sie mit?",
    ]  # fmt: skip
    assert sections[1].table.rows == [["Ja", 1], ["Nein", 0]]
    assert sections[3].table.rows == [["Feste Termine"]]


def test_it_is_made_of_what_says_that_it_can_be_a_part():
    names = {spec.name for spec in FEEDBACK.kinds}
    assert {"scale:rating", "choice:vote", "words:word", "cards:card"} <= names
    assert not {"cards:like", "cards:table", "scale:reason"} & names
    assert all(len(name) <= 16 for name in names)  # what the column of the table takes


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "no_parts"),
        ([("a", "cards")], "no_questions"),
        ([("a", "words")], "part_unasked"),
        ([("a", "scale")], "no_statements"),
    ],
)
def test_it_does_not_open_before_each_question_is_ready(parts, code):
    empty = [{"id": name, "type": type_, "config": {}} for name, type_ in parts]
    assert FEEDBACK.ready(FEEDBACK.freeze({"parts": empty})) == code


def test_an_answer_is_checked_against_the_same_question_only():
    mine = {("scale:rating", "nutzen:heute"): 4, ("words:word", "wort:1"): "Mut"}
    FEEDBACK.check(*VOTE, FROZEN, mine)


def test_simulated_people_answer_every_question_once():
    said = {(kind, item.split(":")[0]) for kind, item, _ in FEEDBACK.rehearse(FEEDBACK.ask(FROZEN), 3, Random(3))}
    assert said == {(one[0], one[1].split(":")[0]) for one in FEEDBACK.samples["good"]}


@pytest.mark.parametrize("type_", ["info", "resolution", "feedback", "astrology", 7, None])
def test_the_editor_takes_only_types_that_can_be_a_part(type_):
    with pytest.raises(Refused):
        clean_field(FIELD, [{"id": "a", "type": type_, "config": {}}])


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x" * 13},
        {"id": "a:b"},
        {"config": {"reasons": True}},
        {"config": {"ask": 7}},
        {"config": []},
        {"by": "Ahorn"},
    ],
)
def test_a_part_is_refused_as_a_whole(change):
    with pytest.raises(Refused):
        clean_field(FIELD, [{**part("a", "words"), **change}])


@pytest.mark.parametrize(("name", "field"), [("choice", "options"), ("scale", "statements")])
def test_options_of_a_part_come_from_no_earlier_step(name, field):
    taken = {field: {"activity": 1, "what": "themes"}}
    with pytest.raises(Refused):
        clean_field(FIELD, [{"id": "a", "type": name, "config": taken}])


def test_an_item_fits_behind_the_name_of_its_part():
    lines = [{"id": "x" * 40, "label": "Bus"}]
    with pytest.raises(Refused):
        clean_field(FIELD, [{"id": "a", "type": "scale", "config": {"statements": lines}}])


def test_two_parts_have_two_names():
    with pytest.raises(Refused):
        clean_field(FIELD, [part("a", "words"), part("a", "words")])


def test_an_empty_part_is_filled_with_what_its_type_starts_with():
    (made,) = clean_field(FIELD, [{"type": "words"}])
    assert made["config"] == {"ask": "", "most": 3}
    assert clean_field(FIELD, [made]) == [made]


def part(name, type_):
    return {"id": name, "type": type_, "config": {"ask": "?", "most": 1}}


def material(given):
    return Material([Given(n, *one) for n, one in enumerate(given, start=1)])


def results(given):
    return {one["id"]: one for one in FEEDBACK.results(FROZEN, material(given))["parts"]}


def whole(given):
    return {name: one["whole"] for name, one in results(given).items()}
