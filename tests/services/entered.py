"""A day on which the moderator enters an answer for a seat without a device in a step of every type that takes one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.services.hall import PLACE, Hall, make_hall
from tests.services.schema import bring_up
from workshop.activities import TYPES
from workshop.activities.base import ActivityType
from workshop.language import Catalogue
from workshop.models import Seat
from workshop.snapshots.phone import preview_phone
from workshop.snapshots.record import Reader
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene
from workshop.snapshots.screen import preview_screen
from workshop.snapshots.summary import summary_of

ITSELF, ABSENT = "Ahorn", "Weitramsdorf"  # who gives by phone, and for whom it is entered
NOTE = "davon eine durch Moderation erfasst"
NOTE_IN_DOCUMENTS = "davon eine Antwort durch Moderation erfasst"
STAR = " (*)"  # behind the note where the star stands at a name, and nowhere else


@dataclass(frozen=True)
class Step:
    """One step of the day."""

    kind: ActivityType
    privacy: str

    @property
    def title(self) -> str:
        return f"Probe {self.kind.name} {self.privacy}"

    @property
    def is_named(self) -> bool:
        return self.privacy == "named"


STEPS = [
    Step(kind, privacy)
    for kind in TYPES.values()
    for privacy in kind.privacies
    if kind.takes_input(kind.freeze(kind.samples["config"])) and privacy != "secret"
]


@dataclass
class Day:
    """All that anybody gets to see of it, once every result is on show."""

    hall: Hall
    seen: dict[tuple[str, str], dict[str, Any]]  # results by title and audience
    lives: dict[tuple[str, str], dict[str, Any]]  # the live step by title and audience
    facts: dict[str, Any]
    summary: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    chapters: dict[str, dict[str, str]] = field(default_factory=dict)


def day_in(folder: Path) -> Iterator[Day]:
    hall = make_hall(bring_up(f"sqlite:///{folder / 'workshop.db'}"))
    with hall.read() as session:
        absent = session.scalars(select(Seat.id).where(Seat.name == ABSENT)).one()
    for step in STEPS:
        _hold(hall, step, absent)
    yield _look(hall)
    hall.engine.dispose()


def _hold(hall: Hall, step: Step, absent: int) -> None:
    kind, title = step.kind, step.title
    number = hall.command("add_step", type=kind.name, title=title, after=None)["activity"]
    hall.make_it(title, kind, privacy=step.privacy)
    hall.open(title)
    for of, item, value in _answer(kind):
        hall.give(hall.people[0], value, title, kind=of, item=item)
        hall.command("enter_for", activity=number, seat=absent, value=value, kind=of, item=item)
    hall.command("close", activity=number)
    if not hall.round(title).shown:
        hall.command("reveal", activity=number)


def _answer(kind: ActivityType) -> list[tuple[str, str, Any]]:
    """Return what one seat gives: what it says beside, if anything, and its answer."""
    kinds = {one.name: one for one in kind.kinds}
    good = [sample for sample in kind.samples["good"] if not (kinds[sample[0]].of or kinds[sample[0]].after)]
    beside = [sample for sample in good if kinds[sample[0]].beside]
    return [*beside, next(sample for sample in good if sample not in beside)]


def _look(hall: Hall) -> Day:
    day = Day(hall, {}, {}, {}, {})
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        assert scene is not None
        for step in STEPS:
            found = scene.step(hall.step(step.title))
            assert found is not None
            for audience in ("cockpit", "screen", "phone", "observer"):
                day.seen[step.title, audience] = results_for(connection, scene, found, audience)
            screen, phone = preview_screen(scene, PLACE, found), preview_phone(scene, found)
            day.lives |= {(step.title, "screen"): screen["live"], (step.title, "phone"): phone["live"]}
            day.facts = screen["workshop"]
        reader = Reader("de", "Europe/Berlin", Catalogue())
        made = summary_of(connection, hall.workshop, hall.now, reader)
        assert made is not None
        day.summary = made.as_dict()
    return day
