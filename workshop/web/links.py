"""A seat's personal link: one page for all, which learns whose it is only by a click.

The token stands in the fragment, which no browser sends and no mail gateway's GET uses up; the page hands it
over in the body of a POST. Nothing is stored by looking.
"""

from typing import Any

from flask import Blueprint, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from workshop.domain.errors import Conflict, NotAllowed, Refused
from workshop.domain.roster import has_mayor
from workshop.services import joining
from workshop.snapshots import links
from workshop.snapshots.links import Linked
from workshop.tokens import number_in
from workshop.web import dates, guards
from workshop.web.accounts import tries
from workshop.web.desk import NEWCOMER, address, product, reading, write
from workshop.web.join import named_by_cookie, with_cookie
from workshop.web.rendering import language, local, render, say

pages = Blueprint("links", __name__)
LONGEST = 60  # characters of a token


@pages.get("/seat")
def seat() -> str:
    """The same page for everybody."""
    return render("join/link.html", areas=("common", "errors", "join"))


@pages.post("/api/seat")
@guards.CSRF.exempt  # the token in the body is the proof; a foreign page has none
def look() -> Any:
    """Say whose link this is and which workshops it opens now."""
    found = _linked(_body("token"))
    rooms = links.open_rooms(reading(), found.series_id)
    return jsonify(
        seat=f"{found.kind} {found.name}".strip(),
        has_mayor=has_mayor(found.kind),
        series=found.series,
        organiser=found.organiser,
        rooms=[{"id": room.id, "title": room.title, "subtitle": room.subtitle} for room in rooms],
        none="" if rooms else _when(found),
    )


@pages.post("/api/seat/join")
@guards.CSRF.exempt  # as above
def enter() -> Any:
    """Let the bearer in and give them the cookie."""
    body = _body("token", "capacity", "name", workshop=int)
    found = _linked(body)
    if body["workshop"] not in (room.id for room in links.open_rooms(reading(), found.series_id)):
        raise Conflict("room_not_open")
    wish = {"seat_id": found.id, "issue": found.issue, "capacity": body["capacity"], "name": body["name"]}
    # A device that the moderator gave to somebody proves itself by the link, and nobody else with it.
    wish["former"] = named_by_cookie(body["workshop"])
    made = write(body["workshop"], joining.join_by_link, NEWCOMER, **wish)
    answer = jsonify(to=url_for("rooms.phone", workshop_id=body["workshop"]))
    return with_cookie(answer, body["workshop"], made["participant"])


def _linked(body: dict[str, Any]) -> Linked:
    """Return the seat of a token; raises NotAllowed ``bad_link`` and counts it as a wrong try."""
    token = body["token"][:LONGEST]
    try:
        found = links.seat(reading(), number_in(token))
        if found is None or not product().tokens.is_seat_link(token, found.issue):
            raise NotAllowed("bad_link")
    except NotAllowed:
        tries().wrong_code(address())
        raise
    return found


def _body(*texts: str, **others: type) -> dict[str, Any]:
    """Return the members of the body, all of them and no others; raises Refused."""
    if request.mimetype != "application/json":  # what a foreign page's form cannot send
        raise UnsupportedMediaType
    if guards.is_foreign_origin(product().config):
        raise NotAllowed("foreign_origin")
    body = guards.json_body()
    wanted: dict[str, type] = {**dict.fromkeys(texts, str), **others}
    if isinstance(body, dict) and "name" in wanted:
        body = {"name": "", **body}  # only a deputy may say one
    if not isinstance(body, dict) or set(body) != set(wanted):
        raise Refused("malformed", why="body")
    for name, kind in wanted.items():
        if not isinstance(body[name], kind) or isinstance(body[name], bool):
            raise Refused("malformed", why=name)
    return body


def _when(found: Linked) -> str:
    """Return the sentence for whoever comes while nothing is open."""
    at = links.next_start(reading(), found.series_id)
    if at is None:
        return say("join.link_none")
    moment = local(at)
    return say("join.link_later", day=dates.long_date(moment, language()), time=dates.clock_time(moment, language()))
