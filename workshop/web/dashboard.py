"""Series and their workshops: the list, the dashboard, making and naming them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from workshop.activities import exists
from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.keeping import DAYS, MONTHS
from workshop.domain.permissions import may
from workshop.library import templates
from workshop.services import agenda, library, series, workshops
from workshop.snapshots import dashboard, keeping
from workshop.snapshots import series as snapshots
from workshop.web.desk import me, product, reading, require_role, run, write
from workshop.web.forms import Form
from workshop.web.rendering import language, render, say

pages = Blueprint("dashboard", __name__)


@pages.get("/series")
def all_series() -> Any:
    """Go straight to the only series; list them where there are several."""
    if not current_user.is_authenticated:
        return _sign_in()
    mine = snapshots.mine(reading(), current_user.id)
    if len(mine) == 1:
        return redirect(url_for("dashboard.one_series", series_id=mine[0].id))
    return render("staff/all_series.html", mine=mine)


@pages.route("/series/new", methods=["GET", "POST"])
def new_series() -> Any:
    if not current_user.is_authenticated:
        return _sign_in()
    form = Form(request.form)
    if request.method == "POST":
        words = _series_words(form)
        if not form.errors:
            made = run(series.create, **words)
            return redirect(url_for("dashboard.one_series", series_id=made["series"]))
    return render("staff/series_form.html", form=form, series=None), _status(form)


@pages.get("/series/<int:series_id>")
def one_series(series_id: int) -> str:
    role = require_role(series_id, "watch")
    found = dashboard.for_series(reading(), series_id, product().clock())
    others = [one for one in snapshots.mine(reading(), current_user.id) if one.id != series_id]
    return render(
        "staff/series.html",
        series=snapshots.facts(reading(), series_id),
        dashboard=found,
        others=others,
        kept=keeping.of_series(reading(), series_id, product().clock()),
        deleted=keeping.deleted_of(reading(), series_id),
        simulated=product().presence.simulated,
        may=lambda capability: may(role, capability),
    )


@pages.route("/series/<int:series_id>/settings", methods=["GET", "POST"])
def settings(series_id: int) -> Any:
    """Change what a series is called."""
    role = require_role(series_id, "prepare")
    found = snapshots.facts(reading(), series_id)
    form = Form(request.form if request.method == "POST" else _as_typed(found))
    if request.method == "POST":
        words = _series_words(form)
        limits = {
            "keep_months": _limit(form, "keep_months", MONTHS),
            "archive_days": _limit(form, "archive_days", DAYS),
        }
        if not form.errors:
            run(series.describe, series_id=series_id, **words, **limits)
            flash("staff.saved")
            return redirect(url_for("dashboard.one_series", series_id=series_id))
    page = render(
        "staff/series_form.html", form=form, series=found, months=MONTHS, days=DAYS, may_delete=may(role, "team")
    )
    return page, _status(form)


@pages.route("/series/<int:series_id>/workshops/new", methods=["GET", "POST"])
def new_workshop(series_id: int) -> Any:
    """Make a workshop from scratch, as a copy, or from a template."""
    require_role(series_id, "prepare")
    form = Form(request.form)
    copies = [line for line in dashboard.workshops(reading(), series_id) if line.steps]
    if request.method == "POST":
        made = _make_workshop(form, series_id, {line.id for line in copies})
        if made:
            return redirect(f"/w/{made}/edit")
    found = snapshots.facts(reading(), series_id)
    page = render("staff/workshop_form.html", form=form, series=found, copies=copies, templates=_templates())
    return page, _status(form)


def _make_workshop(form: Form, series_id: int, copies: set[int]) -> int | None:
    source, _, chosen = form.given.get("source", "empty").partition(":")
    words = {
        "title": form.line("title") if source == "empty" else form.optional("title"),
        "subtitle": form.optional("subtitle"),
        "minutes": form.number("minutes", workshops.clean_minutes),
        "starts_at": form.moment("day", "time"),
    }
    if form.errors:
        return None
    try:
        return _start_from(source, chosen, series_id, copies, words)
    except WorkshopError as fault:
        form.fault("source", fault)
        return None


def _start_from(source: str, chosen: str, series_id: int, copies: set[int], words: dict[str, Any]) -> int:
    if source == "empty":
        return run(workshops.create, series_id=series_id, **{**words, "minutes": words["minutes"] or 90})["workshop"]
    if source == "template":
        named = {"title": words["title"] or None, "language": language()}
        made = run(library.plant, series_id=series_id, template=chosen, **named)
    elif source == "copy" and chosen in map(str, copies):
        made = run(library.copy, workshop_id=int(chosen), title=words["title"] or None)
    else:
        raise Refused("not_an_option")
    _describe(made["workshop"], series_id, words)
    return made["workshop"]


def _describe(workshop_id: int, series_id: int, words: dict[str, Any]) -> None:
    """Write what was typed over what the template says; empty fields keep the template's."""
    made = next(line for line in dashboard.workshops(reading(), series_id) if line.id == workshop_id)
    for field in ("subtitle", "minutes", "starts_at"):
        if words[field]:
            edit = {"field": field, "value": words[field], "former": getattr(made, field)}
            write(workshop_id, agenda.edit_workshop, me(), **edit)


def _templates() -> list[dict[str, Any]]:
    """Return the library in the reader's language, as far as it is there in it."""
    return [
        {
            "id": name,
            "title": one["title"],
            "about": one["about"],
            "minutes": one["workshop"]["minutes"],
            "agenda": [{**step, "words": _type_words(step["type"])} for step in one["agenda"]],
        }
        for name, one in templates(language()).items()
    ]


def _type_words(name: str) -> str:
    return say(f"{name}.name") if exists(name) else say("staff.template_later")


def _series_words(form: Form) -> dict[str, str]:
    return {
        "title": form.line("title"),
        "organiser": form.optional("organiser"),
        "moderation": form.optional("moderation"),
        "seats_called": form.optional("seats_called", 40),
        "departments": form.read("departments", _lines, ""),
    }


def _limit(form: Form, name: str, allowed: Sequence[int]) -> int | None:
    return form.number(name, lambda limit: series.clean_limit(limit, allowed))


def _lines(text: str) -> str:
    return "\n".join(series.clean_departments(text))


def _as_typed(found: Any) -> dict[str, Any]:
    limits = {"keep_months": str(found.keep_months), "archive_days": str(found.archive_days)}
    return {**vars(found), "departments": "\n".join(found.departments), **limits}


def _status(form: Form) -> int:
    return 422 if form.errors else 200


def _sign_in() -> Any:
    return redirect(url_for("accounts.login", next=request.path))
