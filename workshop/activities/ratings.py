"""The figures of a rated statement: distribution, median, spread, dissent, and who stands far from the middle."""

import statistics
from collections.abc import Mapping, Sequence
from math import ceil, floor
from random import Random
from typing import Any

from workshop.activities.base import Frozen, Given

NONE = "none"  # the value of who cannot judge
VALUES = {5: list(range(1, 6)), 11: list(range(11))}
END = {5: 2, 11: 4}  # columns that make an end
FAR = {5: 2, 11: 4}  # steps from the median


def rated(statement: dict[str, str], frozen: Frozen, given: Sequence[Given]) -> dict[str, Any]:
    """Return a row of the result; ``given``: the ratings of all statements."""
    answers = [one.value for one in given if one.item == statement["id"]]
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


def is_far(rating: Any, row: Mapping[str, Any], far: int) -> bool:
    """Return whether a rating lies so many steps from the median of its statement; who could not judge is not far."""
    return bool(rating != NONE and row["median"] is not None and abs(rating - row["median"]) >= far)


def before_of(earlier: Mapping[str, Any] | None, values: list[int]) -> dict[str, dict[str, Any]]:
    """Return run, median and mean of the round before, by statement; none where it was another scale."""
    if not earlier or earlier["values"] != values:
        return {}
    rows = [row for row in earlier["statements"] if row["median"] is not None]
    return {row["id"]: {"run": earlier["run"], "median": row["median"], "mean": row["mean"]} for row in rows}


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


def rehearsed(ask: Mapping[str, Any], statement: str, counts: Sequence[int], voice: int) -> int | str:
    """Return a voice's rating: as counted in the samples, else around a value that the statement leans to."""
    values: list[int] = ask["values"]
    if len(counts) != len(values):
        drawn = Random(f"{statement}/{voice}").gauss(_leaning(statement, values), len(values) / 4)
        return min(max(round(drawn), values[0]), values[-1])
    ratings = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
    Random(statement).shuffle(ratings)  # else the same voices would be low everywhere
    if voice < len(ratings):
        return ratings[voice]
    return NONE if ask["cannot_judge"] else values[len(values) // 2]


def _rehearsed_middle(ask: Mapping[str, Any], statement: str, counts: Sequence[int]) -> float:
    """Return where the median of simulated voices will lie, about."""
    values: list[int] = ask["values"]
    if len(counts) != len(values) or not sum(counts):
        return _leaning(statement, values)
    return statistics.median(value for value, count in zip(values, counts, strict=True) for _ in range(count))


def _leaning(statement: str, values: list[int]) -> float:
    return Random(statement).uniform(values[0], values[-1])


def high_first(row: dict[str, Any]) -> tuple[float, float]:
    """Return the key that puts the highest median first, then mean."""
    if row["median"] is None:
        return (1, 0)  # after all others, whose first number is not positive
    return (-row["median"], -row["mean"])


def cells(row: dict[str, Any], *, again: bool) -> list[Any]:
    """Return a row of the table; ``again``: with what was before."""
    before = row["before"] or {"median": None, "mean": None}
    figures = [row["none"], row["n"], row["median"], row["mean"], row["spread"]]
    figures += [before["median"], before["mean"]] if again else []
    words = ["↔" if row["dissent"] else "", *([_moved(before["median"], row["median"])] if again else [])]
    return [row["label"], *row["counts"], *figures, *words]


def _moved(before: float | None, after: float | None) -> str:
    """Return "2½ → 4": as every language writes it; nothing where it stands as it stood."""
    return "" if None in (before, after) or before == after else f"{_halves(before)} → {_halves(after)}"


def _halves(median: float | None) -> str:
    whole, rest = divmod(median or 0, 1)
    return f"{int(whole) or (0 if not rest else '')}{'½' if rest else ''}"


def will_be_far(ask: Mapping[str, Any], statement: str, counts: Sequence[int], rating: int | str) -> bool:
    """Return whether a simulated voice will be asked for a reason."""
    middle = {"median": _rehearsed_middle(ask, statement, counts)}
    return bool(ask["far"]) and is_far(rating, middle, ask["far"])
