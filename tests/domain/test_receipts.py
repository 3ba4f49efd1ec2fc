"""What people copy from a screen and type again."""

import hashlib

import pytest

from workshop.domain.ballots import list_print, list_text, read_code, shown_code
from workshop.domain.errors import Refused


@pytest.mark.parametrize("typed", ["K7Q-4MX-OTI", "k7q4mxoti", " k7q 4mx 0t1 ", "K7Q–4MX–OT1"])
def test_a_receipt_is_read_however_it_was_copied(typed):
    assert read_code(typed) == "K7Q4MXOTI"


@pytest.mark.parametrize("typed", ["", "K7Q-4MX-OT", "K7Q-4MX-OTII", "K7Q-4MX-OT9", "K7Q-4MX-ÖTI"])
def test_what_cannot_be_a_receipt_is_refused(typed):
    with pytest.raises(Refused):
        read_code(typed)


def test_the_printed_sum_is_that_of_the_list_as_a_file():
    codes = ["B" * 9, "A" * 9]
    assert list_text(codes) == f"{shown_code('A' * 9)}\n{shown_code('B' * 9)}\n"
    assert list_print(codes) == hashlib.sha256(list_text(codes).encode()).hexdigest()
