"""Templates: a workshop's agenda as a file, and a workshop from such a file."""

from typing import Any

from flask import Blueprint, Response, redirect, request

from workshop.activities import exists
from workshop.domain.errors import Refused, WorkshopError
from workshop.services import template_file, templates
from workshop.snapshots import series as snapshots
from workshop.snapshots.editor import for_editor
from workshop.web.desk import keep_inside, reading, require_role, require_room, run
from workshop.web.downloads import disposition, title_in_name
from workshop.web.errors import sentence
from workshop.web.rendering import render, say

pages = Blueprint("templates", __name__)
MOST_FAULTS = 20  # shown; who sends a novel need not read one
# The parts of a file that are no fields of a type, each with a word in staff.template_part_<name>.
PARTS = ("workshop", "title", "subtitle", "minutes", "note", "id", "type", "config", "premoderated")
PARTS_OF_INPUT = ("privacy", "who", "live")


@pages.get("/w/<int:workshop_id>/template")
def written(workshop_id: int) -> Response:
    """Send the agenda as a file that another series can take over."""
    require_room(workshop_id, "prepare")
    keep_inside(workshop_id)
    found = for_editor(reading(), workshop_id) or {}
    answer = Response(templates.written(reading(), workshop_id), mimetype="application/json")
    name = f"{title_in_name(found['title'])}_{say('staff.template_file')}.json"
    answer.headers["Content-Disposition"] = disposition(name)
    return answer


@pages.route("/series/<int:series_id>/workshops/import", methods=["GET", "POST"])
def take(series_id: int) -> Any:
    """Make a workshop from a file, or say what is wrong with it and where."""
    require_role(series_id, "prepare")
    faults: list[str] = []
    if request.method == "POST":
        template, found = _sent()
        if template:
            return redirect(f"/w/{run(templates.take, series_id=series_id, template=template)['workshop']}/edit")
        faults = [_placed(fault) for fault in found]
    page = render(
        "staff/template.html",
        faults=faults[:MOST_FAULTS],
        more=max(0, len(faults) - MOST_FAULTS),
        series=snapshots.facts(reading(), series_id),
    )
    return page, 422 if faults else 200


def _sent() -> tuple[template_file.Template | None, list[Refused]]:
    file = request.files.get("file")
    if file is None or not file.filename:
        return None, [Refused("no_file")]
    # One byte more than allowed tells that the file is too large.
    return template_file.read(file.stream.read(template_file.MOST_BYTES + 1))


def _placed(fault: WorkshopError) -> str:
    """Return the sentence with its place, e.g. "Schritt 3, Feld Möglichkeiten: …"."""
    words, field = sentence(fault), fault.params.get("at_field")
    if field is None:
        return words
    place = {"words": words, "n": fault.params["at_step"], "field": _field_words(fault.params["at_type"], field)}
    return say("staff.template_in_step" if fault.params["at_step"] else "staff.template_in_workshop", **place)


def _field_words(type_name: str, field: str) -> str:
    if field in PARTS + PARTS_OF_INPUT:
        return say(f"staff.template_part_{field}")
    if exists(type_name):
        label = say(key := f"{type_name}.field_{field}")
        return field if label == key else label
    return field
