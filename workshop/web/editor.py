"""The page of the agenda editor; everything after that goes over the socket."""

from flask import Blueprint, abort

from workshop.activities import TYPES
from workshop.snapshots.editor import for_editor
from workshop.web.desk import reading, require_room
from workshop.web.rendering import render

pages = Blueprint("editor", __name__)

# Besides the types' own: the preview shows what the phone and the screen say.
AREAS = ("editor", "common", "errors", "status", "chart", "count", "timer", "undo", "phone", "screen")


@pages.get("/w/<int:workshop>/edit")
def edit(workshop: int) -> str:
    """Show the agenda and the form of one step."""
    require_room(workshop, "prepare")
    found = for_editor(reading(), workshop) or abort(404)
    return render(
        "workshops/edit.html",
        areas=(*AREAS, *TYPES),
        workshop=workshop,
        audience="cockpit",
        page=found,
        title=found["title"],
    )
