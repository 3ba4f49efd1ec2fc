"""The roster of a series: the list, one seat, and taking over a file."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from workshop.domain import roster
from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.sheets import MOST_BYTES, read_sheet, write_csv
from workshop.services import series
from workshop.snapshots import series as snapshots
from workshop.snapshots.links import issues
from workshop.snapshots.series import SeatLine
from workshop.web.cards import link_of
from workshop.web.desk import reading, require_role, run
from workshop.web.errors import sentence
from workshop.web.forms import Form
from workshop.web.rendering import render, say

pages = Blueprint("roster", __name__, url_prefix="/series/<int:series_id>/seats")
SAMPLE = [["Ahorn", "09473112", "4149", "Gemeinde"], ["Dörfles-Esbach", "09473120", "3591", "Gemeinde"]]


@pages.route("", methods=["GET", "POST"])
def seats(series_id: int) -> Any:
    """Show the roster; a POST adds one seat."""
    require_role(series_id, "prepare")
    form = Form(request.form)
    if request.method == "POST" and _added(form, series_id):
        flash("staff.seat_added")
        return redirect(url_for("roster.seats", series_id=series_id))
    found = snapshots.roster(reading(), series_id)
    links = {number: link_of(number, issue) for number, issue in issues(reading(), series_id).items()}
    page = render("staff/seats.html", form=form, seats=found, links=links, series=snapshots.facts(reading(), series_id))
    return page, 422 if form.errors else 200


@pages.route("/<int:seat_id>", methods=["GET", "POST"])
def seat(series_id: int, seat_id: int) -> Any:
    require_role(series_id, "prepare")
    found = _seat(series_id, seat_id)
    form = Form(request.form if request.method == "POST" else _as_cells(found))
    if request.method == "POST" and _edited(form, series_id, seat_id):
        flash("staff.saved")
        return redirect(url_for("roster.seats", series_id=series_id))
    link = link_of(seat_id, issues(reading(), series_id)[seat_id])
    page = render("staff/seat.html", form=form, seat=found, link=link, series=snapshots.facts(reading(), series_id))
    return page, 422 if form.errors else 200


@pages.post("/<int:seat_id>/remove")
def remove(series_id: int, seat_id: int) -> Any:
    require_role(series_id, "prepare")
    run(series.remove_seat, series_id=series_id, seat_id=seat_id)
    flash("staff.seat_removed")
    return redirect(url_for("roster.seats", series_id=series_id))


@pages.route("/import", methods=["GET", "POST"])
def take_over(series_id: int) -> Any:
    """Read a file and show what taking it over would do; nothing is written yet."""
    require_role(series_id, "prepare")
    preview: dict[str, Any] | None = None
    faults: list[WorkshopError] = []
    if request.method == "POST":
        preview, faults = _preview(series_id)
    page = render(
        "staff/import.html",
        preview=preview,
        faults=[_line_sentence(fault) for fault in faults],
        series=snapshots.facts(reading(), series_id),
    )
    return page, 422 if faults else 200


@pages.post("/import/apply")
def apply(series_id: int) -> Any:
    """Take the list over that was shown; the rules are checked once more."""
    require_role(series_id, "prepare")
    try:
        done = run(series.import_roster, series_id=series_id, rows=read_sheet(request.form.get("rows", "").encode()))
    except WorkshopError as fault:
        found = snapshots.facts(reading(), series_id)
        return render("staff/import.html", preview=None, faults=[_line_sentence(fault)], series=found), 422
    flash(say("staff.import_done", **{name: done[name] for name in ("added", "changed")}), "words")
    return redirect(url_for("roster.seats", series_id=series_id))


@pages.get("/sample.csv")
def sample(series_id: int) -> Response:
    """Offer a file to start from."""
    require_role(series_id, "prepare")
    heading = [say(f"staff.seat_{column}") for column in ("name", "ags", "population", "kind")]
    text = "\ufeff" + write_csv([heading, *SAMPLE])
    name = f"attachment; filename={say('staff.sample_file')}.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": name})


def _added(form: Form, series_id: int) -> bool:
    return _written(form, lambda cells: run(series.add_seat, series_id=series_id, cells=cells))


def _edited(form: Form, series_id: int, seat_id: int) -> bool:
    return _written(form, lambda cells: run(series.edit_seat, series_id=series_id, seat_id=seat_id, cells=cells))


def _written(form: Form, write: Any) -> bool:
    cells = {column: form.given.get(column, "") for column in roster.COLUMNS}
    try:
        write(cells)
    except WorkshopError as fault:
        if fault.status in (403, 404):
            raise
        form.fault(fault.params.get("column", "name"), fault)
    return not form.errors


def _preview(series_id: int) -> tuple[dict[str, Any] | None, list[WorkshopError]]:
    try:
        rows = read_sheet(_uploaded())
        found = roster.read_roster(rows)
    except WorkshopError as fault:
        return None, [fault]
    plan = roster.compare(snapshots.known(reading(), series_id), found.seats, found.columns)
    faults: list[WorkshopError] = sorted([*found.faults, *plan.faults], key=lambda fault: fault.params["line"])
    if faults:
        return None, faults
    return {"plan": plan, "ignored": found.ignored, "rows": write_csv(rows)}, []


def _uploaded() -> bytes:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused("no_file")
    # One byte more than allowed tells that the file is too large.
    return file.stream.read(MOST_BYTES + 1)


def _line_sentence(fault: WorkshopError) -> str:
    if "line" not in fault.params:
        return sentence(fault)
    column = fault.params.get("column")
    place = {"line": fault.params["line"], "column": say(f"staff.seat_{column}") if column else ""}
    words = {"words": sentence(fault), **place}
    return say("staff.fault_in_column" if column else "staff.fault_in_line", **words)


def _seat(series_id: int, seat_id: int) -> SeatLine:
    return next((one for one in snapshots.roster(reading(), series_id) if one.id == seat_id), None) or abort(404)


def _as_cells(seat: SeatLine) -> dict[str, str]:
    cells = {column: getattr(seat, column) for column in roster.COLUMNS}
    return {column: "" if value is None else str(value) for column, value in cells.items()}
