"""The picture all phones share. Nothing personal is in it, and no count of who gave what."""

from sqlalchemy import Connection

from workshop.snapshots.picture import Picture, common, mark_of
from workshop.snapshots.scene import Scene, StepView
from workshop.snapshots.story import story_of


def for_phone(connection: Connection, scene: Scene) -> Picture:
    """Return the phones' picture (PhonePicture in wire.ts)."""
    return _picture(scene, scene.live, _stage(scene)) | {"story": story_of(connection, scene)}


def preview_phone(scene: Scene, step: StepView) -> Picture:
    """Return the phones' picture as if the step were live."""
    return _picture(scene, step, "step")


def _picture(scene: Scene, live: StepView | None, stage: str) -> Picture:
    marks = [
        {"activity": step.id, "n": step.n, "title": step.row.title, "mark": mark_of(scene, step)}
        for step in scene.steps
    ]
    return common(scene, "phone", stage, live if stage == "step" else None) | {
        "steps": marks,
        "speakers_open": scene.workshop.speakers_open,
        "story": None,
    }


def _stage(scene: Scene) -> str:
    if scene.workshop.state != "open":
        return str(scene.workshop.state)
    return "step" if scene.live else "waiting"
