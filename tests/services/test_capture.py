"""What is written down beside the agenda, and the parking lot."""

import pytest

CARDS = "Beispiele und Hürden"


@pytest.fixture
def parked(hall):
    """A card on the parking lot, and its topic."""
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Der letzte Bus fährt um 17 Uhr.")
    return card, hall.command("park", card=card)["capture"]


def lines(hall):
    return hall.pictures()["cockpit"]["captured"]


def state_of(hall, card):
    return next(row.state for row in hall.rows(CARDS) if row.id == card)


def test_a_line_keeps_its_kind_its_words_and_where_it_came_up(hall):
    hall.command("capture", kind="decision", text="  Runder Tisch im März ", activity=hall.step("Vertiefung"))
    [line] = lines(hall)
    assert (line["kind"], line["text"], line["step"]) == ("decision", "Runder Tisch im März", "Vertiefung")


def test_two_who_change_a_line_at_once_both_hear_of_it(hall):
    line = hall.command("capture", kind="note", text="Fristen", activity=None)["capture"]
    hall.command("edit_capture", capture=line, text="Fristen klären", former="Fristen")
    assert hall.refusal("edit_capture", capture=line, text="Frist", former="Fristen") == "conflict"
    assert lines(hall)[0]["text"] == "Fristen klären"


def test_a_line_of_another_workshop_is_not_found(hall):
    line = hall.command("capture", kind="note", text="Fristen", activity=None)["capture"]
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    assert hall.refusal("remove_capture", capture=line) == "not_found"


def test_a_parked_card_leaves_the_board_and_keeps_its_words(hall, parked):
    card, topic = parked
    assert state_of(hall, card) == "hidden"
    [line] = lines(hall)
    assert (line["id"], line["card"], line["text"]) == (topic, card, "Der letzte Bus fährt um 17 Uhr.")
    assert hall.refusal("edit_capture", capture=topic, text="Bus", former="") == "card_words"


def test_a_parked_card_comes_back(hall, parked):
    card, topic = parked
    hall.command("unpark", capture=topic)
    assert state_of(hall, card) == "shown" and lines(hall) == []


@pytest.mark.parametrize("way", ["restore", "discard"])
def test_a_card_that_goes_another_way_leaves_the_parking_lot(hall, parked, way):
    hall.command(way, card=parked[0])
    assert lines(hall) == []
    assert hall.refusal("unpark", capture=parked[1]) == "not_found"


def test_a_struck_topic_leaves_its_card_put_aside(hall, parked):
    hall.command("remove_capture", capture=parked[1])
    assert state_of(hall, parked[0]) == "hidden" and lines(hall) == []


def test_only_a_parked_card_can_be_brought_back(hall):
    topic = hall.command("capture", kind="topic", text="Wohnraum", activity=None)["capture"]
    assert hall.refusal("unpark", capture=topic) == "not_parked"


def test_neither_phones_nor_the_wall_get_what_was_written_down(hall, parked):
    hall.command("capture", kind="note", text="Geheim", activity=None)
    seen = hall.pictures()
    assert all("Geheim" not in str(picture) for name, picture in seen.items() if not name.startswith("cockpit"))
