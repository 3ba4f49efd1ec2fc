"""scale: rate each statement, 1–5 or 0–10. Result: the distribution with median, mean and spread.

Median: the middle of the sorted ratings, or half-way between the two middle ones; then both
columns beside it are framed (``framed``), and a document's chart frames none.
Spread: the standard deviation of the population, because those who voted are all there are.
Dissent: the rule of the RAND/UCLA Appropriateness Method for panels (Fitch, Bernstein,
Aguilar et al. 2001): about a third of the voices at the low end and about a third at the high end;
of 8–10 voices 3, of 11–13 voices 4, of 14–16 voices 5, which is a third rounded. An "end" is
what their thirds of nine points become here: 1–2 and 4–5 of five, 0–3 and 7–10 of eleven. Unlike
a threshold of the spread it can be said to the room in one sentence.
"""

import statistics
from collections.abc import Mapping, Sequence
from math import ceil, floor
from random import Random
from typing import Any

from workshop.activities.base import ActivityType, Chart, Field, Frozen, Kind, Material, Table
from workshop.domain.errors import Refused

NONE = "none"  # the value of who cannot judge
VALUES = {5: list(range(1, 6)), 11: list(range(11))}
END = {5: 2, 11: 4}  # columns that make an end


class Scale(ActivityType):
    """A rating of several statements. The item is the statement's id."""

    name = "scale"
    kinds = (Kind("rating"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("from", "line", "", most=60),
        Field("to", "line", "", most=60),
        Field("points", "select", "5", choices=("5", "11")),
        Field("cannot_judge", "switch", True),
        Field("statements", "lines", (), least=1, most=20, required=True),
    )
    votes = True
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return the fields, points as a number, and ``values``: what can be chosen."""
        points = 11 if str(config.get("points")) == "11" else 5
        return {
            "ask": config.get("ask") or "",
            "from": config.get("from") or "",
            "to": config.get("to") or "",
            "points": points,
            "values": VALUES[points],
            "cannot_judge": bool(config.get("cannot_judge", True)),
            "statements": list(config.get("statements") or ()),
        }

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the question and what the ends of the scale mean."""
        lowest, highest = frozen["values"][0], frozen["values"][-1]
        ends = [(lowest, frozen["from"]), (highest, frozen["to"])]
        meaning = " · ".join(f"{value} = {label}" for value, label in ends if label)
        return [line for line in (frozen["ask"], meaning) if line]

    def ready(self, frozen: Frozen) -> str:
        """There must be something to rate."""
        return "" if frozen["statements"] else "no_statements"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> int | str:
        """Return the rating, or "none" where the statement cannot be judged."""
        if item not in [statement["id"] for statement in frozen["statements"]]:
            raise Refused("unknown_item")
        if value == NONE and frozen["cannot_judge"]:
            return NONE
        # True is an int in Python, and equal to 1.
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("wrong_type")
        if value not in frozen["values"]:
            raise Refused("not_on_scale")
        return value

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"values", "statements", "sorted"}``, the highest median first, then mean.

        A statement: id, label, counts (one a value), none, n (without none), median, mean, spread
        (None where nobody rated), framed (columns at the median) and dissent.
        """
        rows = [_rated(statement, frozen, material) for statement in frozen["statements"]]
        rows.sort(key=_high_first)  # stable: equal ones keep the agenda's order
        return {"values": frozen["values"], "statements": rows, "sorted": True}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the statements as they are ordered: the highest median first."""
        return [{"id": row["id"], "label": row["label"]} for row in results["statements"]]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a rating of each statement; ``ask["samples"]`` may say how many ratings each value gets."""
        known = (ask.get("samples") or {}).get("ratings") or {}
        ids = [statement["id"] for statement in ask["statements"]]
        return [("rating", one, _rehearsed(ask, one, known.get(one, ()), voice)) for one in ids]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a statement; an arrow marks dissent, because it needs no translation."""
        numbers = [*map(str, frozen["values"]), "scale.none", "scale.n"]
        figures = ["scale.median", "scale.mean", "scale.spread"]
        columns = [("scale.statement", "text"), *((name, "number") for name in numbers + figures)]
        rated = self.results(frozen, material)["statements"]
        return Table([*columns, ("scale.dissent", "text")], [_cells(row) for row in rated])

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return tiles: statements by values."""
        rated = self.results(frozen, material)["statements"]
        return Chart(
            "tiles",
            labels=[row["label"] for row in rated],
            values=[row["counts"] for row in rated],
            columns=[str(value) for value in frozen["values"]],
            marked=[row["framed"][0] if len(row["framed"]) == 1 else None for row in rated],
        )

    samples = {
        "config": {
            "ask": "Wie groß ist der Handlungsbedarf?",
            "from": "läuft gut",
            "to": "großer Bedarf",
            "points": "5",
            "cannot_judge": True,
            "statements": [{"id": "wohnen", "label": "Wohnen"}, {"id": "bus", "label": "Mobilität"}],
        },
        "good": [("rating", "wohnen", 1), ("rating", "bus", 5), ("rating", "bus", "none")],
        "bad": [
            ("rating", "", 3),
            ("rating", "arbeit", 3),
            ("rating", "wohnen", 0),
            ("rating", "wohnen", 6),
            ("rating", "wohnen", 2.0),
            ("rating", "wohnen", True),
            ("rating", "wohnen", "3"),
            ("rating", "wohnen", None),
        ],
    }
    texts = {
        "de": {
            "name": "Einschätzung",
            "about": "Aussagen auf einer Skala einschätzen",
            "field_ask": "Frage",
            "field_from": "Beschriftung links (niedrig)",
            "field_to": "Beschriftung rechts (hoch)",
            "field_points": "Skala",
            "points_5": "1 bis 5",
            "points_11": "0 bis 10",
            "field_cannot_judge": "Auch anbieten: „kann ich nicht einschätzen“",
            "field_statements": "Aussagen",
            "help_statements": "Eine je Zeile",
            "cannot_judge": "kann ich nicht einschätzen",
            "none": "keine Angabe",
            "n": "Stimmen",
            "statement": "Aussage",
            "median": "Median",
            "mean": "Mittelwert",
            "spread": "Streuung",
            "dissent": "uneinig",
            "dissent_means": "uneinig = je rund ein Drittel der Stimmen an beiden Enden der Skala",
            "sorted": "nach Ergebnis geordnet",
        },
        "en": {
            "name": "Rating",
            "about": "Rate statements on a scale",
            "field_ask": "Question",
            "field_from": "Label on the left (low)",
            "field_to": "Label on the right (high)",
            "field_points": "Scale",
            "points_5": "1 to 5",
            "points_11": "0 to 10",
            "field_cannot_judge": "Also offer “I cannot judge this”",
            "field_statements": "Statements",
            "help_statements": "One a line",
            "cannot_judge": "I cannot judge this",
            "none": "No answer",
            "n": "Votes",
            "statement": "Statement",
            "median": "Median",
            "mean": "Mean",
            "spread": "Spread",
            "dissent": "divided",
            "dissent_means": "divided = about a third of the votes at each end of the scale",
            "sorted": "ordered by result",
        },
    }


def _rated(statement: dict[str, str], frozen: Frozen, material: Material) -> dict[str, Any]:
    answers = [given.value for given in material.given if given.item == statement["id"]]
    ratings = sorted(answer for answer in answers if answer != NONE)
    counts = [ratings.count(value) for value in frozen["values"]]
    return {
        **statement,
        "counts": counts,
        "none": len(answers) - len(ratings),
        "n": len(ratings),
        **_figures(ratings),
        "framed": _framed(ratings, frozen["values"][0]),
        "dissent": is_divided(counts),
    }


def is_divided(counts: Sequence[int]) -> bool:
    """Return whether about a third stand at each end (Fitch et al. 2001, table of panel sizes)."""
    end = END[len(counts)]
    enough = max(1, (sum(counts) + 1) // 3)
    return min(sum(counts[:end]), sum(counts[-end:])) >= enough


def _figures(ratings: list[int]) -> dict[str, float | None]:
    if not ratings:
        return {"median": None, "mean": None, "spread": None}
    return {
        "median": statistics.median(ratings),
        "mean": round(statistics.fmean(ratings), 2),
        "spread": round(statistics.pstdev(ratings), 2),
    }


def _framed(ratings: list[int], lowest: int) -> list[int]:
    if not ratings:
        return []
    median = statistics.median(ratings)
    return sorted({floor(median) - lowest, ceil(median) - lowest})


def _rehearsed(ask: Mapping[str, Any], statement: str, counts: Sequence[int], voice: int) -> int | str:
    """Return a voice's rating: as counted in the samples, else around a value that the statement leans to."""
    values: list[int] = ask["values"]
    if len(counts) != len(values):
        leaning = Random(statement).uniform(values[0], values[-1])
        drawn = Random(f"{statement}/{voice}").gauss(leaning, len(values) / 4)
        return min(max(round(drawn), values[0]), values[-1])
    ratings = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
    Random(statement).shuffle(ratings)  # else the same voices would be low everywhere
    if voice < len(ratings):
        return ratings[voice]
    return NONE if ask["cannot_judge"] else values[len(values) // 2]


def _high_first(row: dict[str, Any]) -> tuple[float, float]:
    if row["median"] is None:
        return (1, 0)  # after all others, whose first number is not positive
    return (-row["median"], -row["mean"])


def _cells(row: dict[str, Any]) -> list[Any]:
    figures = [row["none"], row["n"], row["median"], row["mean"], row["spread"]]
    return [row["label"], *row["counts"], *figures, "↔" if row["dissent"] else ""]
