"""budget: a sum to share out among options freely, or to buy priced proposals with.

Free: each voice splits the sum; the result is the mean and the median of each option. The means of voices who
share out everything add up to the sum again; medians need not (G. Freeman, D. M. Pennock, D. Peters,
J. Wortman Vaughan: Truthful aggregation of budget proposals, EC 2019). What somebody left empty is a zero.
Priced: each voice ticks what it would buy; what the room buys follows ``domain/budgets.py``.
An answer is always the whole of what a voice gives, because mean and median need its zeros; so the limit is kept
in ``clean``, and two devices of one voice can only replace each other's answer, never add to it.
"""

import statistics
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
    before_cell,
    before_column,
    own_options,
    with_before,
)
from workshop.activities.budget_texts import TEXTS
from workshop.activities.forms import HIGHEST_PRICE
from workshop.domain import budgets
from workshop.domain.errors import Refused

FREE, PRICED = "free", "priced"


class Budget(ActivityType):
    """One answer: ``{option id: amount}`` without zeros, or the ids of what is bought."""

    name = "budget"
    kinds = (Kind("split"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("way", "select", FREE, choices=(FREE, PRICED)),
        Field("sum", "number", 100_000, least=1, most=HIGHEST_PRICE, required=True),
        Field("unit", "line", "Euro", most=30),
        Field("step", "number", 1_000, least=1, most=HIGHEST_PRICE, when=("way", FREE)),
        Field("options", "options", (), least=2, most=30, when=("way", FREE)),
        Field("priced", "priced", (), least=2, most=30, when=("way", PRICED)),
    )
    privacies = ("named", "unnamed")
    votes = True
    grouped = ("budget.mean", "common.votes")  # one of them, by the way
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, way, sum, unit, step and options, which have a price where the way is "priced"."""
        way = PRICED if config.get("way") == PRICED else FREE
        limit = max(1, int(config.get("sum") or 100_000))
        own = own_options(config, PRICED) if way == PRICED else own_options(config)
        return {
            "ask": config.get("ask") or "",
            "way": way,
            "sum": limit,
            "unit": config.get("unit", "Euro") or "",
            "step": min(limit, max(1, int(config.get("step") or 1))),
            "options": list(own if options is None or way == PRICED else options),
        }

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the question and the sum."""
        return [frozen["ask"], f"{_grouped(frozen['sum'])} {frozen['unit']}".strip()] if frozen["ask"] else []

    def ready(self, frozen: Frozen) -> str:
        """A sum is shared among two at least."""
        if len(frozen["options"]) >= 2:
            return ""
        return "too_few_priced" if frozen["way"] == PRICED else "too_few_options"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, int] | list[str]:
        """Return the amounts by option id, or the ids of what is bought, in the order of the options."""
        if item:
            raise Refused("unknown_item")
        return _purchase(value, frozen) if frozen["way"] == PRICED else _split(value, frozen)

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"n", "options", …}``, the most first.

        Free: an option has mean, median, total, low, high (None where nobody gave) and given: how many gave it
        something. Priced: votes and bought; beside the options ``cost`` of all that is bought. In a further round
        before: the mean, or the votes, of the round before.
        """
        answers = [given.value for given in material.given]
        counted = _bought(frozen, answers) if frozen["way"] == PRICED else _shared(frozen, answers)
        counted["options"] = with_before(counted["options"], material.earlier, _figure(frozen))
        return {"n": len(answers), **counted}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the options: the highest mean first, or what is bought before what is not."""
        rows = sorted(results["options"], key=lambda row: not row.get("bought", True))
        return [{"id": row["id"], "label": row["label"]} for row in rows]

    def said(self, given: Given, frozen: Frozen) -> list[tuple[str, str]]:
        """Return what each option got of the sum, or what is bought."""
        chosen = [option for option in frozen["options"] if option["id"] in given.value]
        if not isinstance(given.value, Mapping):
            return [(option["label"], "") for option in chosen]
        return [(option["label"], _grouped(given.value[option["id"]])) for option in chosen]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a split in which options find more or less favour, or a full basket."""
        value = _basket(ask, chance) if ask["way"] == PRICED else _favours(ask, chance)
        return [("split", "", value)] if value else []

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row an option; a tick marks what is bought, because it needs no translation."""
        rows = self.results(frozen, material)["options"]
        if frozen["way"] == PRICED:
            columns = [("budget.project", "text"), ("common.votes", "number"), ("budget.price", "number")]
            cells = [[row["label"], row["votes"], row["price"], "✓" if row["bought"] else ""] for row in rows]
            columns += [("budget.bought", "text"), *before_column(rows)]
            return Table(columns, [[*row, *before_cell(of)] for row, of in zip(cells, rows, strict=True)])
        names = ("mean", "median", "total", "low", "high", "given")
        columns = [("budget.option", "text"), *((f"budget.{name}", "number") for name in names)]
        cells = [[row["label"], *(row[name] for name in names), *before_cell(row)] for row in rows]
        return Table([*columns, *before_column(rows)], cells)

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars: the means, or the votes."""
        rows = self.results(frozen, material)["options"]
        return Chart("bars", [row["label"] for row in rows], [[row[_figure(frozen)] or 0] for row in rows])

    samples = {
        "config": {
            "ask": "Wie verteilen wir die Integrationspauschale?",
            "way": FREE,
            "sum": 100_000,
            "unit": "Euro",
            "step": 1_000,
            "options": [{"id": "a", "label": "Sprachkurse"}, {"id": "b", "label": "Fahrdienste"}],
            "priced": [],
        },
        "good": [("split", "", {"a": 60_000, "b": 40_000}), ("split", "", {"b": 1_000}), ("split", "", {"a": 100_000})],
        "bad": [
            ("split", "", {}),
            ("split", "", {"a": 101_000}),
            ("split", "", {"a": 60_000, "b": 41_000}),
            ("split", "", {"a": 500}),
            ("split", "", {"a": 0, "b": 1_000}),
            ("split", "", {"a": -1_000}),
            ("split", "", {"a": True}),
            ("split", "", {"a": 1_000.0}),
            ("split", "", {"c": 1_000}),
            ("split", "", ["a"]),
            ("split", "", None),
            ("split", "a", {"a": 1_000}),
        ],
    }
    texts = TEXTS


def _figure(frozen: Mapping[str, Any]) -> str:
    """Return which figure of an option the room looks at."""
    return "votes" if frozen["way"] == PRICED else "mean"


def _split(value: Any, frozen: Frozen) -> dict[str, int]:
    if not isinstance(value, dict) or not all(_is_amount(amount) for amount in value.values()):
        raise Refused("wrong_type")
    ids = [option["id"] for option in frozen["options"]]
    if not set(value) <= set(ids):
        raise Refused("not_an_option")
    if not value:
        raise Refused("nothing_shared")
    if any(amount % frozen["step"] for amount in value.values()):
        raise Refused("not_in_steps", step=frozen["step"])
    _check_limit(sum(value.values()), frozen)
    return {one: value[one] for one in ids if one in value}


def _purchase(value: Any, frozen: Frozen) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refused("wrong_type")
    prices = {option["id"]: option["price"] for option in frozen["options"]}
    chosen = set(value)
    if not chosen <= set(prices):
        raise Refused("not_an_option")
    if not chosen:
        raise Refused("nothing_chosen")
    _check_limit(sum(prices[one] for one in chosen), frozen)
    return [one for one in prices if one in chosen]


def _grouped(amount: int) -> str:
    """Return a number with its thousands apart, as ISO 80000 writes them in every language."""
    return f"{amount:,}".replace(",", "\u202f")


def _is_amount(amount: Any) -> bool:
    # True is an int in Python; an option without money is left out, so that equal answers look equal.
    return isinstance(amount, int) and not isinstance(amount, bool) and amount > 0


def _check_limit(wanted: int, frozen: Frozen) -> None:
    if wanted > frozen["sum"]:
        raise Refused("over_budget", sum=frozen["sum"], over=wanted - frozen["sum"], unit=frozen["unit"])


def _shared(frozen: Frozen, answers: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    rows = [{**option, **_figures([one.get(option["id"], 0) for one in answers])} for option in frozen["options"]]
    rows.sort(key=lambda row: -row["total"])  # stable: equal ones keep the agenda's order
    return {"options": rows}


def _figures(amounts: Sequence[int]) -> dict[str, Any]:
    said = {"total": sum(amounts), "given": sum(amount > 0 for amount in amounts)}
    if not amounts:
        return {**said, "mean": None, "median": None, "low": None, "high": None}
    middle = {"mean": round(statistics.fmean(amounts), 2), "median": statistics.median(amounts)}
    return {**said, **middle, "low": min(amounts), "high": max(amounts)}


def _bought(frozen: Frozen, answers: Sequence[Sequence[str]]) -> dict[str, Any]:
    options = {option["id"]: option for option in frozen["options"]}
    prices = {one: option["price"] for one, option in options.items()}
    votes = {one: sum(one in answer for answer in answers) for one in options}
    ordered = budgets.by_votes(list(options), prices, votes)
    taken = budgets.bought(ordered, prices, votes, frozen["sum"])
    rows = [{**options[one], "votes": votes[one], "bought": one in taken} for one in ordered]
    return {"options": rows, "cost": sum(prices[one] for one in taken)}


def _favours(ask: Mapping[str, Any], chance: Random) -> dict[str, int]:
    """Return all of the sum in whole steps; each option has its own favour, each voice its own mind."""
    weights = [Random(option["id"]).uniform(0.4, 2) * chance.choice((0, 1, 1, 1.5)) for option in ask["options"]]
    if not sum(weights):
        weights = [1.0 for _ in weights]
    units = ask["sum"] // ask["step"]
    parts = [int(units * weight / sum(weights)) for weight in weights]
    if parts:
        parts[weights.index(max(weights))] += units - sum(parts)
    return {option["id"]: part * ask["step"] for option, part in zip(ask["options"], parts, strict=True) if part > 0}


def _basket(ask: Mapping[str, Any], chance: Random) -> list[str]:
    """Return what fits of the proposals in an order of one's own; earlier ones find more voices."""
    places = {option["id"]: n for n, option in enumerate(ask["options"])}
    left, basket = ask["sum"], []
    for option in sorted(ask["options"], key=lambda one: places[one["id"]] + chance.uniform(0, len(places))):
        if option["price"] <= left:
            basket.append(option["id"])
            left -= option["price"]
    return sorted(basket, key=places.__getitem__)
