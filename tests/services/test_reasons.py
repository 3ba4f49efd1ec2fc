"""Reasons after a rating: only from far off, only about a shown result, read first; the first round stays."""

import pytest

from workshop.services.own import forget_me

SCALE = "Lagebild"
WHY = "Bei uns stehen Wohnungen leer."


@pytest.fixture
def rated(hall):
    """Three rated one statement 4, 4 and 1; the result is shown."""
    hall.open(SCALE)
    item = statement(hall)
    for who, value in zip(hall.people, (4, 4, 1), strict=False):
        hall.give(who, value, SCALE, kind="rating", item=item)
    hall.command("close", activity=hall.step(SCALE))
    hall.command("reveal", activity=hall.step(SCALE))
    return hall


def test_who_stands_far_from_the_middle_gives_one_and_it_waits(rated):
    assert reason(rated, 2)["state"] == "waiting"
    assert said(rated, "phone") == []
    assert [row["value"] for row in seen(rated, "cockpit")["rows"]] == [WHY]


def test_after_the_yes_everybody_reads_it_without_a_name(rated):
    reason(rated, 2)
    rated.command("approve", cards=[seen(rated, "cockpit")["rows"][0]["id"]])
    for audience in ("phone", "screen", "cockpit"):
        assert said(rated, audience) == [WHY]
    assert "who" not in seen(rated, "cockpit")["rows"][0]


def test_no_lamp_goes_out_with_a_reason_whose_author_deletes_everything(rated):
    lamps = seen(rated, "cockpit")["seats_given"]
    assert lamps == sorted(rated.seat_of(one) for one in rated.people[:3])
    reason(rated, 2)
    told = [seen(rated, "cockpit")["seats_given"]]
    rated.writer.run(rated.workshop, forget_me, rated.people[2])
    assert seen(rated, "cockpit")["rows"] == []
    assert [*told, seen(rated, "cockpit")["seats_given"]] == [None, None]


def test_who_stands_near_is_not_asked(rated):
    assert rated.refusal("give", rated.people[0], **payload(rated)) == "not_far"


def test_it_is_about_a_result_that_is_shown(rated):
    rated.command("hide", activity=rated.step(SCALE))
    assert rated.refusal("give", rated.people[2], **payload(rated)) == "closed"


def test_a_second_round_says_where_the_first_stood_and_leaves_its_votes(rated):
    first = rated.round(SCALE).id
    rated.command("next_round", activity=rated.step(SCALE))
    rated.open(SCALE)
    for who in rated.people[:3]:
        rated.give(who, 3, SCALE, kind="rating", item=statement(rated))
    rated.command("close", activity=rated.step(SCALE))
    rated.command("reveal", activity=rated.step(SCALE))
    row = row_of(rated, "screen")
    assert (row["before"], row["median"]) == ({"run": 1, "median": 4, "mean": 3.0}, 3)
    rated.command("to_round", activity=rated.step(SCALE), n=1)
    assert rated.round(SCALE).id == first
    assert (row_of(rated, "screen")["median"], row_of(rated, "screen")["before"]) == (4, None)


def seen(hall, audience):
    return hall.pictures()[f"{audience} {hall.step(SCALE)}"]


def statement(hall):
    return hall.round(SCALE).frozen["statements"][0]["id"]


def payload(hall):
    return {
        "round": hall.round(SCALE).id,
        "kind": "reason",
        "item": statement(hall),
        "value": WHY,
        "key": hall.key(),
        "n": 1,
    }


def reason(hall, person):
    return hall.command("give", hall.people[person], **payload(hall))


def row_of(hall, audience):
    rows = seen(hall, audience)["whole"]["statements"]
    return next(row for row in rows if row["id"] == statement(hall))


def said(hall, audience):
    return row_of(hall, audience)["reasons"]
