"""questions: what participants ask the room; others say that they want to know, too; the most wanted comes first.

The moderator says which are answered. What is asked is seen by all as it comes in, unless the step says otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workshop.activities.base import (
    ActivityType,
    Field,
    Frozen,
    Given,
    Kind,
    Material,
    Table,
    Term,
    clean_like,
)
from workshop.activities.cards import in_order
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text

LONGEST = 500  # characters
REHEARSED = (
    "Ab wann gilt die neue Zuständigkeit?",
    "Wer trägt die Kosten, wenn die Förderung ausläuft?",
    "Gibt es dafür eine Ansprechperson im Landratsamt?",
    "Müssen die Gemeinderäte vorher zustimmen?",
    "Wie sind kleine Gemeinden ohne eigenes Personal eingebunden?",
    "Bis wann brauchen Sie unsere Rückmeldung?",
    "Was hat sich in anderen Landkreisen bewährt?",
    "Können zwei Gemeinden den Antrag gemeinsam stellen?",
    "Wird das Protokoll auch den Fraktionen zugesandt?",
    "Was geschieht mit Vorschlägen, die heute keine Mehrheit finden?",
)
_ITEM = re.compile(r"[A-Za-z0-9_-]{8,40}")  # made by the browser, one a question


class Questions(ActivityType):
    """A queue of questions, the most wanted first."""

    name = "questions"
    kinds = (Kind("question", many=True, is_text=True, answerable=True), Kind("like", of="question"))
    fields = (
        Field("ask", "text", "", most=300),
        Field("hint", "line", "", most=200),
    )
    privacies = ("unnamed", "named")
    shows_live = True
    opens_shown = True
    listed = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask and hint; both may be empty, the title of the step can say enough."""
        return {"ask": config.get("ask") or "", "hint": config.get("hint") or ""}

    def wording(self, frozen: Frozen) -> list[str]:
        """Return what questions are about, and the hint."""
        return [line for line in (frozen["ask"], frozen["hint"]) if line]

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, str] | bool:
        """Return ``{"text"}``, tidy and of at most 500 characters; of a like True."""
        if kind == "like":
            return clean_like(item, value)
        if not _ITEM.fullmatch(item):
            raise Refused("unknown_item")
        if not isinstance(value, dict) or set(value) != {"text"}:
            raise Refused("wrong_type")
        return {"text": clean_text(value["text"], LONGEST)}

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"open": [{"text", "likes"}], "answered": […]}``, the most likes first.

        Of equals the one that was asked first. What was merged stands under its question and is not listed.
        """
        said = [(top, {"text": top.value["text"], "likes": likes}) for top, likes in _queue(frozen, material)]
        return {
            "open": [line for top, line in said if not top.answered],
            "answered": [line for top, line in said if top.answered],
        }

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return a question of two voices out of three, sometimes two; ``ask["samples"]`` may bring others."""
        pool = (ask.get("samples") or {}).get("questions") or REHEARSED
        wanted = chance.choice((0, 1, 1, 1, 2, 0))
        # Its item must be the same after a reconnect, else the question would be asked twice.
        return [
            ("question", f"rehearsal-{voice}-{n}", {"text": pool[(voice + 7 * n) % len(pool)]}) for n in range(wanted)
        ]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a question, the open ones first, each with those that were merged into it below.

        A last column says who, where the step was announced as named.
        """
        columns = [("questions.question", "text"), ("questions.likes", "number"), ("questions.state", "text")]
        has_who = any(one.who for one in material.given)
        if has_who:
            columns.append(("questions.who", "text"))
        queue = sorted(_queue(frozen, material), key=lambda pair: pair[0].answered)
        below = _below(frozen, material)
        rows = [
            [one.value["text"], likes if one is top else None, _state(top, one), *([one.who] if has_who else [])]
            for top, likes in queue
            for one in (top, *below[top.id])
        ]
        return Table(columns, rows)

    samples = {
        "config": {"ask": "Was möchten Sie wissen?", "hint": "Bitte keine Namen und keine Einzelfälle."},
        "good": [
            ("question", "aaaaaaaa", {"text": "Ab wann gilt das?"}),
            ("question", "bbbbbbbb", {"text": "Wer trägt die Kosten?"}),
            ("like", "12", True),
        ],
        "bad": [
            ("question", "", {"text": "Ab wann gilt das?"}),
            ("question", "aaaaaaa!", {"text": "Ab wann gilt das?"}),
            ("question", "aaaaaaaa", {"text": " "}),
            ("question", "aaaaaaaa", {"text": "x" * 501}),
            ("question", "aaaaaaaa", {"text": 7}),
            ("question", "aaaaaaaa", {}),
            ("question", "aaaaaaaa", {"text": "Ab wann?", "by": "Ahorn"}),
            ("question", "aaaaaaaa", "Ab wann gilt das?"),
            ("question", "aaaaaaaa", None),
            ("like", "aaaaaaaa", True),
            ("like", "0", True),
            ("like", "12", False),
            ("like", "12", 1),
        ],
    }
    texts = {
        "de": {
            "reveal": "Fragen aufdecken",
            "hide": "Fragen verbergen",
            "name": "Fragen",
            "about": "Fragen an den Raum sammeln, denen anderer zustimmen, nacheinander beantworten",
            "field_ask": "Worum es geht",
            "help_ask": "Kann leer bleiben, wenn der Titel des Schritts genug sagt",
            "field_hint": "Hinweis",
            "help_hint": "Steht unter dem Eingabefeld.",
            "question": "Frage",
            "likes": "Zustimmungen",
            "state": "Stand",
            "who": "Von",
            "open": "offen",
            "answered": "beantwortet",
            "merged": "zusammengeführt",
            "add": "Neue Frage",
            "change": "Frage ändern",
            "send": "Frage senden",
            "take_back": "Frage zurücknehmen",
            "own": "Ihre Frage",
            "open_title": "Offene Fragen",
            "answered_title": "Beantwortet",
            "none": "Noch keine Fragen.",
            "none_open": "Keine offenen Fragen.",
            "more": {"one": "und eine weitere Frage", "other": "und {count} weitere Fragen"},
            "count": {"one": "eine Frage", "other": "{count} Fragen"},
            "by_likes": "meiste Zustimmung zuerst",
        },
        "en": {
            "reveal": "Reveal questions",
            "hide": "Hide questions",
            "name": "Questions",
            "about": "Collect questions to the room, like those of others, answer one after the other",
            "field_ask": "What it is about",
            "help_ask": "May be empty if the title of the step says enough",
            "field_hint": "Hint",
            "help_hint": "Stands below the input.",
            "question": "Question",
            "likes": "Likes",
            "state": "State",
            "who": "From",
            "open": "open",
            "answered": "answered",
            "merged": "merged",
            "add": "New question",
            "change": "Change the question",
            "send": "Send the question",
            "take_back": "Take the question back",
            "own": "Your question",
            "open_title": "Open questions",
            "answered_title": "Answered",
            "none": "No questions yet.",
            "none_open": "No open questions.",
            "more": {"one": "and one more question", "other": "and {count} more questions"},
            "count": {"one": "one question", "other": "{count} questions"},
            "by_likes": "most likes first",
        },
    }


def _queue(frozen: Frozen, material: Material) -> list[tuple[Given, int]]:
    """Return the questions at the top with their likes, the most liked first."""
    tops = {top.id: top for top, _ in in_order(frozen, material)}
    queue = [(top, material.likes.get(top.id, 0)) for top in tops.values()]
    return sorted(queue, key=lambda pair: (-pair[1], pair[0].id))


def _below(frozen: Frozen, material: Material) -> dict[int, list[Given]]:
    below: dict[int, list[Given]] = {}
    for top, one in in_order(frozen, material):
        below.setdefault(top.id, []).extend([] if one is top else [one])
    return below


def _state(top: Given, one: Given) -> Term:
    if one is not top:
        return Term("questions.merged")
    return Term("questions.answered" if top.answered else "questions.open")
