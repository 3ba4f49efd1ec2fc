"""How long a workshop is kept: dates that everybody says alike, and nothing before it was announced."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.keeping import DAY, DAYS, MONTHS, NOTICE, Facts, archive_at, delete_at, plus_months

ENDED = int(datetime(2027, 8, 31, 12, tzinfo=UTC).timestamp() * 1000)
FACTS = Facts(ENDED, None, ENDED - DAY, ENDED - DAY, None, 24, 90, 0)


def test_months_are_those_of_the_calendar():
    assert day(plus_months(ENDED, 6)) == "2028-02-29"
    assert day(plus_months(ENDED, 24)) == "2029-08-31"


def test_never_means_never():
    assert delete_at(replace(FACTS, keep_months=0)) is None
    assert archive_at(replace(FACTS, archive_days=0)) is None
    assert archive_at(replace(FACTS, archived_at=ENDED)) is None
    assert archive_at(replace(FACTS, ended_at=None)) is None


def test_what_was_never_ended_counts_from_its_latest_date():
    later = ENDED + 10 * DAY
    assert delete_at(replace(FACTS, ended_at=None, starts_at=later)) == plus_months(later, 24)


@given(st.sampled_from(MONTHS[1:]), st.sampled_from(DAYS[1:]), st.integers(0, 4_000_000_000_000))
def test_a_limit_that_is_set_today_does_nothing_today(months, days, since):
    facts = replace(FACTS, keep_months=months, archive_days=days, keep_since=since)
    assert delete_at(facts) >= max(since + NOTICE, ENDED)
    assert archive_at(facts) >= max(since + NOTICE, ENDED)


def day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d}"
