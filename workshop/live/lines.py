"""What may come down a line at all: packets of ours, not too many, and one coming in.

Whatever else comes ends the line. None of our browsers sends it, and the libraries would write a
traceback for each, as fast as somebody cares to send them.
"""

import time
from typing import Any

import structlog
from socketio import packet

from workshop.live.listeners import WINDOW

log = structlog.get_logger()

MOST = 1000  # packets of one line in a window; a faster one would take the whole loop for itself
_CONNECT = str(packet.CONNECT)
_BINARY = (str(packet.BINARY_EVENT), str(packet.BINARY_ACK))  # they announce attachments, as many as they like


def hang_up_on_nonsense(server: Any) -> None:
    """End every line on which something comes that may not."""
    understand = server.eio.handlers["message"]

    def take_in(eio_sid: str, data: Any) -> None:
        if eio_sid not in server.eio.sockets:
            server.sleep(0)  # what was still in the pipe when the line ended; let others go first
            return
        try:
            check(server.eio.get_session(eio_sid), data, time.monotonic())
            understand(eio_sid, data)
        except Exception as wrong:
            log.info("line ended", fault=str(wrong) if type(wrong) is ValueError else type(wrong).__name__)
            server.eio.disconnect(eio_sid)

    server.eio.on("message", take_in)


def check(line: dict[str, Any], data: Any, now: float) -> None:
    """Raise ValueError unless this packet may come at ``now`` (seconds); ``line`` remembers what has come."""
    if not isinstance(data, str) or data.startswith(_BINARY):
        raise ValueError("nothing binary is ever sent here")
    since, count = line.get("packets", (now, 0))
    line["packets"] = (now, 1) if now - since > WINDOW else (since, count + 1)
    if line["packets"][1] > MOST:
        raise ValueError("too many packets")
    if data.startswith(_CONNECT):
        # Each coming in gets the whole picture: leaving and coming in a loop, one phone stopped the room.
        if line.get("is in"):
            raise ValueError("a line comes in once")
        line["is in"] = True
