"""The rounds of a step as those who lead see them, and where a step's options come from."""

import pytest

VOTE, CARDS = "Vertiefung", "Beispiele und Hürden"


@pytest.fixture
def held(hall):
    """A vote that was held, shown and reset, with a fresh round behind it."""
    hall.open(VOTE)
    for name in ("close", "reveal", "reset"):
        hall.command(name, activity=hall.step(VOTE))
    return hall


def runs(hall):
    step = next(step for step in hall.pictures()["cockpit"]["steps"] if step["title"] == VOTE)
    return [(run["n"], run["state"], run["set_aside"], run["shown"]) for run in step["rounds"]]


def live(hall, audience):
    return hall.pictures()[audience]["live"]


def test_the_cockpit_knows_every_round_and_which_were_put_aside(held):
    assert runs(held) == [(1, "closed", True, True), (2, "draft", False, False)]


def test_gone_back_to_a_round_counts_again(held):
    held.command("to_round", activity=held.step(VOTE), n=1)
    assert runs(held) == [(1, "closed", False, True), (2, "draft", False, False)]


@pytest.mark.parametrize("audience", ["phone", "screen", "cockpit"])
def test_everybody_is_told_where_the_options_come_from(hall, audience):
    hall.command("go_live", activity=hall.step(VOTE))
    assert live(hall, audience)["origin"] == {"n": 3, "title": CARDS, "what": "themes"}
    hall.command("go_live", activity=hall.step(CARDS))
    assert live(hall, audience)["origin"] is None


def test_what_was_said_of_the_origin_stays_when_the_agenda_changes(hall):
    hall.open(VOTE)
    hall.command("edit_step", activity=hall.step(CARDS), field="title", value="Anders", former=CARDS)
    assert live(hall, "phone")["origin"]["title"] == CARDS
