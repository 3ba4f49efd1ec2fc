"""dots: so many points a person, at most so many on one option. Result: the points of each option, most first."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workshop.activities.base import (
    ActivityType,
    Chart,
    Field,
    Frozen,
    Given,
    Kind,
    Material,
    Table,
    counted_table,
    own_options,
    with_before,
)
from workshop.domain.errors import Refused


class Dots(ActivityType):
    """One answer: ``{option id: points}``, without the options that get none."""

    name = "dots"
    kinds = (Kind("points"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("options", "options", (), least=2, most=30),
        Field("points", "number", 3, least=1, most=20),
        Field("most_per_option", "number", 2, least=1, most=20),
    )
    privacies = ("unnamed", "named")
    votes = True
    grouped = ("dots.column_points",)
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, options ``[{"id", "label"}]``, points and most_per_option; no more points than can be given."""
        given = list(own_options(config) if options is None else options)
        points = max(1, int(config.get("points") or 3))
        most = max(1, min(int(config.get("most_per_option") or 2), points))
        points = min(points, most * len(given) or points)
        return {"ask": config.get("ask") or "", "options": given, "points": points, "most_per_option": most}

    def ready(self, frozen: Frozen) -> str:
        """Points can be shared out among two options at least."""
        return "" if len(frozen["options"]) >= 2 else "too_few_options"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, int]:
        """Return the points by option id, in the order of the options; points may be left over."""
        if item:
            raise Refused("unknown_item")
        if not isinstance(value, dict) or not all(_is_whole(points) for points in value.values()):
            raise Refused("wrong_type")
        ids = [option["id"] for option in frozen["options"]]
        if not set(value) <= set(ids):
            raise Refused("not_an_option")
        _check_budget(list(value.values()), frozen)
        return {one: value[one] for one in ids if one in value}

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"options": [{"id", "label", "count"}], "points"}``, most points first, and their sum."""
        counted = [{**option, "count": _sum(option["id"], material)} for option in frozen["options"]]
        counted.sort(key=lambda option: -option["count"])  # stable: equal ones keep the agenda's order
        return {"options": with_before(counted, material.earlier), "points": sum(option["count"] for option in counted)}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the options, most points first; equal ones in the agenda's order."""
        return [{"id": option["id"], "label": option["label"]} for option in results["options"]]

    def said(self, given: Given, frozen: Frozen) -> list[tuple[str, str]]:
        """Return the points of each option that got some."""
        points = given.value
        return [(option["label"], str(points[option["id"]])) for option in frozen["options"] if option["id"] in points]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return all points shared out; earlier options find more of them."""
        ids = [option["id"] for option in ask["options"]]
        given = dict.fromkeys(ids, 0)
        for _ in range(ask["points"] if ids else 0):
            free = [one for one in ids if given[one] < ask["most_per_option"]]
            given[chance.choices(free, range(len(free), 0, -1))[0]] += 1
        return [("points", "", {one: points for one, points in given.items() if points})] if ids else []

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row an option."""
        counted = self.results(frozen, material)["options"]
        return counted_table(counted, "dots.option", "dots.column_points")

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars, one an option."""
        counted = self.results(frozen, material)["options"]
        return Chart("bars", [o["label"] for o in counted], [[o["count"]] for o in counted])

    samples = {
        "config": {
            "ask": "Woran soll der Landkreis zuerst arbeiten?",
            "options": [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}],
            "points": 3,
            "most_per_option": 2,
        },
        "good": [("points", "", {"a": 2, "b": 1}), ("points", "", {"b": 2}), ("points", "", {"a": 1})],
        "bad": [
            ("points", "", {}),
            ("points", "", {"a": 3}),
            ("points", "", {"a": 2, "b": 2}),
            ("points", "", {"a": 0, "b": 1}),
            ("points", "", {"a": -1}),
            ("points", "", {"a": True}),
            ("points", "", {"a": 1.0}),
            ("points", "", {"x": 1}),
            ("points", "", ["a"]),
            ("points", "", None),
            ("points", "a", {"a": 1}),
        ],
    }
    texts = {
        "de": {
            "name": "Punkte",
            "about": "Punkte auf Möglichkeiten verteilen",
            "field_ask": "Frage",
            "field_options": "Möglichkeiten",
            "help_options": "Eine je Zeile, oder aus einem früheren Schritt",
            "field_points": "Punkte je Person",
            "field_most_per_option": "Höchstens auf eine Möglichkeit",
            "option": "Möglichkeit",
            "column_points": "Punkte",
            "left": {"one": "noch {left} von einem Punkt", "other": "noch {left} von {count} Punkten"},
            "most_here": {"one": "höchstens einer je Möglichkeit", "other": "höchstens {count} je Möglichkeit"},
            "add": "Einen Punkt für „{option}“",
            "remove": "Einen Punkt von „{option}“ zurücknehmen",
            "given_here": {"one": "ein Punkt", "other": "{count} Punkte"},
            "all": {"one": "ein Punkt vergeben", "other": "{count} Punkte vergeben"},
            "each": {"one": "je ein Punkt", "other": "je {count} Punkte"},
            "filled": "gefüllt = die ersten {count}",
            "filled_one": "gefüllt = die meisten Punkte",
        },
        "en": {
            "name": "Points",
            "about": "Share points out among options",
            "field_ask": "Question",
            "field_options": "Options",
            "help_options": "One a line, or from an earlier step",
            "field_points": "Points a person",
            "field_most_per_option": "At most on one option",
            "option": "Option",
            "column_points": "Points",
            "left": {"one": "{left} of one point left", "other": "{left} of {count} points left"},
            "most_here": {"one": "at most one on each option", "other": "at most {count} on each option"},
            "add": "One point for “{option}”",
            "remove": "Take one point back from “{option}”",
            "given_here": {"one": "one point", "other": "{count} points"},
            "all": {"one": "one point given", "other": "{count} points given"},
            "each": {"one": "one point each", "other": "{count} points each"},
            "filled": "filled = the first {count}",
            "filled_one": "filled = most points",
        },
    }


def _is_whole(points: Any) -> bool:
    # True is an int in Python; an option without points is left out, so that equal answers look equal.
    return isinstance(points, int) and not isinstance(points, bool) and points > 0


def _check_budget(points: list[int], frozen: Frozen) -> None:
    if not points:
        raise Refused("no_points")
    if max(points) > frozen["most_per_option"]:
        raise Refused("too_many_points_here", most=frozen["most_per_option"])
    if sum(points) > frozen["points"]:
        raise Refused("too_many_points", most=frozen["points"])


def _sum(option: str, material: Material) -> int:
    return sum(given.value.get(option, 0) for given in material.given)
