"""choice: one or several of given options. Result: absolute numbers in the agenda's order."""

import re
from collections import Counter
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
    with_invalid,
)
from workshop.domain.errors import Refused

_HEX = re.compile(r"[1-9a-f][0-9a-f]*")


class Choice(ActivityType):
    """A vote for one option, or for up to ``most`` of them."""

    name = "choice"
    kinds = (Kind("vote"),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("options", "options", (), least=2, most=30),
        Field("most", "number", 1, least=1, most=30),
    )
    privacies = ("unnamed", "named", "secret")
    in_parts = ("ask", "options", "most")
    votes = True
    grouped = ("common.votes",)
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, options ``[{"id", "label"}]`` and most, capped by the number of options."""
        given = list(own_options(config) if options is None else options)
        most = max(1, min(int(config.get("most") or 1), len(given) or 1))
        return {"ask": config.get("ask", ""), "options": given, "most": most}

    def ready(self, frozen: Frozen) -> str:
        """A vote needs at least two options."""
        return "" if len(frozen["options"]) >= 2 else "too_few_options"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> list[str]:
        """Return the chosen option ids in the order of the options: at least one, at most ``most``."""
        if item:
            raise Refused("unknown_item")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Refused("wrong_type")
        ids = [option["id"] for option in frozen["options"]]
        chosen = set(value)
        if not chosen <= set(ids):
            raise Refused("not_an_option")
        if not chosen:
            raise Refused("nothing_chosen")
        if len(chosen) > frozen["most"]:
            raise Refused("too_many_chosen", most=frozen["most"])
        return [option for option in ids if option in chosen]

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"options": [{"id", "label", "count"}]}``, and ``invalid`` where there are such ballots."""
        votes = _counts(material)
        counted = [{**option, "count": votes[option["id"]]} for option in frozen["options"]]
        return with_invalid({"options": with_before(counted, material.earlier)}, material)

    def on_ballot(self, value: Any, frozen: Frozen) -> str:
        """Return a hexadecimal number with a bit for each option that was chosen."""
        chosen = [option["id"] in value for option in frozen["options"]]
        return f"{sum(1 << place for place, is_in in enumerate(chosen) if is_in):x}"

    def is_on_ballot(self, said: str, frozen: Frozen) -> bool:
        """Return whether it is such a number, with one to ``most`` bits, of options that there are."""
        chosen = int(said, 16) if _HEX.fullmatch(said) else 0
        return chosen < 1 << len(frozen["options"]) and 1 <= chosen.bit_count() <= frozen["most"]

    def in_lists(self, counts: Mapping[str, int], frozen: Frozen) -> dict[str, int]:
        """Return the votes of each option; which were chosen together is not kept."""
        ids = [option["id"] for option in frozen["options"]]
        return {
            one: sum(n for ballot, n in counts.items() if int(ballot, 16) >> place & 1) for place, one in enumerate(ids)
        }

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the options, most votes first; equal ones in the agenda's order."""
        ordered = sorted(results["options"], key=lambda option: -option["count"])
        return [{"id": option["id"], "label": option["label"]} for option in ordered]

    def said(self, given: Given, frozen: Frozen) -> list[tuple[str, str]]:
        """Return the chosen options."""
        return [(option["label"], "") for option in frozen["options"] if option["id"] in given.value]

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return one vote; earlier options find more voices."""
        ids = [option["id"] for option in ask["options"]]
        chosen = dict.fromkeys(chance.choices(ids, range(len(ids), 0, -1), k=ask["most"])) if ids else {}
        return [("vote", "", [one for one in ids if one in chosen])] if ids else []

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row an option."""
        counted = self.results(frozen, material)["options"]
        return counted_table(counted, "choice.option", "common.votes")

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars, one an option."""
        counted = self.results(frozen, material)["options"]
        return Chart("bars", [o["label"] for o in counted], [[o["count"]] for o in counted])

    samples = {
        "config": {"ask": "Womit beginnen wir?", "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]},
        "good": [("vote", "", ["a"]), ("vote", "", ["b"])],
        "bad": [
            ("vote", "", []),
            ("vote", "", ["x"]),
            ("vote", "", "a"),
            ("vote", "", ["a", "b"]),
            ("vote", "", None),
            ("vote", "a", ["a"]),
        ],
    }
    texts = {
        "de": {
            "name": "Auswahl",
            "about": "Eine oder mehrere von vorgegebenen Möglichkeiten wählen",
            "field_ask": "Frage",
            "field_options": "Möglichkeiten",
            "help_options": "Eine je Zeile, oder die Themen eines früheren Schritts",
            "field_most": "Höchstens wählbar",
            "option": "Möglichkeit",
        },
        "en": {
            "name": "Choice",
            "about": "Choose one or several of the given options",
            "field_ask": "Question",
            "field_options": "Options",
            "help_options": "One a line, or the themes of an earlier step",
            "field_most": "Choose at most",
            "option": "Option",
        },
    }


def _counts(material: Material) -> Counter[str]:
    if material.counted is not None:
        return Counter(material.counted)
    return Counter(option for given in material.given for option in given.value)
