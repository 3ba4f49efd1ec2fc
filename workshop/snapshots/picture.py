"""What all live pictures have in common: the facts of the workshop and the live step."""

from typing import Any

from workshop.domain.ballots import FEW_VOTERS, may_spoil
from workshop.models.chain import origin_for
from workshop.snapshots.scene import Scene, StepView

Picture = dict[str, Any]


def common(scene: Scene, audience: str, stage: str, live: StepView | None) -> Picture:
    """Return the members every picture has (Picture in wire.ts)."""
    return {
        "audience": audience,
        "revision": scene.workshop.revision,
        "version": scene.workshop.version,
        "now": scene.now,
        "workshop": facts(scene),
        "stage": stage,
        "live": live_of(scene, live) if live else None,
    }


def facts(scene: Scene) -> dict[str, Any]:
    """Return what everybody may know of the workshop (Facts in wire.ts)."""
    workshop, series = scene.workshop, scene.series
    return {
        "id": workshop.id,
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "series": series.title,
        "organiser": series.organiser,
        "state": workshop.state,
        "sample": workshop.is_sample,
        "rehearsal": workshop.rehearses is not None,
        "starts_at": workshop.starts_at,
        "started_at": workshop.started_at,
        "ended_at": workshop.ended_at,
        "minutes": workshop.minutes,
        "seats_called": series.seats_called,
    }


def live_of(scene: Scene, step: StepView) -> dict[str, Any]:
    """Return a step as the room sees it (Live in wire.ts): what is asked, not what was given."""
    round_ = step.round
    return {
        "activity": step.id,
        "n": step.n,
        "type": step.row.type,
        "title": step.row.title,
        "minutes": step.row.minutes,
        "ask": ask_of(step),
        "round": round_.id,
        "run": round_.n,
        "state": round_.state,
        "shown": round_.shown,
        "takes_input": step.takes_input,
        "opened_at": round_.opened_at,
        "closes_at": round_.closes_at,
        "closed_at": round_.closed_at,
        "privacy": privacy_of(step),
        "who": who_of(scene, step),
        "votes": step.kind.votes,
        "origin": origin_of(scene, step),
        "may_wish": may_wish(step),
        "may_be_late": may_be_late(step),
        "reason": round_.reason,
        "secret": secret_of(scene, step) if privacy_of(step) == "secret" else None,
    }


def secret_of(scene: Scene, step: StepView) -> dict[str, Any]:
    """Return what everybody may know of a secret round (Secret in wire.ts): of no ballot, and of no voter."""
    base, outcome = step.round.base, step.round.outcome
    roll = len(scene.roll_of(step))
    return {
        "least": base.get("least", 0),
        "roll": roll,
        "few": min(roll, scene.there(step) or roll) <= FEW_VOTERS,
        "plain": base.get("plain", False),
        "may_spoil": base.get("may_spoil", False) if base else may_spoil(step.row.config),
        "reason": step.round.reason,
        "list": outcome.get("list", ""),
    }


def origin_of(scene: Scene, step: StepView) -> dict[str, Any] | None:
    """Return where the options come from (Origin in wire.ts): as it was when the round was opened."""
    if step.round.base:
        return step.round.base.get("origin")
    return origin_for([one.row for one in scene.steps], step.row.config, step.taken)


def ask_of(step: StepView) -> dict[str, Any]:
    """Return what a participant may see; an arranging step shows the questions of the one it arranges."""
    own = step.kind.ask(step.frozen)
    if step.source is None:
        return own
    return {**own, **step.source.kind.ask(step.source.frozen), "arranges": step.source.id}


def privacy_of(step: StepView) -> str:
    """Return "named", "unnamed" or "secret", as announced: frozen once the round was opened."""
    frozen = step.holding.round.base.get("privacy")
    return str(frozen or step.holding.row.config.get("privacy") or step.kind.privacies[0])


def may_wish(step: StepView) -> bool:
    """Return whether a step that has not opened yet could still be voted on secretly."""
    return step.round.state == "draft" and step.kind.has_ballots and privacy_of(step) != "secret"


def may_be_late(step: StepView) -> bool:
    """Return whether something can still be handed in: the step is closed, and texts are all it asks for."""
    asked = [kind for kind in step.kind.kinds if not (kind.of or kind.beside or kind.after)]
    is_closed = step.round.state == "closed" and step.takes_input and privacy_of(step) != "secret"
    return is_closed and all(kind.is_text for kind in asked)


def who_of(scene: Scene, step: StepView) -> str:
    """Return who may give: "seats" or "all"."""
    if privacy_of(step) == "secret":
        return "seats"
    default = "seats" if scene.entitled and step.kind.votes else "all"
    chosen = scene.entitled and not step.kind.decides and step.row.config.get("who")
    return str(step.round.base.get("who") or chosen or default)


def mark_of(scene: Scene, step: StepView) -> str:
    """Return "live", "done" or "next"; after the end nothing is live any more."""
    is_current = scene.live is not None and scene.live.id == step.id
    if is_current and scene.workshop.state == "open":
        return "live"
    was_run = step.round.opened_at or step.round.shown_at or step.row.current_n > 1
    return "done" if is_current or was_run else "next"
