"""Rehearsing a workshop: simulated mayors in a marked copy, thrown away with one click."""

from typing import Any

from flask import Blueprint, flash, redirect, request

from workshop.domain.codes import shown_code
from workshop.domain.errors import Refused
from workshop.live.crowds import MOST_VOICES
from workshop.services import rehearsals
from workshop.snapshots import dashboard, joining
from workshop.snapshots import series as series_snapshots
from workshop.web.desk import product, reading, require_room, run
from workshop.web.forms import Form
from workshop.web.rendering import render

pages = Blueprint("rehearsals", __name__)


@pages.route("/w/<int:workshop_id>/rehearsal", methods=["GET", "POST"])
def rehearse(workshop_id: int) -> Any:
    """Ask how many mayors; then make the copy, let them in and lead it."""
    require_room(workshop_id, "run")
    standing = dashboard.rehearsal_of(reading(), workshop_id)
    if standing:
        return redirect(f"/w/{standing}/cockpit")
    series = series_snapshots.facts(reading(), series_snapshots.series_of(reading(), workshop_id) or 0)
    seats = dashboard.seat_count(reading(), series.id).total if series else 0
    form = Form(request.form if request.method == "POST" else {"voices": str(min(seats or 12, MOST_VOICES))})
    if request.method == "POST":
        voices = form.number("voices", _clean_voices)
        if voices is None:
            form.fault("voices", Refused("voices_range", most=MOST_VOICES))
        else:
            return redirect(f"/w/{_begin(workshop_id, voices)}/cockpit", 303)
    page = render("staff/rehearsal.html", form=form, series=series, workshop_id=workshop_id, most=MOST_VOICES)
    return page, 422 if form.errors else 200


@pages.post("/w/<int:workshop_id>/rehearsal/discard")
def discard(workshop_id: int) -> Any:
    """Throw a rehearsal away with all that was given in it."""
    require_room(workshop_id, "run")
    series_id = series_snapshots.series_of(reading(), workshop_id)
    product().keeping.clear_up(run(rehearsals.discard, workshop_id=workshop_id))
    flash("staff.rehearsal_discarded")
    return redirect(f"/series/{series_id}", 303)


def _begin(workshop_id: int, voices: int) -> int:
    product().crowds.check()
    made: int = run(rehearsals.rehearse, workshop_id=workshop_id)["workshop"]
    product().crowds.start(made, shown_code(joining.code_of(reading(), made)), voices)
    return made


def _clean_voices(voices: int) -> int:
    if not 1 <= voices <= MOST_VOICES:
        raise Refused("voices_range", most=MOST_VOICES)
    return voices
