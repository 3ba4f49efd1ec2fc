"""Resolutions by roll call: what is frozen, who votes, notes of those who dissent, and what is declared void."""

import pytest
from sqlalchemy import update

from tests.services.hall import make_hall
from workshop.models import Activity, Entitlement
from workshop.services.ballots import announced
from workshop.snapshots.me import for_me

STEP = "Empfehlung"
NOTE = "Die Finanzierung ist nicht geklärt."


@pytest.fixture
def hall(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def decided(hall):
    """Two of seventeen voted, yes and no; nobody asked for a quorum; the result is shown."""
    set_field(hall, "quorum", "none", "half")
    hall.open(STEP)
    for who, value in zip(hall.people, ("yes", "no"), strict=False):
        hall.give(who, value, STEP)
    for name in ("close", "reveal"):
        hall.command(name, activity=hall.step(STEP))
    return hall


def set_field(hall, field, value, former):
    hall.command("edit_step", activity=hall.step(STEP), field=field, value=value, former=former)


def result(hall, audience="screen"):
    return hall.pictures()[f"{audience} {hall.step(STEP)}"]["whole"]


def note(hall, person, text=NOTE, n=1):
    who = hall.people[person]
    sent = {"round": hall.round(STEP).id, "kind": "note", "value": text, "key": hall.key(), "n": n}
    return hall.command("give", who, **sent)


def refused_note(hall, person):
    who = hall.people[person]
    sent = {"round": hall.round(STEP).id, "kind": "note", "value": NOTE, "key": hall.key(), "n": 1}
    return hall.refusal("give", who, **sent)


def test_what_is_announced_is_hashed_and_closing_does_not_change_the_hash(hall):
    hall.open(STEP)
    opened = hall.round(STEP)
    hall.command("close", activity=hall.step(STEP))
    closed = hall.round(STEP)
    assert opened.frozen_hash == closed.frozen_hash == announced(closed)
    assert len(opened.base["roll"]) == opened.base["of"] == 17
    assert opened.base != closed.base
    step = next(one for one in hall.pictures()["cockpit"]["steps"] if one["title"] == STEP)
    assert step["print"].replace(" ", "") == opened.frozen_hash[:12]


@pytest.mark.parametrize("changes", ["rule", "roll"])
def test_another_rule_or_roll_gives_another_hash(hall, changes):
    round_ = open_and_undo(hall)
    if changes == "rule":
        set_field(hall, "rule", "two_thirds", "simple")
    else:
        entitle_not(hall, round_.base["roll"][-1])
    hall.open(STEP)
    assert hall.round(STEP).frozen_hash != round_.frozen_hash


def open_and_undo(hall):
    hall.open(STEP)
    found = hall.round(STEP)
    hall.command("undo", entry=hall.last_entry().id)
    return found


def entitle_not(hall, seat):
    with hall.read() as session:
        session.info["writer"] = True
        session.add(Entitlement(workshop_id=hall.workshop, seat_id=seat, entitled=False))
        session.commit()


def test_base_and_quorum_are_of_those_entitled(hall):
    with hall.read() as session:
        seat = hall.pictures()["cockpit"]["seats"][-1]["id"]
        assert session
    entitle_not(hall, seat)
    hall.command("attend", seat=seat, state="present")
    hall.open(STEP)
    hall.command("close", activity=hall.step(STEP))
    assert result(hall, "cockpit")["quorum"] == {"needed": 9, "of": 16, "present": 3}


def test_only_seats_decide_whatever_the_step_says(hall):
    with hall.engine.begin() as connection:
        config = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "who": "all"}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=config))
    hall.open(STEP)
    sent = {"round": hall.round(STEP).id, "value": "yes", "key": hall.key(), "n": 1}
    assert hall.refusal("give", hall.people[4], **sent) == "seats_only"
    assert hall.pictures()["phone"]["live"]["who"] == "seats"


def test_who_is_there_when_it_closes_makes_the_quorum(hall):
    hall.open(STEP)
    seats = [seat["id"] for seat in hall.pictures()["cockpit"]["seats"]]
    for seat in seats[:9]:
        hall.command("attend", seat=seat, state="present")
    hall.give(hall.people[0], "yes", STEP)
    hall.command("close", activity=hall.step(STEP))
    assert result(hall, "cockpit")["verdict"] == "accepted"
    assert result(hall, "cockpit")["quorum"]["present"] >= 9


def test_too_few_there_decide_nothing(hall):
    hall.open(STEP)
    step = next(one for one in hall.pictures()["cockpit"]["steps"] if one["title"] == STEP)
    assert step["quorum"] == {"needed": 9, "of": 17, "present": 3}
    hall.give(hall.people[0], "yes", STEP)
    hall.command("close", activity=hall.step(STEP))
    assert result(hall, "cockpit")["verdict"] == "not_quorate"


def test_who_voted_no_may_say_why_under_their_name_change_it_and_take_it_back(decided):
    note(decided, 1)
    note(decided, 1, "Zuerst muss der Gemeinderat beraten.", 2)
    [stands] = result(decided)["notes"]
    assert stands["text"] == "Zuerst muss der Gemeinderat beraten."
    assert stands["who"] in [one["who"] for one in result(decided)["votes"] if one["value"] == "no"]
    gone = {"round": decided.round(STEP).id, "kind": "note", "key": decided.key(), "n": 3}
    decided.command("take_back", decided.people[1], **gone)
    assert result(decided)["notes"] == []


@pytest.mark.parametrize(("person", "code"), [(0, "not_dissenting"), (2, "not_dissenting"), (4, "seats_only")])
def test_nobody_else_has_a_note_to_give(decided, person, code):
    assert refused_note(decided, person) == code


def test_a_note_is_about_a_result_that_is_shown(decided):
    decided.command("hide", activity=decided.step(STEP))
    assert refused_note(decided, 1) == "closed"


def test_a_roll_call_is_annulled_with_a_reason_and_can_be_put_back(decided):
    step, before = decided.step(STEP), result(decided)
    decided.command("annul", activity=step, reason="Der Wortlaut war falsch.")
    assert (decided.round(STEP).state, decided.round(STEP).reason) == ("annulled", "Der Wortlaut war falsch.")
    assert result(decided) is None and result(decided, "cockpit") is None
    assert len(decided.rows(STEP)) == 2
    assert decided.refusal("reveal", activity=step) == "illegal_action"
    decided.command("undo", entry=decided.last_entry().id)
    assert result(decided) == before


def test_after_an_annulled_round_comes_another(decided):
    step = decided.step(STEP)
    decided.command("annul", activity=step, reason="Der Wortlaut war falsch.")
    decided.command("next_round", activity=step)
    decided.open(STEP)
    assert decided.round(STEP).n == 2


def test_what_is_no_decision_is_not_annulled(hall):
    hall.open("Vertiefung")
    assert (
        hall.refusal("annul", activity=hall.step("Vertiefung"), reason="Der Wortlaut war falsch.") == "illegal_action"
    )


def test_a_reason_is_asked_for(decided):
    assert decided.refusal("annul", activity=decided.step(STEP), reason=" ") != ""


def wishes(hall, audience="cockpit"):
    step = next(one for one in hall.pictures()[audience]["steps"] if one.get("title") == STEP)
    return step["wishes"]


def wish(hall, person, *, on=True):
    return hall.command("wish_secret", hall.people[person], activity=hall.step(STEP), on=on)


@pytest.fixture
def awaited(hall):
    hall.command("go_live", activity=hall.step(STEP))
    return hall


def test_a_voice_wishes_once_whatever_the_number_of_its_phones(awaited):
    for person in (0, 0, 3, 1):  # 3 stands in for 0
        wish(awaited, person)
    assert wishes(awaited) == 2
    wish(awaited, 3, on=False)
    assert wishes(awaited) == 1


def test_how_many_wish_is_told_to_those_who_lead_and_who_does_to_nobody(awaited):
    entry = awaited.last_entry().id
    wish(awaited, 1)
    assert awaited.last_entry().id == entry
    pictures = awaited.pictures()
    assert "wishes" not in str(pictures["phone"]) + str(pictures["screen"])
    assert [step["wishes"] for step in pictures["cockpit"]["steps"] if step["wishes"]] == [1]
    with awaited.engine.connect() as connection:
        own, other = (for_me(connection, awaited.people[person].id) for person in (1, 0))
    assert (own["wishes"], other["wishes"]) == ([awaited.round(STEP).id], [])


def test_the_moderator_can_make_it_secret_and_then_nobody_needs_to_wish(awaited):
    wish(awaited, 1)
    set_field(awaited, "privacy", "secret", None)
    assert wishes(awaited) == 0
    assert awaited.refusal("wish_secret", awaited.people[0], activity=awaited.step(STEP), on=True) == "not_secret"


def test_one_wishes_before_it_opens_and_only_with_a_vote(awaited):
    step = awaited.step(STEP)
    assert awaited.refusal("wish_secret", awaited.people[4], activity=step, on=True) == "seats_only"
    awaited.command("entitle", seat=awaited.seat_of(awaited.people[1]), on=False)
    assert awaited.refusal("wish_secret", awaited.people[1], activity=step, on=True) == "not_entitled"
    assert wishes(awaited) == 0
    assert awaited.refusal("wish_secret", awaited.people[0], activity=awaited.step("Lagebild"), on=True) == "not_secret"
    awaited.command("open", activity=step)
    assert awaited.refusal("wish_secret", awaited.people[0], activity=step, on=True) == "too_late_to_wish"


def test_the_wish_of_a_seat_counts_as_long_as_the_seat_has_a_vote(awaited):
    seat = awaited.seat_of(awaited.people[1])
    for person in (0, 1):
        wish(awaited, person)
    awaited.command("entitle", seat=seat, on=False)
    assert wishes(awaited) == 1
    awaited.command("entitle", seat=seat, on=True)
    assert wishes(awaited) == 2
    awaited.command("entitle", seat=seat, on=False)
    wish(awaited, 1, on=False)
    awaited.command("entitle", seat=seat, on=True)
    assert wishes(awaited) == 1, "what no longer counts can still be taken back"
