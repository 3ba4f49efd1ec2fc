"""Reading a form: each field by a rule, every fault as a sentence beside its field."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.text import clean_line, optional_line
from workshop.web.desk import product
from workshop.web.errors import sentence

YEARS = range(1990, 2200)  # outside it is a slip of the finger

T = TypeVar("T")


class Form:
    """What was sent, and what is wrong with it. ``given`` shows the page what was typed."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.errors: dict[str, str] = {}

    def read(self, name: str, rule: Callable[[str], T], default: T) -> T:
        """Return the field as the rule understands it; note the fault and return the default else."""
        try:
            return rule(self.given.get(name, ""))
        except WorkshopError as fault:
            self.fault(name, fault)
            return default

    def line(self, name: str, longest: int = 200) -> str:
        """Return a line that must be there."""
        return self.read(name, lambda text: clean_line(text, longest), "")

    def optional(self, name: str, longest: int = 200) -> str:
        """Return a line that may be empty."""
        return self.read(name, lambda text: optional_line(text, longest), "")

    def number(self, name: str, rule: Callable[[int], int]) -> int | None:
        """Return a whole number that keeps to the rule; None where nothing was typed."""
        return self.read(name, lambda text: rule(_number(text)) if text.strip() else None, None)

    def moment(self, day: str, time: str) -> int | None:
        """Return date and time of two fields in the zone of the house; None without a date."""
        date = self.given.get(day, "").strip()
        if not date:
            return None
        clock = self.given.get(time, "").strip() or "00:00"
        return self.read(day, lambda _: _moment(f"{date}T{clock}"), None)

    def named(self, **labels: str) -> dict[str, str]:
        """Return the faults with the names of their fields, for the list above the form."""
        return {name: f"{labels[name]}: {words}" if name in labels else words for name, words in self.errors.items()}

    def fault(self, name: str, fault: WorkshopError) -> None:
        """Note what is wrong with a field."""
        self.errors[name] = sentence(fault)


def _number(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit()) or len(text) > 9:
        raise Refused("not_a_number")
    return int(text)


def _moment(text: str) -> int:
    try:
        at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(product().config.timezone))
    except (ValueError, OverflowError) as error:
        raise Refused("not_a_date") from error
    if at.year not in YEARS:
        raise Refused("not_a_date")
    return int(at.timestamp() * 1000)
