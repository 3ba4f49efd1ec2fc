"""The seats that have a vote in a workshop and in whose hands each is: the one source for base, roll and pages."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from workshop.domain.holding import holder_of
from workshop.models.base import AnyRow
from workshop.models.roster import Entitlement, Holding
from workshop.models.series import Seat
from workshop.models.workshop import Participant, Workshop

Reader = Session | Connection


def entitled_seats(reader: Reader, workshop: Workshop | AnyRow) -> list[int]:
    """Return the seats that have a vote in this workshop, in the order of the roster."""
    without = select(Entitlement.seat_id).where(Entitlement.workshop_id == workshop.id, Entitlement.entitled.is_(False))
    query = select(Seat.id).where(
        Seat.series_id == workshop.series_id, Seat.removed_at.is_(None), Seat.id.not_in(without)
    )
    return [row.id for row in reader.execute(query.order_by(Seat.position, Seat.id))]


def holders(reader: Reader, workshop: int, seats: Collection[int] | None = None) -> dict[int, int]:
    """Return the person who holds the vote, by seat, of the seats (or all) that somebody is on."""
    there = people_on(reader, workshop, seats)
    shared = [seat for seat, people in there.items() if len(people) > 1]
    log = _handed(reader, workshop, shared) if shared else {}
    held = {seat: holder_of(log.get(seat, []), [row.id for row in people]) for seat, people in there.items()}
    return {seat: person for seat, person in held.items() if person is not None}


def holds_vote(reader: Reader, workshop: int, person: Participant | AnyRow) -> bool:
    """Return whether a person gives for their voice: a guest, or who holds the vote of the seat."""
    seat = person.seat_id
    return seat is None or holders(reader, workshop, [seat]).get(seat) == person.id


def people_on(reader: Reader, workshop: int, seats: Collection[int] | None = None) -> dict[int, list[AnyRow]]:
    """Return who is on each seat (id, seat_id, capacity, name, proof, joined_at), in order of coming; nobody before
    the door."""
    person = Participant
    facts = (person.id, person.seat_id, person.capacity, person.name, person.proof, person.joined_at)
    query = select(*facts).where(
        Participant.workshop_id == workshop,
        Participant.seat_id.is_not(None) if seats is None else Participant.seat_id.in_(seats),
        Participant.removed_at.is_(None),
        Participant.admitted,
    )
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in reader.execute(query.order_by(Participant.id)):
        found[row.seat_id].append(row)
    return dict(found)


def other_on(people: Sequence[AnyRow], person: int) -> AnyRow | None:
    """Return the other person of a seat: one of the other capacity before a second one of the same."""
    own = next((one.capacity for one in people if one.id == person), "")
    others = [one for one in people if one.id != person]
    return next((one for one in others if one.capacity != own), others[0] if others else None)


def one_in(people: Sequence[AnyRow], capacity: str) -> AnyRow | None:
    """Return the only person who is on a seat in a capacity; None where there is none, or more than one."""
    found = [one for one in people if one.capacity == capacity]
    return found[0] if len(found) == 1 else None


def handings(reader: Reader, workshop: int, seats: Collection[int]) -> list[AnyRow]:
    """Return every hand-over of some seats (seat_id, participant_id, capacity, name, at), oldest first."""
    query = (
        select(Holding.seat_id, Holding.participant_id, Holding.at, Participant.capacity, Participant.name)
        .join(Participant, Participant.id == Holding.participant_id)
        .where(Holding.workshop_id == workshop, Holding.seat_id.in_(seats))
    )
    return list(reader.execute(query.order_by(Holding.id)))


def _handed(reader: Reader, workshop: int, seats: Collection[int]) -> dict[int, list[int]]:
    log: dict[int, list[int]] = defaultdict(list)
    for row in handings(reader, workshop, seats):
        log[row.seat_id].append(row.participant_id)
    return log
