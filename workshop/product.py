"""What the parts share at run time: found as ``app.extensions["workshop"]``."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from config import Config
from workshop.language import Catalogue
from workshop.tokens import Tokens
from workshop.writer import Writer

if TYPE_CHECKING:
    from workshop.live.broadcast import Broadcast
    from workshop.live.crowds import Crowds
    from workshop.live.keeping import Keeping
    from workshop.live.listeners import Listeners
    from workshop.live.presence import Presence
    from workshop.live.sealing import Sealing

_PATIENCE = 5.0  # seconds that stopping waits for the writer


def clock() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


@dataclass
class Product:
    """The running product: no behaviour of its own but taking up and stopping."""

    config: Config
    engine: Engine
    catalogue: Catalogue
    tokens: Tokens
    writer: Writer
    listeners: "Listeners"
    broadcast: "Broadcast"
    presence: "Presence"
    crowds: "Crowds"
    sealing: "Sealing"
    keeping: "Keeping"
    counters: Counter[str] = field(default_factory=Counter)

    def clock(self) -> int:
        """Return the server's time in milliseconds."""
        return clock()

    def resume(self) -> None:
        """Take up what the last run of the server left: ballots to be counted, rehearsals to be played."""
        self.sealing.resume()
        self.crowds.resume()

    def stop(self) -> None:
        """Tell everybody that the server restarts, and wait until all that came in is written."""
        self.crowds.stop()
        for listener in self.listeners.all():
            self.broadcast.emit("notice", {"code": "server_restart"}, listener.sid)
        deadline = time.monotonic() + _PATIENCE
        while not self.writer.is_idle() and time.monotonic() < deadline:
            threading.Event().wait(0.02)


def cookie_name(config: Config, workshop: int) -> str:
    """Return the name of a participant's cookie; ``__Host-`` exists only over https."""
    return f"{'__Host-' if config.is_secure else ''}participant_{workshop}"


def screen_cookie(config: Config, workshop: int) -> str:
    """Return the name of the cookie with which a projector's window asks for pictures."""
    return f"{'__Host-' if config.is_secure else ''}screen_{workshop}"


def product_of(app: Any) -> Product:
    """Return the product of a Flask app."""
    found: Product = app.extensions["workshop"]
    return found
