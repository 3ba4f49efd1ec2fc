"""Prepare a hall for a measurement: a workshop in which one vote is open and N guests have joined.

`INSTANCE=… python -m bench.hall N` after `workshop prepare`, before the server starts; prints a
Hall as JSON. Everything goes through the product's own verbs and writer; only the joining
is done N times in one transaction, because a measurement should not wait for it.
"""

import os
import sys
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from sqlalchemy import select

from bench.votes import OPTIONS
from config import Config
from workshop import create_app
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Membership, Series, User
from workshop.room import Room
from workshop.services import agenda, joining, rounds, stage, workshops
from workshop.snapshots.phone import for_phone
from workshop.snapshots.scene import load_scene


@dataclass
class Hall:
    """``live``: the open vote as phones see it; ``guests``: number and token of each."""

    workshop: int
    code: str
    live: dict[str, Any]
    guests: list[tuple[int, str]]


def prepare(product: Any, n: int) -> Hall:
    """Return a running workshop with an open choice and n guests."""
    run = product.writer.run
    series = run(None, make_series, SYSTEM)["series"]
    workshop = run(None, workshops.create, SYSTEM, series_id=series, title="Messung")["workshop"]
    run(workshop, stage.start, SYSTEM)
    guests = run(workshop, let_in, SYSTEM, count=n)["guests"]
    activity = run(workshop, agenda.add_step, SYSTEM, type="choice", title="Womit beginnen?", after=None)["activity"]
    for field, value, former in fields():
        run(workshop, agenda.edit_step, SYSTEM, activity=activity, field=field, value=value, former=former)
    run(workshop, stage.go_live, SYSTEM, activity=activity)
    run(workshop, rounds.open_round, SYSTEM, activity=activity)
    tokens = [(one, product.tokens.participant(workshop, one)) for one in guests]
    return Hall(workshop, *seen(product, workshop), tokens)


def seen(product: Any, workshop: int) -> tuple[str, dict[str, Any]]:
    """Return the code, and what a phone would be asked now."""
    with product.engine.connect() as connection:
        scene = load_scene(connection, workshop, product.clock())
        return scene.workshop.code, for_phone(connection, scene)["live"]


def fields() -> list[tuple[str, Any, Any]]:
    options = [{"id": name, "label": f"Thema {name.upper()}"} for name in OPTIONS]
    return [("ask", "Womit beginnen wir?", ""), ("options", options, [])]


def make_series(room: Room, who: Who) -> dict[str, Any]:
    """A series without seats, so that every guest has a vote; every account may lead it."""
    series = Series(title="Messung", created_at=room.now)
    room.session.add(series)
    room.session.flush()
    for user in room.session.scalars(select(User.id)):
        room.session.add(Membership(series_id=series.id, user_id=user, role="owner"))
    return {"series": series.id}


def let_in(room: Room, who: Who, count: int) -> dict[str, Any]:
    names = [f"Gast {number}" for number in range(1, count + 1)]
    return {"guests": [joining.join(room, SYSTEM, None, "guest", name)["participant"] for name in names]}


def main() -> None:
    app = create_app(Config.from_env(os.environ))
    with app.app_context():
        hall = prepare(app.extensions["workshop"], int(sys.argv[1]))
    print(orjson.dumps(asdict(hall)).decode())


if __name__ == "__main__":
    main()
