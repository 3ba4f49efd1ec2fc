"""The picture of the projector: one thing at a time."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import segno

from workshop.domain.codes import shown_code
from workshop.snapshots import speakers
from workshop.snapshots.picture import Picture, common
from workshop.snapshots.scene import Scene, StepView


@dataclass(frozen=True)
class Place:
    """Where the room is found: ``public_url`` without a slash at its end."""

    public_url: str

    def join_url(self, code: str) -> str:
        """Return the address behind the QR code."""
        return f"{self.public_url}/j/{shown_code(code)}"


def for_screen(scene: Scene, place: Place) -> Picture:
    """Return the screen's picture (ScreenPicture in wire.ts)."""
    return _picture(scene, place, _stage(scene), scene.live)


def for_outside(scene: Scene, place: Place) -> Picture:
    """Return the screen's picture for who is not in the room: with the code only while the join slide is up."""
    picture = for_screen(scene, place)
    return picture if picture["stage"] == "join" else picture | {"join": None}


def preview_screen(scene: Scene, place: Place, step: StepView) -> Picture:
    """Return the screen's picture as if the step were live."""
    return _picture(scene, place, "step", step)


def _picture(scene: Scene, place: Place, stage: str, live: StepView | None) -> Picture:
    return common(scene, "screen", stage, live if stage == "step" else None) | {
        "steps_total": len(scene.steps),
        "zoom": scene.workshop.zoom,
        "timer": _timer(scene.live) if scene.live and scene.workshop.state == "open" else None,
        "join": _join(scene, place),
        "speakers": speakers.for_room(scene.workshop, scene.speeches),
        "seats": {"here": scene.here, "of": len(scene.entitled), "guests": len(scene.guests)},
    }


def _timer(live: StepView) -> dict[str, Any]:
    """Return what a further screen needs that shows the time, whatever the first one shows."""
    return {
        "n": live.n,
        "title": live.row.title,
        "minutes": live.row.minutes,
        "state": live.round.state,
        "takes_input": live.takes_input,
        "closes_at": live.round.closes_at,
    }


def _stage(scene: Scene) -> str:
    workshop = scene.workshop
    if workshop.black:
        return "black"
    if workshop.state != "open":
        return str(workshop.state)
    if workshop.show_join:
        return "join"
    return "step" if scene.live else "waiting"


def _join(scene: Scene, place: Place) -> dict[str, Any]:
    url = place.join_url(scene.workshop.code)
    path, size = qr_of(url)
    return {
        "url": url,
        "host": urlsplit(place.public_url).netloc,
        "code": shown_code(scene.workshop.code),
        "qr": path,
        "size": size,
    }


_QR: dict[str, tuple[str, int]] = {}


def qr_of(url: str) -> tuple[str, int]:
    """Return SVG path data of the QR code and its size in modules, without a border."""
    if url not in _QR:
        if len(_QR) > 200:
            _QR.clear()
        code = segno.make(url, error="m", micro=False)
        _QR[url] = (_path(code), len(code.matrix))
    return _QR[url]


def _path(code: segno.QRCode) -> str:
    rows = []
    for y, row in enumerate(code.matrix):
        rows += [f"M{x} {y}h1v1h-1z" for x, dark in enumerate(row) if dark]
    return "".join(rows)
