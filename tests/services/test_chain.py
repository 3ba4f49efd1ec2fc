"""The chain: a step takes its options from the result of an earlier one, with the ids they were born with."""

from random import Random
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES
from workshop.activities.base import ActivityType
from workshop.models import Activity, Theme
from workshop.models.material import last_result

CARDS, VOTE, NEXT = "Beispiele und Hürden", "Vertiefung", "Schwerpunkte"
SOURCES = [kind for kind in TYPES.values() if kind.leads_on]
# All that votes, and the measures that follow: a budget where nothing has a price, which no earlier step knows. A
# form (feedback) is no vote of its own: its questions are written in it.
TARGETS = [kind for kind in TYPES.values() if kind.votes or kind.registers]


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
    for target in TARGETS:
        field = field_of(target)
        reference = {"activity": day.step(VOTE), "what": "best"}
        become(day, NEXT, target, {**target.samples["config"], "ask": "", field: reference})
        day.command("go_live", activity=day.step(NEXT))
        taken = day.pictures()["phone"]["live"]["ask"]
        if target.name == "resolution":
            assert (taken["proposal"], taken["ask"]) == (best[0]["id"], best[0]["label"])
        else:
            found = {option["id"]: option["label"] for option in taken[field]}
            assert {one["id"]: one["label"] for one in best}.items() <= found.items(), target.name


@pytest.mark.parametrize("target", [one for one in TARGETS if one.name != "resolution"], ids=lambda kind: kind.name)
def test_of_more_than_a_step_holds_it_takes_the_first_and_says_so(day, target):
    themes = many_themes(day, 31)
    field = field_of(target)
    become(day, NEXT, target, {**target.samples["config"], field: reference(day, CARDS, "themes")})
    day.command("go_live", activity=day.step(NEXT))
    before = day.pictures()["phone"]["live"]
    day.command("open", activity=day.step(NEXT))
    taken = [option["id"] for option in day.round(NEXT).frozen[field] if option["id"] != "passive"]
    assert (len(taken), taken[3:]) == (target.takes.most, themes[: target.takes.most - 3])
    after = day.pictures()["phone"]["live"]
    assert before["origin"] == after["origin"] == origin(day) | {"taken": target.takes.most, "of": 34}


def test_what_was_left_out_is_no_news_where_only_so_many_were_asked_for_or_one_is_taken(day):
    become(day, NEXT, TYPES["matrix"], {**AXES, "items": reference(day, CARDS, "themes", most=2)})
    day.open(NEXT)
    assert day.pictures()["phone"]["live"]["origin"] == origin(day)
    become(day, VOTE, TYPES["resolution"], {"ask": "", "proposal": reference(day, CARDS, "themes")})
    day.open(VOTE)
    assert day.pictures()["phone"]["live"]["origin"] == origin(day)


def test_nobody_can_ask_for_more_of_the_best_than_a_step_holds(day):
    become(day, NEXT, TYPES["matrix"], {**AXES, "items": []})
    change = {"activity": day.step(NEXT), "field": "items", "former": []}
    assert day.refusal("edit_step", **change, value=reference(day, VOTE, "best", most=13)) == "out_of_range"
    assert day.command("edit_step", **change, value=reference(day, VOTE, "best", most=12))["ok"]


@pytest.mark.parametrize(("name", "code"), [("scale", "no_statements"), ("matrix", "no_things")])
def test_a_rating_of_nothing_does_not_open_wherever_it_should_come_from(day, name, code):
    kind = TYPES[name]
    for empty in ([], reference(day, "Rangfolge", "themes")):
        become(day, NEXT, kind, {**kind.samples["config"], field_of(kind): empty})
        day.command("go_live", activity=day.step(NEXT))
        assert day.refusal("open", activity=day.step(NEXT)) == code
    become(day, NEXT, kind, {**kind.samples["config"], field_of(kind): reference(day, VOTE, "best")})
    assert day.refusal("open", activity=day.step(NEXT)) == "best_missing"


def test_what_the_agenda_lacks_is_said_before_what_only_the_day_will_bring(day):
    linked = {"ask": "?", "items": reference(day, VOTE, "best")}
    for config, unready, unfinished in ((linked, "no_axes", "no_axes"), ({**AXES, **linked}, "best_missing", "")):
        become(day, NEXT, TYPES["matrix"], config)
        (step,) = [one for one in day.pictures()["cockpit"]["steps"] if one["title"] == NEXT]
        assert (step["unready"], step["unfinished"]) == (unready, unfinished)


def test_themes_are_rated_twice_then_placed_and_keep_their_ids_all_the_way(day):
    """cards → themes → scale in two rounds → matrix, and what was rated says where it came from."""
    day.open(CARDS)
    become(day, VOTE, TYPES["scale"], {"ask": "Wie dringend?", "statements": reference(day, CARDS, "themes")})
    become(day, NEXT, TYPES["matrix"], {**AXES, "items": reference(day, VOTE, "best", most=2)})
    day.command("go_live", activity=day.step(VOTE))
    themes = [statement["id"] for statement in day.pictures()["phone"]["live"]["ask"]["statements"]]
    for ratings in ((1, 3, 5), (4, 2, 3)):
        day.open(VOTE)
        for theme, rating in zip(themes, ratings, strict=True):
            day.give(day.people[0], rating, VOTE, kind="rating", item=theme)
        shown(day, VOTE)
        seen = day.pictures(day.step(VOTE))[f"screen {day.step(VOTE)}"]["whole"]["statements"]
        again(day, VOTE)
    assert [(row["id"], row["median"], row["before"]["median"]) for row in seen] == [
        (themes[0], 4, 1), (themes[2], 3, 5), (themes[1], 2, 3)
    ]  # fmt: skip
    day.open(NEXT)
    assert [thing["id"] for thing in day.round(NEXT).frozen["items"]] == [themes[0], themes[2]]
    assert day.refusal("remove_step", activity=day.step(VOTE)) == "step_needed"
    assert themes[0].startswith("theme:")


@pytest.mark.parametrize("name", ["scale", "matrix"])
def test_what_is_written_in_a_step_and_taken_on_can_be_followed_back_to_it(day, name):
    kind = TYPES[name]
    become(day, VOTE, kind, kind.samples["config"])
    day.open(VOTE)
    frozen = day.round(VOTE).frozen
    assert [one["label"] for one in kind.options_in(frozen)] == [
        one["label"] for one in kind.samples["config"][field_of(kind)]
    ]


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


AXES = {
    "ask": "?", "axis_x_from": "schwer", "axis_x_to": "leicht", "axis_y_from": "später", "axis_y_to": "bald"
}  # fmt: skip


def field_of(kind: ActivityType) -> str:
    assert kind.takes, f"{kind.name} cannot take what an earlier step has found"
    return kind.takes.name


def many_themes(hall: Hall, count: int) -> list[str]:
    """Put themes behind those that are there; return their ids as options."""
    rows = [Theme(activity_id=hall.step(CARDS), title=f"Weiteres {n}", position=100 + n) for n in range(count)]
    with Session(hall.engine, info={"writer": True}) as session:
        session.add_all(rows)
        session.commit()
        return [f"theme:{row.id}" for row in rows]


def reference(hall: Hall, title: str, what: str, **more: Any) -> dict[str, Any]:
    return {"activity": hall.step(title), "what": what, **more}


def origin(hall: Hall) -> dict[str, Any]:
    """Return what is said of the cards where nothing was left out."""
    n = next(step["n"] for step in hall.pictures()["cockpit"]["steps"] if step["title"] == CARDS)
    return {"n": n, "title": CARDS, "what": "themes"}


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
