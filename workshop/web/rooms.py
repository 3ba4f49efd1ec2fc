"""The shells of the live pages. What they show comes through the socket, which checks for itself."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from workshop.activities import TYPES
from workshop.domain.codes import shown_code
from workshop.domain.permissions import Who
from workshop.live.commands import COMMANDS
from workshop.services import joining as verbs
from workshop.snapshots import joining
from workshop.snapshots.series import workshop_title
from workshop.web.desk import product, reading, require_room, write
from workshop.web.join import is_inside, named_by_cookie
from workshop.web.rendering import render

pages = Blueprint("rooms", __name__)
# What every live page says; each adds its own.
SHARED = ("common", "errors", "notice", "status", "chart", "timer", "secret", *TYPES)
COCKPIT = (
    *SHARED,
    "cockpit",
    "leading",
    "door",
    "capture",
    "speakers",
    "fields",
    "register",
    "screen",
    "undo",
    "phone",
)
# Commands that carry the revision they were decided on.
EXPECTING = [command.name for command in COMMANDS.values() if command.guarded]


@pages.get("/w/<int:workshop_id>")
def phone(workshop_id: int) -> Any:
    if not is_inside(workshop_id):
        return redirect(url_for("join.code"))
    return render("rooms/phone.html", areas=(*SHARED, "phone"), workshop=workshop_id, audience="phone")


@pages.post("/w/<int:workshop_id>/leave")
def leave(workshop_id: int) -> Any:
    """Let somebody go who took a wrong seat; what was given stays with the seat, and their browser may come back."""
    if not is_inside(workshop_id):
        return redirect(url_for("join.code"))
    write(workshop_id, verbs.leave, Who("participant", named_by_cookie(workshop_id) or 0))
    return redirect(url_for("join.seat", code=shown_code(joining.code_of(reading(), workshop_id))))


@pages.get("/w/<int:workshop_id>/cockpit")
def cockpit(workshop_id: int) -> str:
    require_room(workshop_id, "run")
    return render(
        "rooms/cockpit.html",
        areas=COCKPIT,
        workshop=workshop_id,
        audience="cockpit",
        page={
            "expecting": EXPECTING,
            "account": int(current_user.id),
            "plain": product().config.is_plain,
        },
        title=workshop_title(reading(), workshop_id),
    )


@pages.get("/w/<int:workshop_id>/screen")
def screen(workshop_id: int) -> str:
    """The same shell for any number: a projector's computer proves itself at the socket, by the fragment."""
    return render("rooms/screen.html", areas=(*SHARED, "screen"), workshop=workshop_id, audience="screen")


@pages.get("/w/<int:workshop_id>/observe")
def observe(workshop_id: int) -> str:
    """What the screen shows, and the agenda. Again the same shell for any number."""
    return render(
        "rooms/observer.html", areas=(*SHARED, "screen", "observer"), workshop=workshop_id, audience="observer"
    )
