"""Stages of the day around a secret vote: who waits at the door, the seventeen ballots, the list of receipts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.browser.phones import Phone
from workshop.models import Activity

if TYPE_CHECKING:
    from tests.browser.house import House

STEP = "Empfehlung"
SEAT = "Weitramsdorf"  # of the mayor whose phone stays open all day
SOON = 20_000  # milliseconds until sixteen quick mayors have cast and all is counted


def make_secret(instance: Path) -> None:
    """Let the resolution of the day be secret, as a moderator sets it in the editor."""
    engine = create_engine(f"sqlite:///{instance / 'workshop.db'}")
    with Session(engine) as session:
        step = session.scalars(select(Activity).where(Activity.workshop_id == 1, Activity.title == STEP)).one()
        step.config = {**step.config, "privacy": "secret"}
        session.commit()
    engine.dispose()


def knocked(house: House) -> None:
    """Somebody asks for a seat that is taken, and waits for a yes."""
    house.deputy = Phone(house.browser, house.server.url)
    house.deputy.page.goto(f"{house.server.url}/j/{house.code}")
    house.deputy.page.get_by_role("link", name=re.compile(f"^{SEAT}")).click()
    house.deputy.press("Stellvertretung")
    house.deputy.sees("Bitte einen Moment")
    expect(house.cockpit.get_by_role("button", name="1 Person wartet")).to_be_visible()


def announced(house: House) -> None:
    """Everybody is let in and confirmed, and the room is at the secret step, not yet open."""
    house.moderator.press("1 Person wartet")
    dialog = house.cockpit.get_by_role("dialog")
    dialog.get_by_role("button", name=f"{SEAT} · Stellvertretung einlassen").click()
    house.deputy.sees_not("Bitte einen Moment")
    dialog.get_by_role("button", name="Alle bestätigen").click()
    expect(dialog.get_by_role("button", name="Alle bestätigen")).to_have_count(0)
    house.cockpit.keyboard.press("Escape")
    house.moderator.go_live(STEP)


def opened(house: House) -> None:
    """It is open, and all but the mayor of the phone have cast."""
    house.moderator.open_secret(STEP)
    expect(house.cockpit.locator(".centre__count")).to_contain_text("16 von 17", timeout=SOON)


def asked(house: House) -> None:
    house.phone.evaluate("scrollTo(0, 0)")  # else the bar at the foot may lie over the first answer
    house.mayor.choose_secretly("Ja")


def cast(house: House) -> None:
    house.mayor.confirm_ballot()
    house.mayor.receipt()


def sealed(house: House) -> None:
    """It is counted and shown; whoever stood in for the mayor has gone."""
    house.moderator.close_secret()
    house.moderator.action("aufdecken").click(timeout=SOON)
    expect(house.phone.get_by_role("heading", name="Ergebnis")).to_be_visible()
    house.deputy.context.close()


STAGES: dict[str, Callable[[House], None]] = {
    "at the door": knocked,
    "announced": announced,
    "secret": opened,
    "secret chosen": asked,
    "secret cast": cast,
    "secret result": sealed,
}
