"""Words are counted by what was meant, and shown as most people wrote them."""

from collections import Counter

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.words import LONGEST, MOST_WORDS, Words
from workshop.domain.errors import Refused

WORDS = Words()
FROZEN = WORDS.freeze({"ask": "?", "most": 2})


def test_case_does_not_make_another_word():
    assert counted("Ehrenamt", "ehrenamt", "EHRENAMT", "Geduld") == [("EHRENAMT", 3), ("Geduld", 1)]


def test_the_most_frequent_spelling_is_shown():
    assert counted("geduld", "Geduld", "Geduld") == [("Geduld", 3)]


def test_of_equally_frequent_spellings_the_first_by_alphabet_is_shown():
    assert counted("straße", "STRASSE") == [("STRASSE", 2)]


def test_composed_and_decomposed_letters_are_the_same():
    assert len(counted("Zuständigkeit", "Zusta\u0308ndigkeit")) == 1


def test_the_most_frequent_come_first_then_the_alphabet():
    assert counted("Bus", "Arbeit", "Kita", "Kita") == [("Kita", 2), ("Arbeit", 1), ("Bus", 1)]


def test_a_merged_word_counts_as_the_one_it_was_merged_into():
    given = [Given(1, "word", "1", "Wohnraum"), Given(2, "word", "1", "Wohnung", merged_into=1)]
    assert WORDS.results(FROZEN, Material(given)) == {"words": [{"text": "Wohnraum", "count": 2}]}


def test_a_word_whose_target_was_put_aside_counts_as_itself():
    given = [Given(2, "word", "1", "Wohnung", merged_into=1)]
    assert WORDS.results(FROZEN, Material(given)) == {"words": [{"text": "Wohnung", "count": 1}]}


@examples(st.lists(st.text(alphabet="aAbBßẞſs \u0308", max_size=3).filter(str.strip), max_size=12))
def test_every_word_is_counted_once(words):
    assert sum(count for _, count in counted(*words)) == len(words)


@examples(st.lists(st.sampled_from(["bus", "Bus", "BUS", "kita", "Kita", "Straße", "STRASSE"]), max_size=30))
def test_the_counts_are_those_of_the_standard_library(words):
    expected = Counter(word.casefold() for word in words)
    found = counted(*words)
    assert {text.casefold(): count for text, count in found} == expected
    assert [count for _, count in found] == [count for _, count in expected.most_common()]
    for text, _ in found:
        spellings = Counter(word for word in words if word.casefold() == text.casefold())
        assert spellings[text] == max(spellings.values())


def test_a_word_is_one_tidy_line():
    assert WORDS.clean("word", "1", "  feste \n Ansprechperson ", FROZEN) == "feste Ansprechperson"


def test_a_slot_that_was_not_offered_is_refused():
    assert WORDS.clean("word", "2", "Bus", FROZEN) == "Bus"
    assert refusal("3", "Bus") == "unknown_item"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("x" * (LONGEST + 1), "too_long"),
        (" ".join("x" * (MOST_WORDS + 1)), "too_many_words"),
        (" ", "empty"),
        ("Bus\u202e", "control"),
    ],
)
def test_what_is_no_word_is_refused_with_the_reason(word, code):
    assert refusal("1", word) == code


def counted(*words):
    given = [Given(n, "word", "1", word) for n, word in enumerate(words)]
    return [(word["text"], word["count"]) for word in WORDS.results(FROZEN, Material(given))["words"]]


def refusal(item, word):
    with pytest.raises(Refused) as raised:
        WORDS.clean("word", item, word, FROZEN)
    return raised.value.code
