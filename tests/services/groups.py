"""A hall whose seats are of two groups and have voted."""

from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.activities.base import ActivityType
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Seat
from workshop.services import joining

STEP = "Vertiefung"


def grouped(hall: Any, sizes: tuple[int, int] = (6, 6), step: str = STEP) -> None:
    """Give the first seats to two groups and let each vote; the round is closed and shown."""
    numbers = in_groups(hall, sizes)
    hall.open(step)
    options = [option["id"] for option in hall.round(step).frozen["options"]]
    for n, seat in enumerate(numbers):
        hall.give(person(hall, seat), [options[n % 2]], step)
    show(hall, step)


def answered(hall: Any, kind: ActivityType, sizes: tuple[int, int] = (6, 6)) -> None:
    """Let two groups answer the step as one of another type; the round is closed and shown."""
    with Session(hall.engine, info={"writer": True}) as session:
        row = session.get_one(Activity, hall.step(STEP))
        row.type, row.config = kind.name, kind.samples["config"]
        session.commit()
    numbers = in_groups(hall, sizes)
    hall.open(STEP)
    ask, apart = kind.ask(hall.round(STEP).frozen), {one.name for one in kind.kinds if one.is_text or one.after}
    for n, seat in enumerate(numbers):
        who = person(hall, seat)
        for of, item, value in kind.rehearse(ask, 5 * n, Random(n)):
            if of not in apart:
                hall.give(who, value, STEP, kind=of, item=item)
    show(hall, STEP)


def in_groups(hall: Any, sizes: tuple[int, int]) -> list[int]:
    """Give the first seats to two groups and return their numbers."""
    with Session(hall.engine, info={"writer": True}) as session:
        seats = session.scalars(select(Seat).order_by(Seat.id)).all()
        for n, seat in enumerate(seats):
            seat.group = "Landkreis" if n < sizes[0] else "Verbände"
        session.commit()
        return [seat.id for seat in seats[: sum(sizes)]]


def show(hall: Any, step: str) -> None:
    hall.command("close", activity=hall.step(step))
    hall.command("reveal", activity=hall.step(step))


def person(hall: Any, seat: int) -> Who:
    made = hall.writer.run(hall.workshop, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="")
    return Who("participant", made["participant"])
