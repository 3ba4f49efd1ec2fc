"""Who gave what, where a step was announced as named: by answer for the room, by voice for documents.

A type only says what one answer says (``said``). Texts need none of it: who wrote them stands with each.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.activities.base import ActivityType, Given, Material, Section, Table, Term

NAMELESS = Term("common.nameless", count=1)  # a guest need not say a name; the vote stands in every list all the same


def by_answer(kind: ActivityType, frozen: Mapping[str, Any], material: Material) -> list[dict[str, Any]]:
    """Return ``[{"label", "who": [name, …]}]``, each answer with those who gave it and how much of it.

    ``nameless``, where there are any: how much of it each gave who has no name ("" where there is no more to say).
    """
    found: dict[str, dict[str, Any]] = {}
    for given, said in _named(kind, frozen, material):
        for label, much in said:
            answer = found.setdefault(label, {"label": label, "who": []})
            if given.who:
                answer["who"].append(f"{given.who}\u00a0{much}" if much else given.who)
            else:
                answer.setdefault("nameless", []).append(much)
    order = {option["label"]: n for n, option in enumerate(frozen.get("options", ()))}
    return sorted(found.values(), key=lambda one: order.get(one["label"], len(order)))


def by_voice(kind: ActivityType, frozen: Mapping[str, Any], material: Material) -> list[Section]:
    """Return a list of who gave what, or none where nobody may be named."""
    rows = [
        [given.who or NAMELESS, " · ".join(f"{label} {much}".rstrip() for label, much in said)]
        for given, said in _named(kind, frozen, material)
    ]
    table = Table([("documents.by_name_who", "text"), ("documents.by_name_what", "text")], rows)
    return [Section(Term("common.by_name"), table)] if rows else []


def _named(
    kind: ActivityType, frozen: Mapping[str, Any], material: Material
) -> list[tuple[Given, Sequence[tuple[str, str]]]]:
    """In the order of names, those without one last: that of the answers would tell who was first."""
    told = [(given, kind.said(given, dict(frozen))) for given in material.given if given.by]
    return sorted((one for one in told if one[1]), key=lambda one: (not one[0].who, one[0].who, one[1]))
