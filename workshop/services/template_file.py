"""Reading a file ``workshop-template/1`` that somebody sends: taken whole, or refused with every fault and its place.

What the editor would not save is refused here, by the same cleaners. It must not touch the database.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from workshop.activities import exists, forms, type_of
from workshop.activities.base import Field
from workshop.domain.errors import Refused
from workshop.domain.text import clean_line, clean_text
from workshop.library import FORMAT
from workshop.services import agenda

MOST_BYTES = 1_000_000
MOST_STEPS = 200
DEEPEST = 6  # levels in the config of a type that does not exist yet
LARGEST = 2**53  # of a number there
LONGEST = 5_000  # characters of a text there
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_OF_STEP = ("id", "type", "title", "minutes", "note", "premoderated", "config")
_OF_WORKSHOP = ("title", "subtitle", "minutes")


@dataclass(frozen=True)
class Template:
    """A checked file: the facts of the workshop, and steps that refer to each other by ``id``."""

    facts: dict[str, Any]
    steps: list[dict[str, Any]]


def read(data: bytes) -> tuple[Template | None, list[Refused]]:
    """Return the checked file, or None and every fault.

    A fault's ``at_step`` (counted from 1; 0: the workshop), ``at_type`` and ``at_field`` say where it is.
    """
    try:
        file = _parsed(data)
        steps = _steps_of(file)
    except Refused as fault:
        return None, [fault]
    reading = _Reading(steps)
    facts = reading.facts(file.get("workshop"))
    found = [reading.step(number) for number in range(1, len(steps) + 1)]
    return (None, reading.faults) if reading.faults else (Template(facts, found), [])


class _Reading:
    """Goes through a file and notes each fault with its place."""

    def __init__(self, steps: list[dict[str, Any]]) -> None:
        self.steps = steps
        self.faults: list[Refused] = []
        self.at: dict[str, Any] = {"at_step": 0, "at_type": ""}
        names = [step.get("id") for step in steps]
        self.numbers = {name: n for n, name in enumerate(names, start=1) if isinstance(name, str)}

    def facts(self, given: Any) -> dict[str, Any]:
        if not isinstance(given, dict):
            return self.tried("workshop", _wrong, given)
        self.known(given, _OF_WORKSHOP)
        return {
            "title": self.tried("title", clean_line, given.get("title")),
            "subtitle": self.tried("subtitle", _optional_line, given.get("subtitle", "")),
            "minutes": self.tried("minutes", _within(1, agenda.LONGEST_DAY), given.get("minutes", 90)),
        }

    def step(self, number: int) -> dict[str, Any]:
        given = self.steps[number - 1]
        self.at = {"at_step": number, "at_type": ""}
        self.known(given, _OF_STEP)
        self.at["at_type"] = self.tried("type", _type_name, given.get("type")) or ""
        return {
            "id": self.tried("id", lambda name: self._own_name(name, number), given.get("id")),
            "type": self.at["at_type"],
            "title": self.tried("title", clean_line, given.get("title")),
            "minutes": self.tried("minutes", _within(0, agenda.LONGEST_STEP), given.get("minutes", 5)),
            "note": self.tried("note", _optional_text, given.get("note", "")),
            "premoderated": self.tried("premoderated", _switch, given.get("premoderated", False)),
            "config": self._config(given.get("config", {}), number),
        }

    def tried(self, field: str, rule: Callable[[Any], Any], value: Any) -> Any:
        """Return what the rule makes of the value; None and a fault noted where it refuses."""
        try:
            return rule(value)
        except Refused as fault:
            self.faults.append(Refused(fault.code, **{**fault.params, **self.at, "at_field": _shown(field)}))
            return None

    def known(self, given: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in given:
            if name not in names:
                self.tried(name, _unknown, None)

    def _own_name(self, name: Any, number: int) -> str:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise Refused("template_name")
        if self.numbers[name] != number:  # the last one of the name; whichever it is, there are two
            raise Refused("template_twice")
        return name

    def _config(self, given: Any, number: int) -> dict[str, Any]:
        if not isinstance(given, dict):
            return self.tried("config", _wrong, given)
        kind = type_of(self.at["at_type"])
        every = {name: self._of_every(name, given[name]) for name in agenda.OF_EVERY_STEP if name in given}
        rest = {name: value for name, value in given.items() if name not in every}
        if not exists(self.at["at_type"]):
            return {name: self._unseen(name, value, number) for name, value in rest.items()} | every
        self.known(rest, tuple(spec.name for spec in kind.fields))
        return {spec.name: self._field(spec, rest.get(spec.name, spec.default), number) for spec in kind.fields} | every

    def _of_every(self, name: str, value: Any) -> Any:
        kind = type_of(self.at["at_type"])
        return self.tried(name, lambda given: agenda.clean_of_every(kind, name, given), value)

    def _field(self, spec: Field, value: Any, number: int) -> Any:
        """A field that was never filled in is as good as in the editor, which starts with the same."""
        usual = forms.plain(spec.default)
        if type(forms.plain(value)) is type(usual) and forms.plain(value) == usual:
            return usual
        return self.tried(spec.name, lambda given: self._cleaned(spec, given, number), value)

    def _cleaned(self, spec: Field, value: Any, number: int) -> Any:
        """References are cleaned as numbers, as the editor sends them, and keep their names."""
        if spec.kind == "step" and value is not None:
            self._source(spec, forms.clean_field(spec, self._number(value)), number)
            return value
        if spec.kind == "options" and isinstance(value, dict):
            numbered = {**value, "activity": self._number(value.get("activity"))}
            # Of a file that asks for more than fits, the first are taken when the step opens.
            self._source(spec, forms.clean_field(replace(spec, most=forms.MOST_TAKEN), numbered), number)
            return value
        if spec.kind == "picture" and value is not None:
            raise Refused("template_picture")
        return forms.clean_field(spec, value)

    def _number(self, name: Any) -> int:
        if not isinstance(name, str) or name not in self.numbers:
            raise Refused("template_no_step", step=_shown(name))
        return self.numbers[name]

    def _source(self, spec: Field, wanted: Any, number: int) -> None:
        source = forms.reference(spec, wanted) or 0
        name = self.steps[source - 1].get("type")
        if source == number or not isinstance(name, str) or not agenda.can_give(name, spec, wanted):
            raise Refused("not_that_step")

    def _unseen(self, name: str, value: Any, number: int) -> Any:
        """A field of a type that does not exist yet: only that it is harmless, and that references lead somewhere."""

        def rule(given: Any) -> Any:
            if not _WORD.fullmatch(name):
                raise Refused("unknown_field")
            if name == "arranges" and given is not None:
                self._number(given)
            elif isinstance(given, dict) and "activity" in given:
                numbered = {**given, "activity": self._number(given["activity"])}
                forms.clean_field(Field(name, "options", most=forms.MOST_TAKEN), numbered)
            return _harmless(given, DEEPEST)

        return self.tried(name, rule, value)


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise Refused("sheet_large", most=MOST_BYTES // 1_000_000)
    try:
        file = json.loads(data.decode("utf-8-sig"), parse_constant=_wrong)
    except (ValueError, RecursionError) as error:
        raise Refused("template_json") from error
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise Refused("template_format", format=FORMAT)
    return file


def _steps_of(file: dict[str, Any]) -> list[dict[str, Any]]:
    steps = file.get("agenda")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise Refused("template_agenda")
    if len(steps) > MOST_STEPS:
        raise Refused("template_steps", most=MOST_STEPS)
    return steps


def _harmless(value: Any, depth: int) -> Any:
    if depth == 0:
        raise Refused("wrong_type")
    if isinstance(value, str):
        return clean_text(value, LONGEST) if value.strip() else ""
    if isinstance(value, list):
        return [_harmless(one, depth - 1) for one in value]
    if isinstance(value, dict):
        if not all(_WORD.fullmatch(name) for name in value):
            raise Refused("wrong_type")
        return {name: _harmless(one, depth - 1) for name, one in value.items()}
    if isinstance(value, (int, float)) and not abs(value) <= LARGEST:  # so put that it refuses NaN, too
        raise Refused("wrong_type")
    return value


def _shown(value: Any) -> str:
    """Return somebody's word as it can stand in a sentence."""
    return "".join(char if char.isprintable() else "?" for char in str(value)[:40])


def _wrong(value: Any) -> Any:
    raise Refused("wrong_type")


def _unknown(value: Any) -> Any:
    raise Refused("unknown_field")


def _type_name(value: Any) -> str:
    if not isinstance(value, str) or not _WORD.fullmatch(value) or len(value) > 20:
        raise Refused("unknown_type")
    return value


def _within(least: int, most: int) -> Callable[[Any], int]:
    return lambda value: forms.clean_number(value, least, most)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused("wrong_type")
    return value


def _optional_line(value: Any) -> str:
    return "" if value == "" else clean_line(value)


def _optional_text(value: Any) -> str:
    return "" if value == "" else clean_text(value)
