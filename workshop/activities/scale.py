"""scale: rate each statement, 1–5 or 0–10. Result: the distribution with median, mean and spread.

In two rounds (Delphi): round 1 is silent; then whoever stands far from the middle is asked, without a name, what they
see differently; the room talks; round 2 shows beside each median that of round 1. Far is a rating at least
2 steps of five, or 4 of eleven, from the median: of five, at the other half of the scale.
Both rounds stay; a statement is found again by its id.

Median: the middle of the sorted ratings, or half-way between the two middle ones; then both
columns beside it are framed (``framed``), and a document's chart frames none.
Spread: the standard deviation of the population, because those who voted are all there are.
Dissent: the rule of the RAND/UCLA Appropriateness Method for panels (Fitch, Bernstein,
Aguilar et al. 2001): about a third of the voices at the low end and about a third at the high end;
of 8–10 voices 3, of 11–13 voices 4, of 14–16 voices 5, which is a third rounded. An "end" is
what their thirds of nine points become here: 1–2 and 4–5 of five, 0–3 and 7–10 of eleven. Unlike
a threshold of the spread it can be said to the room in one sentence.
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
    Section,
    Table,
    Term,
    own_options,
)
from workshop.activities.ratings import (
    FAR,
    NONE,
    VALUES,
    before_of,
    cells,
    high_first,
    is_far,
    rated,
    rehearsed,
    will_be_far,
)
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text

LONGEST_REASON = 300  # characters
REHEARSED = (
    "In meiner Gemeinde ist das anders: Es gibt feste Ansprechpersonen.",
    "Vor Ort erlebe ich das deutlich schwieriger.",
    "Wir haben dafür schon eine Lösung gefunden, die trägt.",
    "Bei uns fehlt dafür schlicht das Personal.",
)


class Scale(ActivityType):
    """A rating of several statements. The item is the statement's id."""

    name = "scale"
    kinds = (Kind("rating"), Kind("reason", is_text=True, waits=True, after=True))
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("from", "line", "", most=60),
        Field("to", "line", "", most=60),
        Field("points", "select", "5", choices=("5", "11")),
        Field("cannot_judge", "switch", True),
        Field("reasons", "switch", True),
        Field("statements", "options", (), least=1, most=20),
    )
    in_parts = ("ask", "from", "to", "points", "cannot_judge", "statements")
    votes = True
    grouped = ("scale.median",)
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return the fields, points as a number, ``values``: what can be chosen, and ``far``.

        ``far``: from so many steps beside the median one is asked for a reason; 0: nobody is.
        """
        points = 11 if str(config.get("points")) == "11" else 5
        return {
            "ask": config.get("ask") or "",
            "from": config.get("from") or "",
            "to": config.get("to") or "",
            "points": points,
            "values": VALUES[points],
            "cannot_judge": bool(config.get("cannot_judge", True)),
            "far": FAR[points] if config.get("reasons", True) else 0,
            "statements": list(own_options(config, "statements") if options is None else options),
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
        """Return the rating, "none" where the statement cannot be judged, or the text of a reason."""
        if item not in [statement["id"] for statement in frozen["statements"]]:
            raise Refused("unknown_item")
        if kind == "reason":
            return _clean_reason(value, frozen)
        if value == NONE and frozen["cannot_judge"]:
            return NONE
        # True is an int in Python, and equal to 1.
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("wrong_type")
        if value not in frozen["values"]:
            raise Refused("not_on_scale")
        return value

    def check_after(
        self, kind: str, item: str, frozen: Frozen, results: Mapping[str, Any], mine: Mapping[tuple[str, str], Any]
    ) -> None:
        """Only who rated the statement far from its median is asked for a reason."""
        row = next(row for row in results["statements"] if row["id"] == item)
        if not is_far(mine.get(("rating", item), NONE), row, frozen["far"]):
            raise Refused("not_far")

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"values", "statements", "sorted"}``, the highest median first, then mean.

        A statement: id, label, counts (one a value), none, n (without none), median, mean, spread
        (None where nobody rated), framed (columns at the median), dissent, reasons (texts) and before
        (``{"run", "median", "mean"}`` of the round before, or None).
        """
        ratings = [given for given in material.given if given.kind == "rating"]
        before = before_of(material.earlier, frozen["values"])
        rows = [
            rated(statement, frozen, ratings)
            | {"reasons": _reasons(statement["id"], material), "before": before.get(statement["id"])}
            for statement in frozen["statements"]
        ]
        rows.sort(key=high_first)  # stable: equal ones keep the agenda's order
        return {"values": frozen["values"], "statements": rows, "sorted": True}

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the statements that somebody rated, as they are ordered: the highest median first."""
        return [{"id": row["id"], "label": row["label"]} for row in results["statements"] if row["n"]]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a rating of each statement; ``ask["samples"]`` may say how many ratings each value gets.

        Every third who will stand far from the middle gives one reason.
        """
        known = (ask.get("samples") or {}).get("ratings") or {}
        ids = [statement["id"] for statement in ask["statements"]]
        ratings = {one: rehearsed(ask, one, known.get(one, ()), voice) for one in ids}
        far = [one for one in ids if will_be_far(ask, one, known.get(one, ()), ratings[one])]
        reasons = [("reason", one, REHEARSED[voice % len(REHEARSED)]) for one in far[:1] if chance.random() < 1 / 3]
        return [*(("rating", one, rating) for one, rating in ratings.items()), *reasons]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a statement; an arrow marks dissent, because it needs no translation.

        After a second round three more columns say where the first one stood and which way the median went.
        """
        numbers = [*map(str, frozen["values"]), "scale.none", "scale.n"]
        figures = ["scale.median", "scale.mean", "scale.spread"]
        rows = self.results(frozen, material)["statements"]
        again = next((row["before"] for row in rows if row["before"]), None)
        figures += [Term(f"scale.{one}_before", run=again["run"]) for one in ("median", "mean")] if again else []
        columns = [("scale.statement", "text"), *((name, "number") for name in numbers + figures)]
        words = [("scale.dissent", "text"), *([("scale.since", "text")] if again else [])]
        return Table([*columns, *words], [cells(row, again=again is not None) for row in rows])

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return the reasons, if there are any."""
        rows = self.results(frozen, material)["statements"]
        said = [[row["label"], reason] for row in rows for reason in row["reasons"]]
        table = Table([("scale.statement", "text"), ("scale.reason", "text")], said)
        return [Section(Term("scale.reasons"), table)] if said else []

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return tiles: statements by values."""
        rows = self.results(frozen, material)["statements"]
        return Chart(
            "tiles",
            labels=[row["label"] for row in rows],
            values=[row["counts"] for row in rows],
            columns=[str(value) for value in frozen["values"]],
            marked=[row["framed"][0] if len(row["framed"]) == 1 else None for row in rows],
        )

    samples = {
        "config": {
            "ask": "Wie groß ist der Handlungsbedarf?",
            "from": "läuft gut",
            "to": "großer Bedarf",
            "points": "5",
            "cannot_judge": True,
            "reasons": True,
            "statements": [{"id": "wohnen", "label": "Wohnen"}, {"id": "bus", "label": "Mobilität"}],
        },
        "good": [
            ("rating", "wohnen", 1),
            ("rating", "bus", 5),
            ("rating", "bus", "none"),
            ("reason", "bus", "Bei uns fährt er noch bis 22 Uhr."),
        ],
        "bad": [
            ("reason", "arbeit", "Der letzte Bus fährt um 17 Uhr."),
            ("reason", "bus", ""),
            ("reason", "bus", "x" * 301),
            ("reason", "bus", 5),
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
            "field_reasons": "Wer weit von der Mitte liegt, wird nach dem Ergebnis um eine Begründung gebeten",
            "help_reasons": "Ohne Namen und erst nach Ihrer Freigabe zu sehen. Danach ist eine zweite Runde möglich.",
            "field_statements": "Aussagen",
            "help_statements": "Eine je Zeile, oder aus einem früheren Schritt",
            "cannot_judge": "kann ich nicht einschätzen",
            "none": "keine Angabe",
            "n": "Stimmen",
            "statement": "Aussage",
            "median": "Median",
            "mean": "Mittelwert",
            "spread": "Streuung",
            "figures": "Mittelwert {mean} · Streuung {spread}",
            "spread_means": "Streuung = Standardabweichung",
            "dissent": "uneinig",
            "dissent_means": "uneinig = je rund ein Drittel der Stimmen an beiden Enden der Skala",
            "sorted": "nach Ergebnis geordnet",
            "median_before": "Median in Runde {run}",
            "mean_before": "Mittelwert in Runde {run}",
            "since": "seit der Vorrunde",
            "moved": "Runde {run}: {before} → Runde {now}: {after}",
            "reason": "Begründung",
            "reasons": "Begründungen",
            "more_reasons": {
                "one": "eine weitere Begründung auf den Telefonen",
                "other": "{count} weitere Begründungen auf den Telefonen",
            },
            "checked_first": "Die Moderation sieht den Text zuerst durch.",
            "put_aside": "Die Moderation hat diesen Text beiseitegelegt.",
            "far": "Ihre Einschätzung liegt weit von der Mitte. Was sehen Sie anders? (ohne Namen)",
            "far_by": "Sie: {own} · Mitte: {median}",
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
            "field_reasons": "Who stands far from the middle is asked for a reason after the result",
            "help_reasons": "Without a name, and seen only after your yes. Then you can open a second round.",
            "field_statements": "Statements",
            "help_statements": "One a line, or from an earlier step",
            "cannot_judge": "I cannot judge this",
            "none": "No answer",
            "n": "Votes",
            "statement": "Statement",
            "median": "Median",
            "mean": "Mean",
            "spread": "Spread",
            "figures": "mean {mean} · spread {spread}",
            "spread_means": "spread = standard deviation",
            "dissent": "divided",
            "dissent_means": "divided = about a third of the votes at each end of the scale",
            "sorted": "ordered by result",
            "median_before": "Median in round {run}",
            "mean_before": "Mean in round {run}",
            "since": "since the round before",
            "moved": "Round {run}: {before} → Round {now}: {after}",
            "reason": "Reason",
            "reasons": "Reasons",
            "more_reasons": {
                "one": "one more reason on the phones",
                "other": "{count} more reasons on the phones",
            },
            "checked_first": "The moderators read the text first.",
            "put_aside": "The moderators have put this text aside.",
            "far": "Your rating is far from the middle. What do you see differently? (without your name)",
            "far_by": "You: {own} · Middle: {median}",
        },
    }


def _clean_reason(value: Any, frozen: Frozen) -> str:
    if not frozen.get("far"):
        raise Refused("no_input")
    return clean_text(value, LONGEST_REASON)


def _reasons(statement: str, material: Material) -> list[str]:
    """In the order of the alphabet: any other would say who was first."""
    return sorted(given.value for given in material.given if given.kind == "reason" and given.item == statement)
