"""What came of a workshop: the page, and the same as files.

Files are made in a process of their own from the Summary as JSON, so that the room goes on
while a large document is drawn.
"""

import base64
import json
import re
import subprocess
import sys
import threading
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import structlog
from flask import Blueprint, Response, abort

from config import ROOT
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import may
from workshop.pictures import MIME, Album
from workshop.reports.outline import outline_of
from workshop.reports.wording import Wording
from workshop.snapshots.record import Reader
from workshop.snapshots.series import is_rehearsal, series_of
from workshop.snapshots.summary import summary_of
from workshop.web.desk import keep_inside, product, reading, require_room
from workshop.web.rendering import language, render

pages = Blueprint("downloads", __name__)
LONGEST = 60  # seconds; a day with 500 cards takes two
MOST_AT_ONCE = 2  # more would take the processor from the room
LONGEST_NAME = 80  # characters of the title in a file's name
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SPELLED = str.maketrans(dict(zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True)))

log = structlog.get_logger()
_presses = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True)
class Kind:
    """A kind of file."""

    name: str
    ending: str
    mime: str
    carries_pictures: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "pdf", "application/pdf", carries_pictures=True),
        Kind("docx", "docx", f"{_OFFICE}.wordprocessingml.document", carries_pictures=True),
        Kind("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
        Kind("csv", "zip", "application/zip"),
        Kind("json", "json", "application/json", carries_pictures=True),
    )
}


class NotMade(WorkshopError):
    """A document could not be made; the reason stands in the log."""

    code = "document_failed"
    status = 503


@pages.get("/w/<int:workshop_id>/summary")
def summary(workshop_id: int) -> str:
    """Show what came of a workshop, also while it runs."""
    role = require_room(workshop_id, "read")
    found = _summary(workshop_id, role)
    return render(
        "workshops/summary.html",
        workshop_id=workshop_id,
        series_id=series_of(reading(), workshop_id),
        summary=found,
        outline=outline_of(found),
        interim=found["state"] != "ended",
        kinds=KINDS.values(),
        rehearsal=is_rehearsal(reading(), workshop_id),
        may=lambda capability: may(role, capability),
    )


@pages.get("/w/<int:workshop_id>/download/<name>")
def download(workshop_id: int, name: str) -> Response:
    """Send the summary as a file."""
    role = require_room(workshop_id, "read")
    kind = KINDS.get(name) or abort(404)
    keep_inside(workshop_id)
    found = _summary(workshop_id, role)
    answer = Response(made(kind.name, _with_pictures(kind, found)), mimetype=kind.mime)
    answer.headers["Content-Disposition"] = disposition(file_name(found, kind))
    return answer


def file_name(summary: dict[str, Any], kind: Kind) -> str:
    """Return e.g. "2017-01-23_Integration-vor-Ort-gestalten_Protokoll.pdf"."""
    words = Wording(summary)
    at = summary["started_at"] or summary["starts_at"] or summary["made_at"]
    parts = [f"{words.moment(at):%Y-%m-%d}", title_in_name(summary["title"]), words(f"documents.file_{kind.name}")]
    if summary["state"] != "ended":
        parts.append(words("documents.interim"))
    return f"{'_'.join(parts)}.{kind.ending}"


def title_in_name(title: str) -> str:
    """Return a title as a part of a file's name."""
    return re.sub(r"[^\w]+", "-", title)[:LONGEST_NAME].strip("-_") or "Workshop"


def disposition(name: str) -> str:
    """Return the header for a file's name: plain letters for old programs, the real name beside (RFC 6266)."""
    german = name.translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _summary(workshop_id: int, role: str) -> dict[str, Any]:
    reader = Reader(language(), product().config.timezone, product().catalogue, leads=may(role, "run"))
    found = summary_of(reading().connection(), workshop_id, product().clock(), reader) or abort(404)
    return json.loads(json.dumps(found.as_dict()))


def _with_pictures(kind: Kind, summary: dict[str, Any]) -> dict[str, Any]:
    """Put the files of the pictures into the Summary for those formats that can carry them."""
    for step in summary["steps"] if kind.carries_pictures else ():
        if step["picture"] and step["state"] != "draft":
            step["picture"]["data"] = _picture(step["picture"]["hash"])
    return summary


def _picture(name: str) -> str:
    for kind in MIME:
        if data := Album(product().config.instance).read(name, kind):
            return base64.b64encode(data).decode()
    return ""


def made(name: str, content: dict[str, Any]) -> bytes:
    """Return a file of the format that ``workshop.reports`` knows by this name; raises NotMade."""
    if not _presses.acquire(timeout=LONGEST):
        raise NotMade
    try:
        command = [sys.executable, "-m", "workshop.reports", name]
        done = subprocess.run(
            command, input=json.dumps(content).encode(), capture_output=True, timeout=LONGEST, cwd=ROOT, check=True
        )
    except (subprocess.SubprocessError, OSError) as fault:
        # Not logged: what stands in the document, only where it went wrong.
        log.error("document failed", kind=name, fault=type(fault).__name__, said=_last_line(fault))
        raise NotMade from fault
    finally:
        _presses.release()
    return done.stdout


def _last_line(fault: Exception) -> str:
    said = getattr(fault, "stderr", None) or b""
    return said.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
