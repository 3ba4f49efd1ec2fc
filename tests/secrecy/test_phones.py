"""Real phones after their ballots: neither line nor page nor the browser's files know what was chosen."""

import pytest

from tests.faults.crowd import run
from tests.secrecy import phones
from tests.secrecy.judge import CAUGHT, is_found

pytestmark = [pytest.mark.timeout(400), pytest.mark.parametrize("house", ["sqlite"], indirect=True)]


class Lots:
    """All phones with all their votes; as many again if a way was lucky with the first."""

    def __init__(self, hold) -> None:
        self._hold = hold
        self._held: list[list[phones.Phone]] = []
        self._failed: Exception | None = None

    def of(self, n: int) -> list[phones.Phone]:
        while len(self._held) <= n:
            if self._failed:  # a minute for each test that would see the same
                raise self._failed
            try:
                self._held.append(self._hold(len(self._held)))
            except Exception as failed:
                self._failed = failed
        return self._held[n]


@pytest.fixture(scope="module")
def lots(house, tmp_path_factory) -> Lots:
    return Lots(lambda n: run(phones.hold(house, tmp_path_factory.mktemp("profiles"), seed=100 * n)))


@pytest.mark.parametrize("way", phones.SEEN, ids=lambda way: way.__name__)
def test_nothing_that_a_phone_sends_or_keeps_leads_to_a_choice(house, lots, way):
    assert not is_found(phones.of_votes, way, lambda n: lots.of(n)[: phones.PHONES])


@pytest.mark.parametrize("way", phones.SEEN, ids=lambda way: way.__name__)
def test_a_phone_that_keeps_drafts_and_fills_no_ballot_up_is_caught(house, lots, way):
    assert phones.of_votes(way, lots.of(0)[phones.PHONES :]) < CAUGHT


def test_at_least_two_hundred_ballots_were_looked_at(house, lots):
    assert sum(len(phone.traces) for phone in lots.of(0)[: phones.PHONES]) >= 200
