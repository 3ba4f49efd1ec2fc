"""How long a workshop is kept: pure dates, so that everybody who says one says the same.

Nothing is deleted before it has been announced for ``NOTICE``: a shorter limit that is set today deletes nothing
today.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime

DAY = 24 * 3600 * 1000  # ms
NOTICE = 14 * DAY
SOON = 60 * DAY  # from when on the page says so with emphasis
MONTHS = (0, 6, 12, 24, 36, 60, 120)
DAYS = (0, 30, 90, 180, 365)


@dataclass(frozen=True)
class Facts:
    """What decides: of the workshop when it ended or was last going to be, of the series its limits."""

    ended_at: int | None
    starts_at: int | None
    started_at: int | None
    created_at: int
    archived_at: int | None
    keep_months: int
    archive_days: int
    keep_since: int

    @property
    def last(self) -> int:
        """From when on it counts. What was never ended counts from its latest date, or it would stay for ever."""
        return self.ended_at or max(self.starts_at or 0, self.started_at or 0, self.created_at)


def delete_at(facts: Facts) -> int | None:
    """Return when the workshop is deleted by itself; None if never."""
    if not facts.keep_months:
        return None
    return max(plus_months(facts.last, facts.keep_months), facts.keep_since + NOTICE)


def archive_at(facts: Facts) -> int | None:
    """Return when an ended workshop is archived by itself; None if never, or if it is archived already."""
    if not facts.archive_days or facts.archived_at is not None or facts.ended_at is None:
        return None
    return max(facts.ended_at + facts.archive_days * DAY, facts.keep_since + NOTICE)


def plus_months(at: int, months: int) -> int:
    """Return the same day some months later, or the month's last where it is shorter."""
    day = datetime.fromtimestamp(at / 1000, UTC)
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = monthrange(year, month)[1]
    return int(day.replace(year=year, month=month, day=min(day.day, last)).timestamp() * 1000)
