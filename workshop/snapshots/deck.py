"""What place cards and letters are made of: the seats of a series with their personal links.

For those who prepare alone: whoever has a link is the seat.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Participant, Seat, Series
from workshop.snapshots.record import Reader

_LABELS = (
    "place_cards", "cards_scan", "cards_private", "cards_code_of", "letters", "letters_whole", "letters_name",
    "letters_kind", "letters_group", "letters_ags", "letters_link",
)  # fmt: skip


def deck_of(
    session: Session, series_id: int, link_of: Callable[[int, int], str], reader: Reader, now: int
) -> dict[str, Any]:
    """Return the deck of a series; ``link_of(seat, issue)`` gives the address of a seat's link."""
    series = session.get_one(Series, series_id)
    query = select(Seat.id, Seat.issue, Seat.name, Seat.kind, Seat.group.label("group_name"), Seat.ags).where(
        Seat.series_id == series_id, Seat.removed_at.is_(None)
    )
    rows = session.execute(query.order_by(Seat.position, Seat.name))
    return {
        "language": reader.language,
        "title": series.title,
        "organiser": series.organiser,
        "moderation": series.moderation,
        "made_at": now,
        "labels": {f"documents.{label}": reader.say(f"documents.{label}") for label in _LABELS},
        "cards": [
            {
                "seat": row.id,
                "name": row.name,
                "kind": row.kind,
                "group": row.group_name,
                "ags": row.ags,
                "link": link_of(row.id, row.issue),
            }
            for row in rows
        ],
    }


def rooms_by_link(session: Session, seat_id: int) -> list[int]:
    """Return the workshops in which somebody came by the personal link of a seat."""
    query = select(Participant.workshop_id).where(
        Participant.seat_id == seat_id, Participant.proof == "link", Participant.removed_at.is_(None)
    )
    return list(session.scalars(query.distinct()))
