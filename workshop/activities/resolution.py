"""resolution: the room decides on one wording by roll call. Result: counts, verdict, and who voted how.

Rule: simple majority. Accepted is what gets more yes than no; abstentions do not count, and a tie rejects, as in
Bavarian councils (Art. 51 (1) 2 BayGO; that its members may not abstain is no rule of a workshop). That names
are shown is said before anybody votes.
"""

from collections import Counter
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
from workshop.domain.errors import Refused

ANSWERS = ("yes", "no", "abstain")


class Resolution(ActivityType):
    """One answer a voice: "yes", "no" or "abstain"."""

    name = "resolution"
    kinds = (Kind("vote"),)
    fields = (
        Field("ask", "text", "", most=1200),
        Field("proposal", "options", (), most=1),
    )
    privacies = ("named",)
    votes = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, the wording: one's own, else the first proposal of an earlier step; and the proposal's id."""
        own = str(config.get("ask") or "")
        proposals = list(own_options(config, "proposal") if options is None else options)[:1]
        return {
            "ask": own or (proposals[0]["label"] if proposals else ""),
            "proposal": proposals[0]["id"] if proposals else "",
        }

    def ready(self, frozen: Frozen) -> str:
        """There must be a wording to decide on."""
        return "" if frozen["ask"] else "no_wording"

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the wording, a line of text each."""
        return [line for line in frozen["ask"].splitlines() if line.strip()]

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> str:
        """Return the answer."""
        if item:
            raise Refused("unknown_item")
        if value not in ANSWERS:
            raise Refused("not_an_option")
        return str(value)

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"yes", "no", "abstain", "verdict", "votes": [{"who", "value"}]}``.

        ``verdict``: "accepted", "rejected", or "none" where nobody voted.
        """
        said = Counter(given.value for given in material.given) if material.counted is None else material.counted
        counts = {answer: said.get(answer, 0) for answer in ANSWERS}
        return {**counts, "verdict": verdict(**counts), "votes": _roll_call(material)}

    def on_ballot(self, value: Any, frozen: Frozen) -> str:
        """Return the answer itself."""
        return str(value)

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return an answer: twelve of sixteen say yes, two no, two abstain."""
        return [("vote", "", (*("yes",) * 6, "no", "abstain")[voice % 8])]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return the three counts, then who voted how, without a number, so that the column can be summed."""
        counted = self.results(frozen, material)
        rows: list[list[Any]] = [[Term(f"resolution.{answer}"), "", counted[answer]] for answer in ANSWERS]
        rows += [[Term(f"resolution.{vote['value']}"), vote["who"], None] for vote in counted["votes"]]
        columns = [("resolution.answer", "text"), ("resolution.who", "text"), ("common.votes", "number")]
        return Table(columns, rows)

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return what was decided, and by which rule."""
        counted = self.results(frozen, material)
        columns = [("resolution.verdict", "text"), ("resolution.by_rule", "text")]
        row = [Term(f"resolution.{counted['verdict']}"), Term("resolution.rule")]
        return [Section(Term("resolution.decision"), Table(columns, [row]))]

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars, one an answer."""
        counted = self.results(frozen, material)
        return Chart(
            "bars", [Term(f"resolution.{answer}") for answer in ANSWERS], [[counted[answer]] for answer in ANSWERS]
        )

    samples = {
        "config": {
            "ask": "Die Runde empfiehlt, bis zum 30. Juni eine zentrale Anlaufstelle einzurichten.",
            "proposal": [],
        },
        "good": [("vote", "", "yes"), ("vote", "", "no"), ("vote", "", "abstain"), ("vote", "", "yes")],
        "bad": [
            ("vote", "", "maybe"),
            ("vote", "", ""),
            ("vote", "", True),
            ("vote", "", ["yes"]),
            ("vote", "", None),
            ("vote", "a", "yes"),
        ],
    }
    texts = {
        "de": {
            "name": "Beschluss",
            "about": "Über einen Wortlaut namentlich abstimmen",
            "field_ask": "Wortlaut",
            "help_ask": "Leer: Es gilt der erste Vorschlag von unten",
            "field_proposal": "Vorschlag",
            "help_proposal": "Zum Beispiel der beste eines früheren Schritts",
            "answer": "Stimme",
            "who": "Wer",
            "yes": "Ja",
            "no": "Nein",
            "abstain": "Enthaltung",
            "named_means": "Namentliche Abstimmung: Alle sehen, wie Sie gestimmt haben.",
            "accepted": "Angenommen",
            "rejected": "Abgelehnt",
            "none": "Keine Entscheidung",
            "against": "{yes} Ja gegen {no} Nein",
            "rule": "einfache Mehrheit: mehr Ja als Nein, Enthaltungen zählen nicht mit",
            "votes": "Wer wie gestimmt hat",
            "decision": "Entscheidung",
            "verdict": "Ergebnis",
            "by_rule": "Regel",
        },
        "en": {
            "name": "Resolution",
            "about": "Decide on a wording by roll call",
            "field_ask": "Wording",
            "help_ask": "Empty: the first proposal below counts",
            "field_proposal": "Proposal",
            "help_proposal": "The best of an earlier step, for example",
            "answer": "Vote",
            "who": "Who",
            "yes": "Yes",
            "no": "No",
            "abstain": "Abstention",
            "named_means": "Roll call: everybody sees how you voted.",
            "accepted": "Accepted",
            "rejected": "Rejected",
            "none": "No decision",
            "against": "{yes} yes against {no} no",
            "rule": "simple majority: more yes than no, abstentions do not count",
            "votes": "Who voted how",
            "decision": "Decision",
            "verdict": "Outcome",
            "by_rule": "Rule",
        },
    }


def verdict(yes: int, no: int, abstain: int) -> str:
    """Return what a simple majority says; a tie rejects, also where all abstain."""
    if yes + no + abstain == 0:
        return "none"
    return "accepted" if yes > no else "rejected"


def _roll_call(material: Material) -> list[dict[str, str]]:
    named = [given for given in material.given if given.who]
    named.sort(key=lambda given: (ANSWERS.index(given.value), given.who))
    return [{"who": given.who, "value": given.value} for given in named]
