"""Coming in by code: the form, the choice of a seat, the cookie. Works without JavaScript."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for

from workshop.domain.codes import normal_code, shown_code
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused, WorkshopError
from workshop.domain.roster import has_mayor
from workshop.product import cookie_name
from workshop.services import joining as verbs
from workshop.snapshots import joining
from workshop.snapshots.identity import whose
from workshop.snapshots.joining import Entrance, SeatChoice
from workshop.web.accounts import tries
from workshop.web.desk import NEWCOMER, address, product, reading, write
from workshop.web.forms import Form
from workshop.web.rendering import render

pages = Blueprint("join", __name__)
REMEMBERED = 14 * 24 * 3600  # seconds; the end of the workshop ends it anyway
SEARCH_FROM = 12  # seats; fewer are seen at a glance
_CLOSED = {"draft": "room_not_open", "ended": "room_closed"}


@pages.route("/", methods=["GET", "POST"])
def code() -> Any:
    """Ask for the code."""
    form = Form(request.values)
    if not form.given.get("code", "").strip() and request.method in ("GET", "HEAD"):
        return render("join/code.html", form=form)
    try:
        found = entrance(form.given.get("code", ""))
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
    found = entrance(code)
    form = Form(request.form)
    chosen = form.given.get("seat", "")
    wanted = seat_of(found.id, chosen) if chosen else None
    if wanted and wanted.is_taken and form.given.get("again") != "yes":
        return _offer(found, form)  # taken while the page lay open: say that one waits, before one does
    try:
        participant = admit(found, wanted, form.given.get("capacity", "guest"), form.given.get("name", ""))[
            "participant"
        ]
    except WorkshopError as refused:
        form.fault("name" if not wanted or isinstance(refused, Refused) else "seat", refused)
        return _offer(found, form)
    return with_cookie(redirect(url_for("rooms.phone", workshop_id=found.id), 303), found.id, participant)


def is_inside(workshop_id: int) -> bool:
    """Return whether this browser's cookie is one of the workshop and still holds; its owner may wait at the door."""
    participant = person_of_cookie(workshop_id)
    return participant is not None and joining.is_known(reading(), workshop_id, participant)


def is_admitted(workshop_id: int) -> bool:
    """Return whether this browser's owner may see what the room sees."""
    participant = person_of_cookie(workshop_id)
    return participant is not None and joining.is_admitted(reading(), workshop_id, participant)


def person_of_cookie(workshop_id: int) -> int | None:
    """Return the person whose device this browser is, as the moderator may have said."""
    number = named_by_cookie(workshop_id)
    return None if number is None else whose(reading(), number)


def named_by_cookie(workshop_id: int) -> int | None:
    """Return who this browser is or was in a workshop; nothing is said about whether they may still be there."""
    token = request.cookies.get(cookie_name(product().config, workshop_id), "")
    try:
        of, participant = product().tokens.read_participant(token)
    except NotAllowed:
        return None
    return int(participant) if of == workshop_id else None


def entrance(typed: str) -> Entrance:
    """Return the open workshop behind a code; raises NotFound, Conflict, Limited."""
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


def seat_of(workshop_id: int, number: str) -> SeatChoice:
    """Return the seat; raises NotFound where it belongs to another series."""
    for seat in joining.seats(reading(), workshop_id):
        if str(seat.id) == number:
            return seat
    raise NotFound("seat_unknown")


def _offer(found: Entrance, form: Form) -> Any:
    seats = joining.seats(reading(), found.id)
    if form.given.get("seat"):
        chosen = next((seat for seat in seats if str(seat.id) == form.given["seat"]), None)
        return _page("seat", found, form, seat=chosen, has_mayor=has_mayor(chosen.kind)) if chosen else abort(404)
    if form.given.get("as") == "guest" or "name" in form.errors or not seats:
        return _page("guest", found, form, has_seats=bool(seats))
    looked_for = form.given.get("q", "").strip()[:80].casefold()
    shown = [seat for seat in seats if looked_for in seat.name.casefold()]
    return _page("seats", found, form, seats=shown, has_search=len(seats) > SEARCH_FROM)


def _page(name: str, found: Entrance, form: Form, **more: Any) -> Any:
    page = render(f"join/{name}.html", room=found, shown_code=shown_code(found.code), form=form, **more)
    return page, 422 if form.errors else 200


def admit(found: Entrance, seat: SeatChoice | None, capacity: str, name: str) -> dict[str, Any]:
    """Let somebody in, or before the door; return ``{"participant", "waits"}``."""
    wish = {"seat_id": seat.id if seat else None, "capacity": capacity if seat else "guest", "name": name}
    # What the cookie says: a further device that comes again is not given the token of the person it belongs to.
    wish["former"] = named_by_cookie(found.id)
    return write(found.id, verbs.join, NEWCOMER, **wish)


def with_cookie(answer: Any, workshop_id: int, participant: int) -> Any:
    """Return the answer with the cookie that makes this browser the participant."""
    config = product().config
    answer.set_cookie(
        cookie_name(config, workshop_id),
        product().tokens.participant(workshop_id, participant),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=config.is_secure,
    )
    return answer
