"""What is always true of a room, whichever way it came to stand as it does.

Verbs ask before they do. Undo puts rows back past all verbs, so it asks here. Each rule looks at one row among the
others and raises Conflict with what is in the way. It knows rows and no database.
"""

from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from workshop.domain.ballots import waits_to_be_counted
from workshop.domain.errors import Conflict
from workshop.domain.lifecycle import OPEN
from workshop.models.aside import voice_of
from workshop.models.chain import steps_needed

Row = SimpleNamespace
Rows = Mapping[str, Mapping[int, Row]]  # by table and number
Rule = Callable[[Row, Rows], None]

# Showing a result that was counted long ago is no part of the ballot, nor is how long it is planned to run.
BESIDE_THE_BALLOT = ("shown", "shown_at", "closes_at")


def stands(row: Row | None, column: str, left: Any) -> bool:
    """Return whether a column is still as the command left it that is to be taken back."""
    return row is not None and bool(getattr(row, column) == left)


def check(table: str, number: int, column: str, rows: Rows) -> None:
    """Raise Conflict if this column of this row cannot be as it is, among those rows."""
    row = rows[table][number]
    if table == "round" and row.key_print and column not in BESIDE_THE_BALLOT:
        raise Conflict("secret_is_final")
    for rule in _RULES.get((table, column), ()):
        rule(row, rows)


# The room and its agenda.


def _rests(workshop: Row, rows: Rows) -> None:
    """Only in an open workshop an input is open and somebody has the floor."""
    is_busy = any(one.state == OPEN for one in _there(rows, "round")) or any(_speaking(rows))
    if workshop.state != "open" and is_busy:
        raise Conflict("still_running")


def _is_at_a_step(workshop: Row, rows: Rows) -> None:
    if workshop.live_activity_id is not None:
        _need_step(workshop.live_activity_id, rows)


def _is_on_the_agenda(step: Row, rows: Rows) -> None:
    """A step that is there builds on steps that are there; one that is gone is neither live, open nor built on, and
    has no box that waits to be counted."""
    if step.removed_at is None:
        for number in steps_needed(step.config):
            _need_step(number, rows)
        return
    if _workshop(rows).live_activity_id == step.id or _open_round(step, rows):
        raise Conflict("step_live")
    if any(waits_to_be_counted(one) for one in _there(rows, "round") if one.activity_id == step.id):
        raise Conflict("secret_uncounted")
    for other in _there(rows, "activity"):
        if step.id in steps_needed(other.config):
            raise Conflict("step_needed", step=other.title)


def _is_at_a_round(step: Row, rows: Rows) -> None:
    """What is open is the current round."""
    if (round_ := _open_round(step, rows)) and round_.n != step.current_n:
        raise Conflict("round_open")


def _is_open_in_place(round_: Row, rows: Rows) -> None:
    if round_.state != OPEN:
        return
    step = _need_step(round_.activity_id, rows)
    if _workshop(rows).state != "open":
        raise Conflict("not_running")
    if round_.removed_at is not None or round_.n != step.current_n:
        raise Conflict("other_round")


# Cards and themes.


def _has_a_title_of_its_own(theme: Row, rows: Rows) -> None:
    title = theme.title.casefold()
    beside = (one for one in _others(theme, rows, "theme") if one.activity_id == theme.activity_id)
    if theme.removed_at is None and any(one.title.casefold() == title for one in beside):
        raise Conflict("theme_exists")


def _is_empty_if_gone(theme: Row, rows: Rows) -> None:
    if theme.removed_at is not None and any(card.theme_id == theme.id for card in rows["contribution"].values()):
        raise Conflict("theme_in_use")


def _lies_in_a_theme(card: Row, rows: Rows) -> None:
    theme = rows["theme"].get(card.theme_id) if card.theme_id is not None else None
    if card.theme_id is not None and (theme is None or theme.removed_at is not None):
        raise Conflict("theme_gone")


def _lies_on_top_or_under_it(card: Row, rows: Rows) -> None:
    """No card lies under one that lies under another: on the board both would vanish."""
    if card.merged_into is None:
        return
    cards = rows["contribution"]
    if cards[card.merged_into].merged_into or any(one.merged_into == card.id for one in cards.values()):
        raise Conflict("changed_since")


def _is_put_aside_if_parked(card: Row, rows: Rows) -> None:
    if card.state != "hidden" and any(topic.contribution_id == card.id for topic in _there(rows, "capture")):
        raise Conflict("parked_already")


def _is_parked_once(topic: Row, rows: Rows) -> None:
    if topic.contribution_id is None or topic.removed_at is not None:
        return
    if any(one.contribution_id == topic.contribution_id for one in _others(topic, rows, "capture")):
        raise Conflict("parked_already")
    if rows["contribution"][topic.contribution_id].state != "hidden":
        raise Conflict("card_back")


def _is_adopted_once(measure: Row, rows: Rows) -> None:
    card = measure.removed_at is None and measure.contribution_id
    if card and any(one.contribution_id == card for one in _others(measure, rows, "measure")):
        raise Conflict("adopted")


# Speakers, and who is inside.


def _is_listed_once(speech: Row, rows: Rows) -> None:
    listed = (one for one in _others(speech, rows, "speech") if one.state in ("waiting", "speaking"))
    is_listed = speech.removed_at is None and speech.state in ("waiting", "speaking")
    voice = voice_of(speech)
    if is_listed and voice and any(voice_of(one) == voice for one in listed):
        raise Conflict("already_listed")


def _speaks_alone(speech: Row, rows: Rows) -> None:
    if speech.state != "speaking" or speech.removed_at is not None:
        return
    if _workshop(rows).state != "open":
        raise Conflict("not_running")
    if any(one.id != speech.id for one in _speaking(rows)):
        raise Conflict("other_speaks")


def _makes_way_for_the_link(person: Row, rows: Rows) -> None:
    """Who took a seat by the code alone is not inside beside whoever has its link."""
    beside = (one for one in _others(person, rows, "participant") if one.seat_id == person.seat_id is not None)
    is_inside = person.removed_at is None and person.admitted and person.proof == "code"
    if is_inside and any(one.admitted and one.proof == "link" for one in beside):
        raise Conflict("seat_by_link")


# What is settled must not be put back under what came of it.


def _is_not_frozen(step: Row, rows: Rows) -> None:
    if _open_round(step, rows):
        raise Conflict("frozen")


def _is_still_asked(answer: Row, rows: Rows) -> None:
    """What the moderator entered stands once the round is closed: it was counted."""
    if rows["round"][answer.round_id].state != OPEN:
        raise Conflict("round_closed")


def _is_device_of_somebody(device: Row, rows: Rows) -> None:
    if device.device_of is not None and all(one.id != device.device_of for one in _there(rows, "participant")):
        raise Conflict("nobody_to_be")


# Of which noun, on which columns it depends, and the rule itself.
INVARIANTS: tuple[tuple[str, tuple[str, ...], Rule], ...] = (
    ("workshop", ("state",), _rests),
    ("workshop", ("live_activity_id",), _is_at_a_step),
    ("activity", ("removed_at", "config"), _is_on_the_agenda),
    ("activity", ("current_n",), _is_at_a_round),
    ("round", ("state", "removed_at"), _is_open_in_place),
    ("theme", ("title", "removed_at"), _has_a_title_of_its_own),
    ("theme", ("removed_at",), _is_empty_if_gone),
    ("contribution", ("theme_id",), _lies_in_a_theme),
    ("contribution", ("merged_into",), _lies_on_top_or_under_it),
    ("contribution", ("state",), _is_put_aside_if_parked),
    ("capture", ("removed_at",), _is_parked_once),
    ("measure", ("removed_at",), _is_adopted_once),
    ("speech", ("state", "removed_at"), _is_listed_once),
    ("speech", ("state", "removed_at"), _speaks_alone),
    ("participant", ("removed_at", "admitted", "proof"), _makes_way_for_the_link),
)
SETTLED: tuple[tuple[str, tuple[str, ...], Rule], ...] = (
    ("activity", ("config",), _is_not_frozen),
    ("contribution", ("value",), _is_still_asked),
    ("participant", ("device_of",), _is_device_of_somebody),
)


_RULES: dict[tuple[str, str], list[Rule]] = {}
for _table, _columns, _rule in (*INVARIANTS, *SETTLED):
    for _column in _columns:
        _RULES.setdefault((_table, _column), []).append(_rule)


def _there(rows: Rows, table: str) -> Iterator[Row]:
    return (row for row in rows[table].values() if row.removed_at is None)


def _others(row: Row, rows: Rows, table: str) -> Iterator[Row]:
    return (other for other in _there(rows, table) if other.id != row.id)


def _speaking(rows: Rows) -> Iterator[Row]:
    return (one for one in _there(rows, "speech") if one.state == "speaking")


def _workshop(rows: Rows) -> Row:
    return next(iter(rows["workshop"].values()))


def _open_round(step: Row, rows: Rows) -> Row | None:
    of_step = (one for one in _there(rows, "round") if one.activity_id == step.id)
    return next((one for one in of_step if one.state == OPEN), None)


def _need_step(number: int, rows: Rows) -> Row:
    step = rows["activity"].get(number)
    if step is None or step.removed_at is not None:
        raise Conflict("step_gone")
    return step
