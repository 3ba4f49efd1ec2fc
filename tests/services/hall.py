"""A hall to test in: the Coburg workshop, open, with the real writer on a real database.

Commands go through the same table as those of a browser; a second workshop is there, so that
whatever finds too much is noticed.
"""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.services.schema import attach, close_journal, fill, rows_of
from workshop.activities.base import ActivityType
from workshop.activities.forms import plain
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.commands import command_of
from workshop.models import Activity, Contribution, Entry, Participant, Round, Seat, Theme, Workshop
from workshop.services import joining, library, people, stage
from workshop.snapshots.cockpit import for_cockpit
from workshop.snapshots.phone import for_phone
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene
from workshop.snapshots.screen import Place, for_screen
from workshop.vault import NO_VAULT, Vault
from workshop.writer import Writer

START = 1_485_176_100_000
PLACE = Place("http://hall.test:5000")
_MADE: list[tuple["Hall", dict[str, list[dict[str, Any]]]]] = []  # the one that the verbs made, and its rows


@dataclass
class Hall:
    """One workshop with its people; the clock stands until it is moved."""

    engine: Engine
    now: int = START
    workshop: int = 0
    elsewhere: int = 0
    moderator: Who = SYSTEM
    people: list[Who] = field(default_factory=list)
    keys: Any = field(default_factory=lambda: count(1))
    vault: Vault = NO_VAULT

    def __post_init__(self) -> None:
        self.writer = Writer(self.engine, lambda: self.now, self.vault)

    def command(self, name: str, who: Who | None = None, /, **payload: Any) -> dict[str, Any]:
        """Send a command as a browser would, with the revision of now where one is asked for."""
        row = command_of(name)
        if row.guarded:
            payload.setdefault("expected", self.revision())
        return self.writer.submit(self.workshop, row.call(who or self.moderator, payload))

    def refusal(self, name: str, who: Who | None = None, /, **payload: Any) -> str:
        """Send a command that must be refused and return the code."""
        try:
            self.command(name, who, **payload)
        except WorkshopError as refused:
            return refused.code
        raise AssertionError(f"{name} was not refused")

    def give(self, who: Who, value: Any, step: str = "Vertiefung", **more: Any) -> dict[str, Any]:
        """Give an answer with a fresh key, n = 1 unless told."""
        payload = {"round": self.round(step).id, "value": value, "key": self.key(), "n": 1, **more}
        return self.command("give", who, **payload)

    def knock(self, seat: int | None, capacity: str = "guest", name: str = "", former: int | None = None) -> Who:
        """Come by the code as a newcomer does, who may have to wait."""
        wish = {"seat_id": seat, "capacity": capacity, "name": name, "former": former}
        made = self.writer.run(self.workshop, joining.join, Who("participant"), **wish)
        return Who("participant", made["participant"])

    def by_link(
        self, seat: int, capacity: str = "holder", issue: int = 1, former: int | None = None, name: str = ""
    ) -> Who:
        """Come by the personal link of a seat."""
        wish = {"seat_id": seat, "issue": issue, "capacity": capacity, "former": former, "name": name}
        made = self.writer.run(self.workshop, joining.join_by_link, Who("participant"), **wish)
        return Who("participant", made["participant"])

    def person(self, who: Who) -> Participant:
        with self.read() as session:
            return session.get_one(Participant, who.id)

    def seat_of(self, who: Who) -> int:
        return self.person(who).seat_id or 0

    def key(self) -> str:
        return f"key-{next(self.keys):018d}"

    def step(self, title: str) -> int:
        with self.read() as session:
            query = select(Activity.id).where(Activity.workshop_id == self.workshop, Activity.title == title)
            return session.scalars(query).one()

    def round(self, title: str) -> Round:
        with self.read() as session:
            query = select(Round).join(Activity, Activity.id == Round.activity_id)
            return session.scalars(query.where(Activity.id == self.step(title), Round.n == Activity.current_n)).one()

    def outdate(self, title: str) -> None:
        """Make the step one of a type that this version lacks, as an imported agenda may have."""
        with Session(self.engine, info={"writer": True}) as session:
            session.get_one(Activity, self.step(title)).type = "astrology"
            session.commit()

    def make_it(self, title: str, kind: ActivityType, **more: Any) -> None:
        """Make a step that has not opened yet the sample of a type, with these settings."""
        with Session(self.engine, info={"writer": True}) as session:
            row = session.get_one(Activity, self.step(title))
            row.type, row.config = kind.name, {**kind.samples["config"], **more}
            session.commit()

    def open(self, title: str) -> None:
        self.command("go_live", activity=self.step(title))
        self.command("open", activity=self.step(title))

    def theme(self, title: str) -> int:
        return self.command("add_theme", activity=self.step("Beispiele und Hürden"), title=title)["theme"]

    def card(self, who: Who, text: str, item: str | None = None) -> int:
        """Write a card and return its number."""
        question = self.round("Beispiele und Hürden").frozen["questions"][0]["id"]
        item = item or f"item-{next(self.keys):08d}"
        self.give(who, {"question": question, "text": text}, "Beispiele und Hürden", item=item)
        with self.read() as session:
            return session.scalars(select(Contribution.id).where(Contribution.item == item)).one()

    def rows(self, step: str = "Vertiefung") -> list[Contribution]:
        with self.read() as session:
            query = select(Contribution).where(Contribution.round_id == self.round(step).id)
            return list(session.scalars(query.order_by(Contribution.id)))

    def revision(self) -> int:
        with self.read() as session:
            return session.get_one(Workshop, self.workshop).revision

    def last_entry(self) -> Entry:
        with self.read() as session:
            query = select(Entry).where(Entry.workshop_id == self.workshop).order_by(Entry.id.desc())
            return session.scalars(query).first() or Entry()

    def pictures(self, only: int | None = None) -> dict[str, Any]:
        """Return all that all audiences see of it, without what counts or names entries; ``only``: of this step."""
        with self.engine.connect() as connection:
            scene = load_scene(connection, self.workshop, self.now)
            assert scene is not None
            seen = {
                "phone": for_phone(connection, scene),
                "screen": for_screen(scene, PLACE),
                "cockpit": for_cockpit(connection, scene, PLACE, "token"),
            }
            for audience in tuple(seen):
                for step in scene.steps if only is None else [scene.step(only)]:
                    seen[f"{audience} {step.id}"] = results_for(connection, scene, step, audience)
        return {name: without_counters(picture) for name, picture in seen.items()}

    def offered(self) -> list[tuple[str, int]]:
        """Return what the cockpit offers to take back now or after something newer, as (command, entry)."""
        return [(one["command"], one["entry"]) for one in self.ways_back()]

    def ways_back(self) -> list[dict[str, Any]]:
        """Return what the cockpit offers to take back, newest first."""
        return list(self.cockpit()["undo"])

    def cockpit(self) -> dict[str, Any]:
        with self.engine.connect() as connection:
            scene = load_scene(connection, self.workshop, self.now)
            assert scene is not None
            return for_cockpit(connection, scene, PLACE, "token")

    def read(self) -> Session:
        return Session(self.engine, expire_on_commit=False)


def without_counters(picture: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in picture.items() if key not in ("revision", "version", "undo", "redo")}


def make_hall(url: str, vault: Vault = NO_VAULT) -> Hall:
    """Open the Coburg workshop with three mayors, a deputy and a guest in it, in a database without rows.

    The verbs make it once in a process; afterwards the rows that they left are written as they are.
    """
    hall = Hall(attach(url), vault=vault)
    if not _MADE:
        _make(hall)
        _MADE.append((replace(hall), rows_of(hall.engine)))
    made, rows = _MADE[0]
    if hall.workshop == 0:
        fill(hall.engine, rows)
    return replace(made, engine=hall.engine, vault=vault, people=list(made.people), keys=count(1))


def hall_with(kind: ActivityType, title: str, url: str) -> Hall:
    """Return a hall whose live step is the type's sample, by name where that may be; its file can be copied."""
    hall = make_hall(url)
    step = hall.command("add_step", type=kind.name, title=title, after=None)["activity"]
    privacy = "named" if "named" in kind.privacies else kind.privacies[0]
    with Session(hall.engine, info={"writer": True}) as session:
        config = {name: plain(value) for name, value in kind.samples["config"].items()}
        session.get_one(Activity, step).config = config | {"privacy": privacy}
        session.commit()
    if kind.sorts:
        for n in (1, 2):
            number = hall.command("add_theme", activity=step, title=f"Noch {n}")["theme"]
            hall.command("rename_theme", theme=number, title=f"Thema {number}", former=f"Noch {n}")
    hall.command("go_live", activity=step)
    hall.engine.dispose()
    close_journal(url)
    return hall


def _make(hall: Hall) -> None:
    made = hall.writer.run(None, library.plant_sample, SYSTEM)
    hall.workshop = made["workshop"]
    hall.elsewhere = hall.writer.run(None, library.copy, SYSTEM, workshop_id=hall.workshop)["workshop"]
    user = hall.writer.run(None, people.add_user, SYSTEM, login="moderator", name="Moderation", hashed="x")["user"]
    hall.writer.run(None, people.give_role, SYSTEM, series_id=made["series"], user_id=user, role="moderator")
    hall.moderator = Who("user", user)
    for workshop in (hall.workshop, hall.elsewhere):
        hall.writer.run(workshop, stage.start, SYSTEM)
    with hall.read() as session:
        seats = list(session.scalars(select(Seat.id).where(Seat.series_id == made["series"]).order_by(Seat.id)))
    for seat, capacity in ((seats[0], "holder"), (seats[1], "holder"), (seats[2], "holder"), (seats[0], "deputy")):
        hall.people.append(_join(hall, seat, capacity))
    hall.people.append(_join(hall, None, "guest"))
    _give_options(hall)
    _take_tables_away(hall)


def _take_tables_away(hall: Hall) -> None:
    """Most tests are about cards and not about where they were written; test_tables.py sets the tables up again."""
    with Session(hall.engine, info={"writer": True}) as session:
        step = session.get_one(Activity, hall.step("Beispiele und Hürden"))
        step.config = step.config | {"tables": 0}
        session.commit()


def _join(hall: Hall, seat: int | None, capacity: str) -> Who:
    made = hall.writer.run(hall.workshop, joining.join, SYSTEM, seat_id=seat, capacity=capacity, name="Gast")
    return Who("participant", made["participant"])


def _give_options(hall: Hall) -> None:
    """The choice takes its options from themes: there must be some before it can open."""
    with Session(hall.engine, info={"writer": True}) as session:
        for position, title in enumerate(("Ein Ansprechpartner", "Wohnung", "Ehrenamt"), start=1):
            session.add(Theme(activity_id=hall.step("Beispiele und Hürden"), title=title, position=position))
        session.commit()
