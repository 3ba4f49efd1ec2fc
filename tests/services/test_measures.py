"""The register of measures: taken up, worded, dated, ordered, and never from somewhere else."""

import pytest

from workshop.domain.errors import Conflict

CARDS = "Beispiele und Hürden"


def register(hall):
    return hall.pictures()["cockpit"]["measures"]


def added(hall, what="Kurse anbieten", **more):
    return hall.command("add_measure", activity=None, what=what, **more)["measure"]


def edit(hall, measure, field, value, former=""):
    return hall.command("edit_measure", measure=measure, field=field, value=value, former=former)["value"]


def test_a_measure_of_no_step_stands_in_the_register(hall):
    number = added(hall)
    [one] = register(hall)
    assert one == {
        "id": number, "activity": None, "card": None, "origin": "", "what": "Kurse anbieten", "responsible": "",
        "involved": "", "due": "", "status": "open",
    }  # fmt: skip


def test_an_adopted_proposal_is_a_measure_and_stays_a_card(hall):
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Fahrdienst einrichten")
    hall.command("adopt", card=card)
    [one] = register(hall)
    assert (one["what"], one["card"], one["activity"]) == ("Fahrdienst einrichten", card, hall.step(CARDS))
    assert [row.state for row in hall.rows(CARDS)] == ["shown"]


def test_a_proposal_is_adopted_once_and_again_after_its_measure_is_gone(hall):
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Fahrdienst")
    first = hall.command("adopt", card=card)["measure"]
    assert hall.refusal("adopt", card=card) == "adopted"
    hall.command("remove_measure", measure=first)
    hall.command("adopt", card=card)
    assert len(register(hall)) == 1


def test_what_was_put_aside_is_not_adopted(hall):
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Fahrdienst")
    hall.command("hide_card", card=card)
    assert hall.refusal("adopt", card=card) == "card_state"
    assert hall.refusal("add_measure", activity=None, what="x", contribution=card) == "card_state"


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("responsible", " Amt für Jugend,  Familie und Senioren ", "Amt für Jugend, Familie und Senioren"),
        ("involved", "Helferkreise", "Helferkreise"),
        ("due", "2020-02-29", "2020-02-29"),
    ],
)
def test_a_field_is_saved_by_itself_and_can_be_emptied(hall, field, value, stored):
    number = added(hall)
    assert edit(hall, number, field, value) == stored
    assert register(hall)[0][field] == stored
    assert edit(hall, number, field, "", stored) == ""


@pytest.mark.parametrize("value", ["2019-02-29", "31.03.2017", "20170331", "2017-W01-1", "morgen", 20170331, None])
def test_a_date_is_one_that_the_calendar_has(hall, value):
    assert hall.refusal("edit_measure", measure=added(hall), field="due", value=value, former="") == "no_date"


@pytest.mark.parametrize(("field", "value", "code"), [
    ("what", " ", "empty"), ("status", "later", "not_an_option"), ("status", [], "not_an_option"),
    ("position", 1, "unknown_field"), ("responsible", 7, "wrong_type"), ("what", "x" * 501, "too_long"),
])  # fmt: skip
def test_nonsense_is_refused(hall, field, value, code):
    assert hall.refusal("edit_measure", measure=added(hall), field=field, value=value, former="") == code


def test_two_who_edit_one_field_see_both_texts_and_the_same_text_again_is_no_conflict(hall):
    number = added(hall)
    edit(hall, number, "responsible", "Bauamt")
    assert edit(hall, number, "responsible", "Bauamt") == "Bauamt"
    with pytest.raises(Conflict) as raised:
        edit(hall, number, "responsible", "Jobcenter")
    assert (raised.value.code, raised.value.params["stands"]) == ("conflict", "Bauamt")


def test_a_measure_is_moved_to_a_place(hall):
    numbers = [added(hall, what) for what in ("Eins", "Zwei", "Drei")]
    hall.command("move_measure", measure=numbers[2], to=1)
    assert [one["what"] for one in register(hall)] == ["Drei", "Eins", "Zwei"]
    hall.command("move_measure", measure=numbers[2], to=99)
    assert [one["what"] for one in register(hall)] == ["Eins", "Zwei", "Drei"]


def test_a_measure_of_another_workshop_is_not_found(hall):
    number = added(hall)
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    assert register(hall) == []
    assert hall.refusal("remove_measure", measure=number) == "not_found"
    assert hall.refusal("edit_measure", measure=number, field="what", value="x", former="") == "not_found"
