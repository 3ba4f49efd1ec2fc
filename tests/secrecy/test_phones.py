"""A real phone after a ballot: neither its line nor its page nor its browser's files know what was chosen."""

import pytest

from tests.faults.crowd import run
from tests.secrecy import phones
from tests.secrecy.judge import CAUGHT, CHANCE

pytestmark = [pytest.mark.timeout(240), pytest.mark.parametrize("house", ["sqlite"], indirect=True)]
CAUGHT_BY = (
    phones.words_in_the_page, phones.words_that_are_kept, phones.words_in_the_profile,
    phones.the_length_of_what_is_sent,
)  # fmt: skip


@pytest.fixture(scope="module")
def held(house, tmp_path_factory) -> list[phones.Phone]:
    return run(phones.hold(house, tmp_path_factory.mktemp("profiles")))


@pytest.mark.parametrize("way", phones.SEEN, ids=lambda way: way.__name__)
def test_nothing_that_a_phone_sends_or_keeps_leads_to_a_choice(house, held, way):
    assert phones.of_votes(way, held[0]) > CHANCE


@pytest.mark.parametrize("way", CAUGHT_BY, ids=lambda way: way.__name__)
def test_a_phone_that_keeps_drafts_and_fills_no_ballot_up_is_caught(house, held, way):
    assert phones.of_votes(way, held[1]) < CAUGHT
