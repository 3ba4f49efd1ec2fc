"""resolution: the room decides on one wording by a rule. Result: counts, verdict, and who voted how.

By roll call or secretly; that names are shown is said before anybody votes. Rules, bases and quorum are those of
``domain/majority.py``; they are frozen with the wording when the round opens, and the result names its base.
Unless switched off it says of itself that it binds nobody: a workshop is not a council.
A dissenting note is asked of whoever did not vote yes in a roll call, once its result is shown, and stands with the
decision under that name. After a secret ballot there is none: it would tell how its author voted.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from workshop.activities.base import (
    ActivityType,
    Base,
    Chart,
    Field,
    Frozen,
    Given,
    Kind,
    Material,
    Section,
    Table,
    Term,
    own_options,
    with_invalid,
)
from workshop.activities.naming import NAMELESS
from workshop.activities.resolution_texts import TEXTS
from workshop.domain import majority
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text, shortened

ANSWERS = ("yes", "no", "abstain")
LONGEST_NOTE = 600  # characters
LONGEST_LABEL = 160  # of the wording as an option of later steps
NAYSAYER = 6  # of a rehearsal
REHEARSED = "Die Finanzierung ist aus unserer Sicht noch nicht geklärt."


class Resolution(ActivityType):
    """One answer a voice: "yes", "no" or "abstain"; then a note of those who did not say yes."""

    name = "resolution"
    kinds = (Kind("vote"), Kind("note", after=True))
    fields = (
        Field("ask", "text", "", most=1200),
        Field("proposal", "options", (), most=1),
        Field("rule", "select", "simple", choices=majority.RULES),
        Field("share", "share", "3/4", when=("rule", "own")),
        Field("of", "select", "votes", choices=majority.BASES, when=("rule", "own")),
        Field("quorum", "select", "half", choices=("half", "own", "none")),
        Field("quorum_share", "share", "2/3", when=("quorum", "own")),
        Field("advisory", "switch", True),
    )
    privacies = ("named", "secret")
    votes = True
    grouped = ("common.votes",)
    decides = True
    leads_on = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask, the wording: one's own, else the first proposal of an earlier step; the proposal's id; the rule.

        ``share`` and ``of`` are those of an own rule, else empty. ``quorum``: "half", a share, or "" for none.
        """
        own = str(config.get("ask") or "")
        proposals = list(own_options(config, "proposal") if options is None else options)[:1]
        rule, quorum = config.get("rule") or "simple", config.get("quorum") or "half"
        return {
            "ask": own or (proposals[0]["label"] if proposals else ""),
            "proposal": proposals[0]["id"] if proposals else "",
            "rule": rule,
            "share": (config.get("share") or "3/4") if rule == "own" else "",
            "of": (config.get("of") or "votes") if rule == "own" else "",
            "quorum": {"none": "", "own": config.get("quorum_share") or "2/3"}.get(quorum, quorum),
            "advisory": bool(config.get("advisory", True)),
        }

    def ready(self, frozen: Frozen) -> str:
        """There must be a wording to decide on."""
        return "" if frozen["ask"] else "no_wording"

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the wording, a line of text each."""
        return [line for line in frozen["ask"].splitlines() if line.strip()]

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> str:
        """Return the answer, or the text of a note."""
        if item:
            raise Refused("unknown_item")
        if kind == "note":
            return clean_text(value, LONGEST_NOTE)
        if value not in ANSWERS:
            raise Refused("not_an_option")
        return str(value)

    def check_after(
        self, kind: str, item: str, frozen: Frozen, results: Mapping[str, Any], mine: Mapping[tuple[str, str], Any]
    ) -> None:
        """Only who voted otherwise, in a roll call, has a note to give; a secret ballot leaves no vote here."""
        if mine.get(("vote", "")) not in ("no", "abstain"):
            raise Refused("not_dissenting")

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"yes", "no", "abstain", "given", "verdict", "rule", "quorum", "advisory", "votes", "notes"}``.

        ``given``: those three. ``invalid``, where there are such ballots, is no part of it; who cast one was there.
        ``verdict``: "accepted", "rejected", "not_quorate", or "none" where nobody voted. ``rule``: ``{"name",
        "share", "of", "base", "needed"}``, how many yes it took of how many. ``quorum``: ``{"needed", "of",
        "present"}`` or None. ``there``: how many of those entitled were there, None where nobody knows.
        """
        votes = [given for given in material.given if given.kind == "vote"]
        said = Counter(given.value for given in votes) if material.counted is None else material.counted
        counts = {answer: said.get(answer, 0) for answer in ANSWERS}
        given = sum(counts.values())
        base = _with_all_who_voted(material.base, given + sum(material.invalid.values()))
        rule, quorum = _rule(frozen, counts, base), self.quorum(frozen, base)
        quorate = quorum is None or quorum["present"] >= quorum["needed"]
        result = {
            **counts,
            "given": given,
            "there": base.present if base else None,
            "excused": base.excused if base else 0,
            "verdict": majority.verdict_of(counts["yes"], given, rule["needed"], quorate=quorate),
            "rule": rule,
            "quorum": quorum,
            "advisory": bool(frozen.get("advisory")),
            "votes": [{"who": vote.who, "value": vote.value} for vote in _roll_call(material)],
            "notes": [{"who": vote.who, "text": text} for vote, text in _notes(material)],
        }
        return with_invalid(result, material)

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return what was accepted: its wording, under the id of the proposal if it was one. Else nothing follows."""
        label = shortened(frozen["ask"], LONGEST_LABEL)
        accepted = results["verdict"] == "accepted"
        return [{"id": frozen.get("proposal") or _id_of(frozen), "label": label}] if accepted else []

    def decision(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole wording and what came of it."""
        return {"text": frozen["ask"], **{name: results[name] for name in ("verdict", "yes", "no", "advisory")}}

    def options_in(self, frozen: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
        """Return the wording, if it was first written here."""
        own = frozen.get("ask") and not frozen.get("proposal")
        return [{"id": _id_of(frozen), "label": shortened(frozen["ask"], LONGEST_LABEL)}] if own else []

    def quorum(self, frozen: Frozen, base: Base | None) -> dict[str, int] | None:
        """Return what was asked for. Where there is no roster nobody is missing."""
        asked = frozen.get("quorum")
        if not asked or base is None or base.unit != "seats":
            return None
        share = majority.HALF if asked == "half" else majority.parts_of(asked)
        needed = majority.needed_of(share, base.entitled, more=asked == "half")
        return {"needed": needed, "of": base.entitled, "present": base.present}

    def on_ballot(self, value: Any, frozen: Frozen) -> str:
        """Return the answer itself."""
        return str(value)

    def is_on_ballot(self, said: str, frozen: Frozen) -> bool:
        """Return whether it is one of the three."""
        return said in ANSWERS

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return an answer: twelve of sixteen say yes, two no, two abstain; the first who said no says why."""
        answer = (*("yes",) * 6, "no", "abstain")[voice % 8]
        note = [("note", "", REHEARSED)] if voice == NAYSAYER else []
        return [("vote", "", answer), *note]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return the three counts."""
        counted = self.results(frozen, material)
        rows: list[list[Any]] = [[Term(f"resolution.{answer}"), counted[answer]] for answer in ANSWERS]
        return Table([("resolution.answer", "text"), ("common.votes", "number")], rows)

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return the decision with its rule, then who voted how, then the notes of those who dissent."""
        counted = self.results(frozen, material)
        roll = [_row(vote) for vote in _roll_call(material)]
        notes = [[*_row(vote), text] for vote, text in _notes(material)]
        who, answer = ("resolution.who", "text"), ("resolution.answer", "text")
        found = [
            ("decision", [("resolution.point", "text"), ("resolution.stands", "text")], _decision(counted)),
            ("votes", [who, answer], roll),
            ("notes", [who, answer, ("resolution.note", "text")], notes),
        ]
        return [Section(Term(f"resolution.{name}"), Table(columns, rows)) for name, columns, rows in found if rows]

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
            "rule": "own",
            "share": "60\u00a0%",
            "of": "present",
            "quorum": "own",
            "quorum_share": "2/3",
            "advisory": True,
        },
        "good": [
            ("vote", "", "yes"),
            ("vote", "", "no"),
            ("vote", "", "abstain"),
            ("vote", "", "yes"),
            ("note", "", "Die Finanzierung ist offen."),
        ],
        "bad": [
            ("vote", "", "maybe"),
            ("vote", "", ""),
            ("vote", "", True),
            ("vote", "", ["yes"]),
            ("vote", "", None),
            ("vote", "a", "yes"),
            ("note", "", ""),
            ("note", "", "x" * 601),
            ("note", "", 3),
            ("note", "a", "Die Finanzierung ist offen."),
        ],
    }
    texts = TEXTS


def _id_of(frozen: Mapping[str, Any]) -> str:
    """The same wording is the same option, in every round."""
    return f"wording:{hashlib.sha256(frozen['ask'].encode()).hexdigest()[:12]}"


def _with_all_who_voted(base: Base | None, given: int) -> Base | None:
    """Whoever voted was there and entitled, whatever the list says."""
    return base and replace(base, entitled=max(base.entitled, given), present=max(base.present, given))


def _rule(frozen: Frozen, counts: Mapping[str, int], there: Base | None) -> dict[str, Any]:
    """What was frozen before there were rules was decided by simple majority."""
    name = frozen.get("rule") or "simple"
    rule = majority.rule_of(name, frozen.get("share") or "", frozen.get("of") or "votes")
    given = sum(counts.values())
    base = {
        "votes": counts["yes"] + counts["no"],
        "given": given,
        "present": there.present if there else given,
        "seats": there.entitled if there else given,
    }[rule.of]
    needed = majority.needed_of(rule.share, base, more=rule.more)
    return {"name": name, "share": frozen.get("share") or "", "of": rule.of, "base": base, "needed": needed}


def _decision(counted: Mapping[str, Any]) -> list[list[Term]]:
    """Return what stands in the record: the outcome, the rule with its base, the quorum, whether it binds."""
    rule, quorum = counted["rule"], counted["quorum"]
    name = f"own_{rule['of']}" if rule["name"] == "own" else rule["name"]
    rows = [
        ("verdict", Term(f"resolution.{counted['verdict']}")),
        ("by_rule", Term(f"resolution.rule_{name}", share=rule["share"])),
        ("base", Term(f"resolution.base_{rule['of']}", base=rule["base"], needed=rule["needed"])),
    ]
    if quorum:
        rows.append(("quorum", Term("resolution.quorum_said", **quorum)))
    if counted["advisory"]:
        rows.append(("force", Term("resolution.advisory")))
    return [[Term(f"resolution.{point}"), said] for point, said in rows]


def _roll_call(material: Material) -> list[Given]:
    """Return every vote where votes are named, by answer and name, those without a name last."""
    votes = [given for given in material.given if given.kind == "vote" and given.by]
    return sorted(votes, key=lambda vote: (ANSWERS.index(vote.value), not vote.who, vote.who))


def _row(vote: Given) -> list[Any]:
    return [vote.who or NAMELESS, Term(f"resolution.{vote.value}")]


def _notes(material: Material) -> list[tuple[Given, str]]:
    """Return the notes, each with its author's vote, by name; who votes yes by now has nothing to stand against."""
    dissent = {vote.by: vote for vote in _roll_call(material) if vote.value != "yes"}
    notes = [(dissent[note.by], note.value) for note in material.given if note.kind == "note" and note.by in dissent]
    return sorted(notes, key=lambda note: (not note[0].who, note[0].who, note[1]))
