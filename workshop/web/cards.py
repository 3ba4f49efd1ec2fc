"""Personal links on paper and by post: place cards, the list for mail merge, and a link made anew."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for

from workshop.services import doors
from workshop.snapshots import deck
from workshop.snapshots.record import Reader
from workshop.web.desk import me, product, reading, require_role, run, write
from workshop.web.downloads import KINDS, disposition, made, title_in_name
from workshop.web.rendering import language, say

pages = Blueprint("cards", __name__, url_prefix="/series/<int:series_id>/seats")


@pages.get("/cards")
def cards(series_id: int) -> Response:
    """Send the place cards; they can be printed again at any time."""
    return _file(series_id, "cards", "pdf")


@pages.get("/letters")
def letters(series_id: int) -> Response:
    """Send the list for mail merge."""
    return _file(series_id, "letters", "xlsx")


@pages.post("/<int:seat_id>/reissue")
def reissue(series_id: int, seat_id: int) -> Any:
    """Make a seat's link worthless and another one valid; whoever came by the old one is put before the door."""
    require_role(series_id, "prepare")
    run(doors.reissue, series_id=series_id, seat_id=seat_id)
    for workshop in deck.rooms_by_link(reading(), seat_id):
        write(workshop, doors.expel, me(), seat_id=seat_id)
    flash("staff.link_reissued")
    return redirect(url_for("roster.seat", series_id=series_id, seat_id=seat_id))


def link_of(seat: int, issue: int) -> str:
    """Return the address of a seat's personal link."""
    return f"{product().config.public_url}{url_for('links.seat')}#{product().tokens.seat_link(seat, issue)}"


def _file(series_id: int, name: str, kind: str) -> Response:
    require_role(series_id, "prepare")
    reader = Reader(language(), product().config.timezone, product().catalogue)
    found = deck.deck_of(reading(), series_id, link_of, reader, product().clock())
    answer = Response(made(name, found), mimetype=KINDS[kind].mime)
    called = f"{title_in_name(found['title'])}_{title_in_name(say(f'documents.{name}'))}.{KINDS[kind].ending}"
    answer.headers["Content-Disposition"] = disposition(called)
    return answer
