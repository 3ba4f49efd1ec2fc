"""Questions: which comes first, what is answered, what a document says of them."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.questions import Questions

QUESTIONS = Questions()
FROZEN = QUESTIONS.freeze(QUESTIONS.samples["config"])


def test_the_most_liked_is_first_and_of_equals_the_one_asked_first():
    material = Material([question(1), question(2), question(3)], likes={2: 4})
    assert texts(material, "open") == ["Frage 2", "Frage 1", "Frage 3"]


def test_what_is_answered_stands_apart():
    material = Material([question(1, answered=True), question(2)], likes={1: 4})
    assert QUESTIONS.results(FROZEN, material) == {
        "open": [{"text": "Frage 2", "likes": 0}],
        "answered": [{"text": "Frage 1", "likes": 4}],
    }


def test_what_was_merged_is_no_question_of_its_own_unless_its_question_is_gone():
    merged = question(2, merged_into=1)
    assert texts(Material([question(1), merged]), "open") == ["Frage 1"]
    assert texts(Material([merged]), "open") == ["Frage 2"]


def test_the_table_has_the_open_ones_first_and_merged_ones_below_theirs():
    given = [question(1, answered=True), question(2), question(3, merged_into=1), question(4)]
    table = QUESTIONS.table(FROZEN, Material(given, likes={1: 5, 4: 2}))
    assert table.columns == [("questions.question", "text"), ("questions.likes", "number"), ("questions.state", "text")]
    assert table.rows == [
        ["Frage 4", 2, "questions.open"],
        ["Frage 2", 0, "questions.open"],
        ["Frage 1", 5, "questions.answered"],
        ["Frage 3", None, "questions.merged"],
    ]


def test_names_stand_in_the_table_only_where_they_were_announced():
    table = QUESTIONS.table(FROZEN, Material([question(1, who="Ahorn"), question(2)]))
    assert table.columns[3] == ("questions.who", "text")
    assert [row[3] for row in table.rows] == ["Ahorn", ""]
    assert "Ahorn" not in str(QUESTIONS.results(FROZEN, Material([question(1, who="Ahorn")])))


@examples(
    likes=st.dictionaries(st.integers(1, 12), st.integers(1, 17)),
    answered=st.sets(st.integers(1, 12)),
    order=st.permutations(range(1, 13)),
)
def test_the_queue_is_counter_most_common_whatever_came_when(likes, answered, order):
    """The reference is the standard library: ``most_common`` keeps the order of asking among equals."""
    material = Material([question(n, answered=n in answered) for n in order], likes=likes)
    counted = Counter({f"Frage {n}": likes.get(n, 0) for n in range(1, 13)}).most_common()
    for state in ("open", "answered"):
        expected = [text for text, _ in counted if (int(text[6:]) in answered) == (state == "answered")]
        assert texts(material, state) == expected


@examples(likes=st.dictionaries(st.integers(1, 6), st.integers(1, 17)), tops=st.lists(st.integers(1, 3), min_size=3))
def test_every_text_stands_in_the_table_once(likes, tops):
    asked = [question(1), question(2), question(3)]
    below = [replace(question(n), merged_into=top) for n, top in enumerate(tops, start=4)]
    rows = QUESTIONS.table(FROZEN, Material([*asked, *below], likes=likes)).rows
    assert sorted(row[0] for row in rows) == sorted(one.value["text"] for one in [*asked, *below])
    assert [state for state, _ in groupby(row[2] for row in rows if row[1] is not None)] == ["questions.open"]


def texts(material, state):
    return [line["text"] for line in QUESTIONS.results(FROZEN, material)[state]]


def question(number, **arranged):
    return Given(number, "question", f"question-{number}", {"text": f"Frage {number}"}, **arranged)
