"""What was given to a round and counts: the material that a type computes its results from.

The one place where rows become values without a voice. Names go along only where the caller passes
them, and it may do so only for a round that was announced as named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Connection, and_, case, or_, select
from sqlalchemy.orm import Session

from workshop.activities import BESIDE, LIKES, type_of
from workshop.activities.base import Base, Given, Material
from workshop.activities.base import Theme as ThemeValue
from workshop.domain.ballots import parted
from workshop.models.activity import Activity, Theme
from workshop.models.ballot import Counted
from workshop.models.base import AnyRow
from workshop.models.contribution import Contribution
from workshop.models.round import Round

Reader = Session | Connection
# Of what is told in steps of five voices: nothing; likes, beside texts as they are; all, as the room knows it.
AsTold = Literal["", "likes", "all"]

_C = Contribution.__table__.c
_R = Round.__table__.c


def material_for(
    reader: Reader,
    round_: AnyRow,
    names: Mapping[str, str] | None = None,
    of: Set[str] | None = None,
    as_told: AsTold = "",
) -> Material:
    """Return what counts in a round. ``round_`` needs id, activity_id, n and base; ``names`` by voice, None where
    nobody may be named.

    ``of``: only what these voices gave, without the round before. ``as_told``: what was taken out since is not
    brought back, except likes.
    """
    if of is not None:
        return _of_this_round(reader, round_, names, of)
    return replace(_of_this_round(reader, round_, names, as_told=as_told), earlier=_earlier(reader, round_))


def likes_in(reader: Reader, round_id: int, activity: int, as_told: AsTold = "") -> dict[int, int]:
    """Return how many voices said yes to each text at the top of a round, by the text's number."""
    kinds = _liked_kinds(reader, activity)
    return _likes(_counting(reader, round_id, as_told), kinds) if kinds else {}


def answered_in(reader: Reader, rounds: Iterable[int]) -> set[int]:
    """Return to which of these rounds somebody has given, also what was taken back or taken out since."""
    wanted = set(rounds)
    query = select(_C.round_id).where(_C.round_id.in_(wanted)).distinct()
    return set(reader.execute(query).scalars()) if wanted else set()


def last_result(reader: Reader, activity: int) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Return (frozen, results) of the round of a step that the room has last been told, or None: the current one, else
    the newest that was closed, shown and not set aside.
    """
    # Whoever went back to a round stands at it with the wall; what follows must not follow from another.
    is_current = _R.n == select(Activity.current_n).where(Activity.id == activity).scalar_subquery()
    query = select(*_R).where(_R.activity_id == activity, *_WAS_TOLD).order_by(is_current.desc(), _R.n.desc())
    found = reader.execute(query).first()
    return (found.frozen, _results(reader, found)) if found else None


_WAS_TOLD = (
    _R.state.in_(("closed", "sealed")),
    _R.shown_at.is_not(None),
    _R.removed_at.is_(None),
    _R.set_aside_at.is_(None),
)


def values_by_voice(reader: Reader, round_id: int, kinds: Sequence[str]) -> dict[str, dict[tuple[str, str], Any]]:
    """Return what counts of some kinds in a round, by voice and (kind, item): for rules only, never for a picture."""
    found: dict[str, dict[tuple[str, str], Any]] = defaultdict(dict)
    for row in _counting(reader, round_id):
        if row.kind in kinds:
            found[row.voice][row.kind, row.item] = row.value
    return dict(found)


def _of_this_round(
    reader: Reader, round_: AnyRow, names: Mapping[str, str] | None, of: Set[str] | None = None, as_told: AsTold = ""
) -> Material:
    if round_.base.get("privacy") == "secret":
        counted, invalid = parted(_counted(reader, round_.id))
        return Material(counted=counted, invalid=invalid, base=_base(round_.base))
    rows = [row for row in _counting(reader, round_.id, as_told) if of is None or row.voice in of]
    likes_of = _liked_kinds(reader, round_.activity_id)
    people = {voice: n for n, voice in enumerate(sorted({row.voice for row in rows}), start=1)}
    return Material(
        given=[_given(row, names, people) for row in rows if row.kind not in likes_of],
        themes=_themes(reader, round_.activity_id),
        likes=_likes(rows, likes_of),
        base=_base(round_.base),
    )


def _base(frozen: Mapping[str, Any]) -> Base | None:
    if not frozen:
        return None
    unit, there = frozen["unit"], {**frozen, **frozen.get("at_close", {})}
    present = there["present"] + there["represented"] if unit == "seats" else there["of"]
    return Base(unit, frozen["of"], present, there.get("excused", 0))


def _counted(reader: Reader, round_id: int) -> dict[str, int]:
    query = select(Counted.choice, Counted.n).where(Counted.round_id == round_id)
    return {row.choice: row.n for row in reader.execute(query)}


def _counting(reader: Reader, round_id: int, as_told: AsTold = "") -> Sequence[AnyRow]:
    is_like = _C.kind.in_(LIKES)
    value = {"": _C.value, "likes": case((is_like, _C.told), else_=_C.value), "all": _C.told}[as_told]
    columns = select(
        _C.id, _C.kind, _C.item, value.label("value"), _C.theme_id, _C.merged_into, _C.place, _C.late, _C.entered,
        _C.voice, _C.answered_at,
    )  # fmt: skip
    is_there = _C.state == "shown"
    if as_told:  # a like taken back counts until the room is told
        is_there = or_(is_there, and_(is_like, _C.told.is_not(None)))
    counts = (_C.round_id == round_id, is_there, _C.kind.not_in(BESIDE))
    rows: Sequence[AnyRow] = reader.execute(columns.where(*counts)).all()
    # Taken back while it was put aside, a text has no value; bringing it back must not bring it to life.
    return [row for row in rows if row.value is not None]


def _given(row: AnyRow, names: Mapping[str, str] | None, people: Mapping[str, int]) -> Given:
    return Given(
        id=row.id,
        kind=row.kind,
        item=row.item,
        value=row.value,
        theme=row.theme_id,
        merged_into=row.merged_into,
        place=row.place,
        who=who_gave(row, names or {}),
        by=0 if names is None else people[row.voice],
        late=row.late,
        answered=row.answered_at is not None,
    )


def who_gave(row: AnyRow, names: Mapping[str, str]) -> str:
    """Return the name, with a star where the moderator entered it (the result's base says so), "" where none may be."""
    name = names.get(row.voice, "")
    return f"{name} *" if name and row.entered else name


def _liked_kinds(reader: Reader, activity: int) -> set[str]:
    name = reader.execute(select(Activity.type).where(Activity.id == activity)).scalar()
    return {kind.name for kind in type_of(name or "").kinds if kind.of}


def _likes(rows: Sequence[AnyRow], kinds: set[str]) -> dict[int, int]:
    """Count voices, not clicks: who liked two cards that are one by now has said yes once, and not to their own."""
    texts = {row.id: row for row in rows if row.kind not in kinds}
    tops = {text.id: text.merged_into if text.merged_into in texts else text.id for text in texts.values()}
    voices: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind in kinds and (liked := texts.get(int(row.item))):
            voices[tops[liked.id]].add(row.voice)
    for text in texts.values():
        if (top := tops[text.id]) in voices:
            voices[top].discard(text.voice)
    return {top: len(of) for top, of in voices.items() if of}


def _themes(reader: Reader, activity: int) -> list[ThemeValue]:
    query = select(Theme.id, Theme.title).where(Theme.activity_id == activity, Theme.removed_at.is_(None))
    return [ThemeValue(*row) for row in reader.execute(query.order_by(Theme.position, Theme.id))]


def _earlier(reader: Reader, round_: AnyRow) -> Mapping[str, Any] | None:
    """Return the results of the last round before that the room was told: another's counts would show beside these."""
    if round_.n == 1:
        return None
    before = (_R.activity_id == round_.activity_id, _R.n < round_.n)
    found = reader.execute(select(*_R).where(*before, *_WAS_TOLD).order_by(_R.n.desc())).first()
    return {"run": found.n, **_results(reader, found)} if found else None


def _results(reader: Reader, round_: AnyRow) -> dict[str, Any]:
    name = reader.execute(select(Activity.type).where(Activity.id == round_.activity_id)).scalar()
    # Without its own earlier one: the tenth round would else be computed from all nine before.
    return type_of(name or "").results(round_.frozen, _of_this_round(reader, round_, None))
