"""The one client of the socket: Engine.IO 4 and Socket.IO 5, for rehearsals, load tests and fault tests.

It knows packets and answers, never what a workshop is; the callbacks do.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson

from workshop.rehearsal.frames import Frames, handshake

Hear = Callable[["Line", str, Any], None]


class TurnedAway(Exception):
    """The server refused the connection; ``reason`` is what it said."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Line(Frames):
    """One connection; ``hear(line, event, payload)`` is called for every event, in order. Payloads are
    shared between lines and must not be changed."""

    # Everybody gets the same broadcast: the last one decoded is nearly always the next one.
    _last: tuple[bytes, Any] = (b"", None)

    def __init__(self, hear: Hear, auth: dict[str, Any]) -> None:
        super().__init__()
        self.connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._hear = hear
        self._auth = orjson.dumps(auth)
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._next = 0

    def emit(self, command: str, payload: Any, answered: Callable[[Any], None]) -> None:
        """Send a command; ``answered`` gets the answer."""
        number, self._next = self._next, self._next + 1
        self._waiting[number] = answered
        self.send(b"42%d" % number + orjson.dumps([command, payload]))

    async def call(self, command: str, payload: Any) -> Any:
        """Send a command and return its answer; raises ConnectionError if the line goes first."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.emit(command, payload, lambda got: None if answer.done() else answer.set_result(got))
        await asyncio.wait([answer, self.closed], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            raise ConnectionError("line lost")
        return answer.result()

    def connection_lost(self, error: Exception | None) -> None:
        self._refuse(ConnectionError(str(error or "closed")))
        super().connection_lost(error)

    def fail(self, why: str) -> None:
        self._refuse(ConnectionRefusedError(why))
        self.close()

    def take(self, packet: bytes) -> None:
        kind = packet[:1]
        if kind == b"4":
            self._message(packet[1:])
        elif kind == b"2":
            self.send(b"3")
        elif kind == b"0":
            self.send(b"40" + self._auth)
        elif kind == b"1":
            self.close()

    def _message(self, message: bytes) -> None:
        kind = message[:1]
        if kind == b"2":
            self._event(message)
        elif kind == b"3":
            self._answer(message)
        elif kind == b"0" and not self.connected.done():
            self.connected.set_result(None)
        elif kind in b"14":
            self._refuse(TurnedAway(orjson.loads(message[1:] or b"{}")))
            self.close()

    def _event(self, message: bytes) -> None:
        if Line._last[0] != message:
            Line._last = (message, orjson.loads(message[message.index(b"[") :]))
        name, *payload = Line._last[1]
        self._hear(self, name, payload[0] if payload else None)

    def _answer(self, message: bytes) -> None:
        number, _, answer = message[1:].partition(b"[")
        if answered := self._waiting.pop(int(number), None):
            answered(next(iter(orjson.loads(b"[" + answer)), {}))

    def _refuse(self, why: Exception) -> None:
        if not self.connected.done():
            self.connected.set_exception(why)
            self.connected.exception()  # seen; whoever waits gets it all the same


async def connect(
    url: str, query: dict[str, Any], auth: dict[str, Any], hear: Hear, headers: dict[str, str] | None = None
) -> Line:
    """Open a line to the server at ``url`` and join the namespace; raises OSError, TurnedAway."""
    to = urlsplit(url)
    is_secure = to.scheme == "https"
    target = f"{to.path.rstrip('/')}/socket.io/?{urlencode({**query, 'EIO': 4, 'transport': 'websocket'})}"
    transport, line = await asyncio.get_running_loop().create_connection(
        lambda: Line(hear, auth), to.hostname or "", to.port or (443 if is_secure else 80), ssl=is_secure or None
    )
    transport.write(handshake(to.netloc, target, headers or {}))
    try:
        await line.connected
    except BaseException:
        line.close()
        raise
    return line
