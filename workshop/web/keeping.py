"""How long things are kept: archiving and deleting a workshop, deleting a series, each after its title was typed."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request

from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.permissions import may
from workshop.services import archive, deletion
from workshop.snapshots import keeping as snapshots
from workshop.snapshots import series as series_snapshots
from workshop.storage import forget_old_pages
from workshop.web.desk import me, product, reading, require_role, require_room, run, write
from workshop.web.forms import Form
from workshop.web.rendering import render

pages = Blueprint("keeping", __name__)


@pages.get("/w/<int:workshop_id>/keeping")
def keeping(workshop_id: int) -> Any:
    """Say what becomes of a workshop, and offer to archive or delete it."""
    role = require_room(workshop_id, "run")
    return _page(workshop_id, role, Form({}))


@pages.post("/w/<int:workshop_id>/archive")
def archive_it(workshop_id: int) -> Any:
    """Archive an ended workshop; final."""
    role = require_room(workshop_id, "run")
    form = Form(request.form)
    if form.given.get("sure") != "yes":
        form.fault("sure", Refused("say_yes"))
        return _page(workshop_id, role, form)
    try:
        write(workshop_id, archive.archive, me())
    except WorkshopError as refused:
        form.fault("sure", refused)
        return _page(workshop_id, role, form)
    forget_old_pages(product().engine)
    flash("keeping.archived_now")
    return redirect(f"/w/{workshop_id}/keeping", 303)


@pages.post("/w/<int:workshop_id>/delete")
def delete_workshop(workshop_id: int) -> Any:
    """Delete a workshop, once its title was typed."""
    role = require_room(workshop_id, "team")
    series_id = series_snapshots.series_of(reading(), workshop_id)
    form = Form(request.form)
    try:
        done = run(deletion.delete_workshop, workshop_id=workshop_id, typed=form.given.get("typed", ""))
    except WorkshopError as refused:
        form.fault("typed", refused)
        return _page(workshop_id, role, form)
    _clear_up(done)
    flash("keeping.deleted_now")
    return redirect(f"/series/{series_id}", 303)


@pages.route("/series/<int:series_id>/delete", methods=["GET", "POST"])
def delete_series(series_id: int) -> Any:
    """Delete a series with everything in it, once its title was typed."""
    require_role(series_id, "team")
    form = Form(request.form)
    if request.method == "POST":
        try:
            _clear_up(run(deletion.delete_series, series_id=series_id, typed=form.given.get("typed", "")))
            flash("keeping.series_deleted_now")
            return redirect("/series", 303)
        except WorkshopError as refused:
            form.fault("typed", refused)
    lines = snapshots.of_series(reading(), series_id, product().clock()).values()
    series = series_snapshots.facts(reading(), series_id)
    page = render("staff/series_delete.html", form=form, series=series, lines=list(lines))
    return page, 422 if form.errors else 200


def _clear_up(answer: dict[str, Any]) -> None:
    product().keeping.clear_up(answer)
    forget_old_pages(product().engine)


def _page(workshop_id: int, role: str, form: Form) -> Any:
    kept = snapshots.of_workshop(reading(), workshop_id, product().clock()) or abort(404)
    page = render(
        "staff/keeping.html",
        form=form,
        kept=kept,
        series=series_snapshots.facts(reading(), kept.series_id),
        measures=snapshots.open_measures(reading(), workshop_id),
        may=lambda capability: may(role, capability),
    )
    return page, 422 if form.errors else 200
