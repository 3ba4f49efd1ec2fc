"""Coming in by code: the form, the choice of a seat, the cookie. Works without JavaScript."""

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from workshop.domain.codes import normal_code, shown_code
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused, WorkshopError
from workshop.product import cookie_name
from workshop.services import joining as verbs
from workshop.snapshots import joining
from workshop.snapshots.joining import Entrance, SeatChoice
from workshop.web import guards
from workshop.web.accounts import tries
from workshop.web.desk import NEWCOMER, address, product, reading, write
from workshop.web.forms import Form
from workshop.web.rendering import render

pages = Blueprint("join", __name__)
REMEMBERED = 14 * 24 * 3600  # seconds; the end of the workshop ends it anyway
SEARCH_FROM = 12  # seats; fewer are seen at a glance
MAYORS = ("Gemeinde", "Markt", "Stadt", "Große Kreisstadt", "municipality", "town")  # kinds of seats led by one
_CLOSED = {"draft": "room_not_open", "ended": "room_closed"}


@pages.route("/", methods=["GET", "POST"])
def code() -> Any:
    """Ask for the code."""
    form = Form(request.values)
    if not form.given.get("code", "").strip() and request.method == "GET":
        return render("join/code.html", form=form)
    try:
        found = _entrance(form.given.get("code", ""))
    except WorkshopError as wrong:
        form.fault("code", wrong)
        return render("join/code.html", form=form), wrong.status
    return redirect(url_for("join.seat", code=shown_code(found.code)))


@pages.get("/j/<code>")
def seat(code: str) -> Any:
    """Offer the seats, or one of them, or a place as a guest."""
    try:
        found = _known(code)
        if is_inside(found.id):  # before anything else: whoever was there may see the results at the end
            return redirect(url_for("rooms.phone", workshop_id=found.id))
        return _offer(_must_be_open(found), Form(request.args))
    except WorkshopError as wrong:
        form = Form({"code": code})
        form.fault("code", wrong)
        return render("join/code.html", form=form), wrong.status


@pages.post("/j/<code>")
def enter(code: str) -> Any:
    """Let somebody in and give them the cookie."""
    found = _entrance(code)
    form = Form(request.form)
    chosen = form.given.get("seat", "")
    wanted = _seat_of(found.id, chosen) if chosen else None
    if wanted and wanted.is_taken and form.given.get("again") != "yes":
        return _offer(found, form)  # taken while the page lay open: ask before going on
    try:
        participant = _join(found, wanted, form.given.get("capacity", "guest"), form.given.get("name", ""))
    except WorkshopError as refused:
        form.fault("name" if not wanted else "seat", refused)
        return _offer(found, form)
    return _with_cookie(found.id, participant)


@pages.get("/api/join")
def api_seats() -> Any:
    """Say what there is to join: ``GET /api/join?code=`` → workshop, title and seats."""
    found = _entrance(request.args.get("code", ""))
    seats = [_as_json(seat) for seat in joining.seats(reading(), found.id)]
    return jsonify(workshop=found.id, title=found.title, state=found.state, seats=seats)


@pages.post("/api/join")
@guards.CSRF.exempt
def api_join() -> Any:
    """Join as a program does: JSON in, a token for the socket out."""
    if request.mimetype != "application/json":  # what a foreign page's form cannot send
        raise UnsupportedMediaType
    if guards.is_foreign_origin(product().config):
        raise NotAllowed("foreign_origin")
    wanted = _api_wish(request.get_json(silent=True))
    found = _entrance(wanted["code"])
    seat = _seat_of(found.id, str(wanted["seat"])) if wanted["seat"] is not None else None
    participant = _join(found, seat, wanted["capacity"], wanted["name"])
    token = product().tokens.participant(found.id, participant)
    return jsonify(token=token, workshop=found.id, participant=participant)


def is_inside(workshop_id: int) -> bool:
    """Return whether this browser's cookie is one of the workshop and still holds."""
    token = request.cookies.get(cookie_name(product().config, workshop_id), "")
    try:
        of, participant = product().tokens.read_participant(token)
    except NotAllowed:
        return False
    return of == workshop_id and joining.is_inside(reading(), workshop_id, participant)


def _entrance(typed: str) -> Entrance:
    """Return the open workshop behind a code; raises in words."""
    return _must_be_open(_known(typed))


def _known(typed: str) -> Entrance:
    """Return the workshop behind a code; counts wrong codes."""
    try:
        found = joining.entrance(reading(), normal_code(typed[:40]))
    except Refused:
        found = None
    if found is None:
        tries().wrong_code(address())
        raise NotFound("code_unknown") if typed.strip() else Refused("code_missing")
    return found


def _must_be_open(found: Entrance) -> Entrance:
    if found.state in _CLOSED:
        raise Conflict(_CLOSED[found.state])
    return found


def _seat_of(workshop_id: int, number: str) -> SeatChoice:
    """Return the seat; raises NotFound where it belongs to another series."""
    for seat in joining.seats(reading(), workshop_id):
        if str(seat.id) == number:
            return seat
    raise NotFound("seat_unknown")


def _offer(found: Entrance, form: Form) -> Any:
    seats = joining.seats(reading(), found.id)
    if form.given.get("seat"):
        chosen = next((seat for seat in seats if str(seat.id) == form.given["seat"]), None)
        return _page("seat", found, form, seat=chosen, has_mayor=chosen.kind in MAYORS) if chosen else abort(404)
    if form.given.get("as") == "guest" or "name" in form.errors or not seats:
        return _page("guest", found, form, has_seats=bool(seats))
    looked_for = form.given.get("q", "").strip()[:80].casefold()
    shown = [seat for seat in seats if looked_for in seat.name.casefold()]
    return _page("seats", found, form, seats=shown, has_search=len(seats) > SEARCH_FROM)


def _page(name: str, found: Entrance, form: Form, **more: Any) -> Any:
    page = render(f"join/{name}.html", room=found, shown_code=shown_code(found.code), form=form, **more)
    return page, 422 if form.errors else 200


def _join(found: Entrance, seat: SeatChoice | None, capacity: str, name: str) -> int:
    wish = {"seat_id": seat.id if seat else None, "capacity": capacity if seat else "guest", "name": name}
    return write(found.id, verbs.join, NEWCOMER, **wish)["participant"]


def _with_cookie(workshop_id: int, participant: int) -> Any:
    config = product().config
    answer = redirect(url_for("rooms.phone", workshop_id=workshop_id), 303)
    answer.set_cookie(
        cookie_name(config, workshop_id),
        product().tokens.participant(workshop_id, participant),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=config.is_secure,
    )
    return answer


def _api_wish(body: Any) -> dict[str, Any]:
    """Return what a program asks for; unknown keys and wrong types are refused."""
    allowed: dict[str, tuple[type, ...]] = {"code": (str,), "name": (str,), "seat": (int,), "capacity": (str,)}
    if not isinstance(body, dict):
        raise Refused("not_json")
    for name, value in body.items():
        if name not in allowed or not isinstance(value, allowed[name]) or isinstance(value, bool):
            raise Refused("malformed", why=str(name)[:40])
    if "code" not in body:
        raise Refused("malformed", why="code")
    return {"name": "", "seat": None, "capacity": "holder" if "seat" in body else "guest", **body}


def _as_json(seat: SeatChoice) -> dict[str, Any]:
    return {"id": seat.id, "name": seat.name, "kind": seat.kind, "group": seat.group, "taken": seat.is_taken}
