"""A join code is read as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.codes import ALPHABET, LENGTH, new_code, normal_code, shown_code
from workshop.domain.errors import Refused

CODES = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_new_code_can_be_typed():
    for code in {new_code() for _ in range(50)}:
        assert normal_code(shown_code(code)) == code


def test_new_codes_differ():
    assert len({new_code() for _ in range(200)}) == 200


@given(CODES)
def test_a_code_is_read_in_lower_case_with_dashes_and_blanks(code):
    for typed in (code, code.lower(), shown_code(code), f" {code[:4]} - {code[4:]} ", "-".join(code)):
        assert normal_code(typed) == code


@given(CODES)
def test_letters_that_look_like_digits_are_read_as_digits(code):
    misread = code.replace("0", "o").replace("1", "l")
    assert normal_code(misread) == code
    assert normal_code(code.replace("0", "O").replace("1", "I")) == code


@given(st.text())
def test_anything_else_is_refused(typed):
    try:
        code = normal_code(typed)
    except Refused as refused:
        assert refused.code == "code_form"
    else:
        assert len(code) == LENGTH
        assert set(code) <= set(ALPHABET)


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFGHJ", "ABCD-EFGU", "ÄBCD-EFGH", "<script>"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(Refused, match="code_form"):
        normal_code(typed)


def test_no_letter_that_is_easily_misread_stands_in_a_code():
    assert not set("ILOU") & set(ALPHABET)
