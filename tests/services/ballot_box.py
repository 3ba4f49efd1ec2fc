"""A secret ballot to test with: a hall in which all seats are taken, and the real verbs of a vote."""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from tests.services.hall import Hall, make_hall
from tests.services.schema import attach, close_journal
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.sealing import Sealing
from workshop.models import Activity, Counted, Participant, Round, Seat
from workshop.services import joining
from workshop.snapshots.identity import whose
from workshop.vault import Vault

STEP = "Empfehlung"


@dataclass
class Vote:
    """A hall in which all seventeen seats are taken, and a resolution that is secret."""

    hall: Hall
    vault: Vault
    mayors: list[Who]

    @property
    def round(self) -> Round:
        return self.hall.round(STEP)

    def asks(self, kind: str, **config: Any) -> None:
        """Let the step be of this type, and secret."""
        with self.hall.engine.begin() as connection:
            so = {"type": kind, "config": {**config, "privacy": "secret"}}
            connection.execute(update(Activity).where(Activity.title == STEP).values(**so))

    def open(self) -> None:
        self.hall.open(STEP)

    def cast(self, mayor: Who, value: Any = "yes", key: str | None = None) -> dict:
        return self.hall.command("cast", mayor, round=self.round.id, value=value, key=key or voter_key())

    def refused(self, mayor: Who, value: Any = "yes", key: str | None = None) -> str:
        return self.hall.refusal("cast", mayor, round=self.round.id, value=value, key=key or voter_key())

    def close(self) -> str:
        self.hall.command("close", activity=self.hall.step(STEP))
        return self.seal()

    def seal(self) -> str:
        sealing = Sealing(self.hall.engine, self.vault, self.hall.writer)
        sealing.finish(self.hall.workshop, self.round.id)
        return self.round.state

    def rows(self, table) -> list:
        with self.hall.read() as session:
            return list(session.execute(select(*table.__table__.c).where(table.round_id == self.round.id)))

    def counted(self) -> dict[str, int]:
        return {row.choice: row.n for row in self.rows(Counted)}


def voter_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")


def held_at(url: str, folder: Path) -> Iterator[Vote]:
    vault = Vault(folder / "keys")
    hall = make_hall(url, vault)
    yield Vote(hall, vault, take_all_seats(hall))
    hall.engine.dispose()


def take_all_seats(hall: Hall) -> list[Who]:
    """Let every seat be taken by somebody who proved to be it, and make the resolution secret."""
    with hall.read() as session:
        seats = session.scalars(select(Seat.id).order_by(Seat.position)).all()
    made = [
        hall.writer.run(hall.workshop, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="")["participant"]
        for seat in seats
    ]
    with hall.engine.begin() as connection:
        connection.execute(update(Participant).values(proof="link"))
        secret = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": [], "privacy": "secret"}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=secret))
    return [Who("participant", one) for one in made]


def all_on_one_seat(vote: Vote) -> list[Who]:
    """Return all who can send for the first seat: mayor and deputy, a device that was let in as each of them, and the
    next to bear the link; each as the person whom the door finds behind their number."""
    hall, mayor = vote.hall, vote.mayors[0]
    seat = hall.seat_of(mayor)
    deputy = hall.by_link(seat, "deputy")
    devices = [hall.knock(seat, capacity) for capacity in ("holder", "deputy")]
    for device in devices:
        hall.command("admit_device", participant=device.id)
    with hall.read() as session:
        found = [whose(session, one.id) for one in (mayor, deputy, *devices, hall.by_link(seat))]
    return [Who("participant", one) for one in found]


@dataclass(frozen=True)
class Facts:
    """What names the people of a prepared vote: its database can be copied, and opened again and again."""

    workshop: int
    moderator: Who
    mayors: tuple[Who, ...]


def prepare_vote(url: str) -> Facts:
    """Fill an empty database with a vote that only has to be opened; leave no connection behind."""
    hall = make_hall(url)
    facts = Facts(hall.workshop, hall.moderator, tuple(take_all_seats(hall)))
    hall.engine.dispose()
    close_journal(url)
    return facts


def vote_again(url: str, keys: Path, facts: Facts) -> Vote:
    """Start anew on what the disk holds, as a server does."""
    vault = Vault(keys)
    hall = Hall(attach(url), workshop=facts.workshop, moderator=facts.moderator, vault=vault)
    return Vote(hall, vault, list(facts.mayors))
