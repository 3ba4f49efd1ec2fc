"""Arranging cards: nothing is doubled, nothing lost, everything goes back."""

import pytest

from workshop.activities.cards import Cards
from workshop.models.material import material_for

STEP = "Beispiele und Hürden"


@pytest.fixture
def cards(hall):
    hall.open(STEP)
    return [hall.card(hall.people[n], text) for n, text in enumerate(("Eins", "Zwei", "Drei"))]


def counted(hall):
    """Return how many cards count in each theme, as documents and later steps get it; "" for those without one."""
    with hall.read() as session:
        found = Cards().results(hall.round(STEP).frozen, material_for(session, hall.round(STEP)))
    return {theme["title"]: theme["cards"] for theme in found["themes"]} | {"": found["unsorted"]}


def states(hall):
    return [row.state for row in hall.rows(STEP)]


def test_a_hidden_card_comes_back_where_it_was(hall, cards):
    theme = hall.theme("Sprache")
    hall.command("sort", card=cards[0], theme=theme)
    hall.command("hide_card", card=cards[0])
    hall.command("restore", card=cards[0])
    assert (hall.rows(STEP)[0].state, hall.rows(STEP)[0].theme_id) == ("shown", theme)


def test_a_discarded_card_can_be_restored(hall, cards):
    hall.command("discard", card=cards[0])
    assert states(hall) == ["discarded", "shown", "shown"]
    hall.command("restore", card=cards[0])
    assert states(hall) == ["shown", "shown", "shown"]


def test_merged_cards_follow_into_the_theme(hall, cards):
    theme = hall.theme("Sprache")
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("sort", card=cards[1], theme=theme)
    assert (counted(hall)["Sprache"], counted(hall)[""]) == (2, 1)


def test_a_card_that_is_taken_apart_lies_where_it_was_before(hall, cards):
    bus, homes = hall.theme("Bus"), hall.theme("Wohnen")
    hall.command("sort", card=cards[0], theme=bus, place=3)
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("sort", card=cards[1], theme=homes, place=7)
    assert (counted(hall)["Bus"], counted(hall)["Wohnen"]) == (0, 2)
    hall.command("unmerge", card=cards[0])
    assert (counted(hall)["Bus"], counted(hall)["Wohnen"]) == (1, 1)
    assert [(row.theme_id, row.place) for row in hall.rows(STEP)] == [(bus, 3), (homes, 7), (None, 0)]


def test_what_was_merged_into_a_card_goes_along_when_that_is_merged(hall, cards):
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("merge", cards=[cards[1]], into=cards[2])
    assert [row.merged_into for row in hall.rows(STEP)] == [cards[2], cards[2], None]


def test_a_card_does_not_merge_into_itself_or_into_a_merged_one(hall, cards):
    assert hall.refusal("merge", cards=[cards[0]], into=cards[0]) == "merge_target"
    hall.command("merge", cards=[cards[0]], into=cards[1])
    assert hall.refusal("merge", cards=[cards[2]], into=cards[0]) == "merge_target"


def test_unmerging_doubles_nothing(hall, cards):
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("unmerge", card=cards[0])
    assert [row.merged_into for row in hall.rows(STEP)] == [None, None, None]


def test_a_theme_is_not_made_twice(hall, cards):
    hall.theme("Sprache")
    assert hall.refusal("add_theme", activity=hall.step(STEP), title=" sprache ") == "theme_exists"


def test_no_theme_is_called_like_another_but_may_be_spelt_anew(hall, cards):
    hall.theme("Bus")
    theme = hall.theme("Wohnen")
    assert hall.refusal("rename_theme", theme=theme, title="BUS ", former="Wohnen") == "theme_exists"
    hall.command("rename_theme", theme=theme, title="wohnen", former="Wohnen")
    hall.open("Vertiefung")
    labels = [one["label"] for one in hall.pictures()["phone"]["live"]["ask"]["options"]]
    assert labels.count("Bus") == labels.count("wohnen") == 1


def test_a_removed_theme_lets_its_cards_go(hall, cards):
    theme = hall.theme("Sprache")
    hall.command("sort", card=cards[0], theme=theme)
    hall.command("remove_theme", theme=theme)
    assert [row.theme_id for row in hall.rows(STEP)] == [None, None, None]
    assert "Sprache" not in [one["title"] for one in hall.pictures()["cockpit"]["themes"][hall.step(STEP)]]


def test_a_renamed_theme_is_not_overwritten_unseen(hall, cards):
    theme = hall.theme("Sprache")
    hall.command("rename_theme", theme=theme, title="Kurse", former="Sprache")
    assert hall.refusal("rename_theme", theme=theme, title="Deutsch", former="Sprache") == "conflict"


def test_cards_of_another_workshop_are_not_found(hall, cards):
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    assert hall.refusal("hide_card", card=cards[0]) == "not_found"


def test_a_waiting_card_is_let_in(hall):
    hall.command("premoderate", activity=hall.step(STEP), on=True)
    hall.open(STEP)
    card = hall.card(hall.people[0], "Eins")
    hall.command("approve", cards=[card])
    assert states(hall) == ["shown"]


def test_a_delta_holds_what_changed_and_tombstones_for_what_went(hall, cards):
    from workshop.snapshots.results import Seen, results_for
    from workshop.snapshots.scene import load_scene

    step = hall.step(STEP)
    hall.command("reveal", activity=step)
    with hall.engine.connect() as connection:
        seen = Seen(hall.round(STEP).id, True, load_scene(connection, hall.workshop, hall.now).workshop.version)
    hall.command("hide_card", card=cards[0])
    hall.command("sort", card=cards[1], theme=hall.theme("Sprache"))
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        delta = results_for(connection, scene, scene.step(step), "screen", seen)
    assert delta["since"] == seen.version
    assert ([row["id"] for row in delta["rows"]], delta["gone"]) == ([cards[1]], [cards[0]])


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("hide_card", {}),
        ("discard", {}),
        ("restore", {}),
        ("unmerge", {}),
        ("sort", {"theme": None}),
        ("approve", {"cards": "@"}),
        ("merge", {"cards": "@", "into": "@"}),
    ],
)
def test_a_vote_is_no_card_and_cannot_be_taken_out(hall, name, payload):
    hall.open("Vertiefung")
    hall.give(hall.people[0], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    vote = hall.rows("Vertiefung")[0].id
    payload = {
        member: value if value != "@" else [vote] if member == "cards" else vote for member, value in payload.items()
    }
    assert hall.refusal(name, **(payload if "cards" in payload else {"card": vote, **payload})) == "not_found"
    assert [row.state for row in hall.rows("Vertiefung")] == ["shown"]


def test_undo_puts_no_card_under_one_that_lies_under_it(hall, cards):
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("unmerge", card=cards[0])
    unmerging = hall.last_entry().id
    hall.command("merge", cards=[cards[1]], into=cards[0])
    assert hall.refusal("undo", entry=unmerging) == "changed_since"
    assert [row.merged_into for row in hall.rows(STEP)] == [None, cards[0], None]


def test_undo_puts_no_card_under_one_that_lies_under_another(hall, cards):
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("unmerge", card=cards[0])
    unmerging = hall.last_entry().id
    hall.command("merge", cards=[cards[1]], into=cards[2])
    assert hall.refusal("undo", entry=unmerging) == "changed_since"


def test_a_merging_of_what_others_were_merged_into_can_be_undone(hall, cards):
    hall.command("merge", cards=[cards[0]], into=cards[1])
    hall.command("merge", cards=[cards[1]], into=cards[2])
    hall.command("undo", entry=hall.last_entry().id)
    assert [row.merged_into for row in hall.rows(STEP)] == [cards[1], None, None]
