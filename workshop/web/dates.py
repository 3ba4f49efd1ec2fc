"""Dates and numbers as people write them, in German and English. Knows no request and no zone."""

from datetime import datetime, timedelta

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

NO_BREAK = "\u00a0"


def long_date(at: datetime, language: str) -> str:
    """``Montag, 23. Januar 2017``"""
    return _keep(format_date(at, "full", _locale(language)))


def short_date(at: datetime, language: str) -> str:
    """``9. Feb. 2017``"""
    pattern = "d. MMM y" if language == "de" else "d MMM y"
    return _keep(format_date(at, pattern, _locale(language)))


def clock_time(at: datetime, language: str) -> str:
    """``13:55 Uhr``"""
    time = format_time(at, "HH:mm", locale=_locale(language))
    return f"{time}{NO_BREAK}Uhr" if language == "de" else time


def relative_day(at: datetime, now: datetime) -> str:
    """Return "today", "tomorrow" or ""."""
    if at.date() == now.date():
        return "today"
    return "tomorrow" if at.date() == now.date() + timedelta(days=1) else ""


def number(value: int, language: str) -> str:
    """``4.149``"""
    return format_decimal(value, locale=_locale(language))


def _locale(language: str) -> str:
    return "de_DE" if language == "de" else "en_GB"


def _keep(date: str) -> str:
    # "23." must not stand alone at the end of a line.
    return date.replace(". ", f".{NO_BREAK}")
