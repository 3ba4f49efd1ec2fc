"""The published list of a secret round: the receipts in their own order, which tells nothing of who, when or what."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from workshop.domain.ballots import list_print
from workshop.models import Activity, Receipt, Roll, Round, Workshop

Reader = Session | Connection


@dataclass(frozen=True)
class ReceiptList:
    """``codes``: sorted, empty until it was counted; ``print``: their SHA-256 as a file.

    ``roll``: how many seats might vote.
    """

    workshop: str
    title: str
    run: int
    state: str
    reason: str
    codes: Sequence[str]
    print: str
    roll: int


def receipts_of(reader: Reader, workshop_id: int, round_id: int) -> ReceiptList | None:
    """Return the list of a round of this workshop; None where there is no such round, or it was not secret."""
    query = (
        select(Workshop.title.label("workshop"), Activity.title, Round.n, Round.state, Round.reason)
        .join(Activity, Activity.workshop_id == Workshop.id)
        .join(Round, Round.activity_id == Activity.id)
        .where(Workshop.id == workshop_id, Round.id == round_id, Round.key_print != "", Round.removed_at.is_(None))
    )
    found = reader.execute(query).first()
    if found is None:
        return None
    codes = reader.execute(select(Receipt.code).where(Receipt.round_id == round_id).order_by(Receipt.code))
    listed = [row.code for row in codes] if found.state == "sealed" else []
    roll = reader.execute(select(func.count()).select_from(Roll).where(Roll.round_id == round_id)).scalar_one()
    printed = list_print(listed) if listed else ""
    return ReceiptList(found.workshop, found.title, found.n, found.state, found.reason, listed, printed, roll)
