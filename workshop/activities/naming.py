"""Who gave what, where a step was announced as named: by answer for the room, by voice for documents.

A type only says what one answer says (``said``). Texts need none of it: who wrote them stands with each.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.activities.base import ActivityType, Given, Material, Section, Table, Term


def by_answer(kind: ActivityType, frozen: Mapping[str, Any], material: Material) -> list[dict[str, Any]]:
    """Return ``[{"label", "who": [name, …]}]``, each answer with those who gave it and how much of it."""
    found: dict[str, list[str]] = {}
    for given, said in _named(kind, frozen, material):
        for label, much in said:
            found.setdefault(label, []).append(f"{given.who}\u00a0{much}" if much else given.who)
    order = {option["label"]: n for n, option in enumerate(frozen.get("options", ()))}
    return [{"label": one, "who": found[one]} for one in sorted(found, key=lambda one: order.get(one, len(order)))]


def by_voice(kind: ActivityType, frozen: Mapping[str, Any], material: Material) -> list[Section]:
    """Return a list of who gave what, or none where nobody may be named."""
    rows = [
        [given.who, " · ".join(f"{label} {much}".rstrip() for label, much in said)]
        for given, said in _named(kind, frozen, material)
    ]
    table = Table([("documents.by_name_who", "text"), ("documents.by_name_what", "text")], rows)
    return [Section(Term("common.by_name"), table)] if rows else []


def _named(
    kind: ActivityType, frozen: Mapping[str, Any], material: Material
) -> list[tuple[Given, Sequence[tuple[str, str]]]]:
    """In the order of names: that of the answers would tell who was first."""
    told = [(given, kind.said(given, dict(frozen))) for given in material.given if given.who]
    return sorted((one for one in told if one[1]), key=lambda one: (one[0].who, one[1]))
