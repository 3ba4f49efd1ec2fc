"""What the cockpit asks for beside its socket: the team, an invitation, addresses with their QR codes.

Answers are JSON; what they hold is for those who lead alone.
"""

from typing import Any

from flask import Blueprint, jsonify, url_for

from workshop.domain.errors import NotFound
from workshop.domain.permissions import may
from workshop.services import people
from workshop.snapshots import series, team
from workshop.snapshots.identity import observer_issue
from workshop.snapshots.screen import qr_of
from workshop.web.desk import product, reading, require_room, run

pages = Blueprint("leading", __name__)
_OF_ROOM = "/w/<int:workshop_id>"
VIEWS = ("join", "timer")  # what a further screen can show for itself


@pages.get(f"{_OF_ROOM}/team")
def members(workshop_id: int) -> Any:
    """Say who is on the team and may lead, or could be asked to."""
    role = require_room(workshop_id, "run")
    found = [one for one in team.members(reading(), _series_of(workshop_id)) if not one.is_disabled]
    people_ = [{"id": one.id, "name": one.name, "may_lead": may(one.role, "run")} for one in found]
    return jsonify(members=people_, may_admit=may(role, "team"), cockpit=_linked(f"/w/{workshop_id}/cockpit"))


@pages.post(f"{_OF_ROOM}/team/<int:user_id>")
def admit(workshop_id: int, user_id: int) -> Any:
    """Let somebody of the team moderate."""
    require_room(workshop_id, "team")
    series_id = _series_of(workshop_id)
    if any(one.id == user_id and may(one.role, "run") for one in team.members(reading(), series_id)):
        return jsonify(ok=True)  # else an owner would lose something by it
    run(people.change_role, series_id=series_id, user_id=user_id, role="moderator")
    return jsonify(ok=True)


@pages.post(f"{_OF_ROOM}/team/invitations")
def invite(workshop_id: int) -> Any:
    """Make an invitation for somebody new; its link is told once."""
    require_room(workshop_id, "invite")
    made = run(people.invite, series_id=_series_of(workshop_id), role="moderator")
    return jsonify(_linked(url_for("team.invitation", token=made["token"])))


@pages.get(f"{_OF_ROOM}/screens")
def screens(workshop_id: int) -> Any:
    """Say where further screens are found, each with a view of its own."""
    require_room(workshop_id, "run")
    token = product().tokens.screen(workshop_id)
    found = {view: _linked(f"/w/{workshop_id}/screen?show={view}#{token}") for view in VIEWS}
    issue = observer_issue(reading().connection(), workshop_id)
    found["observers"] = _linked(f"/w/{workshop_id}/observe#{product().tokens.observer_link(workshop_id, issue)}")
    return jsonify(found)


def _series_of(workshop_id: int) -> int:
    found = series.series_of(reading(), workshop_id)
    if found is None:
        raise NotFound("not_found")
    return found


def _linked(path: str) -> dict[str, Any]:
    link = f"{product().config.public_url}{path}"
    drawn, size = qr_of(link)
    return {"link": link, "qr": drawn, "size": size}
