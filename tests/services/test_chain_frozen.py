"""What a step takes from the themes of an earlier one: before it opens each change is seen at once, in every picture;
from then on nothing that becomes of the themes is, until it is begun anew."""

import pytest

from tests.services.hall import make_hall

CARDS, NEXT = "Beispiele und Hürden", "Schwerpunkte"
AUDIENCES = ("phone", "screen", "cockpit")
THEMES = ["Ein Ansprechpartner", "Wohnung", "Ehrenamt"]


@pytest.fixture
def day(sqlite_url):
    made = make_hall(sqlite_url)
    made.command("go_live", activity=made.step(NEXT))
    yield made
    made.engine.dispose()


def asked(day):
    """Return the options by which each audience sees the step, as their pictures say."""
    pictures = day.pictures()
    return [[(one["id"], one["label"]) for one in pictures[name]["live"]["ask"]["options"]] for name in AUDIENCES]


def labels(day):
    """Return the words of the options, the same for every audience."""
    first, *others = asked(day)
    assert others == [first] * len(others)
    return [label for _, label in first]


def numbers(day):
    return {theme["title"]: theme["id"] for theme in day.pictures()["cockpit"]["themes"][day.step(CARDS)]}


def rename(day, title, new):
    day.command("rename_theme", theme=numbers(day)[title], title=new, former=title)


def remove(day, title):
    day.command("remove_theme", theme=numbers(day)[title])


def change_all(day):
    rename(day, "Wohnung", "Wohnraum")
    remove(day, "Ehrenamt")
    day.theme("Sprache")


def test_before_it_opens_each_change_of_the_themes_is_seen_at_once(day):
    assert labels(day) == THEMES
    before = asked(day)[0]
    rename(day, "Wohnung", "Wohnraum")
    assert labels(day) == ["Ein Ansprechpartner", "Wohnraum", "Ehrenamt"]
    assert [number for number, _ in asked(day)[0]] == [number for number, _ in before]
    remove(day, "Ehrenamt")
    assert labels(day) == ["Ein Ansprechpartner", "Wohnraum"]
    day.theme("Sprache")
    assert labels(day) == ["Ein Ansprechpartner", "Wohnraum", "Sprache"]


@pytest.fixture
def voted(day):
    """Opened, and two have given; Ehrenamt is ahead."""
    day.command("open", activity=day.step(NEXT))
    ids = [option["id"] for option in day.round(NEXT).frozen["options"]]
    day.give(day.people[0], {ids[2]: 2, ids[1]: 1}, NEXT)
    day.give(day.people[1], {ids[2]: 1}, NEXT)
    return day


def results(day):
    """Return what each audience reads of what came of it."""
    pictures = day.pictures(day.step(NEXT))
    wholes = [pictures[f"{name} {day.step(NEXT)}"]["whole"] for name in AUDIENCES]
    assert wholes[0] and wholes[1:] == [wholes[0]] * 2
    return wholes[0]


def test_while_it_is_open_nothing_that_becomes_of_the_themes_is_seen(voted):
    before = asked(voted)
    change_all(voted)
    assert asked(voted) == before
    assert labels(voted) == THEMES
    [removed] = [number for number, label in before[0] if label == "Ehrenamt"]
    voted.give(voted.people[2], {removed: 1}, NEXT)  # what one was asked one can answer
    for name in ("close", "reveal"):
        voted.command(name, activity=voted.step(NEXT))
    found = [(one["label"], one["count"]) for one in results(voted)["options"]]
    assert sorted(found) == [("Ehrenamt", 4), ("Ein Ansprechpartner", 0), ("Wohnung", 1)]


def test_the_result_that_is_shown_stays_as_it_was_asked(voted):
    for name in ("close", "reveal"):
        voted.command(name, activity=voted.step(NEXT))
    before = results(voted), asked(voted)
    change_all(voted)
    assert (results(voted), asked(voted)) == before


def test_begun_anew_it_asks_by_the_themes_of_now(voted):
    change_all(voted)
    for name in ("close", "reset"):
        voted.command(name, activity=voted.step(NEXT))
    assert labels(voted) == ["Ein Ansprechpartner", "Wohnraum", "Sprache"]
    voted.command("open", activity=voted.step(NEXT))
    assert labels(voted) == ["Ein Ansprechpartner", "Wohnraum", "Sprache"]
    remove(voted, "Sprache")
    assert labels(voted) == ["Ein Ansprechpartner", "Wohnraum", "Sprache"]
    voted.give(voted.people[0], {asked(voted)[0][2][0]: 1}, NEXT)
    for name in ("close", "reveal"):
        voted.command(name, activity=voted.step(NEXT))
    assert {one["label"] for one in results(voted)["options"]} == {"Ein Ansprechpartner", "Wohnraum", "Sprache"}
