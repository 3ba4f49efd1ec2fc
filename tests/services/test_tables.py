"""Tables, with the real writer: one voice sits at one, whoever holds its phone, and who only sits has given nothing."""

import pytest

CARDS = "Beispiele und Hürden"
AHORN, ITZGRUND, DEPUTY = 0, 1, 3  # the deputy speaks with Ahorn's voice


@pytest.fixture
def seated(hall):
    """Return the hall with three tables in the step of the cards, which is open."""
    hall.command("edit_step", activity=hall.step(CARDS), field="tables", value=3, former=0)
    hall.open(CARDS)
    return hall


def sit(hall, who, table, n=1):
    hall.give(hall.people[who], table, CARDS, kind="table", n=n)


def written(hall, table, item="item-0001", **more):
    question = hall.round(CARDS).frozen["questions"][0]["id"]
    value = {"question": question, "text": "Feste Termine", "table": table}
    return {"round": hall.round(CARDS).id, "value": value, "item": item, "key": hall.key(), "n": 1} | more


def cards(hall):
    return [(row.value["table"], row.state) for row in hall.rows(CARDS) if row.kind == "card"]


def test_a_card_says_the_table_where_its_voice_sits(seated):
    assert seated.refusal("give", seated.people[AHORN], **written(seated, 2)) == "no_table_yet"
    sit(seated, AHORN, 2)
    assert seated.refusal("give", seated.people[AHORN], **written(seated, 1)) == "other_table"
    seated.command("give", seated.people[AHORN], **written(seated, 2))
    assert cards(seated) == [(2, "shown")]


def test_the_deputy_sits_where_the_seat_sits(seated):
    sit(seated, AHORN, 2)
    seated.command("give", seated.people[DEPUTY], **written(seated, 2))
    sit(seated, DEPUTY, 3, n=2)
    assert seated.refusal("give", seated.people[AHORN], **written(seated, 2, "item-0002")) == "other_table"


def test_who_changes_the_table_leaves_the_cards_where_they_were_written(seated):
    sit(seated, AHORN, 2)
    seated.command("give", seated.people[AHORN], **written(seated, 2))
    sit(seated, AHORN, 3, n=2)
    assert cards(seated) == [(2, "shown")]
    seated.command("give", seated.people[AHORN], **written(seated, 2, n=2))
    assert cards(seated) == [(2, "shown")]


def test_who_has_only_chosen_a_table_has_given_nothing(seated):
    sit(seated, AHORN, 2)
    step = f"cockpit {seated.step(CARDS)}"
    assert seated.pictures()[step]["count"]["given"] == 0
    assert seated.pictures()[step]["rows"] == []
    seated.command("give", seated.people[AHORN], **written(seated, 2))
    assert seated.pictures()[step]["count"]["given"] == 1


def test_a_card_that_comes_late_says_its_table_too(seated):
    seated.command("close", activity=seated.step(CARDS))
    sit(seated, ITZGRUND, 1)
    seated.command("give", seated.people[ITZGRUND], **written(seated, 1, late=True))
    assert cards(seated) == [(1, "waiting")]


def test_the_tables_stand_on_the_cards_of_the_one_board_and_nobody_at_them(seated):
    for who, table in ((AHORN, 1), (ITZGRUND, 3)):
        sit(seated, who, table)
        seated.command("give", seated.people[who], **written(seated, table, f"item-000{table}"))
    seated.command("reveal", activity=seated.step(CARDS))
    pictures = seated.pictures()
    for audience in ("cockpit", "screen", "phone"):
        rows = pictures[f"{audience} {seated.step(CARDS)}"]["rows"]
        assert [row["value"]["table"] for row in rows] == [1, 3]
        assert "who" not in rows[0]
