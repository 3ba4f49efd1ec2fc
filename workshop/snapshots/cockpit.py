"""The picture of those who lead: everything about the running, nothing of a vote that is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from workshop.activities import exists
from workshop.activities.base import Base, Material
from workshop.domain.attendance import deputy_in
from workshop.domain.codes import shown_code
from workshop.domain.lifecycle import RoundFacts, legal_actions
from workshop.domain.permissions import CAPABILITIES
from workshop.domain.roster import has_mayor
from workshop.domain.text import short_print
from workshop.models import AnyRow, Membership, User
from workshop.models.chain import why_not_ready, why_unfinished
from workshop.models.seats import handings, holders, one_in, people_on
from workshop.snapshots import register, speakers
from workshop.snapshots.captured import captured
from workshop.snapshots.done import entries_of, real_minutes, way_back
from workshop.snapshots.picture import Picture, common, mark_of, may_wish, privacy_of
from workshop.snapshots.scene import Scene, StepView, waiting_in
from workshop.snapshots.screen import Place
from workshop.snapshots.wishes import wishes_in


def for_cockpit(connection: Connection, scene: Scene, place: Place, screen_token: str) -> Picture:
    """Return the cockpit's picture (CockpitPicture in wire.ts)."""
    entries = entries_of(connection, scene.workshop.id)
    minutes = real_minutes(entries, scene)
    wishes = wishes_in(connection, scene)
    to_decide = waiting_in(connection, [step.round.id for step in scene.steps])
    workshop = scene.workshop
    stage = workshop.state if workshop.state != "open" else ("step" if scene.live else "waiting")
    return common(scene, "cockpit", stage, scene.live) | {
        "black": workshop.black,
        "show_join": workshop.show_join,
        "leader": _leader(connection, workshop),
        "note": workshop.note,
        "code": shown_code(workshop.code),
        "join_url": place.join_url(workshop.code),
        "screen_path": f"/w/{workshop.id}/screen#{screen_token}",
        "steps": [
            _step(scene, step, minutes.get(step.id))
            | _wish(step, wishes)
            | {"texts_waiting": to_decide.get(step.round.id, 0)}
            for step in scene.steps
        ],
        "themes": {activity: [_theme(row) for row in rows] for activity, rows in scene.themes.items()},
        "seats": _seats(connection, scene),
        "guests": [{"id": guest.id, "name": guest.name} for guest in scene.guests],
        "locked": workshop.locked,
        "admission": workshop.admission,
        "waiting": _waiting(connection, scene),
        "unproven": [_person(one) for one in scene.unproven],
        "captured": captured(connection, workshop.id),
        "speakers": speakers.for_cockpit(workshop, scene.speeches),
        "measures": register.for_moderators(connection, workshop.id),
        "departments": scene.series.departments,
        **({"undo": [], "redo": None} if workshop.archived_at else way_back(connection, workshop.id, entries)),
    }


def _leader(connection: Connection, workshop: AnyRow) -> dict[str, Any] | None:
    """Return who leads; nobody does if that account may not any more."""
    query = (
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(
            User.id == workshop.led_by,
            User.disabled_at.is_(None),
            Membership.series_id == workshop.series_id,
            Membership.role.in_(CAPABILITIES["run"]),
        )
    )
    found = connection.execute(query).first()
    return {"id": found.id, "name": found.name} if found else None


def _step(scene: Scene, step: StepView, real_minutes: int | None) -> dict[str, Any]:
    row, round_ = step.row, step.round
    return {
        "activity": step.id,
        "n": step.n,
        "type": row.type,
        "exists": exists(row.type),
        "title": row.title,
        "minutes": row.minutes,
        "real_minutes": real_minutes,
        "note": row.note,
        "config": row.config,
        "premoderated": step.holding.row.premoderated,
        "round": round_.id,
        "run": round_.n,
        "state": round_.state,
        "is_secret": privacy_of(step) == "secret",
        "print": short_print(round_.frozen_hash) if step.kind.has_ballots else "",
        "shown": round_.shown,
        "takes_input": step.takes_input,
        "is_text": step.is_text,
        "sorts": step.kind.sorts,
        "answerable": any(kind.answerable for kind in step.kind.kinds),
        "actions": _actions(scene, step),
        "quorum": _quorum(scene, step),
        "unready": why_not_ready(step.kind, row.config, step.frozen) if step.takes_input else "",
        "unfinished": why_unfinished(step.kind, row.config) if step.takes_input and not round_.frozen else "",
        "count": scene.count(step),
        "mark": mark_of(scene, step),
        "arranges": step.source.id if step.source else None,
        "groups": _groups(scene, step),
        "rounds": [_run(round_) for round_ in step.runs],
    }


def _wish(step: StepView, wishes: Mapping[int, int]) -> dict[str, Any]:
    """Return how many wish a secret vote, never who; and whether the step can still become one."""
    return {"wishes": wishes.get(step.round.id, 0), "may_be_secret": may_wish(step) and "secret" in step.kind.privacies}


def _quorum(scene: Scene, step: StepView) -> dict[str, int] | None:
    """Return how many must be there to decide and how many are, while that can still change."""
    roll = scene.roll_of(step)
    may_change = step.round.state in ("draft", "open") and roll
    return step.kind.quorum(step.frozen, Base("seats", len(roll), scene.there(step))) if may_change else None


def _groups(scene: Scene, step: StepView) -> bool | None:
    """Return whether the result is shown by groups; None where that cannot be."""
    round_ = step.round
    is_there = round_.state == "closed" and round_.shown and privacy_of(step) != "secret"
    if (
        not (is_there and step.kind.compared(step.frozen, Material()))
        or scene.workshop.archived_at
        or len({seat.group_name for seat in scene.seats}) < 2
    ):
        return None
    return "groups" in round_.base


def _run(round_: AnyRow) -> dict[str, Any]:
    return {
        "n": round_.n,
        "state": round_.state,
        "set_aside": round_.set_aside_at is not None,
        "shown": round_.shown_at is not None,
        "opened_at": round_.opened_at,
    }


def _actions(scene: Scene, step: StepView) -> list[str]:
    """Legal actions of a running workshop; a step that only shows something needs none. After the end only to annul a
    secret vote that cannot be counted."""
    if scene.workshop.state == "ended" and not scene.workshop.archived_at:
        return ["annul"] if _is_left_uncounted(scene, step) else []
    shows_something = step.takes_input or step.source is not None
    if scene.workshop.state != "open" or not exists(step.row.type) or not shows_something:
        return []
    round_ = step.round
    facts = RoundFacts(
        round_.state,
        round_.shown,
        round_.shown_at is not None,
        step.takes_input,
        step.kind.shows_live,
        privacy_of(step) == "secret",
        step.kind.decides,
    )
    return list(legal_actions(facts))


def _is_left_uncounted(scene: Scene, step: StepView) -> bool:
    round_ = step.round
    is_too_few = round_.state == "closed" and scene.count(step)["given"] < round_.base.get("least", 0)
    return privacy_of(step) == "secret" and (round_.state == "broken" or is_too_few)


def _seats(connection: Connection, scene: Scene) -> list[dict[str, Any]]:
    short = short_names(scene.seats)
    there = people_on(connection, scene.workshop.id)
    held = holders(connection, scene.workshop.id)
    log = handings(connection, scene.workshop.id, [seat.id for seat in scene.seats])
    asked = set(scene.roll_of(scene.live) if scene.live else scene.entitled)
    return [
        {
            "id": seat.id,
            "name": seat.name,
            "short": short[seat.id],
            "kind": seat.kind,
            "has_mayor": has_mayor(seat.kind),
            "group": seat.group_name,
            "attendance": scene.attendance.get(seat.id, "absent"),
            "by": deputy_in(scene.attendance.get(seat.id, "absent"), scene.comings.get(seat.id, [])),
            "spans": [asdict(span) for span in scene.comings.get(seat.id, [])],
            "entitled": seat.id in scene.entitled,
            "asked": seat.id in asked,
            "people": [
                {"capacity": one.capacity, "votes": one.id == held.get(seat.id)} for one in there.get(seat.id, [])
            ],
            "handed": [{"to": row.capacity, "at": row.at} for row in log if row.seat_id == seat.id],
        }
        for seat in scene.seats
    ]


def _waiting(connection: Connection, scene: Scene) -> list[dict[str, Any]]:
    """Return who waits, and whether it could be a further device of the one who is on the seat in that capacity."""
    if not scene.waiting:
        return []
    there = people_on(connection, scene.workshop.id)
    return [
        _person(one) | {"may_be_device": one_in(there.get(one.seat_id, []), one.capacity) is not None}
        for one in scene.waiting
    ]


def _person(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "seat": row.seat_id,
        "capacity": row.capacity,
        "name": row.name,
        "joined_at": row.joined_at,
    }


def short_names(seats: Sequence[AnyRow]) -> dict[int, str]:
    """Return two letters for each lamp, different from each other as far as the names allow."""
    taken: set[str] = set()
    short: dict[int, str] = {}
    for seat in seats:
        short[seat.id] = next((pair for pair in _pairs(seat.name) if pair not in taken), _pairs(seat.name)[0])
        taken.add(short[seat.id])
    return short


def _pairs(name: str) -> list[str]:
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()] or [name]
    first = words[0]
    initials = [first[0] + words[1][0].upper()] if len(words) > 1 else []
    letters = [first[0] + letter for letter in first[1:] if letter.isalpha()]
    return (initials + letters if len(first) <= 3 else letters[:1] + initials + letters[1:]) or [name[:2]]


def _theme(row: AnyRow) -> dict[str, Any]:
    return {"id": row.id, "title": row.title}
