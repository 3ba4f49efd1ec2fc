"""The page of the agenda editor; everything after that goes over the socket."""

from flask import Blueprint, abort

from workshop.language import FORMS
from workshop.snapshots.editor import for_editor
from workshop.web.desk import reading, require_room
from workshop.web.rendering import render
from workshop.web.rooms import EXPECTING, SHARED

pages = Blueprint("editor", __name__)

# The preview says what the phone and the screen say.
AREAS = (*SHARED, FORMS, "editor", "fields", "undo", "count", "phone", "screen")


@pages.get("/w/<int:workshop_id>/edit")
def edit(workshop_id: int) -> str:
    """Show the agenda and the form of one step."""
    require_room(workshop_id, "prepare")
    found = for_editor(reading(), workshop_id) or abort(404)
    return render(
        "workshops/edit.html",
        areas=AREAS,
        workshop=workshop_id,
        audience="cockpit",
        page={**found, "expecting": EXPECTING},
        title=found["title"],
    )
