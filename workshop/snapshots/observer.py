"""What observers get besides the screen's picture: the agenda."""

from workshop.snapshots.picture import Picture, mark_of
from workshop.snapshots.scene import Scene


def for_observer(scene: Scene) -> Picture:
    """Return the observers' picture (ObserverPicture in wire.ts)."""
    return {
        "audience": "observer",
        "now": scene.now,
        "agenda": [
            {
                "activity": step.id,
                "n": step.n,
                "title": step.row.title,
                "minutes": step.row.minutes,
                "mark": mark_of(scene, step),
            }
            for step in scene.steps
        ],
    }
