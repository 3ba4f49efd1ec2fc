"""Cards: where they stand, what follows what, and who is named."""

from workshop.activities.base import Given, Material, Theme
from workshop.activities.cards import Cards

CARDS = Cards()
FROZEN = CARDS.freeze(CARDS.samples["config"] | {"likes": False, "tables": 0})
THEMES = (Theme(2, "Wohnen"), Theme(1, "Bus"))


def test_cards_are_counted_by_theme_in_the_order_of_the_themes():
    material = Material([card(1, theme=1), card(2, theme=2), card(3, theme=1), card(4)], THEMES)
    results = CARDS.results(FROZEN, material)
    assert results["themes"] == [{"id": 2, "title": "Wohnen", "cards": 1}, {"id": 1, "title": "Bus", "cards": 2}]
    assert (results["unsorted"], results["cards"]) == (1, 4)


def test_a_merged_card_follows_its_target_into_the_theme():
    material = Material([card(1, theme=1), card(2, merged_into=1), card(3, theme=2, merged_into=2)], THEMES)
    assert [theme["cards"] for theme in CARDS.results(FROZEN, material)["themes"]] == [0, 3]


def test_a_merged_card_whose_target_was_put_aside_stands_for_itself():
    material = Material([card(2, theme=2, merged_into=1)], THEMES)
    assert [theme["cards"] for theme in CARDS.results(FROZEN, material)["themes"]] == [1, 0]


def test_cards_merged_in_a_circle_do_not_hang():
    material = Material([card(1, merged_into=2), card(2, merged_into=1)])
    assert CARDS.results(FROZEN, material)["cards"] == 2


def test_a_theme_that_was_removed_leaves_its_cards_unsorted():
    assert CARDS.results(FROZEN, Material([card(1, theme=9)], THEMES))["unsorted"] == 1


def test_the_table_goes_by_theme_question_and_place_and_leaves_the_unsorted_to_the_end():
    material = Material(
        [
            card(1),
            card(2, theme=1, place=2),
            card(3, theme=1, place=1),
            card(4, theme=2, question="hakt"),
            card(5, theme=2),
            card(6, merged_into=3),
        ],
        THEMES,
    )
    assert [(row[0], row[2]) for row in CARDS.table(FROZEN, material).rows] == [
        ("Wohnen", "Karte 5"), ("Wohnen", "Karte 4"), ("Bus", "Karte 3"), ("Bus", "Karte 6"), ("Bus", "Karte 2"),
        ("", "Karte 1"),
    ]  # fmt: skip


def test_the_table_writes_the_question_out():
    table = CARDS.table(FROZEN, Material([card(1, question="hakt")]))
    assert table.rows == [["", "Wo hakt es?", "Karte 1"]]


def test_names_stand_in_the_table_only_where_they_were_announced():
    unnamed = CARDS.table(FROZEN, Material([card(1)]))
    named = CARDS.table(FROZEN, Material([card(1, who="Ahorn"), card(2)]))
    assert len(unnamed.columns) == 3
    assert named.columns[3] == ("cards.who", "text")
    assert [row[3] for row in named.rows] == ["Ahorn", ""]


def test_likes_stand_in_the_table_where_they_could_be_given():
    material = Material([card(1, who="Ahorn"), card(2, merged_into=1), card(3)], likes={1: 4})
    table = CARDS.table(FROZEN | {"likes": True}, material)
    assert table.columns[3:] == [("cards.likes", "number"), ("cards.who", "text")]
    assert [row[3:] for row in table.rows] == [[4, "Ahorn"], [None, ""], [0, ""]]


def test_no_name_is_in_a_result():
    assert "Ahorn" not in str(CARDS.results(FROZEN, Material([card(1, who="Ahorn")])))


def test_a_step_that_arranges_takes_no_cards_of_its_own():
    arranging = CARDS.freeze({"arranges": 3})
    assert not CARDS.takes_input(arranging)
    assert CARDS.ready(arranging) == ""


def test_a_step_without_a_question_cannot_open():
    assert CARDS.ready(CARDS.freeze({})) == "no_questions"


def card(number, question="gut", **arranged):
    return Given(number, "card", f"card-{number:04}", {"question": question, "text": f"Karte {number}"}, **arranged)
