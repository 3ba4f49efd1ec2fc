"""Pictures: taken in for a workshop, and shown to whoever is in it."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask_login import current_user
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from workshop.domain.errors import Limited, NotAllowed, Refused
from workshop.domain.permissions import may
from workshop.pictures import MIME, MOST_BYTES, Album
from workshop.product import screen_cookie
from workshop.room import role_of
from workshop.services.pictures import add_picture
from workshop.snapshots import pictures, series
from workshop.snapshots.identity import observer_issue
from workshop.tokens import number_in
from workshop.web import guards
from workshop.web.accounts import tries
from workshop.web.desk import me, product, reading, require_room, run
from workshop.web.join import is_admitted

pages = Blueprint("pictures", __name__)
UPLOADS = RateLimitItemPerMinute(40, 10)  # of one account
AROUND = 64 * 1024  # bytes of a request beside its file


@pages.post("/api/w/<int:workshop_id>/pictures")
@guards.CSRF.exempt  # by name: the token is checked below, once the size is known to be allowed
def add(workshop_id: int) -> Any:
    """Take a picture in, drawn anew; return what a step keeps of it."""
    require_room(workshop_id, "prepare")
    request.max_content_length = MOST_BYTES + AROUND
    data = _uploaded()
    if not tries().window.hit(UPLOADS, "picture", str(current_user.id)):
        raise Limited(seconds=UPLOADS.get_expiry())
    taken = album().take(data)
    facts = {"hash": taken.hash, "width": taken.width, "height": taken.height}
    gone = run(add_picture, workshop_id=workshop_id, kind=taken.kind, **facts)["gone"]
    album().forget(gone)
    return jsonify(facts)


@pages.get("/w/<int:workshop_id>/pictures/<hash>")
def show(workshop_id: int, hash: str) -> Response:  # noqa: A002
    """Send a picture of the series; for who is in the workshop, its team and its screens."""
    if not may_see(workshop_id):
        abort(404 if current_user.is_authenticated else 401)
    kind = pictures.kind_of(reading(), workshop_id, hash)
    data = album().read(hash, kind) if kind else None
    if kind is None or data is None:
        abort(404)
    return Response(data, mimetype=MIME[kind])


@pages.post("/api/w/<int:workshop_id>/screen")
@guards.CSRF.exempt  # the token in the body is the proof; a foreign page has none
def screen(workshop_id: int) -> Any:
    """Give a window of a projector or an observer the cookie with which it may ask for pictures."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    body = guards.json_body()
    token = body.get("token") if isinstance(body, dict) else None
    if not isinstance(token, str):
        raise Refused("malformed", why="token")
    if not _opens(workshop_id, token):
        raise NotAllowed("bad_token")
    answer = jsonify(ok=True)
    config = product().config
    name = screen_cookie(config, workshop_id)
    answer.set_cookie(name, token, httponly=True, samesite="Lax", secure=config.is_secure)
    return answer


def album() -> Album:
    """Return where the files are."""
    return Album(product().config.instance)


def _uploaded() -> bytes:
    try:
        guards.CSRF.protect()
        file = request.files.get("file")
    except RequestEntityTooLarge as fault:
        raise Refused("picture_large", most=MOST_BYTES // 1024**2) from fault
    if file is None or not file.filename:
        raise Refused("no_file")
    return file.stream.read(MOST_BYTES + 1)


def may_see(workshop_id: int) -> bool:
    series_id = series.series_of(reading(), workshop_id)
    if series_id is None:
        return False
    if current_user.is_authenticated and may(role_of(reading(), me(), series_id), "watch"):
        return True
    return is_admitted(workshop_id) or _is_screen(workshop_id)


def _is_screen(workshop_id: int) -> bool:
    token = request.cookies.get(screen_cookie(product().config, workshop_id), "")
    return _opens(workshop_id, token)


def _opens(workshop_id: int, token: str) -> bool:
    """Return whether this is the token of a screen or of an observer of the workshop."""
    tokens = product().tokens
    try:
        if "." in token and token.partition(".")[0].isdigit():
            issue = observer_issue(reading().connection(), workshop_id)
            return number_in(token) == workshop_id and bool(tokens.is_observer_link(token, issue))
        return bool(tokens.read_screen(token)[0] == workshop_id)
    except NotAllowed:
        return False
