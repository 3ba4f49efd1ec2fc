"""consensing: how strong is the resistance against each proposal, 0–10? The least resistance stands first.

Systemic consensing (E. Visotschnig, S. Schrotta: Das SK-Prinzip, Wien 2005; G. Paulus, S. Schrotta,
E. Visotschnig: Systemisches Konsensieren, Holzkirchen 2009). The resistance of the group to a proposal is the
sum of the ratings r, its acceptance 1 − Σr / (10·n). The passive option, "it stays as it is", is rated
with the others: what meets more resistance than it is worse than doing nothing.
n is the number of those who rated this proposal. Where not everybody rated all, sums do not compare;
therefore the order is always that of the means, which is the order of the sums where all rated.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
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
    Section,
    Table,
    Term,
    before_cell,
    before_column,
    own_options,
    with_before,
)
from workshop.domain.errors import Refused
from workshop.domain.text import clean_line

VALUES = list(range(11))
PASSIVE = "passive"  # the id of the passive option, the same in every workshop
USUAL = "Es bleibt, wie es ist"  # where nobody has said it in another language
ASKED_FROM = 5  # from this resistance on it is asked what would lessen it
LONGEST = 300  # characters of what is answered
REHEARSED = (
    "Wenn die Kosten vorher auf dem Tisch liegen.",
    "Erst ein Jahr erproben, dann entscheiden.",
    "Wenn kleine Gemeinden nicht draufzahlen.",
    "Es braucht jemanden, der dafür Zeit hat.",
)


class Consensing(ActivityType):
    """A rating of each proposal, and in words what would lessen the resistance. The item is the proposal's id."""

    name = "consensing"
    kinds = (Kind("rating"), Kind("reason", is_text=True))
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("options", "options", (), least=1, most=20),
        Field("passive", "line", USUAL, required=True, most=100),
        Field("reasons", "switch", True),
    )
    votes = True
    grouped = ("consensing.mean",)
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, options with the passive one at the end, values, reasons, and from where they are asked for."""
        given = own_options(config) if options is None else options
        passive = {"id": PASSIVE, "label": config.get("passive") or USUAL}
        return {
            "ask": config.get("ask") or "",
            # The best of an earlier consensing bring their passive option along.
            "options": [*(option for option in given if option["id"] != PASSIVE), passive],
            "values": VALUES,
            "reasons": bool(config.get("reasons", True)),
            "asked_from": ASKED_FROM,
        }

    def ready(self, frozen: Frozen) -> str:
        """There must be something beside the passive option."""
        return "" if len(frozen["options"]) >= 2 else "no_proposals"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> int | str:
        """Return the rating, or the reason as one tidy line."""
        if item not in [option["id"] for option in frozen["options"]]:
            raise Refused("unknown_item")
        if kind == "reason":
            return _reason(value, frozen)
        # True is an int in Python, and equal to 1.
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("wrong_type")
        if value not in VALUES:
            raise Refused("not_on_scale")
        return value

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"values", "options", "uneven"}``, the least resistance first.

        An option: id, label, passive, place (shared by equal ones), counts (one a value), n, sum, mean and
        acceptance in per cent (None where nobody rated), reasons; in a further round run and before: which round
        was before, and the sum then. ``uneven``: not all were rated by equally many.
        """
        rows = [_resisted(option, material.given) for option in frozen["options"]]
        rows.sort(key=_exact)  # stable: equal ones keep the agenda's order
        for row in rows:
            row["place"] = 1 + sum(_exact(other) < _exact(row) for other in rows)
        uneven = len({row["n"] for row in rows}) > 1
        return {"values": VALUES, "options": with_before(rows, material.earlier, "sum"), "uneven": uneven}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the options, the passive one among them, least resistance first."""
        return [{"id": row["id"], "label": row["label"]} for row in results["options"]]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a rating of each proposal, and to some that are resisted a reason."""
        given: list[tuple[str, str, Any]] = []
        for option in ask["options"]:
            rating = _rehearsed(option["id"], voice)
            given.append(("rating", option["id"], rating))
            if ask["reasons"] and rating >= ask["asked_from"] and option["id"] != PASSIVE and chance.random() < 0.4:
                given.append(("reason", option["id"], chance.choice(REHEARSED)))
        return given

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a proposal; a tick marks the passive option, because it needs no translation."""
        figures = ["consensing.sum", "consensing.mean", "consensing.acceptance_percent", "consensing.n"]
        numbers = [(name, "number") for name in (*figures, *map(str, VALUES))]
        rows = self.results(frozen, material)["options"]
        columns = [("consensing.option", "text"), *numbers, ("consensing.is_passive", "text"), *before_column(rows)]
        return Table(columns, [[*_cells(row), *before_cell(row)] for row in rows])

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return what would lessen the resistance, if anybody said it."""
        rows = self.results(frozen, material)["options"]
        said = [[row["label"], reason] for row in rows for reason in row["reasons"]]
        table = Table([("consensing.option", "text"), ("consensing.note", "text")], said)
        return [Section(Term("consensing.reasons"), table)] if said else []

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return tiles: proposals by resistance."""
        rows = self.results(frozen, material)["options"]
        return Chart(
            "tiles",
            labels=[row["label"] for row in rows],
            values=[row["counts"] for row in rows],
            columns=[str(value) for value in VALUES],
            marked=[None for _ in rows],
        )

    samples = {
        "config": {
            "ask": "Wie organisieren wir die Kinderbetreuung in den Ferien?",
            "options": [{"id": "a", "label": "Gemeinsam an einem Ort"}, {"id": "b", "label": "Jede Gemeinde für sich"}],
            "passive": "Es bleibt, wie es ist",
            "reasons": True,
        },
        "good": [
            ("rating", "a", 0),
            ("rating", "passive", 10),
            ("reason", "b", "Wenn der Bus fährt."),
            ("rating", "b", 7),
        ],
        "bad": [
            ("rating", "", 3),
            ("rating", "c", 3),
            ("rating", "a", -1),
            ("rating", "a", 11),
            ("rating", "a", 2.0),
            ("rating", "a", True),
            ("rating", "a", "3"),
            ("rating", "a", None),
            ("reason", "", "Zu teuer"),
            ("reason", "a", " "),
            ("reason", "a", "x" * 301),
            ("reason", "a", 7),
        ],
    }
    texts = {
        "de": {
            "name": "Konsensieren",
            "about": "Widerstand gegen Vorschläge messen, 0 bis 10; der geringste gewinnt",
            "field_ask": "Frage",
            "field_options": "Vorschläge",
            "help_options": "Einer je Zeile, oder aus einem früheren Schritt",
            "field_passive": "Name der Passivlösung",
            "help_passive": "Steht immer zur Wahl: was gilt, wenn nichts beschlossen wird",
            "usual_passive": USUAL,
            "field_reasons": "Bei hohem Widerstand fragen, was ihn verringern würde",
            "none": "kein Widerstand",
            "greatest": "größter Widerstand",
            "reason": "Was würde Ihren Widerstand verringern?",
            "reason_hint": "Freiwillig. Wird ohne Namen mit dem Ergebnis gezeigt.",
            "option": "Vorschlag",
            "sum": "Widerstand",
            "mean": "Mittelwert",
            "acceptance": "Akzeptanz",
            "acceptance_percent": "Akzeptanz (%)",
            "percent": "{n} %",
            "n": "Stimmen",
            "of_votes": {"one": "eine Stimme", "other": "{count} Stimmen"},
            "is_passive": "Passivlösung",
            "reasons": "Was den Widerstand verringern würde",
            "note": "Hinweis",
            "more_reasons": {
                "one": "ein Hinweis auf den Telefonen",
                "other": "{count} Hinweise auf den Telefonen",
            },
            "order": "Widerstand = Summe der Werte, der geringste zuerst",
            "order_uneven": "nicht alle bewerteten alles: nach Mittelwert geordnet",
            "tie": "Gleichstand auf Platz {place}: {options}",
            "worse": "Unter der Passivlösung steht, was mehr Widerstand trifft als sie.",
            "nobody": "Niemand hat bewertet.",
            "after_close": "Das Ergebnis erscheint nach dem Schließen.",
        },
        "en": {
            "name": "Consensing",
            "about": "Measure resistance against proposals, 0 to 10; the least wins",
            "field_ask": "Question",
            "field_options": "Proposals",
            "help_options": "One a line, or from an earlier step",
            "field_passive": "Name of the passive option",
            "help_passive": "Is always there: what holds if nothing is decided",
            "usual_passive": "It stays as it is",
            "field_reasons": "Ask what would lessen a high resistance",
            "none": "no resistance",
            "greatest": "greatest resistance",
            "reason": "What would lessen your resistance?",
            "reason_hint": "Optional. Shown with the result, without a name.",
            "option": "Proposal",
            "sum": "Resistance",
            "mean": "Mean",
            "acceptance": "Acceptance",
            "acceptance_percent": "Acceptance (%)",
            "percent": "{n}%",
            "n": "Votes",
            "of_votes": {"one": "one vote", "other": "{count} votes"},
            "is_passive": "Passive option",
            "reasons": "What would lessen the resistance",
            "note": "Note",
            "more_reasons": {"one": "one note on the phones", "other": "{count} notes on the phones"},
            "order": "resistance = sum of the values, the least first",
            "order_uneven": "not everybody rated everything: ordered by mean",
            "tie": "Tie for place {place}: {options}",
            "worse": "Below the passive option stands what meets more resistance than it does.",
            "nobody": "Nobody has rated.",
            "after_close": "The result appears after closing.",
        },
    }


def _reason(value: Any, frozen: Frozen) -> str:
    if not frozen["reasons"]:
        raise Refused("no_input")
    return clean_line(value, LONGEST)


def _resisted(option: dict[str, str], given: Sequence[Given]) -> dict[str, Any]:
    here = [one for one in given if one.item == option["id"]]
    ratings = [one.value for one in here if one.kind == "rating"]
    reasons = [one.value for one in here if one.kind == "reason" and one.merged_into is None]
    return {
        **option,
        "passive": option["id"] == PASSIVE,
        "counts": [ratings.count(value) for value in VALUES],
        **_figures(ratings),
        "reasons": sorted(reasons),  # by alphabet: the order of coming would help to guess whose they are
    }


def _figures(ratings: Sequence[int]) -> dict[str, int | float | None]:
    n, resistance = len(ratings), sum(ratings)
    if not n:
        return {"n": 0, "sum": 0, "mean": None, "acceptance": None}
    acceptance = 100 - Fraction(100 * resistance, VALUES[-1] * n)
    return {"n": n, "sum": resistance, "mean": round(resistance / n, 2), "acceptance": round(float(acceptance), 1)}


def _exact(row: Mapping[str, Any]) -> Fraction:
    """Return the mean unrounded; what nobody rated comes after all others."""
    return Fraction(row["sum"], row["n"]) if row["n"] else Fraction(VALUES[-1] + 1)


def _rehearsed(option: str, voice: int) -> int:
    """Return a voice's rating, around a value that the proposal leans to; doing nothing is resisted."""
    leaning = 7.0 if option == PASSIVE else Random(option).uniform(1, 7)
    return min(max(round(Random(f"{option}/{voice}").gauss(leaning, 2.5)), VALUES[0]), VALUES[-1])


def _cells(row: Mapping[str, Any]) -> list[Any]:
    figures = [row["sum"], row["mean"], row["acceptance"], row["n"]]
    return [row["label"], *figures, *row["counts"], "✓" if row["passive"] else ""]
