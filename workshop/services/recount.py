"""Counting secret ballots again from what is stored, for whoever answers for them. Reads only, and knows no browser.

What sealing deleted nobody can count a second time: this says whether what it left agrees with itself. Of a vote that
was not secret, a roll call above all, it says whether what was announced still has its checksum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from workshop.activities import TYPES, type_of
from workshop.domain.ballots import SPOILT, UNREADABLE, list_print, parted
from workshop.models import Activity, AnyRow, Box, Counted, Receipt, Roll, Round, Workshop
from workshop.services.ballots import announced
from workshop.vault import Vault


@dataclass(frozen=True)
class Finding:
    """One round that was voted in. ``faults``: what does not fit, as names of sentences; ``print``: SHA-256 of what was
    announced; ``counts``: ballots by choice. ``state``: "public" of what was not secret: nothing of it is counted here.
    """

    workshop: str
    title: str
    run: int
    round: int
    state: str
    print: str
    cast: int
    roll: int
    counts: Mapping[str, int]
    faults: tuple[str, ...]


def recount(connection: Connection, vault: Vault) -> list[Finding]:
    """Return what was found of every round of a vote of the installation, in the order they were made."""
    columns = (*Round.__table__.c, Workshop.title.label("workshop"), Activity.title, Activity.type)
    query = select(*columns).join(Activity, Activity.id == Round.activity_id)
    query = query.join(Workshop, Workshop.id == Activity.workshop_id)
    query = query.where(or_(Round.key_print != "", and_(Round.state != "draft", Activity.type.in_(_ANNOUNCED))))
    return [_finding(connection, vault, round_) for round_ in connection.execute(query.order_by(Round.id))]


# Their checksum is printed for everybody to compare.
_ANNOUNCED = [name for name, kind in TYPES.items() if kind.has_ballots]


@dataclass(frozen=True)
class _Left:
    """What is stored of a round."""

    round: AnyRow
    roll: list[int]
    voted: int
    box: int
    codes: list[str]
    counts: dict[str, int]
    has_key: bool


def _finding(connection: Connection, vault: Vault, round_: AnyRow) -> Finding:
    of = (round_.workshop, round_.title, round_.n, round_.id)
    if not round_.key_print:
        return Finding(*of, "public", round_.frozen_hash, cast=0, roll=0, counts={}, faults=_faults(_check(round_)))
    left = _left(connection, vault, round_)
    faults = _faults(_checks(left))
    cast, roll = left.voted, len(left.roll)
    return Finding(*of, round_.state, round_.frozen_hash, cast=cast, roll=roll, counts=left.counts, faults=faults)


def _faults(checks: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(name for name, fits in checks if not fits)


def _left(connection: Connection, vault: Vault, round_: AnyRow) -> _Left:
    roll = connection.execute(select(Roll.seat_id, Roll.voted).where(Roll.round_id == round_.id)).all()
    box = select(func.count()).select_from(Box).where(Box.round_id == round_.id, func.length(Box.ct) > 0)
    codes = connection.execute(select(Receipt.code).where(Receipt.round_id == round_.id)).scalars()
    counts = connection.execute(select(Counted.choice, Counted.n).where(Counted.round_id == round_.id))
    return _Left(
        round=round_,
        roll=[row.seat_id for row in roll],
        voted=sum(row.voted for row in roll),
        box=connection.execute(box).scalar_one(),
        codes=list(codes),
        counts={row.choice: row.n for row in counts},
        has_key=vault.has(round_.id),
    )


def _check(round_: AnyRow) -> Iterator[tuple[str, bool]]:
    yield "announced", announced(round_) == round_.frozen_hash


def _checks(left: _Left) -> Iterator[tuple[str, bool]]:
    round_ = left.round
    yield from _check(round_)
    yield "roll", sorted(left.roll) == sorted(round_.base.get("roll", left.roll))
    if round_.state == "sealed":
        yield from _sealed(left)
        return
    yield "early", not left.codes and not left.counts
    if round_.state in ("open", "closed"):
        yield "box", left.box == left.voted
        yield "key_lost", left.has_key
    if round_.state == "annulled":
        yield "emptied", left.box == 0
        yield "key_left", not left.has_key


def _sealed(left: _Left) -> Iterator[tuple[str, bool]]:
    found = left.round.outcome
    yield "receipts", len(left.codes) == left.voted == found.get("cast")
    yield "outcome", found.get("of") == len(left.roll)
    yield "list", list_print(left.codes) == found.get("list")
    yield "sum", _sum_fits(left)
    yield "least", len(left.codes) >= left.round.base.get("least", 0)
    yield "emptied", left.box == 0
    yield "key_left", not left.has_key


def _sum_fits(left: _Left) -> bool:
    """Where several options may be chosen, the votes are between one and the most for each valid ballot."""
    most = _most(left.round.frozen)
    is_known = set(left.counts) <= set(_choices(left.round))
    counts, invalid = parted(left.counts)
    valid = len(left.codes) - sum(invalid.values())
    return is_known and valid <= sum(counts.values()) <= most * valid


def _most(frozen: Mapping[str, Any]) -> int:
    return int(frozen.get("most", 1))


def _choices(round_: AnyRow) -> list[str]:
    """Return what can stand in the list of counts: ids of options or answers of a resolution, and invalid ballots."""
    whole = type_of(round_.type).in_lists({}, round_.frozen)
    spoilt = [SPOILT] if round_.base.get("may_spoil") else []
    return [*(whole or ["yes", "no", "abstain"]), *spoilt, UNREADABLE]
