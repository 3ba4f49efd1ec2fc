"""What belongs to whoever took part: to see it, to keep it as a file, to take it back. Works without JavaScript."""

import json
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from workshop.domain.forgetting import HELD, RECORD
from workshop.domain.permissions import Who
from workshop.services import own as verbs
from workshop.snapshots.own import own_of
from workshop.snapshots.series import is_rehearsal
from workshop.storage import forget_old_pages
from workshop.web.desk import keep_inside, product, reading, write
from workshop.web.downloads import disposition, title_in_name
from workshop.web.join import is_admitted, person_of_cookie
from workshop.web.rendering import render, say

pages = Blueprint("own", __name__)
FILES = {"json": "application/json", "html": "text/html; charset=utf-8"}


@pages.get("/w/<int:workshop_id>/mine")
def mine(workshop_id: int) -> Any:
    """Show what this person gave."""
    if not is_admitted(workshop_id):
        return redirect(url_for("join.code"))
    return _page(workshop_id, asked=False)


@pages.get("/w/<int:workshop_id>/mine/<name>")
def keep(workshop_id: int, name: str) -> Any:
    """Send it as a file: JSON for machines, a page without anything from outside for people."""
    if not is_admitted(workshop_id):
        return redirect(url_for("join.code"))
    if name not in FILES:
        abort(404)
    keep_inside(workshop_id)
    found = _own(workshop_id)
    text = (
        json.dumps(found, ensure_ascii=False, indent=2) if name == "json" else render("join/own_file.html", own=found)
    )
    answer = Response(text, mimetype=FILES[name])
    file = f"{title_in_name(found['workshop']['title'])}_{say('own.file')}.{name}"
    answer.headers["Content-Disposition"] = disposition(file)
    return answer


@pages.post("/w/<int:workshop_id>/mine/forget")
def forget(workshop_id: int) -> Any:
    """Ask once; then take everything back."""
    if not is_admitted(workshop_id):
        return redirect(url_for("join.code"))
    if request.form.get("sure") != "yes":
        return _page(workshop_id, asked=True)
    done = write(workshop_id, verbs.forget_me, Who("participant", _me(workshop_id)))
    forget_old_pages(product().engine)
    stayed = [why for why in (HELD, RECORD) if why in done]
    flash(f"own.forgotten_but_{stayed[0]}" if stayed else "own.forgotten")
    return redirect(url_for("own.mine", workshop_id=workshop_id), 303)


def _page(workshop_id: int, *, asked: bool) -> str:
    rehearsal, own = is_rehearsal(reading(), workshop_id), _own(workshop_id)
    stays: dict[str, list[str]] = {}  # the steps in which something does, by the reason, in the order of the agenda
    for one in own["given"]:
        if one["stays"] and one["step"] not in stays.setdefault(one["stays"], []):
            stays[one["stays"]].append(one["step"])
    facts: dict[str, Any] = {"own": own, "stays": stays, "asked": asked, "rehearsal": rehearsal}
    return render("join/own.html", workshop_id=workshop_id, **facts)


def _own(workshop_id: int) -> dict[str, Any]:
    return own_of(reading().connection(), _me(workshop_id), product().clock()) or abort(404)


def _me(workshop_id: int) -> int:
    """Return who asks; ``is_admitted`` has looked at the cookie before."""
    return person_of_cookie(workshop_id) or 0
