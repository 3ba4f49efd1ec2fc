"""How many said yes to a text goes out with the text, also when only a like is new."""

import pytest

from tests.services.hall import make_hall
from workshop.snapshots.me import for_me
from workshop.snapshots.results import Seen, results_for
from workshop.snapshots.scene import load_scene

CARDS = "Beispiele und Hürden"


@pytest.fixture
def hall(database_url):
    made = make_hall(database_url)
    made.command("edit_step", activity=made.step(CARDS), field="likes", value=True, former=False)
    # With names every like shows at once; without, see tests/services/test_fives.py.
    made.command("edit_step", activity=made.step(CARDS), field="privacy", value="named", former=None)
    made.open(CARDS)
    made.command("reveal", activity=made.step(CARDS))
    yield made
    made.engine.dispose()


@pytest.mark.parametrize("audience", ["phone", "screen", "cockpit"])
def test_a_like_brings_its_text_again(hall, audience):
    card = hall.card(hall.people[0], "Fahrgemeinschaften")
    seen = version(hall)
    like(hall, 1, card)
    assert likes(hall, audience, seen) == {card: 1}


def test_a_like_taken_back_brings_its_text_again(hall):
    card = hall.card(hall.people[0], "Fahrgemeinschaften")
    like(hall, 1, card)
    seen = version(hall)
    payload = {"round": hall.round(CARDS).id, "kind": "like", "item": str(card), "key": hall.key(), "n": 2}
    hall.command("take_back", hall.people[1], **payload)
    assert likes(hall, "phone", seen) == {card: 0}


def test_cards_that_became_one_count_a_voice_once_and_a_like_below_is_seen_above(hall):
    one, two = hall.card(hall.people[0], "Bus"), hall.card(hall.people[4], "Der Bus")
    like(hall, 1, one)
    like(hall, 1, two)
    seen = version(hall)
    hall.command("merge", cards=[two], into=one)
    assert likes(hall, "screen", seen) == likes(hall, "screen") == {one: 1, two: 0}
    seen = version(hall)
    like(hall, 2, two)
    assert likes(hall, "screen", seen) == {one: 2, two: 0}
    seen = version(hall)
    hall.command("unmerge", card=two)
    assert likes(hall, "screen", seen) == likes(hall, "screen") == {one: 1, two: 2}
    seen = version(hall)
    hall.command("undo", entry=hall.last_entry().id)
    assert likes(hall, "screen", seen) == likes(hall, "screen") == {one: 2, two: 0}
    seen = version(hall)
    hall.command("hide_card", card=two)
    assert likes(hall, "screen", seen) == likes(hall, "screen") == {one: 1}


def test_a_like_is_refused_where_the_step_takes_none(database_url):
    hall = make_hall(database_url)
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Bus")
    payload = {"round": hall.round(CARDS).id, "value": True, "key": hall.key(), "n": 1}
    assert hall.refusal("give", hall.people[1], **payload, kind="like", item=str(card)) == "likes_off"
    hall.engine.dispose()


def test_what_lay_under_a_card_that_is_gone_stands_for_itself_with_its_own_likes(hall):
    one, two = hall.card(hall.people[0], "Bus", item="item-one"), hall.card(hall.people[1], "Der Bus")
    hall.command("merge", cards=[two], into=one)
    like(hall, 2, two)
    assert likes(hall, "phone") == {one: 1, two: 0}
    seen = version(hall)
    hall.command("hide_card", card=one)
    assert likes(hall, "phone", seen) == likes(hall, "phone") == {two: 1}
    hall.command("restore", card=one)
    seen = version(hall)
    payload = {"round": hall.round(CARDS).id, "kind": "card", "item": "item-one", "key": hall.key(), "n": 2}
    hall.command("take_back", hall.people[0], **payload)
    assert likes(hall, "phone", seen) == likes(hall, "phone") == {two: 1}


def test_who_only_likes_is_not_counted_among_those_who_have_written(hall):
    card = hall.card(hall.people[0], "Bus")
    like(hall, 1, card)
    seen = hall.pictures()[f"cockpit {hall.step(CARDS)}"]
    assert (seen["count"]["given"], seen["count"]["guests"]) == (1, 0)


def test_a_voice_knows_the_numbers_of_its_own_texts(hall):
    card = hall.card(hall.people[0], "Bus")
    with hall.engine.connect() as connection:
        assert [one["id"] for one in for_me(connection, hall.people[0].id)["given"]] == [card]


def like(hall, person, card):
    hall.give(hall.people[person], True, CARDS, kind="like", item=str(card))


def version(hall):
    with hall.engine.connect() as connection:
        return load_scene(connection, hall.workshop, hall.now).workshop.version


def likes(hall, audience, since=None):
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        step = scene.step(hall.step(CARDS))
        seen = Seen(step.round.id, True, since) if since is not None else None
        rows = results_for(connection, scene, step, audience, seen)["rows"]
        return {row["id"]: row["likes"] for row in rows}
