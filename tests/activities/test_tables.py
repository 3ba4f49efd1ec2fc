"""Tables: one voice sits at one, its cards say so, and one board comes of it."""

import pytest

from workshop.activities.base import Given, Material
from workshop.activities.cards import Cards
from workshop.domain.errors import Refused

CARDS = Cards()
FROZEN = CARDS.freeze(CARDS.samples["config"])
OWN = FROZEN | {"by_table": True}
ITEM = "aaaaaaaa"


@pytest.mark.parametrize("table", [0, 4, -1, 1.0, True, "1", None])
def test_a_card_comes_from_a_table_that_is_there(table):
    assert refusal(lambda: CARDS.clean("card", ITEM, card(table), FROZEN)) in ("not_an_option", "wrong_type")
    assert refusal(lambda: CARDS.clean("table", "", table, FROZEN)) in ("not_an_option", "wrong_type")


def test_without_tables_a_card_says_none_and_none_can_be_chosen():
    plain = CARDS.freeze({"questions": FROZEN["questions"]})
    assert CARDS.clean("card", ITEM, {"question": "gut", "text": "Termine"}, plain)["text"] == "Termine"
    assert refusal(lambda: CARDS.clean("card", ITEM, card(1), plain)) == "wrong_type"
    assert refusal(lambda: CARDS.clean("table", "", 1, plain)) == "no_input"


def test_a_round_from_before_there_were_tables_has_none():
    old = {"questions": FROZEN["questions"], "hint": "", "arranges": None}
    assert CARDS.clean("card", ITEM, {"question": "gut", "text": "Termine"}, old)["text"] == "Termine"
    assert CARDS.results(old, Material())["tables"] == []


def test_a_card_is_written_where_its_voice_sits():
    assert refusal(lambda: check(card(2), {})) == "no_table_yet"
    assert refusal(lambda: check(card(2), {("table", ""): 1})) == "other_table"
    check(card(2), {("table", ""): 2})


def test_a_card_can_be_changed_where_it_was_written_after_its_voice_moved_on():
    mine = {("table", ""): 3, ("card", ITEM): card(2)}
    check(card(2), mine)
    check(card(3), mine)
    assert refusal(lambda: check(card(1), mine)) == "other_table"


@pytest.mark.parametrize(("table", "question"), [(1, "gut"), (2, "hakt"), (3, "gut")])
def test_a_table_with_its_own_question_answers_that(table, question):
    other = {"gut": "hakt", "hakt": "gut"}[question]
    assert CARDS.clean("card", ITEM, card(table, question), OWN)["question"] == question
    assert refusal(lambda: CARDS.clean("card", ITEM, card(table, other), OWN)) == "not_an_option"


def test_no_question_is_left_without_a_table():
    asked = CARDS.samples["config"]
    assert CARDS.ready(CARDS.freeze(asked | {"tables": 1, "by_table": True})) == "tables_too_few"
    assert CARDS.ready(CARDS.freeze(asked | {"tables": 2, "by_table": True})) == ""
    assert CARDS.ready(CARDS.freeze(asked | {"tables": 1})) == ""
    assert CARDS.ready(CARDS.freeze(asked | {"tables": 0, "by_table": True})) == ""


def test_the_cards_of_each_table_are_counted_and_stand_on_one_board():
    given = [Given(n, "card", f"card-{n:04}", card(table)) for n, table in enumerate((3, 1, 3), start=1)]
    results = CARDS.results(FROZEN, Material(given))
    assert (results["tables"], results["cards"]) == ([1, 0, 2], 3)


def test_documents_say_the_table_where_there_are_any():
    table = CARDS.table(FROZEN, Material([Given(1, "card", ITEM, card(2))]))
    assert (table.columns[3], table.rows[0][3]) == (("cards.table", "number"), 2)


def test_documents_say_which_table_had_which_question():
    asked = [(str(line), line.params) for line in CARDS.wording(OWN)[:2]]
    assert asked == [
        ("cards.asked_at", {"count": 2, "tables": "1, 3", "question": "Was klappt?"}),
        ("cards.asked_at", {"count": 1, "tables": "2", "question": "Wo hakt es?"}),
    ]
    assert CARDS.wording(FROZEN)[:2] == ["Was klappt?", "Wo hakt es?"]


def card(table, question="gut"):
    return {"question": question, "text": "Termine", "table": table}


def check(value, mine):
    CARDS.check("card", ITEM, value, FROZEN, mine)


def refusal(do):
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.code
