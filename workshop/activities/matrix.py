"""matrix: everybody places things on two axes, 1–5 each. Result: means with spread.

Spread: the standard deviation of the population, because those who placed are all there are. The best is what has
the largest sum of both means: the axes are worded so that 5 speaks for a thing, and weigh the same.
"""

import statistics
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workshop.activities.base import (
    ActivityType,
    Field,
    Frozen,
    Kind,
    Material,
    Section,
    Table,
    Term,
    own_options,
    with_before,
)
from workshop.domain.errors import Refused

AXES = ("x", "y")  # across, up
VALUES = (1, 2, 3, 4, 5)


class Matrix(ActivityType):
    """A place for each thing: ``{"x": 1–5, "y": 1–5}``. The item is the thing's id."""

    name = "matrix"
    kinds = (Kind("place"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("axis_x_from", "line", "", most=60),
        Field("axis_x_to", "line", "", most=60),
        Field("axis_y_from", "line", "", most=60),
        Field("axis_y_to", "line", "", most=60),
        Field("items", "options", (), least=1, most=12),
    )
    votes = True
    grouped = ("matrix.mean_x", "matrix.mean_y")
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, items, values and for x and y ``{"from", "to"}``."""
        ends = {axis: {end: config.get(f"axis_{axis}_{end}") or "" for end in ("from", "to")} for axis in AXES}
        items = list(own_options(config, "items") if options is None else options)
        return {"ask": config.get("ask") or "", **ends, "values": list(VALUES), "items": items}

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the question and what the ends of both axes mean."""
        lowest, highest = VALUES[0], VALUES[-1]
        ends = [(axis, frozen[axis]) for axis in AXES if any(frozen[axis].values())]
        return [
            *([frozen["ask"]] if frozen["ask"] else []),
            *(f"{axis}: {lowest} = {end['from']} · {highest} = {end['to']}" for axis, end in ends),
        ]

    def ready(self, frozen: Frozen) -> str:
        """There must be something to place, and both axes must mean something."""
        if not frozen["items"]:
            return "no_things"
        return "" if all(label for axis in AXES for label in frozen[axis].values()) else "no_axes"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, int]:
        """Return the place; both axes or none, because half of one cannot be drawn."""
        if item not in [thing["id"] for thing in frozen["items"]]:
            raise Refused("unknown_item")
        if not isinstance(value, dict) or set(value) != set(AXES):
            raise Refused("wrong_type")
        # True is an int in Python, and equal to 1.
        if not all(isinstance(value[axis], int) and not isinstance(value[axis], bool) for axis in AXES):
            raise Refused("wrong_type")
        if not all(value[axis] in VALUES for axis in AXES):
            raise Refused("not_on_scale")
        return {axis: value[axis] for axis in AXES}

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"items"}``, the largest sum first: id, label, n, x and y ``{"mean", "spread"}`` or None.

        In a further round run and before: which round was before, and the means then, ``{"x", "y"}`` or None.
        """
        rows = [_placed(thing, material) for thing in frozen["items"]]
        rows.sort(key=_high_first)  # stable: equal ones keep the agenda's order
        return {"items": with_before(rows, _means(material.earlier), within="items", figure="means")}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the things as they are ordered: the largest sum of both means first."""
        return [{"id": row["id"], "label": row["label"]} for row in results["items"]]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a place for each thing, around one that all lean to."""
        return [("place", thing["id"], _rehearsed(thing["id"], chance)) for thing in ask["items"]]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a thing; what x and y mean stands in ``wording``."""
        figures = ("matrix.mean_x", "matrix.spread_x", "matrix.mean_y", "matrix.spread_y", "matrix.n")
        rows = self.results(frozen, material)["items"]
        again = [Term(f"matrix.before_{axis}", run=row["run"]) for row in rows[:1] if "before" in row for axis in AXES]
        columns = [("matrix.thing", "text"), *((name, "number") for name in (*figures, *again))]
        return Table(columns, [[*_cells(row), *_before(row)] for row in rows])

    def compared(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return the means of each axis under what its ends mean."""
        ends = [f"{frozen[axis]['from']} – {frozen[axis]['to']}" for axis in AXES]
        figures = super().compared(frozen, material)
        return [Section(title, of.table) for title, of in zip(ends, figures, strict=True)]

    samples = {
        "config": {
            "ask": "Wie wichtig ist es, und wie leicht ist es zu machen?",
            "axis_x_from": "schwer machbar",
            "axis_x_to": "leicht machbar",
            "axis_y_from": "kann warten",
            "axis_y_to": "dringend",
            "items": [{"id": "wohnen", "label": "Wohnraumbörse"}, {"id": "bus", "label": "Fahrten zum Kurs"}],
        },
        "good": [("place", "wohnen", {"x": 1, "y": 5}), ("place", "bus", {"x": 4, "y": 4})],
        "bad": [
            ("place", "", {"x": 1, "y": 1}),
            ("place", "kita", {"x": 1, "y": 1}),
            ("place", "bus", {"x": 1}),
            ("place", "bus", {"x": 1, "y": 1, "z": 1}),
            ("place", "bus", {"x": 0, "y": 1}),
            ("place", "bus", {"x": 1, "y": 6}),
            ("place", "bus", {"x": True, "y": 1}),
            ("place", "bus", {"x": 2.0, "y": 1}),
            ("place", "bus", [1, 1]),
            ("place", "bus", None),
        ],
    }
    texts = {
        "de": {
            "name": "Matrix",
            "about": "Etwas auf zwei Achsen einordnen",
            "field_ask": "Frage",
            "field_axis_x_from": "Waagerecht: links (1)",
            "field_axis_x_to": "Waagerecht: rechts (5)",
            "field_axis_y_from": "Senkrecht: unten (1)",
            "field_axis_y_to": "Senkrecht: oben (5)",
            "help_axis_y_to": "Je höher beide Werte zusammen, desto weiter vorn steht es im Ergebnis.",
            "field_items": "Was eingeordnet wird",
            "help_items": "Eines je Zeile, oder aus einem früheren Schritt",
            "how": "Tippen Sie ins Feld oder wählen Sie darunter zwei Zahlen.",
            "axis": "{from} (1) bis {to} (5)",
            "cell": "waagerecht {x}, senkrecht {y}",
            "half": "Es fehlt noch die zweite Zahl.",
            "thing": "Was",
            "number": "Nr.",
            "mean_x": "Mittelwert x",
            "spread_x": "Streuung x",
            "mean_y": "Mittelwert y",
            "spread_y": "Streuung y",
            "before_x": "Mittelwert x in Runde {run}",
            "before_y": "Mittelwert y in Runde {run}",
            "moved": "Ring = Runde zuvor",
            "n": "Stimmen",
            "sorted": "nach der Summe beider Mittelwerte",
            "cross": "Kreuz, ± = Streuung",
            "nobody": "Noch nichts eingeordnet.",
        },
        "en": {
            "name": "Matrix",
            "about": "Place things on two axes",
            "field_ask": "Question",
            "field_axis_x_from": "Across: left (1)",
            "field_axis_x_to": "Across: right (5)",
            "field_axis_y_from": "Up: bottom (1)",
            "field_axis_y_to": "Up: top (5)",
            "help_axis_y_to": "The higher both values together, the further ahead it stands in the result.",
            "field_items": "What is placed",
            "help_items": "One a line, or from an earlier step",
            "how": "Tap into the square or choose two numbers below it.",
            "axis": "{from} (1) to {to} (5)",
            "cell": "across {x}, up {y}",
            "half": "The second number is still missing.",
            "thing": "What",
            "number": "No.",
            "mean_x": "Mean x",
            "spread_x": "Spread x",
            "mean_y": "Mean y",
            "spread_y": "Spread y",
            "before_x": "Mean x in round {run}",
            "before_y": "Mean y in round {run}",
            "moved": "ring = the round before",
            "n": "Votes",
            "sorted": "by the sum of both means",
            "cross": "cross, ± = spread",
            "nobody": "Nothing placed yet.",
        },
    }


def _placed(thing: dict[str, str], material: Material) -> dict[str, Any]:
    places = [given.value for given in material.given if given.item == thing["id"]]
    return {**thing, "n": len(places), **{axis: _figures([place[axis] for place in places]) for axis in AXES}}


def _figures(values: list[int]) -> dict[str, float] | None:
    if not values:
        return None
    return {"mean": round(statistics.fmean(values), 2), "spread": round(statistics.pstdev(values), 2)}


def _high_first(row: dict[str, Any]) -> float:
    # What nobody placed has no mean and comes after all others, whose sum is two at least.
    return -sum(row[axis]["mean"] for axis in AXES) if row["n"] else 0


def _cells(row: dict[str, Any]) -> list[Any]:
    figures = [row[axis] and row[axis][figure] for axis in AXES for figure in ("mean", "spread")]
    return [row["label"], *figures, row["n"]]


def _means(earlier: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return of the round before where each thing stood."""
    if earlier is None:
        return None
    rows = [row for row in earlier["items"] if row["n"]]
    return {
        "run": earlier["run"],
        "items": [{"id": row["id"], "means": {axis: row[axis]["mean"] for axis in AXES}} for row in rows],
    }


def _before(row: Mapping[str, Any]) -> list[float | None]:
    if "before" not in row:
        return []
    return [row["before"] and row["before"][axis] for axis in AXES]


def _rehearsed(thing: str, chance: Random) -> dict[str, int]:
    leaning = Random(thing)
    drawn = {axis: chance.gauss(leaning.uniform(1.5, 4.5), 1) for axis in AXES}
    return {axis: min(max(round(value), VALUES[0]), VALUES[-1]) for axis, value in drawn.items()}
