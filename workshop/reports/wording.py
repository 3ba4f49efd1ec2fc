"""How times and numbers are written for people, in the language and zone of a Summary.

It takes the fixed words from the Summary's labels and has none of its own.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

_LOCALES = {"de": "de_DE", "en": "en_GB"}
_NO_BREAK = "\u00a0"


class Wording:
    """Words of one Summary."""

    def __init__(self, summary: dict[str, Any]) -> None:
        self.labels: dict[str, str] = summary["labels"]
        self._locale = Locale.parse(_LOCALES.get(summary["language"], "en_GB"))
        self._zone = ZoneInfo(summary["timezone"])

    def __call__(self, label: str, **params: object) -> str:
        """Return a fixed word of the Summary with its places filled; ``count`` chooses a plural."""
        form = f"{label}.one" if params.get("count") == 1 else f"{label}.other"
        words = self.labels[form] if form in self.labels else self.labels[label]
        for name, value in params.items():
            words = words.replace("{" + name + "}", str(value))
        return words

    def moment(self, at: int) -> datetime:
        """Return a point in time (ms) as the clock on the wall showed it."""
        return datetime.fromtimestamp(at / 1000, self._zone)

    def day(self, at: int) -> str:
        """Return e.g. "Montag, 23. Januar 2017"."""
        written = format_date(self.moment(at).date(), "full", self._locale)
        return written.replace(". ", f".{_NO_BREAK}")

    def clock(self, at: int) -> str:
        """Return e.g. "13:55 Uhr"."""
        return self("documents.clock", time=self._time(at)).replace(" ", _NO_BREAK)

    def stamp(self, at: int, start: int | None) -> str:
        """Return the time alone on the day of ``start``, on any other with its date."""
        is_same_day = start is not None and self.moment(at).date() == self.moment(start).date()
        return self.clock(at) if is_same_day else self.date_time(at)

    def date(self, iso: str) -> str:
        """Return e.g. "31.03.2017" for an ISO date, "" for none."""
        return str(format_date(date.fromisoformat(iso), "medium", self._locale)) if iso else ""

    def span(self, start: int, end: int | None) -> str:
        """Return e.g. "14:03 bis 14:12 Uhr"; without an end only the start."""
        if end is None:
            return self("documents.since", time=self._time(start))
        return self("documents.span", start=self._time(start), end=self._time(end))

    def stay(self, since: int, until: int | None) -> str:
        """Return e.g. "ab 14:20 Uhr" or "14:05 bis 15:05 Uhr": how long a seat was there."""
        if until is None:
            return self("documents.from", time=self._time(since)).replace(" ", _NO_BREAK)
        return self.span(since, until)

    def date_time(self, at: int) -> str:
        """Return e.g. "Montag, 23. Januar 2017, 13:55 Uhr"."""
        return f"{self.day(at)}, {self.clock(at)}"

    def date_span(self, start: int, end: int) -> str:
        """Return day and span; both days where the end is on another one."""
        if self.moment(start).date() == self.moment(end).date():
            return f"{self.day(start)}, {self.span(start, end)}"
        return f"{self.date_time(start)} – {self.date_time(end)}"

    def number(self, value: object) -> str:
        """Return e.g. "1.234" or "3,5"; a dash for nothing, text as it is."""
        if value is None:
            return "–"
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(format_decimal(value, locale=self._locale))
        return str(value)

    def _time(self, at: int) -> str:
        return str(format_time(self.moment(at), "HH:mm", locale=self._locale))
