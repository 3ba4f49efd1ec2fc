"""The files of uploaded pictures: taken in through the darkroom, kept in the instance folder by their hash.

It knows no database: which picture belongs to whom stands in ``models.Picture``.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.errors import Limited, Refused

MOST_BYTES = 5 * 1024 * 1024  # of an upload
LONGEST = 30  # seconds
MOST_AT_ONCE = 2  # more would take the processor from the room
FRESH = 24 * 3600  # seconds in which a file is left alone, whatever refers to it
MIME = {"png": "image/png", "jpeg": "image/jpeg"}
_REFUSED = {3: "picture_kind", 4: "picture_pixels"}
_darkroom = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True)
class Taken:
    """A picture as it is kept."""

    hash: str
    kind: str
    width: int
    height: int


class Album:
    """The folder of the pictures."""

    def __init__(self, instance: Path) -> None:
        self.folder = instance / "pictures"

    def take(self, data: bytes) -> Taken:
        """Keep an upload, drawn anew; raises Refused ``picture_large``, ``picture_kind``, ``picture_pixels``."""
        if len(data) > MOST_BYTES:
            raise Refused("picture_large", most=MOST_BYTES // 1024**2)
        head, _, made = _developed(data).partition(b"\n")
        kind, width, height = head.decode().split()
        taken = Taken(hashlib.sha256(made).hexdigest(), kind, int(width), int(height))
        self._keep(self.path(taken.hash, kind), made)
        return taken

    def path(self, name: str, kind: str) -> Path:
        """Return where a picture is. Both parts come from our own database, never from an address."""
        return self.folder / f"{name}.{kind}"

    def read(self, name: str, kind: str) -> bytes | None:
        """Return a picture, None where its file is gone."""
        try:
            return self.path(name, kind).read_bytes()
        except OSError:
            return None

    def forget(self, gone: Iterable[tuple[str, str]]) -> None:
        """Delete the files of pictures that nothing refers to, unless somebody has just uploaded one of them again."""
        for name, kind in gone:
            file = self.path(name, kind)
            if file.exists() and time.time() - file.stat().st_mtime > FRESH:
                file.unlink(missing_ok=True)

    def delete(self, gone: Iterable[tuple[str, str]]) -> None:
        """Delete the files of pictures whose series or workshop was deleted, however fresh."""
        for name, kind in gone:
            self.path(name, kind).unlink(missing_ok=True)

    def _keep(self, file: Path, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists():
            os.utime(file)  # fresh again, see forget
            return
        own = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}")
        own.write_bytes(data)
        own.replace(file)


def _developed(data: bytes) -> bytes:
    if not _darkroom.acquire(timeout=LONGEST):
        raise Limited(seconds=LONGEST)
    try:
        command = [sys.executable, "-m", "workshop.darkroom"]
        root = Path(__file__).parents[1]
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, cwd=root, check=False)
    except subprocess.TimeoutExpired as fault:
        raise Refused("picture_pixels", most=40) from fault
    finally:
        _darkroom.release()
    if done.returncode:
        # Ended by a limit it is a bomb as well.
        raise Refused(_REFUSED.get(done.returncode, "picture_pixels"), most=40)
    return done.stdout
