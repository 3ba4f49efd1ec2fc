"""ranking: everybody brings all options into an order. Result: the places by Schulze (2011) and by Borda (1781).

Sorted by Schulze, because an option that beats every other one in pairs always comes first there; Borda's points
say how far apart the options are. Where the two differ the room is told. The formulas stand in ``domain/ranking.py``.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workshop.activities.base import (
    ActivityType,
    Chart,
    Field,
    Frozen,
    Kind,
    Material,
    Table,
    before_cell,
    before_column,
    own_options,
    with_before,
)
from workshop.domain.errors import Refused
from workshop.domain.ranking import borda, places, schulze


class Ranking(ActivityType):
    """One answer: the ids of all options, the first one first."""

    name = "ranking"
    kinds = (Kind("order"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("options", "options", (), least=2, most=30),
    )
    votes = True
    grouped = ("ranking.schulze",)
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask and options ``[{"id", "label"}]``."""
        return {"ask": config.get("ask") or "", "options": list(own_options(config) if options is None else options)}

    def ready(self, frozen: Frozen) -> str:
        """An order needs at least two options."""
        return "" if len(frozen["options"]) >= 2 else "too_few_options"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> list[str]:
        """Return the order; it must be whole, because half of one would say of the rest that they are equal."""
        if item:
            raise Refused("unknown_item")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Refused("wrong_type")
        if sorted(value) != sorted(option["id"] for option in frozen["options"]):
            raise Refused("not_whole_order")
        return value

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"options", "n", "differ"}`` by Schulze; equal ones by Borda, then in the agenda's order.

        An option: id, label, schulze and borda (its places from 1, None where nobody gave an order), points (Borda's);
        in a further round run and before: which round was before, and its place by Schulze then.
        """
        ids, orders = [option["id"] for option in frozen["options"]], [given.value for given in material.given]
        points = borda(ids, orders)
        by_points, by_paths = places(points), schulze(ids, orders)
        rows = [
            {**option, "schulze": by_paths[one], "borda": by_points[one], "points": points[one]}
            if orders
            else {**option, "schulze": None, "borda": None, "points": 0}
            for option, one in zip(frozen["options"], ids, strict=True)
        ]
        rows.sort(key=lambda row: (row["schulze"] or 0, -row["points"]))
        differ = any(row["schulze"] != row["borda"] for row in rows)
        return {"options": with_before(rows, material.earlier, "schulze"), "n": len(orders), "differ": differ}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the options as they are ordered: by Schulze, then Borda."""
        return [{"id": row["id"], "label": row["label"]} for row in results["options"]]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return an order not far from the agenda's: a room agrees on much and not on all."""
        ids = [option["id"] for option in ask["options"]]
        drawn = {one: place + chance.gauss(0, len(ids) / 3) for place, one in enumerate(ids)}
        return [("order", "", sorted(ids, key=lambda one: drawn[one]))] if ids else []

    def facets(self, kind: str, value: Any) -> dict[str, int]:
        """Return the place of each option: all name all of them, and what tells is where."""
        return {option: place for place, option in enumerate(value, start=1)}

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row an option, sorted by Schulze."""
        numbers = ("ranking.points", "ranking.schulze", "ranking.borda")
        rows = self.results(frozen, material)["options"]
        columns = [("ranking.option", "text"), *((name, "number") for name in numbers), *before_column(rows)]
        cells = [[row["label"], row["points"], row["schulze"], row["borda"], *before_cell(row)] for row in rows]
        return Table(columns, cells)

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars of Borda's points, in the order of Schulze."""
        rows = self.results(frozen, material)["options"]
        return Chart("bars", [row["label"] for row in rows], [[row["points"]] for row in rows])

    samples = {
        "config": {
            "ask": "Bringen Sie die Vorschläge in Ihre Reihenfolge.",
            "options": [
                {"id": "a", "label": "Wohnen"},
                {"id": "b", "label": "Bus"},
                {"id": "c", "label": "Kita"},
            ],
        },
        "good": [("order", "", ["b", "a", "c"]), ("order", "", ["a", "b", "c"]), ("order", "", ["c", "b", "a"])],
        "bad": [
            ("order", "", []),
            ("order", "", ["a", "b"]),
            ("order", "", ["a", "b", "b"]),
            ("order", "", ["a", "b", "c", "a"]),
            ("order", "", ["a", "b", "x"]),
            ("order", "", ["a", "b", 3]),
            ("order", "", "abc"),
            ("order", "", None),
            ("order", "a", ["a", "b", "c"]),
        ],
    }
    texts = {
        "de": {
            "name": "Rangfolge",
            "about": "Möglichkeiten in eine Reihenfolge bringen",
            "field_ask": "Frage",
            "field_options": "Möglichkeiten",
            "help_options": "Eine je Zeile, oder aus einem früheren Schritt",
            "option": "Möglichkeit",
            "schulze": "Platz nach Schulze",
            "borda": "Platz nach Borda",
            "points": "Punkte nach Borda",
            "how": "Ziehen Sie am Griff oder tippen Sie auf die Pfeile. Oben steht, was für Sie zuerst kommt.",
            "handle": "{option} verschieben, Platz {place} von {of}. Pfeiltasten nach oben und unten",
            "up": "{option} nach oben",
            "down": "{option} nach unten",
            "place_n": "Platz {n}",
            "moved": "{option} steht jetzt auf Platz {place} von {of}",
            "send": "Reihenfolge absenden",
            "sent": "Jede weitere Änderung wird gleich gespeichert.",
            "nobody": "Noch keine Reihenfolge.",
            "by_schulze": "geordnet nach Schulze",
            "ties": "gleicher Platz = gleichauf",
            "agree": "Nach Borda ist die Reihenfolge dieselbe.",
            "differ": "Die beiden Verfahren sind nicht überall einig:",
            "differs": "„{option}“ steht nach Schulze auf Platz {schulze}, nach Borda auf Platz {borda}.",
            "means": "Schulze vergleicht die Möglichkeiten paarweise. Borda zählt Punkte: "
            "der letzte Platz 0, jeder höhere einen mehr.",
        },
        "en": {
            "name": "Ranking",
            "about": "Bring options into an order",
            "field_ask": "Question",
            "field_options": "Options",
            "help_options": "One a line, or from an earlier step",
            "option": "Option",
            "schulze": "Place by Schulze",
            "borda": "Place by Borda",
            "points": "Points by Borda",
            "how": "Drag by the handle or tap the arrows. What comes first for you stands at the top.",
            "handle": "Move {option}, place {place} of {of}. Arrow keys up and down",
            "up": "{option} up",
            "down": "{option} down",
            "place_n": "place {n}",
            "moved": "{option} is now at place {place} of {of}",
            "send": "Send the order",
            "sent": "Every further change is saved at once.",
            "nobody": "No order yet.",
            "by_schulze": "ordered by Schulze",
            "ties": "same place = tied",
            "agree": "By Borda the order is the same.",
            "differ": "The two methods do not agree everywhere:",
            "differs": "“{option}” stands at place {schulze} by Schulze, at place {borda} by Borda.",
            "means": "Schulze compares the options in pairs. Borda counts points: "
            "the last place 0, each higher one a point more.",
        },
    }
