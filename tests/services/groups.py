"""A hall whose seats are of two groups and have voted."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Seat
from workshop.services import joining

STEP = "Vertiefung"


def grouped(hall: Any, sizes: tuple[int, int] = (6, 6), step: str = STEP) -> None:
    """Give the first seats to two groups and let each vote; the round is closed and shown."""
    with Session(hall.engine, info={"writer": True}) as session:
        seats = session.scalars(select(Seat).order_by(Seat.id)).all()
        for n, seat in enumerate(seats):
            seat.group = "Landkreis" if n < sizes[0] else "Verbände"
        session.commit()
        numbers = [seat.id for seat in seats[: sum(sizes)]]
    hall.open(step)
    options = [option["id"] for option in hall.round(step).frozen["options"]]
    for n, seat in enumerate(numbers):
        hall.give(person(hall, seat), [options[n % 2]], step)
    hall.command("close", activity=hall.step(step))
    hall.command("reveal", activity=hall.step(step))


def person(hall: Any, seat: int) -> Who:
    made = hall.writer.run(hall.workshop, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="")
    return Who("participant", made["participant"])
