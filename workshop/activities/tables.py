"""Small groups of one round: at which table a voice sits, and that its cards say so.

The table is a part of what is written, because no result knows who wrote a card.
"""

from collections.abc import Mapping
from typing import Any

from workshop.activities.base import Frozen, Term
from workshop.domain.errors import Refused

MOST = 12
KIND = "table"  # the contribution by which a voice says where it sits


def tables_in(frozen: Mapping[str, Any]) -> int:
    """Return how many tables there are, 0 for none; rounds from before there were tables have none."""
    return int(frozen.get("tables") or 0)


def clean_table(value: Any, frozen: Frozen) -> int:
    """Return the number of a table that is there; raise Refused otherwise."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("wrong_type")
    if not 1 <= value <= tables_in(frozen):
        raise Refused("not_an_option")
    return value


def clean_choice(item: str, value: Any, frozen: Frozen) -> int:
    """Return the table that a voice chose; there is one choice a voice."""
    if not tables_in(frozen):
        raise Refused("no_input")
    if item:
        raise Refused("unknown_item")
    return clean_table(value, frozen)


def questions_at(table: int | None, frozen: Mapping[str, Any]) -> list[str]:
    """Return the ids of the questions that a table answers: all, or its own one. With more tables it starts over."""
    questions = [question["id"] for question in frozen["questions"]]
    if table and frozen.get("by_table") and questions:
        return [questions[(table - 1) % len(questions)]]
    return questions


def asked(frozen: Mapping[str, Any]) -> list[str]:
    """Return the questions as they were put to the room: where each table has its own, at which ones."""
    tables = range(1, tables_in(frozen) + 1)
    if not (frozen.get("by_table") and tables):
        return [question["label"] for question in frozen["questions"]]
    return [
        _asked_at(question, [one for one in tables if question["id"] in questions_at(one, frozen)])
        for question in frozen["questions"]
    ]


def _asked_at(question: Mapping[str, str], tables: list[int]) -> Term:
    return Term("cards.asked_at", count=len(tables), tables=", ".join(map(str, tables)), question=question["label"])


def check_seated(item: str, value: Any, frozen: Frozen, mine: Mapping[tuple[str, str], Any]) -> None:
    """Raise Refused if a card says another table than where its voice sits; one that was written stays there."""
    if not tables_in(frozen) or is_same_table(mine.get(("card", item)), value):
        return
    seated = mine.get((KIND, ""))
    if seated is None:
        raise Refused("no_table_yet")
    if seated != value["table"]:
        raise Refused("other_table", table=seated)


def is_same_table(former: Any, value: Any) -> bool:
    """Return whether a card is changed where it was written."""
    return former is not None and former.get("table") == value["table"]


def counted(tables: int, cards: list[dict[str, Any]]) -> list[int]:
    """Return the number of cards of each table, from table 1."""
    return [sum(card.get("table") == table for card in cards) for table in range(1, tables + 1)]
