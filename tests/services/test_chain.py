"""The chain: a step takes its options from the result of an earlier one, with the ids they were born with."""

from random import Random
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES
from workshop.activities.base import ActivityType
from workshop.models import Activity
from workshop.models.material import last_result

VOTE, NEXT = "Vertiefung", "Schwerpunkte"
SOURCES = [kind for kind in TYPES.values() if kind.leads_on]
# The field of each type that can take options.
TARGETS = {kind: spec.name for kind in TYPES.values() for spec in kind.fields if spec.kind == "options"}


@pytest.fixture
def day(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


def link(hall, **more):
    source = {"activity": hall.step(VOTE), "what": "best", **more}
    former = {"activity": hall.step("Beispiele und Hürden"), "what": "themes"}
    hall.command("edit_step", activity=hall.step(NEXT), field="options", value=source, former=former)


def vote(hall, *places):
    """The mayors vote for the options at these places, one each, the vote is closed and its result shown."""
    hall.open(VOTE)
    ids = [option["id"] for option in hall.round(VOTE).frozen["options"]]
    for who, place in zip(hall.people, places, strict=False):
        hall.give(who, [ids[place]])
    hall.command("close", activity=hall.step(VOTE))
    hall.command("reveal", activity=hall.step(VOTE))
    return ids


def again(hall, step):
    hall.command("next_round", activity=hall.step(step))


def on_wall(hall):
    return hall.pictures(hall.step(VOTE))[f"screen {hall.step(VOTE)}"]["whole"]["options"]


def options(hall):
    return [option["id"] for option in hall.round(NEXT).frozen["options"]]


def test_the_best_of_a_vote_become_the_options_of_the_next_step(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    hall.open(NEXT)
    assert options(hall) == [ids[2], ids[1], ids[0]]


def test_only_so_many_of_the_best_are_taken_as_asked_for(hall):
    link(hall, most=2)
    ids = vote(hall, 2, 2, 1)
    hall.open(NEXT)
    assert options(hall) == [ids[2], ids[1]]


def test_while_the_vote_is_open_nothing_is_offered_for_it_would_tell_the_tally(hall):
    link(hall)
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][2]["id"]])
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_a_closed_vote_offers_nothing_before_its_result_was_shown(hall):
    link(hall)
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][2]["id"]])
    hall.command("close", activity=hall.step(VOTE))
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.pictures()["phone"]["live"]["ask"]["options"] == []
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_the_cockpit_says_why_it_cannot_open(hall):
    link(hall)
    steps = {step["activity"]: step["unready"] for step in hall.pictures()["cockpit"]["steps"]}
    assert steps[hall.step(NEXT)] == "best_missing"


def test_a_second_round_of_the_vote_changes_what_was_not_opened_and_nothing_else(hall):
    link(hall)
    vote(hall, 2, 2, 1)
    hall.open(NEXT)
    before = options(hall)
    again(hall, VOTE)
    vote(hall, 0, 0, 0)
    assert options(hall) == before
    hall.command("reset", activity=hall.step(NEXT))
    hall.open(NEXT)
    assert options(hall)[0] == hall.round(VOTE).frozen["options"][0]["id"]


def test_a_round_that_was_set_aside_leads_nowhere(hall):
    link(hall)
    vote(hall, 2, 2, 1)
    hall.command("reset", activity=hall.step(VOTE))
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_going_back_to_a_round_that_was_reset_brings_its_result_back(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    hall.command("reset", activity=hall.step(VOTE))
    hall.command("to_round", activity=hall.step(VOTE), n=1)
    hall.open(NEXT)
    assert options(hall)[0] == ids[2]


def test_whoever_goes_back_to_a_round_goes_on_from_it_though_a_later_one_was_shown(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    again(hall, VOTE)
    vote(hall, 0, 0, 0)
    hall.command("to_round", activity=hall.step(VOTE), n=1)
    hall.open(NEXT)
    assert options(hall) == [ids[2], ids[1], ids[0]]
    assert [option["count"] for option in on_wall(hall)] == [0, 1, 2]


def test_a_round_that_has_only_begun_leaves_the_last_one_shown_to_go_on_from(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    again(hall, VOTE)
    hall.open(NEXT)
    assert options(hall)[0] == ids[2]


def test_a_round_that_was_never_shown_is_not_told_beside_the_next(hall):
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][2]["id"]])
    hall.command("close", activity=hall.step(VOTE))
    again(hall, VOTE)
    vote(hall, 0, 0, 0)
    assert ["before" in option for option in on_wall(hall)] == [False, False, False]


def test_a_round_that_was_shown_is_told_beside_the_next(hall):
    vote(hall, 2, 2, 1)
    again(hall, VOTE)
    vote(hall, 0, 0, 0)
    assert [option["before"] for option in on_wall(hall)] == [0, 1, 2]


@pytest.mark.parametrize("source", SOURCES, ids=lambda kind: kind.name)
def test_every_type_takes_what_any_type_has_found(day, source):
    held(day, source)
    best = best_of(day, source)
    assert best
    for target, field in TARGETS.items():
        reference = {"activity": day.step(VOTE), "what": "best"}
        become(day, NEXT, target, {**target.samples["config"], "ask": "", field: reference})
        day.command("go_live", activity=day.step(NEXT))
        taken = day.pictures()["phone"]["live"]["ask"]
        if target.name == "resolution":
            assert (taken["proposal"], taken["ask"]) == (best[0]["id"], best[0]["label"])
        else:
            found = {option["id"]: option["label"] for option in taken.get("options") or taken[field]}
            assert {one["id"]: one["label"] for one in best}.items() <= found.items(), target.name


def test_a_theme_is_followed_through_points_order_and_decision_to_the_measure(day):
    """cards → themes → points → ranking → resolution → measures, as the sample workshop leads."""
    day.open("Schwerpunkte")
    themes = [option["id"] for option in day.round("Schwerpunkte").frozen["options"]]
    day.give(day.people[0], {themes[2]: 2, themes[0]: 1}, "Schwerpunkte")
    shown(day, "Schwerpunkte")
    day.open("Rangfolge")
    assert [option["id"] for option in day.round("Rangfolge").frozen["options"]] == [themes[2], themes[0], themes[1]]
    day.give(day.people[0], [themes[0], themes[2], themes[1]], "Rangfolge")
    shown(day, "Rangfolge")
    day.command("edit_step", activity=day.step("Empfehlung"), field="quorum", value="none", former="half")
    day.open("Empfehlung")
    assert day.round("Empfehlung").frozen["proposal"] == themes[0]
    day.give(day.people[0], "yes", "Empfehlung")
    shown(day, "Empfehlung")
    day.open("Maßnahmen")
    (decision,) = day.round("Maßnahmen").frozen["options"]
    assert (decision["id"], decision["label"][:32]) == (themes[0], "Die Runde empfiehlt dem Landkrei")
    proposal = {"text": "Eine Telefonnummer für alle", "origin": themes[0]}
    day.give(day.people[0], proposal, "Maßnahmen", item="item-of-ahorn")
    assert day.rows("Maßnahmen")[0].value["origin"] == themes[0]


def test_from_what_was_rejected_nothing_follows(day):
    day.command("edit_step", activity=day.step("Empfehlung"), field="quorum", value="none", former="half")
    day.open("Empfehlung")
    day.give(day.people[0], "no", "Empfehlung")
    shown(day, "Empfehlung")
    day.open("Maßnahmen")
    assert day.round("Maßnahmen").frozen["options"] == []


def become(hall: Hall, title: str, kind: ActivityType, config: dict[str, Any]) -> None:
    """Make a step one of this type."""
    with Session(hall.engine, info={"writer": True}) as session:
        row = session.get_one(Activity, hall.step(title))
        row.type, row.config = kind.name, config
        session.commit()


def held(hall: Hall, kind: ActivityType) -> None:
    """Vote as one of this type does in a rehearsal; close it and show the result."""
    become(hall, VOTE, kind, {**kind.samples["config"], "quorum": "none", "rule": "simple"})
    hall.open(VOTE)
    after = {one.name for one in kind.kinds if one.is_text or one.after}
    for n, who in enumerate(hall.people[:3]):
        for of, item, value in kind.rehearse(kind.ask(hall.round(VOTE).frozen), n, Random(n)):
            if of not in after:
                hall.give(who, value, VOTE, kind=of, item=item)
    shown(hall, VOTE)


def shown(hall: Hall, title: str) -> None:
    hall.command("close", activity=hall.step(title))
    hall.command("reveal", activity=hall.step(title))


def best_of(hall: Hall, kind: ActivityType) -> list[dict[str, str]]:
    with hall.read() as session:
        found = last_result(session, hall.step(VOTE))
    assert found
    return kind.best(*found)
