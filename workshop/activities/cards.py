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
    Term,
    clean_like,
)
from workshop.activities.sayings import rehearsed
from workshop.activities.tables import (
    KIND,
    MOST,
    asked,
    check_seated,
    clean_choice,
    clean_table,
    counted,
    questions_at,
    tables_in,
)
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text

LONGEST = 500  # characters
_ITEM = re.compile(r"[A-Za-z0-9_-]{8,40}")  # made by the browser, one a card


class Cards(ActivityType):
    """A collection of texts that the moderator sorts, merges or puts aside."""

    name = "cards"
    kinds = (Kind("card", many=True, is_text=True), Kind("like", of="card"), Kind(KIND, beside=True))
    fields = (
        Field("questions", "lines", (), least=1, most=5),
        Field("hint", "line", "", most=200),
        Field("likes", "switch", False),
        Field("tables", "number", 0, most=MOST),
        Field("by_table", "switch", False),
        Field("arranges", "step", None, of="cards"),
    )
    in_parts = ("questions",)
    privacies = ("unnamed", "named")
    shows_live = True
    listed = True
    sorts = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return what is asked, what can be given, and the id of the step whose cards are arranged, or None."""
        return {
            "questions": list(config.get("questions") or ()),
            "hint": config.get("hint") or "",
            "likes": bool(config.get("likes")),
            "tables": config.get("tables") or 0,
            "by_table": bool(config.get("by_table")),
            "arranges": config.get("arranges"),
        }

    def wording(self, frozen: Frozen) -> list[str]:
        """Return the questions, each with its tables where they have one of their own, and the hint."""
        return [line for line in (*asked(frozen), frozen["hint"]) if line]

    def takes_input(self, frozen: Frozen) -> bool:
        """A step that arranges another one's cards takes none of its own."""
        return not frozen["arranges"]

    def ready(self, frozen: Frozen) -> str:
        """There must be a question, unless there are cards already, and somebody to answer each."""
        if not frozen["questions"] and not frozen["arranges"]:
            return "no_questions"
        is_left = frozen["by_table"] and 0 < frozen["tables"] < len(frozen["questions"])
        return "tables_too_few" if is_left else ""

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, Any] | int:
        """Return ``{"question": id, "text"}``, the text tidy and at most 500 letters; its ``"table"`` if any.

        Of a like return True, of the choice of a table its number.
        """
        if not self.takes_input(frozen):
            raise Refused("no_input")
        if kind == "like":
            return _clean_like(item, value, frozen)
        if kind == KIND:
            return clean_choice(item, value, frozen)
        if not _ITEM.fullmatch(item):
            raise Refused("unknown_item")
        table = {"table"} if tables_in(frozen) else set()
        if not isinstance(value, dict) or set(value) != {"question", "text"} | table:
            raise Refused("wrong_type")
        clean = {"question": value["question"], "text": clean_text(value["text"], LONGEST)}
        clean |= {name: clean_table(value[name], frozen) for name in table}
        if clean["question"] not in questions_at(clean.get("table"), frozen):
            raise Refused("not_an_option")
        return clean

    def check(self, kind: str, item: str, value: Any, frozen: Frozen, mine: Mapping[tuple[str, str], Any]) -> None:
        """A card is written at the table where its voice sits."""
        if kind == "card":
            check_seated(item, value, frozen, mine)

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"questions", "themes": [{"id", "title", "cards"}], "unsorted", "cards", "tables"}``.

        ``tables``: how many cards each table wrote, from table 1. Counts include merged cards: whoever wrote
        one has said it, too.
        """
        themes = [card.theme for card in _followed(material.given)]
        titles: dict[int | None, str] = {theme.id: theme.title for theme in material.themes}
        return {
            "questions": frozen["questions"],
            "themes": [{"id": theme, "title": title, "cards": themes.count(theme)} for theme, title in titles.items()],
            "unsorted": sum(theme not in titles for theme in themes),
            "cards": len(themes),
            "tables": counted(tables_in(frozen), [card.value for card in material.given]),
        }

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return the table, if there are any, and one to three cards.

        ``ask["samples"]`` may bring texts for the questions.
        """
        if ask["arranges"] or not ask["questions"]:
            return []
        pools = (ask.get("samples") or {}).get("cards") or {}
        table = voice % tables_in(ask) + 1 if tables_in(ask) else 0
        cards = [rehearsed(ask, pools, voice, table, n) for n in range(chance.choice((1, 1, 2, 2, 3)))]
        return [(KIND, "", table), *cards] if table else cards

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a card, by theme; those without a theme last, merged ones below theirs.

        Further columns: the table, where there were any; the likes of the cards at the top, where they could be
        given; who, where the step was announced as named; which came late, if any did.
        """
        columns = [("cards.theme", "text"), ("cards.question", "text"), ("cards.text", "text")]
        has_tables = bool(tables_in(frozen))
        columns += [("cards.table", "number")] * has_tables
        is_named = any(card.who for card in material.given)
        has_likes = bool(frozen.get("likes"))
        columns += [("cards.likes", "number")] * has_likes + [("cards.who", "text")] * is_named
        has_late = any(card.late for card in material.given)
        columns += [("cards.late", "text")] * has_late
        titles: dict[int | None, str] = {theme.id: theme.title for theme in material.themes}
        labels = {question["id"]: question["label"] for question in frozen["questions"]}
        rows = [
            [titles.get(top.theme, ""), labels.get(card.value["question"], ""), card.value["text"]]
            + [card.value.get("table")] * has_tables
            + [material.likes.get(card.id, 0) if card is top else None] * has_likes
            + [card.who] * is_named
            + [Term("chart.late") if card.late else ""] * has_late
            for top, card in in_order(frozen, material)
        ]
        return Table(columns, rows)

    samples = {
        "config": {
            "questions": [{"id": "gut", "label": "Was klappt?"}, {"id": "hakt", "label": "Wo hakt es?"}],
            "hint": "Bitte keine Namen und keine Einzelfälle.",
            "likes": True,
            "tables": 3,
            "by_table": False,
            "arranges": None,
        },
        "good": [
            ("card", "aaaaaaaa", {"question": "gut", "text": "Feste Termine", "table": 2}),
            ("table", "", 2),
            ("like", "12", True),
            ("card", "bbbbbbbb", {"question": "hakt", "text": "Der letzte Bus fährt um 17 Uhr.", "table": 2}),
        ],
        "bad": [
            ("card", "", {"question": "gut", "text": "Feste Termine", "table": 2}),
            ("card", "aaaaaaa!", {"question": "gut", "text": "Feste Termine", "table": 2}),
            ("card", "aaaaaaaa", {"question": "andere", "text": "Feste Termine", "table": 2}),
            ("card", "aaaaaaaa", {"question": ["gut"], "text": "Feste Termine", "table": 2}),
            ("card", "aaaaaaaa", {"question": "gut", "text": " ", "table": 2}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "x" * 501, "table": 2}),
            ("card", "aaaaaaaa", {"question": "gut", "table": 2}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "Feste Termine"}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "Feste Termine", "table": 4}),
            ("card", "aaaaaaaa", {"question": "gut", "text": "Termine", "by": "Ahorn", "table": 2}),
            ("card", "aaaaaaaa", "Feste Termine"),
            ("card", "aaaaaaaa", None),
            ("like", "aaaaaaaa", True),
            ("like", "12", False),
            ("like", "12", 1),
            ("table", "", 0),
            ("table", "", 4),
            ("table", "", True),
            ("table", "", "2"),
        ],
    }
    texts = {
        "de": {
            "reveal": "Karten aufdecken",
            "hide": "Karten verbergen",
            "name": "Karten",
            "about": "Kurze Texte zu einer oder mehreren Fragen sammeln und in Themen ordnen",
            "field_questions": "Fragen",
            "help_questions": "Eine je Zeile",
            "field_hint": "Hinweis",
            "help_hint": "Steht unter dem Eingabefeld, zum Beispiel: Bitte keine Namen und keine Einzelfälle.",
            "field_likes": "Zustimmung",
            "help_likes": "Während die Karten zu sehen sind, kann jede Stimme den Karten anderer zustimmen",
            "field_tables": "Tische",
            "help_tables": "Kleingruppen: Jede Person wählt ihren Tisch, er steht auf ihren Karten. 0: keine Tische",
            "field_by_table": "Jeder Tisch hat seine Frage",
            "help_by_table": "Tisch 1 beantwortet die erste Frage, Tisch 2 die zweite, und so weiter",
            "field_arranges": "Ordnet die Karten von",
            "help_arranges": "Dann gibt es in diesem Schritt keine Eingabe",
            "theme": "Thema",
            "question": "Frage",
            "text": "Karte",
            "table": "Tisch",
            "table_n": "Tisch {n}",
            "asked_at": {"one": "Tisch {tables}: {question}", "other": "Tische {tables}: {question}"},
            "which_table": "An welchem Tisch sitzen Sie?",
            "your_table": "Ihr Tisch",
            "table_is_said": "Ihre Karten tragen die Nummer des Tisches.",
            "who": "Von",
            "late": "Nachgereicht",
            "likes": "Zustimmungen",
        },
        "en": {
            "reveal": "Reveal cards",
            "hide": "Hide cards",
            "name": "Cards",
            "about": "Gather short texts on one or several questions and sort them into themes",
            "field_questions": "Questions",
            "help_questions": "One a line",
            "field_hint": "Hint",
            "help_hint": "Stands below the input, for example: No names and no individual cases, please.",
            "field_likes": "Likes",
            "help_likes": "While the cards can be seen, every voice can like the cards of others",
            "field_tables": "Tables",
            "help_tables": "Small groups: everybody chooses their table, it stands on their cards. 0: no tables",
            "field_by_table": "Each table has its own question",
            "help_by_table": "Table 1 answers the first question, table 2 the second, and so on",
            "field_arranges": "Sorts the cards of",
            "help_arranges": "There is no input in this step then",
            "theme": "Theme",
            "question": "Question",
            "text": "Card",
            "table": "Table",
            "table_n": "Table {n}",
            "asked_at": {"one": "Table {tables}: {question}", "other": "Tables {tables}: {question}"},
            "which_table": "At which table do you sit?",
            "your_table": "Your table",
            "table_is_said": "Your cards carry the number of the table.",
            "who": "From",
            "late": "Handed in late",
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


def _index(of: list[Any], one: Any) -> int:
    return of.index(one) if one in of else len(of)
