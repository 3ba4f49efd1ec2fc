"""cards: any number of short texts to one or several questions, and their order into themes.

A step that ``arranges`` an earlier one takes no input: it is the time in which the room
watches that step's cards being sorted. Its material is then the earlier step's.
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
    clean_like,
)
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text

LONGEST = 500  # characters
REHEARSED = (
    "Ein fester Termin alle zwei Wochen hilft mehr als jede Rundmail.",
    "Wir erfahren zu spät, was der Landkreis plant.",
    "Die Zuständigkeit ist unklar, jede Stelle verweist auf die nächste.",
    "Die Nachbargemeinde hat dafür eine gute Vorlage, die wir übernehmen konnten.",
    "Das Ehrenamt trägt viel, aber es braucht eine hauptamtliche Stelle im Rücken.",
    "Für die Antragstellung fehlt uns das Personal.",
    "Eine gemeinsame Ansprechperson für mehrere Gemeinden wäre ein Anfang.",
    "Der letzte Bus fährt um 17 Uhr.",
    "Die Vereine machen mit, wenn man sie früh fragt.",
    "Im Bürgerbüro liegt alles auf einem Blatt, das wird gut angenommen.",
    "Die Mittel sind befristet, danach steht niemand bereit.",
    "Ein Vormittag vor Ort hat mehr geklärt als drei Sitzungen.",
)
_ITEM = re.compile(r"[A-Za-z0-9_-]{8,40}")  # made by the browser, one a card


class Cards(ActivityType):
    """A collection of texts that the moderator sorts, merges or puts aside."""

    name = "cards"
    kinds = (Kind("card", many=True, is_text=True), Kind("like", of="card"))
    fields = (
        Field("questions", "lines", (), least=1, most=5),
        Field("hint", "line", "", most=200),
        Field("likes", "switch", False),
        Field("arranges", "step", None, of="cards"),
    )
    privacies = ("unnamed", "named")
    shows_live = True
    listed = True
    sorts = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return questions, hint, whether cards can be liked, the id of the step whose cards are arranged, or None."""
        return {
            "questions": list(config.get("questions") or ()),
            "hint": config.get("hint") or "",
            "likes": bool(config.get("likes")),
            "arranges": config.get("arranges"),
        }

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the questions and the hint."""
        lines = [*(question["label"] for question in frozen["questions"]), frozen["hint"]]
        return [line for line in lines if line]

    def takes_input(self, frozen: Frozen) -> bool:
        """A step that arranges another one's cards takes none of its own."""
        return not frozen["arranges"]

    def ready(self, frozen: Frozen) -> str:
        """There must be a question, unless there are cards already."""
        return "" if frozen["questions"] or frozen["arranges"] else "no_questions"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, str] | bool:
        """Return ``{"question": id, "text"}``, the text tidy and at most 500 characters; of a like True."""
        if not self.takes_input(frozen):
            raise Refused("no_input")
        if kind == "like":
            return _clean_like(item, value, frozen)
        if not _ITEM.fullmatch(item):
            raise Refused("unknown_item")
        if not isinstance(value, dict) or set(value) != {"question", "text"}:
            raise Refused("wrong_type")
        if value["question"] not in [question["id"] for question in frozen["questions"]]:
            raise Refused("not_an_option")
        return {"question": value["question"], "text": clean_text(value["text"], LONGEST)}

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"questions", "themes": [{"id", "title", "cards"}], "unsorted", "cards"}``.

        Counts include merged cards: whoever wrote one has said it, too.
        """
        themes = [card.theme for card in _followed(material.given)]
        titles: dict[int | None, str] = {theme.id: theme.title for theme in material.themes}
        return {
            "questions": frozen["questions"],
            "themes": [{"id": theme, "title": title, "cards": themes.count(theme)} for theme, title in titles.items()],
            "unsorted": sum(theme not in titles for theme in themes),
            "cards": len(themes),
        }

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return one to three cards; ``ask["samples"]`` may bring texts for the questions."""
        if ask["arranges"] or not ask["questions"]:
            return []
        pools = (ask.get("samples") or {}).get("cards") or {}
        return [_rehearsed(ask, pools, voice, n) for n in range(chance.choice((1, 1, 2, 2, 3)))]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a card, by theme; those without a theme last, merged ones below theirs.

        Further columns: the likes of the cards at the top, where they could be given; who, where the step
        was announced as named.
        """
        columns = [("cards.theme", "text"), ("cards.question", "text"), ("cards.text", "text")]
        is_named = any(card.who for card in material.given)
        has_likes = bool(frozen.get("likes"))
        columns += [("cards.likes", "number")] * has_likes + [("cards.who", "text")] * is_named
        titles: dict[int | None, str] = {theme.id: theme.title for theme in material.themes}
        labels = {question["id"]: question["label"] for question in frozen["questions"]}
        rows = [
            [titles.get(top.theme, ""), labels.get(card.value["question"], ""), card.value["text"]]
            + [material.likes.get(card.id, 0) if card is top else None] * has_likes
            + [card.who] * is_named
            for top, card in in_order(frozen, material)
        ]
        return Table(columns, rows)

    samples = {
        "config": {
            "questions": [{"id": "gut", "label": "Was klappt?"}, {"id": "hakt", "label": "Wo hakt es?"}],
            "hint": "Bitte keine Namen und keine Einzelfälle.",
            "likes": True,
            "arranges": None,
        },
        "good": [
            ("card", "aaaaaaaa", {"question": "gut", "text": "Feste Termine"}),
            ("card", "bbbbbbbb", {"question": "hakt", "text": "Der letzte Bus fährt um 17 Uhr."}),
            ("like", "12", True),
        ],
        "bad": [
            ("card", "", {"question": "gut", "text": "Feste Termine"}),
            ("card", "aaaaaaa!", {"question": "gut", "text": "Feste Termine"}),
            ("card", "aaaaaaaa", {"question": "andere", "text": "Feste Termine"}),
            ("card", "aaaaaaaa", {"question": ["gut"], "text": "Feste Termine"}),
            ("card", "aaaaaaaa", {"question": "gut", "text": " "}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "x" * 501}),
            ("card", "aaaaaaaa", {"question": "gut"}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "Termine", "by": "Ahorn"}),
            ("card", "aaaaaaaa", "Feste Termine"),
            ("card", "aaaaaaaa", None),
            ("like", "aaaaaaaa", True),
            ("like", "12", False),
            ("like", "12", 1),
        ],
    }
    texts = {
        "de": {
            "name": "Karten",
            "about": "Kurze Texte zu einer oder mehreren Fragen sammeln und in Themen ordnen",
            "field_questions": "Fragen",
            "help_questions": "Eine je Zeile",
            "field_hint": "Hinweis",
            "help_hint": "Steht unter dem Eingabefeld, zum Beispiel: Bitte keine Namen und keine Einzelfälle.",
            "field_likes": "Zustimmung",
            "help_likes": "Während die Karten zu sehen sind, kann jede Stimme den Karten anderer zustimmen",
            "field_arranges": "Ordnet die Karten von",
            "help_arranges": "Dann gibt es in diesem Schritt keine Eingabe",
            "theme": "Thema",
            "question": "Frage",
            "text": "Karte",
            "who": "Von",
            "likes": "Zustimmungen",
        },
        "en": {
            "name": "Cards",
            "about": "Gather short texts on one or several questions and sort them into themes",
            "field_questions": "Questions",
            "help_questions": "One a line",
            "field_hint": "Hint",
            "help_hint": "Stands below the input, for example: No names and no individual cases, please.",
            "field_likes": "Likes",
            "help_likes": "While the cards can be seen, every voice can like the cards of others",
            "field_arranges": "Sorts the cards of",
            "help_arranges": "There is no input in this step then",
            "theme": "Theme",
            "question": "Question",
            "text": "Card",
            "who": "From",
            "likes": "Likes",
        },
    }


def _clean_like(item: str, value: Any, frozen: Frozen) -> bool:
    if not frozen.get("likes"):
        raise Refused("likes_off")
    return clean_like(item, value)


def _top(card: Given, by_id: dict[int, Given]) -> Given:
    """Return the card that this one was merged into, however often, or itself."""
    passed = {card.id}
    while card.merged_into in by_id and card.merged_into not in passed:
        card = by_id[card.merged_into]
        passed.add(card.id)
    return card


def _followed(given: Sequence[Given]) -> list[Given]:
    by_id = {card.id: card for card in given}
    return [_top(card, by_id) for card in given]


def in_order(frozen: Frozen, material: Material) -> list[tuple[Given, Given]]:
    """Return (top card, card) by theme, question of the top card and place, a top card first.

    Texts of a type without themes or questions stand by their place.
    """
    themes = [theme.id for theme in material.themes]
    asked = [question["id"] for question in frozen.get("questions", ())]

    def place(pair: tuple[Given, Given]) -> tuple[int, int, int, int, bool, int]:
        top, card = pair
        theme, question = _index(themes, top.theme), _index(asked, top.value.get("question"))
        return (theme, question, top.place, top.id, card is not top, card.id)

    return sorted(zip(_followed(material.given), material.given, strict=True), key=place)


def _rehearsed(ask: Mapping[str, Any], pools: Mapping[str, Sequence[str]], voice: int, n: int) -> tuple[str, str, Any]:
    questions = ask["questions"]
    question = questions[(voice + n) % len(questions)]["id"]
    pool = pools.get(question) or REHEARSED
    text = pool[((voice + n) // len(questions)) % len(pool)]
    # Its item must be the same after a reconnect, else the card would be written twice.
    return ("card", f"rehearsal-{voice}-{n}", {"question": question, "text": text})


def _index(of: list[Any], one: Any) -> int:
    return of.index(one) if one in of else len(of)
