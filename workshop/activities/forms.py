"""What may stand in a field of the editor's form, by the field's kind.

Plain values; knows no step and no workshop. What must be there before a step can open
(``least`` lines, say) is for ``ready`` to ask: while one prepares, half a list is saved too.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any

import workshop.activities as registry  # asked only at run time: the registry finds this file, too
from workshop.activities.base import ActivityType, Field
from workshop.domain.errors import Refused
from workshop.domain.majority import clean_share
from workshop.domain.text import clean_line, clean_text

LONGEST_LINE = 300  # characters
HIGHEST_PRICE = 1_000_000_000
MOST_TAKEN = 30  # options from an earlier step; a field may hold fewer
LARGEST_ID = 2**31 - 1  # of what a database counts up; it chokes on a number of more than 63 bits
MOST_SIDE = 4096  # pixels of a picture
_HASH = re.compile(r"[0-9a-f]{64}")
MOST_ITEM = 40  # letters of a contribution's item
_PART_ID = re.compile(r"[A-Za-z0-9_-]{1,12}")  # room for the item of a text behind it
_LINE_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


def field_of(type_: ActivityType, name: str) -> Field:
    """Return the type's field called ``name``; raise Refused ``unknown_field``."""
    for spec in type_.fields:
        if spec.name == name:
            return spec
    raise Refused("unknown_field")


def default_config(type_: ActivityType) -> dict[str, Any]:
    """Return what a new step of this type starts with."""
    return {spec.name: plain(spec.default) for spec in type_.fields}


def clean_field(spec: Field, value: Any) -> Any:
    """Return the value as it is stored; raise Refused in words that fit beside the field."""
    return _CLEANERS[spec.kind](spec, value)


def reference(spec: Field, value: Any) -> int | None:
    """Return the step that this value refers to, if it does."""
    if spec.kind == "options" and isinstance(value, dict):
        return int(value["activity"])
    return value if spec.kind == "step" else None


def plain(value: Any) -> Any:
    """Return a default as JSON would give it back, so that it compares equal to what was stored."""
    return list(value) if isinstance(value, tuple) else value


def clean_number(value: Any, least: int, most: int) -> int:
    """Return a whole number from ``least`` to ``most``; raise Refused ``out_of_range``."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or not least <= value <= most:
        raise Refused("out_of_range", least=least, most=most)
    return value


def clean_switch(value: Any) -> bool:
    """Return yes or no; raise Refused ``wrong_type``."""
    if not isinstance(value, bool):
        raise Refused("wrong_type")
    return value


def clean_choice(value: Any, choices: tuple[str, ...]) -> str:
    """Return one of the choices; raise Refused ``not_an_option``."""
    if value not in choices:
        raise Refused("not_an_option")
    return str(value)


def _clean_line(spec: Field, value: Any) -> str:
    return "" if _is_left_empty(spec, value) else clean_line(value, spec.most)


def _clean_text(spec: Field, value: Any) -> str:
    return "" if _is_left_empty(spec, value) else clean_text(value, spec.most)


def _is_left_empty(spec: Field, value: Any) -> bool:
    return not spec.required and isinstance(value, str) and not value.strip()


def _clean_number(spec: Field, value: Any) -> int:
    return clean_number(value, spec.least, spec.most)


def _clean_switch(spec: Field, value: Any) -> bool:
    return clean_switch(value)


def _clean_select(spec: Field, value: Any) -> str:
    return clean_choice(value, spec.choices)


def _clean_share(spec: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Refused("wrong_type")
    return clean_share(value)


def _clean_lines(spec: Field, value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
        raise Refused("wrong_type")
    if len(value) > spec.most:
        raise Refused("too_many_lines", most=spec.most)
    lines = [{"id": _line_id(line), "label": clean_line(line.get("label"), LONGEST_LINE)} for line in value]
    if len({line["id"] for line in lines}) < len(lines):
        raise Refused("wrong_type")
    return lines


def _clean_priced(spec: Field, value: Any) -> list[dict[str, Any]]:
    lines = _clean_lines(spec, value)
    return [{**line, "price": _price(given)} for line, given in zip(lines, value, strict=True)]


def _price(line: dict[str, Any]) -> int:
    try:
        return clean_number(line.get("price"), 1, HIGHEST_PRICE)
    except Refused:
        raise Refused("no_price", most=HIGHEST_PRICE) from None


def _clean_parts(spec: Field, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise Refused("wrong_type")
    if len(value) > spec.most:
        raise Refused("too_many_lines", most=spec.most)
    parts = [_clean_part(part) for part in value]
    if len({part["id"] for part in parts}) < len(parts):
        raise Refused("wrong_type")
    return parts


def _clean_part(part: dict[str, Any]) -> dict[str, Any]:
    """Return the part with every field that its type has in a form; whatever is taken from elsewhere stays out."""
    own_id = part.get("id") or secrets.token_urlsafe(6)
    config = part.get("config", {})
    if set(part) - {"id", "type", "config"} or not isinstance(own_id, str) or not _PART_ID.fullmatch(own_id):
        raise Refused("wrong_type")
    kind = registry.type_of(part["type"]) if isinstance(part.get("type"), str) else None
    if kind is None or not kind.in_parts:
        raise Refused("unknown_type")
    if not isinstance(config, dict) or set(config) - set(kind.in_parts):
        raise Refused("unknown_field")
    return {
        "id": own_id,
        "type": kind.name,
        "config": {name: _of_part(kind, name, config, own_id) for name in kind.in_parts},
    }


def _of_part(kind: ActivityType, name: str, config: dict[str, Any], part: str) -> Any:
    spec = field_of(kind, name)
    default = plain(spec.default)
    value = config.get(name, default)
    clean = default if value == default and type(value) is type(default) else clean_field(spec, value)
    if isinstance(clean, dict):
        raise Refused("wrong_type")
    if isinstance(clean, list) and any(len(part) + 1 + len(line["id"]) > MOST_ITEM for line in clean):
        raise Refused("wrong_type")
    return clean


def _line_id(line: dict[str, Any]) -> str:
    """An edited line keeps its id, whatever its words: votes and comparisons hang on it."""
    given = line.get("id") or secrets.token_urlsafe(6)
    if not isinstance(given, str) or not _LINE_ID.fullmatch(given):
        raise Refused("wrong_type")
    return given


def _clean_options(spec: Field, value: Any) -> list[dict[str, str]] | dict[str, Any]:
    if not isinstance(value, dict):
        return _clean_lines(spec, value)
    is_whole = {"activity", "what"} <= set(value) <= {"activity", "what", "most"}
    if not is_whole or value["what"] not in ("themes", "best"):
        raise Refused("wrong_type")
    source = {"activity": _clean_id(value["activity"]), "what": value["what"]}
    if value.get("most") is None:
        return source
    return source | {"most": clean_number(value["most"], 1, min(MOST_TAKEN, spec.most))}


def _clean_step(spec: Field, value: Any) -> int | None:
    return None if value is None else _clean_id(value)


def _clean_picture(spec: Field, value: Any) -> dict[str, Any] | None:
    """A picture that was uploaded before, with what can be seen on it; whoever saves checks that it is there."""
    if value is None:
        return None
    if not isinstance(value, dict) or not set(value) <= {"hash", "alt", "width", "height"}:
        raise Refused("wrong_type")
    if not isinstance(value.get("hash"), str) or not _HASH.fullmatch(value["hash"]):
        raise Refused("wrong_type")
    if not isinstance(value.get("alt"), str) or not value["alt"].strip():
        raise Refused("picture_words")
    size = {name: clean_number(value.get(name), 1, MOST_SIDE) for name in ("width", "height")}
    return {"hash": value["hash"], "alt": clean_line(value["alt"], LONGEST_LINE), **size}


def _clean_id(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST_ID:
        raise Refused("wrong_type")
    return value


_CLEANERS: dict[str, Callable[[Field, Any], Any]] = {
    "line": _clean_line,
    "text": _clean_text,
    "markdown": _clean_text,
    "number": _clean_number,
    "switch": _clean_switch,
    "select": _clean_select,
    "share": _clean_share,
    "lines": _clean_lines,
    "options": _clean_options,
    "priced": _clean_priced,
    "step": _clean_step,
    "picture": _clean_picture,
    "parts": _clean_parts,
}
