"""In whose hands a seat's vote is: one person's at a time, whoever came first until it is handed over or taken."""

from collections.abc import Sequence


def holder_of(log: Sequence[int], there: Sequence[int]) -> int | None:
    """Return the person who holds a seat's vote; None while nobody is there.

    ``log``: the people it was handed to, oldest first; ``there``: who is on the seat now, in order of coming. Who was
    sent out holds nothing: then it is whose it was before.
    """
    handed = (person for person in reversed(log) if person in there)
    return next(handed, there[0] if there else None)
