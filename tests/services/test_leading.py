"""Who leads: set by whoever opens the room, taken over, handed over, taken back; never a right to act."""

import pytest

from tests.services.hall import Hall, make_hall
from workshop.domain.permissions import SYSTEM, Who
from workshop.services import people


@pytest.fixture
def hall(database_url: str):
    made = make_hall(database_url)
    yield made
    made.engine.dispose()


def colleague(hall: Hall, role: str = "moderator") -> Who:
    account = {"login": f"{role}-b", "name": "Frau B", "hashed": "x"}
    return Who("user", hall.writer.run(None, people.add_member, SYSTEM, series_id=1, role=role, **account)["user"])


def leader(hall: Hall) -> str:
    found = hall.pictures()["cockpit"]["leader"]
    return found["name"] if found else ""


def test_whoever_opens_the_room_leads_and_nobody_else_by_opening_it_again(hall):
    assert leader(hall) == ""
    hall.command("end")
    hall.command("start")
    assert leader(hall) == "Moderation"
    hall.command("end")
    hall.command("start", colleague(hall))
    assert leader(hall) == "Moderation"


def test_another_takes_over_and_hands_back(hall):
    other = colleague(hall)
    hall.command("take_over")
    hall.command("take_over", other)
    assert leader(hall) == "Frau B"
    hall.command("hand_over", other, to=hall.moderator.id)
    assert leader(hall) == "Moderation"
    hall.command("undo", entry=hall.last_entry().id)
    assert leader(hall) == "Frau B"


def test_what_would_change_nothing_is_refused_and_so_is_somebody_who_may_not_lead(hall):
    hall.command("take_over")
    assert hall.refusal("take_over") == "leads_already"
    assert hall.refusal("hand_over", to=colleague(hall, "staff").id) == "no_moderator"
    assert hall.refusal("hand_over", to=999) == "no_moderator"
    assert leader(hall) == "Moderation"


def test_whoever_does_not_lead_may_act_all_the_same(hall):
    hall.command("take_over")
    assert hall.command("black", colleague(hall), on=True)["ok"]


def test_a_change_of_the_lead_makes_old_what_was_decided_before_it(hall):
    before = hall.revision()
    hall.command("take_over")
    assert hall.refusal("black", colleague(hall), on=True, expected=before) == "stale"


def test_nobody_leads_once_that_account_may_not_any_more(hall):
    hall.command("take_over", colleague(hall))
    hall.writer.run(None, people.disable_user, SYSTEM, login="moderator-b")
    assert leader(hall) == ""


def test_the_size_of_the_screen_is_set_and_taken_back(hall):
    hall.command("zoom", percent=120)
    assert hall.pictures()["screen"]["zoom"] == 120
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.pictures()["screen"]["zoom"] == 100


def test_the_clock_of_a_further_screen_goes_on_while_the_first_is_black(hall):
    hall.open("Vertiefung")
    hall.command("black", on=True)
    picture = hall.pictures()["screen"]
    assert (picture["stage"], picture["live"], picture["timer"]["title"]) == ("black", None, "Vertiefung")
