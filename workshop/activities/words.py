"""words: one to three short words. Result: each word with its count, most frequent first."""

import unicodedata
from collections import Counter, defaultdict
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
)
from workshop.domain.errors import Refused
from workshop.domain.text import clean_line

LONGEST = 40  # characters
MOST_WORDS = 4  # in one answer: "Ein fester Ansprechpartner" is one, a sentence is none
MOST_ANSWERS = 3
REHEARSED = (
    "Ehrenamt", "Zusammenhalt", "Geduld", "Fachkräfte", "Haushalt", "Vertrauen", "Wohnraum", "Bürokratie",
    "Ehrenamt", "Zeit", "Vereine", "Zusammenhalt", "Personal", "Nahverkehr", "Kita", "Zuversicht",
)  # fmt: skip


class Words(ActivityType):
    """An opening question that takes a word for an answer. The item is the slot, "1" to "3"."""

    name = "words"
    kinds = (Kind("word", is_text=True),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("most", "number", MOST_ANSWERS, least=1, most=MOST_ANSWERS),
    )
    in_parts = ("ask", "most")
    shows_live = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask and most."""
        most = max(1, min(int(config.get("most") or MOST_ANSWERS), MOST_ANSWERS))
        return {"ask": config.get("ask") or "", "most": most}

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> str:
        """Return the word as one tidy line of at most 40 characters and four words."""
        if item not in _slots(frozen):
            raise Refused("unknown_item")
        word = clean_line(value, LONGEST)
        if len(word.split()) > MOST_WORDS:
            raise Refused("too_many_words", most=MOST_WORDS)
        return word

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"words": [{"text", "count"}]}``, the most frequent first, then by alphabet."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for word in _words(material.given):
            spellings[_folded(word)][word] += 1
        counted = [{"text": _usual(of), "count": of.total()} for of in spellings.values()]
        return {"words": sorted(counted, key=lambda word: (-word["count"], _folded(word["text"])))}

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return one word of each voice's own and sometimes more; ``ask["samples"]`` may bring other words."""
        pool = (ask.get("samples") or {}).get("words") or REHEARSED
        wanted = 1 + sum(chance.random() < 0.4 for _ in range(ask["most"] - 1))
        words = dict.fromkeys([pool[voice % len(pool)], *chance.sample(pool, len(pool))])
        return [("word", str(n), word) for n, word in zip(range(1, wanted + 1), words, strict=False)]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a word."""
        counted = self.results(frozen, material)["words"]
        columns = [("words.word", "text"), ("words.count", "number")]
        return Table(columns, [[word["text"], word["count"]] for word in counted])

    def chart(self, frozen: Frozen, material: Material) -> Chart:
        """Return bars, one a word."""
        counted = self.results(frozen, material)["words"]
        return Chart("bars", [w["text"] for w in counted], [[w["count"]] for w in counted])

    samples = {
        "config": {"ask": "Welches Wort beschreibt den Stand am besten?", "most": 3},
        "good": [("word", "1", "Ehrenamt"), ("word", "2", "ehrenamt"), ("word", "3", "Geduld")],
        "bad": [
            ("word", "", "Ehrenamt"),
            ("word", "4", "Ehrenamt"),
            ("word", "1", "  "),
            ("word", "1", "x" * 41),
            ("word", "1", "das ist schon ein Satz"),
            ("word", "1", 7),
            ("word", "1", None),
        ],
    }
    texts = {
        "de": {
            "reveal": "Wörter aufdecken",
            "hide": "Wörter verbergen",
            "name": "Stichwörter",
            "about": "Ein bis drei kurze Wörter, gezählt und als Liste gezeigt",
            "field_ask": "Frage",
            "field_most": "Wörter je Person",
            "word": "Wort",
            "count": "Nennungen",
            "slot": "Wort {n}",
            "hint": "Höchstens 40 Zeichen.",
        },
        "en": {
            "reveal": "Reveal words",
            "hide": "Hide words",
            "name": "Words",
            "about": "One to three short words, counted and shown as a list",
            "field_ask": "Question",
            "field_most": "Words per person",
            "word": "Word",
            "count": "Mentions",
            "slot": "Word {n}",
            "hint": "At most 40 characters.",
        },
    }


def _slots(frozen: Frozen) -> list[str]:
    return [str(n) for n in range(1, frozen["most"] + 1)]


def _words(given: Sequence[Given]) -> list[str]:
    """Return the words that count; a merged one counts as the word it was merged into."""
    by_id = {one.id: one for one in given}
    return [by_id.get(one.merged_into or one.id, one).value for one in given]


def _folded(word: str) -> str:
    """Return what two spellings of one word share (Unicode 15, section 3.13: caseless matching)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
