"""What every view needs: the product, who is asking, and the way to the writer."""

from typing import Any

from flask import abort, current_app, request
from flask_login import current_user
from sqlalchemy.orm import Session

from workshop.domain.errors import Conflict, NotAllowed
from workshop.domain.permissions import Who, may
from workshop.models import db
from workshop.room import role_of
from workshop.snapshots import series
from workshop.writer import Verb

NEWCOMER = Who("participant")


def product() -> Any:
    """Return the product this app serves."""
    return current_app.extensions["workshop"]


def me() -> Who:
    """Return who is asking: an account, or nobody in particular."""
    return Who("user", current_user.id) if current_user.is_authenticated else Who("nobody")


def reading() -> Session:
    """Return the session of this request, for snapshots only: the writer guards every other use."""
    return db.session()


def run(verb: Verb, **payload: Any) -> dict[str, Any]:
    """Run a verb at the desk in the name of who is asking."""
    return write(None, verb, me(), **payload)


def write(workshop_id: int | None, verb: Verb, who: Who, /, **payload: Any) -> dict[str, Any]:
    """Run a verb through the writer."""
    # A request that waits must not hold a connection: twenty who join at once would take the
    # whole pool, and the writer itself would wait for one of them.
    reading().rollback()
    try:
        return product().writer.run(workshop_id, verb, who, **payload)
    finally:
        # What this request has read so far is older than what it wrote; the next look must be fresh.
        reading().rollback()


def require_role(series_id: int, capability: str) -> str:
    """Return the role in a series; 404 for strangers, 403 for members who may not."""
    if not current_user.is_authenticated:
        abort(401)
    role = role_of(reading(), me(), series_id)
    if role is None:
        abort(404)
    if not may(role, capability):
        raise NotAllowed("not_allowed")
    return role


def require_room(workshop_id: int, capability: str) -> str:
    """Return the role in a workshop's series; says the same for foreign and for missing workshops."""
    if not current_user.is_authenticated:
        abort(401)
    series_id = series.series_of(reading(), workshop_id)
    return require_role(series_id, capability) if series_id else abort(404)


def keep_inside(workshop_id: int) -> None:
    """Raise Conflict for a rehearsal: no file leaves it that somebody could take for the real thing."""
    if series.is_rehearsal(reading(), workshop_id):
        raise Conflict("rehearsal_no_files")


def address() -> str:
    """Return where a request comes from, for counting tries; it is never logged or stored."""
    return request.remote_addr or "unknown"
