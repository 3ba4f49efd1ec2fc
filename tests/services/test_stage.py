"""Leading the room: what opens, closes and shows, and what is frozen then."""

import pytest
from sqlalchemy.orm import Session

from workshop.domain.permissions import Who
from workshop.models import Seat, Series


def test_going_live_opens_nothing_by_itself(hall):
    hall.command("go_live", activity=hall.step("Vertiefung"))
    assert hall.round("Vertiefung").state == "draft"
    assert hall.pictures()["phone"]["live"]["title"] == "Vertiefung"


def test_opening_freezes_wording_options_and_base(hall):
    hall.open("Vertiefung")
    theme = hall.round("Vertiefung").frozen["options"][0]["id"].partition(":")[2]
    title = hall.round("Vertiefung").frozen["options"][0]["label"]
    hall.command("rename_theme", theme=int(theme), title="Anders", former=title)
    assert hall.round("Vertiefung").frozen["options"][0]["label"] == title
    assert hall.round("Vertiefung").base["of"] == 17
    assert hall.round("Vertiefung").base["present"] == 3


def test_before_opening_a_changed_theme_changes_the_option(hall):
    theme = hall.theme("Sprache")
    hall.command("rename_theme", theme=theme, title="Kurse", former="Sprache")
    live = "phone", hall.step("Vertiefung")
    hall.command("go_live", activity=live[1])
    labels = [option["label"] for option in hall.pictures()["phone"]["live"]["ask"]["options"]]
    assert "Kurse" in labels and "Sprache" not in labels


def test_a_choice_without_options_does_not_open(hall):
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    hall.command("go_live", activity=hall.step("Vertiefung"))
    assert hall.refusal("open", activity=hall.step("Vertiefung")) == "too_few_options"


def test_a_vote_is_not_shown_while_it_is_open(hall):
    hall.open("Vertiefung")
    assert hall.refusal("reveal", activity=hall.step("Vertiefung")) == "illegal_action"


def test_nobody_sees_a_tally_of_an_open_vote(hall):
    hall.open("Vertiefung")
    hall.give(hall.people[0], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    pictures = hall.pictures()
    for audience in ("phone", "screen", "cockpit"):
        results = pictures[f"{audience} {hall.step('Vertiefung')}"]
        assert (results["whole"], results["rows"]) == (None, None)
        assert results["count"]["given"] == 1


def test_after_closing_only_the_cockpit_sees_it_until_it_is_revealed(hall):
    hall.open("Vertiefung")
    step = hall.step("Vertiefung")
    hall.command("close", activity=step)
    assert hall.pictures()[f"screen {step}"]["whole"] is None
    assert hall.pictures()[f"cockpit {step}"]["whole"] is not None
    hall.command("reveal", activity=step)
    assert hall.pictures()[f"screen {step}"]["whole"] is not None
    assert hall.pictures()[f"phone {step}"]["whole"] is not None


def test_cards_stay_hidden_until_they_are_revealed(hall):
    hall.open("Beispiele und Hürden")
    step = hall.step("Beispiele und Hürden")
    hall.card(hall.people[0], "Vereine laden ein")
    assert hall.pictures()[f"screen {step}"]["rows"] == []
    hall.command("reveal", activity=step)
    assert [row["value"]["text"] for row in hall.pictures()[f"screen {step}"]["rows"]] == ["Vereine laden ein"]


def test_a_hidden_card_is_on_no_screen_and_no_phone(hall):
    hall.open("Beispiele und Hürden")
    step = hall.step("Beispiele und Hürden")
    card = hall.card(hall.people[0], "Frau X aus Y")
    hall.command("reveal", activity=step)
    hall.command("hide_card", card=card)
    assert hall.pictures()[f"screen {step}"]["rows"] == []
    assert hall.pictures()[f"phone {step}"]["rows"] == []


@pytest.mark.parametrize("taken_out", ["hide_card", "discard"])
def test_a_word_that_was_taken_out_counts_for_nobody(hall, taken_out):
    hall.open("Ankommen")
    step = hall.step("Ankommen")
    hall.give(hall.people[0], "Frau X", "Ankommen", item="1")
    hall.command(taken_out, card=hall.rows("Ankommen")[0].id)
    for audience in ("phone", "screen", "cockpit"):
        assert hall.pictures()[f"{audience} {step}"]["whole"] == {"words": []}


def test_a_word_that_waits_is_seen_by_the_moderator_alone(hall):
    hall.open("Ankommen")
    step = hall.step("Ankommen")
    hall.command("premoderate", activity=step, on=True)
    hall.give(hall.people[0], "Frau X", "Ankommen", item="1")
    assert [row["state"] for row in hall.pictures()[f"cockpit {step}"]["rows"]] == ["waiting"]
    for audience in ("phone", "screen"):
        assert "Frau X" not in str(hall.pictures()[f"{audience} {step}"])


def test_the_room_learns_neither_who_wrote_a_card_nor_when(hall):
    hall.open("Beispiele und Hürden")
    step = hall.step("Beispiele und Hürden")
    hall.command("reveal", activity=step)
    hall.card(hall.people[0], "Vereine laden ein", item="item-of-ahorn")
    hall.command("show_new", activity=step)
    for audience in ("phone", "screen"):
        (row,) = hall.pictures()[f"{audience} {step}"]["rows"]
        assert (row["item"], row["at"], "who" in row) == ("", 0, False)
        assert "seats_given" not in hall.pictures()[f"{audience} {step}"]


@pytest.mark.parametrize(("privacy", "names"), [("unnamed", False), ("named", True)])
def test_only_what_was_announced_as_named_names_to_those_who_lead(hall, privacy, names):
    step = hall.step("Beispiele und Hürden")
    hall.command("edit_step", activity=step, field="privacy", value=privacy, former=None)
    hall.open("Beispiele und Hürden")
    hall.card(hall.people[0], "Vereine laden ein")
    (row,) = hall.pictures()[f"cockpit {step}"]["rows"]
    assert bool(row.get("who")) is names


def test_who_has_seen_the_result_votes_in_a_new_round_only(hall):
    hall.open("Vertiefung")
    step = hall.step("Vertiefung")
    hall.command("close", activity=step)
    hall.command("reveal", activity=step)
    hall.command("hide", activity=step)
    assert hall.refusal("open", activity=step) == "illegal_action"
    hall.command("next_round", activity=step)
    assert hall.round("Vertiefung").n == 2


def test_a_round_that_nobody_has_seen_reopens(hall):
    hall.open("Vertiefung")
    step = hall.step("Vertiefung")
    hall.command("close", activity=step)
    hall.command("open", activity=step)
    assert hall.round("Vertiefung").state == "open"


def test_a_minute_more_after_the_time_is_up_counts_from_now(hall):
    hall.open("Vertiefung")
    hall.now += 3_600_000
    hall.command("extend", activity=hall.step("Vertiefung"), minutes=1)
    assert hall.round("Vertiefung").closes_at == hall.now + 60_000


def test_after_the_end_no_step_is_live(hall):
    hall.open("Lagebild")
    hall.command("end")
    for audience in ("phone", "cockpit"):
        assert "live" not in [step["mark"] for step in hall.pictures()[audience]["steps"]]


def test_a_minute_less_ends_at_the_earliest_now(hall):
    hall.open("Vertiefung")
    hall.command("extend", activity=hall.step("Vertiefung"), minutes=-60)
    assert hall.round("Vertiefung").closes_at == hall.now


def test_the_end_closes_what_is_open(hall):
    hall.open("Vertiefung")
    hall.command("end")
    assert hall.round("Vertiefung").state == "closed"


def test_a_command_decided_on_an_old_picture_is_stale(hall):
    old = hall.revision()
    hall.command("black", on=True)
    assert hall.refusal("black", on=False, expected=old) == "stale"


def test_who_sorts_or_edits_meanwhile_does_not_make_a_command_stale(hall):
    hall.open("Beispiele und Hürden")
    decided = hall.revision()
    hall.command("sort", card=hall.card(hall.people[0], "Eins"), theme=hall.theme("Sprache"))
    hall.command("edit_step", activity=hall.step("Vertiefung"), field="minutes", value=9, former=3)
    hall.command("close", activity=hall.step("Beispiele und Hürden"), expected=decided)


def test_votes_do_not_make_a_command_stale(hall):
    hall.open("Vertiefung")
    decided = hall.revision()
    hall.give(hall.people[0], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    hall.command("close", activity=hall.step("Vertiefung"), expected=decided)


def test_a_step_of_another_workshop_is_not_found(hall):
    step = hall.step("Vertiefung")
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    assert hall.refusal("open", activity=step) == "not_found"


def test_a_seat_of_another_series_is_not_found(hall):
    with Session(hall.engine, info={"writer": True}) as session:
        foreign = Series(title="KielRegion", created_at=1)
        session.add(foreign)
        session.flush()
        seat = Seat(series_id=foreign.id, name="Kiel")
        session.add(seat)
        session.commit()
        number = seat.id
    assert hall.refusal("attend", seat=number, state="present") == "not_found"


def test_a_type_that_does_not_exist_yet_cannot_go_live(hall):
    hall.outdate("Abschluss")
    assert hall.refusal("go_live", activity=hall.step("Abschluss")) == "type_pending"


def test_a_seat_is_checked_in_when_it_joins_and_corrected_by_the_moderator(hall):
    lamp = hall.pictures()["cockpit"]["seats"][0]
    assert lamp["attendance"] == "present"
    hall.command("attend", seat=lamp["id"], state="represented")
    assert hall.pictures()["cockpit"]["seats"][0]["attendance"] == "represented"


def test_the_private_note_is_not_overwritten_unseen(hall):
    hall.command("write_note", text="Fristen", former="")
    assert hall.refusal("write_note", text="Etwas anderes", former="") == "conflict"


def test_a_disabled_account_leads_nothing(hall):
    from workshop.domain.permissions import SYSTEM
    from workshop.services import people

    hall.writer.run(None, people.disable_user, SYSTEM, login="moderator")
    assert hall.refusal("black", on=True) == "not_allowed"


def test_nobody_leads_another_series(hall):
    assert hall.refusal("black", Who("user", 4711), on=True) == "not_allowed"


@pytest.mark.parametrize("text", ["a\0b", "\u202eab", "\x1b[2J"])
def test_a_note_that_is_no_text_is_refused(hall, text):
    assert hall.refusal("write_note", text=text, former="") == "control"


def test_a_note_is_kept_as_it_was_typed(hall):
    hall.command("write_note", text=" Fristen \n", former="")
    hall.command("write_note", text="", former=" Fristen \n")
