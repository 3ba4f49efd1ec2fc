"""Coming in as a program does: JSON in, a token for the socket out. The rules are those of the pages."""

from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from workshop.domain.errors import NotAllowed, Refused
from workshop.snapshots import joining
from workshop.snapshots.joining import SeatChoice
from workshop.web import guards
from workshop.web.desk import product, reading
from workshop.web.join import admit, entrance, seat_of

pages = Blueprint("api", __name__)
_ALLOWED: dict[str, type] = {"code": str, "name": str, "seat": int, "capacity": str}


@pages.get("/api/join")
def seats() -> Any:
    """Say what there is to join: ``GET /api/join?code=`` → workshop, title and seats."""
    found = entrance(request.args.get("code", ""))
    offered = [_as_json(seat) for seat in joining.seats(reading(), found.id)]
    return jsonify(workshop=found.id, title=found.title, state=found.state, seats=offered)


@pages.post("/api/join")
@guards.CSRF.exempt
def enter() -> Any:
    """Join as a program does: JSON in, a token for the socket out."""
    if request.mimetype != "application/json":  # what a foreign page's form cannot send
        raise UnsupportedMediaType
    if guards.is_foreign_origin(product().config):
        raise NotAllowed("foreign_origin")
    wanted = _wish(guards.json_body())
    found = entrance(wanted["code"])
    seat = seat_of(found.id, str(wanted["seat"])) if wanted["seat"] is not None else None
    made = admit(found, seat, wanted["capacity"], wanted["name"])
    token = product().tokens.participant(found.id, made["participant"])
    return jsonify(token=token, workshop=found.id, participant=made["participant"], waits=made["waits"])


def _wish(body: Any) -> dict[str, Any]:
    """Return what a program asks for; unknown keys and wrong types are refused."""
    if not isinstance(body, dict):
        raise Refused("not_json")
    for name, value in body.items():
        if name not in _ALLOWED or not isinstance(value, _ALLOWED[name]) or isinstance(value, bool):
            raise Refused("malformed", why=str(name)[:40])
    if "code" not in body:
        raise Refused("malformed", why="code")
    return {"name": "", "seat": None, "capacity": "holder" if "seat" in body else "guest", **body}


def _as_json(seat: SeatChoice) -> dict[str, Any]:
    return {"id": seat.id, "name": seat.name, "kind": seat.kind, "group": seat.group, "taken": seat.is_taken}
