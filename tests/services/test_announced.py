"""The checksum of what was announced: whatever is done to a round after its opening, it can be made again from it."""

from types import SimpleNamespace

import pytest
from sqlalchemy import update

from tests.services.groups import STEP, answered, in_groups, person, show
from workshop.activities import TYPES
from workshop.domain.permissions import SYSTEM
from workshop.models import Round
from workshop.models.round import LATER
from workshop.services.archive import archive
from workshop.services.ballots import announced
from workshop.services.recount import Finding, recount
from workshop.vault import NO_VAULT

# A roll call as the first of them were frozen; the checksum of such a one is printed in minutes that somebody keeps.
FROZEN = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": "", "rule": "simple"}
BASE = {
    "unit": "seats", "of": 2, "present": 1, "represented": 0, "excused": 1, "there": [1], "who": "seats",
    "privacy": "named", "roll": [1, 2], "names": "room",
}  # fmt: skip
PRINTED = "e4d01586f3fda3c40be627fb18d5a8cdf5d2cfc5891622dd7b98f7b2ace78846"


def fits(hall) -> bool:
    round_ = hall.round(STEP)
    return announced(round_) == round_.frozen_hash != ""


def by_groups(hall, *, on: bool = True) -> None:
    hall.command("break_down", activity=hall.step(STEP), on=on)


def end(hall) -> None:
    hall.command("end")
    hall.writer.run(hall.workshop, archive, SYSTEM)


def found(hall) -> list[Finding]:
    with hall.engine.connect() as connection:
        return recount(connection, NO_VAULT)


@pytest.fixture
def called(hall):
    """Two groups of six have voted in a roll call, which is closed and shown."""
    answered(hall, TYPES["resolution"])
    return hall


@pytest.fixture
def polled(hall):
    """Two groups of six have chosen without names, one of them through the moderator; it is closed and shown."""
    seats = in_groups(hall, (6, 6))
    hall.open(STEP)
    first, second = (option["id"] for option in hall.round(STEP).frozen["options"][:2])
    for n, seat in enumerate(seats[:11]):
        hall.give(person(hall, seat), [first if n % 2 else second])
    hall.command("enter_for", activity=hall.step(STEP), seat=seats[11], value=[first])
    show(hall, STEP)
    return hall


def test_a_roll_call_has_its_checksum_after_groups_and_archiving(called):
    assert fits(called)
    by_groups(called)
    assert "groups" in called.round(STEP).base and fits(called)
    by_groups(called, on=False)
    assert fits(called)
    by_groups(called)
    end(called)
    assert fits(called)
    assert [(one.state, one.faults, one.print) for one in found(called)] == [
        ("public", (), called.round(STEP).frozen_hash)
    ]


def test_only_what_is_named_as_later_is_written_into_a_base_after_its_opening(polled):
    opening = polled.round(STEP).base.keys() - {"at_close"}
    by_groups(polled)
    end(polled)
    assert polled.round(STEP).base.keys() - opening == set(LATER)
    assert fits(polled) and found(polled)[0].faults == ()


def test_a_checksum_that_was_printed_earlier_still_fits():
    later = {name: {"of": 2} for name in LATER}
    assert announced(SimpleNamespace(frozen=FROZEN, base=BASE)) == PRINTED
    assert announced(SimpleNamespace(frozen=FROZEN, base=BASE | later)) == PRINTED


@pytest.mark.parametrize("changed", ["frozen", "base"])
def test_the_recount_names_a_roll_call_whose_wording_or_roll_was_changed(called, changed):
    with called.engine.begin() as connection:
        stored = called.round(STEP).frozen | {"ask": "Anders."} if changed == "frozen" else called.round(STEP).base
        stored = stored | {"roll": stored["roll"][1:]} if changed == "base" else stored
        connection.execute(update(Round).where(Round.id == called.round(STEP).id).values({changed: stored}))
    assert [one.faults for one in found(called)] == [("announced",)]


def test_a_vote_that_was_never_opened_or_whose_opening_was_taken_back_is_not_looked_at(hall):
    hall.open(STEP)
    assert len(found(hall)) == 1
    hall.command("undo", entry=hall.last_entry().id)
    assert found(hall) == []
