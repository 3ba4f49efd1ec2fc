"""What people type is tidied, never altered in meaning; what cannot stand is refused with a reason."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.errors import Refused
from workshop.domain.text import LONGEST, clean_line, clean_text


@given(st.text())
def test_a_text_is_cleaned_or_refused_and_clean_stays_clean(text):
    for clean in (clean_text, clean_line):
        try:
            once = clean(text)
        except Refused:
            continue
        assert clean(once) == once


@given(st.text())
def test_what_comes_out_is_composed_trimmed_and_free_of_controls(text):
    try:
        once = clean_text(text)
    except Refused:
        return
    assert once == unicodedata.normalize("NFC", once).strip()
    assert not [char for char in once if unicodedata.category(char) == "Cc" and char != "\n"]


@given(st.text(alphabet="abcäöüßéñ0123456789 .,;:-()„“–’\n", min_size=1).filter(str.strip))
def test_ordinary_words_come_out_as_they_were_typed(text):
    assert clean_text(text) == text.strip()


@given(st.none() | st.integers() | st.lists(st.text()) | st.binary())
def test_only_text_is_text(value):
    for clean in (clean_text, clean_line):
        with pytest.raises(Refused, match="wrong_type"):
            clean(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("a\x00b", "control"),
        ("a\x1b[31mb", "control"),
        ("x" * (LONGEST + 1), "too_long"),
    ],
)
def test_a_refusal_says_why(text, code):
    with pytest.raises(Refused) as raised:
        clean_text(text)
    assert raised.value.code == code


def test_too_long_says_how_much_is_allowed():
    with pytest.raises(Refused) as raised:
        clean_text("abcd", longest=3)
    assert raised.value.as_dict() == {"code": "too_long", "most": 3}


def test_a_text_that_would_read_as_another_is_refused():
    with pytest.raises(Refused, match="control"):
        clean_text("Rechnung \u202egnp.exe")


def test_what_a_paste_brings_along_unseen_is_left_out():
    assert clean_text("\ufeffDer\tBus fährt selten\u200b, Zu\u00adstän\u00addig\u00adkeit\u200e") == (
        "Der Bus fährt selten, Zuständigkeit"
    )


def test_a_text_of_unseen_marks_is_empty():
    with pytest.raises(Refused, match="empty"):
        clean_text("\u200b \ufeff")


def test_emoji_and_scripts_that_need_joiners_are_kept():
    for text in ("👩‍👩‍👧", "می‌خواهم"):
        assert clean_text(text) == text


def test_length_is_counted_after_composing():
    assert clean_text("a\u0308" * 5, longest=5) == "ä" * 5


def test_line_ends_of_every_system_are_one():
    assert clean_text("eins\r\nzwei\rdrei") == "eins\nzwei\ndrei"


def test_a_line_has_no_line_ends():
    assert clean_line(" eins\r\n\tzwei ") == "eins zwei"
