"""How much may wait for a line that is read slowly, or not at all. What is too much ends the line.

The libraries queue without bound. Whoever was cut off comes in again by themselves and gets the whole picture, which
is smaller than all those that waited; an answer that went along is asked for again under its key.
"""

import time
from typing import Any

import structlog

log = structlog.get_logger()

MOST = 256_000  # characters that may wait ...
LONGEST = 2.0  # ... for longer than these seconds; a whole picture on a good line is gone long before
ROOF = 8_000_000  # characters that may wait at all: several whole pictures of a large room
_SINCE = "waits since"  # where a line remembers when the oldest of what waits came, in seconds
_IS_CUT = "is cut off"


def bound_backlog(server: Any) -> None:
    """End every line for which too much waits, before more is queued for it."""
    send = server.eio.send_packet

    def send_bounded(eio_sid: str, packet: Any) -> None:
        line = server.eio.sockets.get(eio_sid)
        if line is None or line.session.get(_IS_CUT):
            return
        if is_too_much(line, time.monotonic()):
            line.session[_IS_CUT] = True
            # By itself: whoever sends is in the middle of a room of others.
            server.start_background_task(_cut_off, line)
            return
        send(eio_sid, packet)

    server.eio.send_packet = send_bounded


def is_too_much(line: Any, now: float) -> bool:
    """Return whether too much waits for a line at ``now`` (seconds); the line remembers since when something does."""
    waiting = list(line.queue.queue)
    if not waiting:
        line.session[_SINCE] = now
        return False
    # A line that was never seen empty has waited since it was first looked at.
    since = line.session.setdefault(_SINCE, now)
    size = sum(len(packet.data or "") for packet in waiting if packet)
    return size > ROOF or (size > MOST and now - since > LONGEST)


def _cut_off(line: Any) -> None:
    log.info("line ended", fault="not read")
    line.queue.queue.clear()
    # Without a farewell: it would wait behind what is not read, and a browser that is told so does not come back.
    line.close(wait=False, abort=True)
