"""Arranging what people wrote: let in, take out, merge, sort into themes. The same for every text kind."""

from collections.abc import Sequence

from sqlalchemy import select

from workshop.activities import type_of
from workshop.domain.errors import Conflict, Refused
from workshop.domain.permissions import Who
from workshop.domain.text import clean_line
from workshop.models import Activity, Contribution, Round, Theme
from workshop.room import Room
from workshop.services import fives
from workshop.writer import Answer

TITLE = 120  # characters of a theme


def premoderate(room: Room, who: Who, *, activity: int, on: bool) -> Answer | None:
    """Let new cards wait for a yes, or not. Turning it off does not let in what waits."""
    room.activity(activity).premoderated = on
    return None


def approve(room: Room, who: Who, cards: Sequence[int]) -> Answer | None:
    """Let waiting cards in."""
    for card in map(room.card, cards):
        if card.state == "waiting":
            card.state = "shown"
            fives.show_text(room, card)
    return None


def hide_card(room: Room, who: Who, card: int) -> Answer | None:
    """Take a card off the board; it can be restored."""
    move_to(room.card(card), "hidden", ("shown", "waiting"))
    return None


def discard(room: Room, who: Who, card: int) -> Answer | None:
    """Throw a card away; it appears in no document and can be restored until the end."""
    move_to(room.card(card), "discarded", ("shown", "waiting", "hidden"))
    return None


def restore(room: Room, who: Who, card: int) -> Answer | None:
    """Bring a hidden or discarded card back."""
    found = room.card(card)
    move_to(found, "shown", ("hidden", "discarded"))
    fives.show_text(room, found)
    return None


def answer(room: Room, who: Who, card: int, *, on: bool) -> Answer | None:
    """Say that the room has dealt with a question, or that it is open again."""
    found = room.card(card)
    kinds = type_of(room.activity(room.session.get_one(Round, found.round_id).activity_id).type).kinds
    if not any(kind.answerable for kind in kinds if kind.name == found.kind):
        raise Refused("not_answerable")
    if found.state != "shown":
        raise Conflict("card_state", state=found.state)
    found.answered_at = (found.answered_at or room.now) if on else None
    return None


def merge(room: Room, who: Who, cards: Sequence[int], into: int) -> Answer | None:
    """Put cards under another one; what was merged into them goes along.

    Each keeps its theme and place; as long as it lies there, those of the card at the top count.
    """
    target = room.card(into)
    if target.merged_into is not None or target.state != "shown":
        raise Conflict("merge_target")
    for card in map(room.card, cards):
        _check_merge(card, target)
        for one in (card, *_merged_into(room, card)):
            one.merged_into = target.id
            room.touched.voices.add(one.voice)
    return None


def unmerge(room: Room, who: Who, card: int) -> Answer | None:
    """Put a merged card back where it was: its own theme, place and likes count again."""
    found = room.card(card)
    if found.merged_into is None:
        raise Conflict("not_merged")
    found.merged_into = None
    return None


def sort(room: Room, who: Who, card: int, theme: int | None, place: int = 0) -> Answer | None:
    """Put a card into a theme (None: out of it); what is merged into it follows, wherever it was."""
    found = room.card(card)
    if theme is not None:
        _check_theme(room, found, room.theme(theme))
    found.theme_id, found.place = theme, place
    return None


def add_theme(room: Room, who: Who, activity: int, title: str) -> Answer:
    """Add a theme at the end; a title that is there already is refused."""
    step = room.activity(activity)
    if not type_of(step.type).sorts:
        raise Refused("no_themes")
    themes = _themes(room, step.id)
    name = _free_title(title, themes)
    theme = Theme(activity_id=step.id, title=name, position=len(themes) + 1)
    room.session.add(theme)
    room.session.flush()
    _touch(room, step)
    return {"theme": theme.id}


def rename_theme(room: Room, who: Who, theme: int, title: str, former: str) -> Answer | None:
    """Rename a theme, unless another renamed it in between; another theme's title is refused."""
    found = room.theme(theme)
    if found.title != former:
        raise Conflict("conflict", field="title", stands=found.title)
    found.title = _free_title(title, [other for other in _themes(room, found.activity_id) if other is not found])
    _touch(room, room.activity(found.activity_id))
    return None


def remove_theme(room: Room, who: Who, theme: int) -> Answer | None:
    """Remove a theme; its cards are without a theme then."""
    found = room.theme(theme)
    for card in room.session.scalars(select(Contribution).where(Contribution.theme_id == found.id)):
        card.theme_id = None
    found.removed_at = room.now
    _touch(room, room.activity(found.activity_id))
    return None


def move_theme(room: Room, who: Who, theme: int, to: int) -> Answer | None:
    """Move a theme to a place, counted from 1."""
    found = room.theme(theme)
    others = [other for other in _themes(room, found.activity_id) if other.id != found.id]
    others.insert(max(0, min(to - 1, len(others))), found)
    for position, other in enumerate(others, start=1):
        other.position = position
    _touch(room, room.activity(found.activity_id))
    return None


def move_to(card: Contribution, state: str, legal: tuple[str, ...]) -> None:
    """Give a card another state; raises Conflict ``card_state`` where it may not have it."""
    if card.state not in legal:
        raise Conflict("card_state", state=card.state)
    card.state = state


def _check_merge(card: Contribution, target: Contribution) -> None:
    if card.id == target.id or card.round_id != target.round_id or card.kind != target.kind:
        raise Refused("merge_target")


def _check_theme(room: Room, card: Contribution, theme: Theme) -> None:
    if room.session.get_one(Round, card.round_id).activity_id != theme.activity_id:
        raise Refused("not_found")


def _merged_into(room: Room, card: Contribution) -> list[Contribution]:
    return list(room.session.scalars(select(Contribution).where(Contribution.merged_into == card.id)))


def _themes(room: Room, activity: int) -> list[Theme]:
    query = select(Theme).where(Theme.activity_id == activity, Theme.removed_at.is_(None))
    return list(room.session.scalars(query.order_by(Theme.position, Theme.id)))


def _free_title(title: str, others: Sequence[Theme]) -> str:
    """Return a title that no other theme has: as options of a vote two would look the same."""
    name = clean_line(title, TITLE)
    if any(theme.title.casefold() == name.casefold() for theme in others):
        raise Refused("theme_exists")
    return name


def _touch(room: Room, step: Activity) -> None:
    room.touched.rounds.add(room.round_of(step).id)
