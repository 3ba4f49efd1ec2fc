"""The published list of receipts of a secret ballot, and the check of one, for those who are inside."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from workshop.domain.ballots import list_text, read_code, shown_code
from workshop.domain.errors import Refused
from workshop.snapshots.receipts import ReceiptList, receipts_of
from workshop.snapshots.series import is_rehearsal
from workshop.web.desk import keep_inside, reading
from workshop.web.downloads import disposition, title_in_name
from workshop.web.pictures import may_see
from workshop.web.rendering import render, say

pages = Blueprint("receipts", __name__)
LONGEST = 60  # characters of a receipt as somebody types it


@pages.get("/w/<int:workshop_id>/ballots/<int:round_id>")
def published(workshop_id: int, round_id: int) -> str:
    """Show the list, or why there is none."""
    return _page(workshop_id, round_id, _list(workshop_id, round_id))


@pages.post("/w/<int:workshop_id>/ballots/<int:round_id>")
def check(workshop_id: int, round_id: int) -> Any:
    """Say whether a receipt is in the list. By POST, because an address is kept in logs and histories."""
    found = _list(workshop_id, round_id)
    typed = request.form.get("code", "")[:LONGEST]
    try:
        code = read_code(typed)
    except Refused as wrong:
        return _page(workshop_id, round_id, found, typed=typed, fault=say(f"errors.{wrong.code}")), wrong.status
    return _page(workshop_id, round_id, found, typed=shown_code(code), is_in=code in found.codes)


@pages.get("/w/<int:workshop_id>/ballots/<int:round_id>/list")
def as_file(workshop_id: int, round_id: int) -> Response:
    """Send the list as a text whose SHA-256 is the printed one."""
    found = _list(workshop_id, round_id)
    if not found.codes:
        abort(404)
    keep_inside(workshop_id)
    answer = Response(list_text(found.codes), mimetype="text/plain")
    name = "_".join((title_in_name(found.workshop), title_in_name(found.title), say("receipts.file")))
    answer.headers["Content-Disposition"] = disposition(f"{name}.txt")
    return answer


def _list(workshop_id: int, round_id: int) -> ReceiptList:
    if not may_see(workshop_id):
        abort(404 if current_user.is_authenticated else 401)
    return receipts_of(reading(), workshop_id, round_id) or abort(404)


def _page(workshop_id: int, round_id: int, found: ReceiptList, **said: Any) -> str:
    return render(
        "public/receipts.html",
        address=f"/w/{workshop_id}/ballots/{round_id}",
        found=found,
        codes=[shown_code(code) for code in found.codes],
        rehearsal=is_rehearsal(reading(), workshop_id),
        **{"typed": "", "fault": "", "is_in": None, **said},
    )
