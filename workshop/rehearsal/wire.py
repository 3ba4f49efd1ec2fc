"""A client of the socket in some hundred lines: Engine.IO 4 and Socket.IO 5 over a WebSocket.

Written out, so that many clients fit into a process without eventlet and without a thread each.
It knows packets and answers, never what a workshop is.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PATIENCE = 8  # seconds until an answer, or a handshake, is given up

OPEN, PING, PONG, MESSAGE = "0", "2", "3", "4"  # first character: Engine.IO
CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR = "0", "1", "2", "3", "4"  # second: Socket.IO

Hear = Callable[[str, Any], None]


class TurnedAway(Exception):
    """The server refused the connection; ``reason`` is what it said."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Line:
    """One connection. ``hear(event, payload)`` is called for every event, in order."""

    def __init__(self, socket: ClientWebSocketResponse, hear: Hear) -> None:
        self._socket = socket
        self._hear = hear
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._next = 0

    async def call(self, command: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a command and return its answer; raises ConnectionError if the line goes first."""
        number, self._next = self._next, self._next + 1
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send_str(f"42{number}{json.dumps([command, payload])}")
            return await asyncio.wait_for(answer, PATIENCE)
        except TimeoutError as silence:
            raise ConnectionError("no answer") from silence
        finally:
            self._waiting.pop(number, None)

    async def greet(self, auth: dict[str, Any]) -> None:
        """Join the namespace; raises TurnedAway."""
        await self._socket.receive_str(timeout=PATIENCE)  # the open packet; its ping times are the server's affair
        await self._socket.send_str(f"40{json.dumps(auth)}")
        answer = await self._socket.receive_str(timeout=PATIENCE)
        while answer == PING:
            await self._socket.send_str(PONG)
            answer = await self._socket.receive_str(timeout=PATIENCE)
        if not answer.startswith(MESSAGE + CONNECT):
            raise TurnedAway(json.loads(answer[2:] or "{}"))

    async def listen(self) -> None:
        """Hear everything until the line is closed, from whichever end."""
        try:
            async for packet in self._socket:
                if packet.type is not WSMsgType.TEXT or packet.data == MESSAGE + DISCONNECT:
                    return
                await self._take(packet.data)
        finally:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("line lost"))

    async def _take(self, packet: str) -> None:
        if packet == PING:
            await self._socket.send_str(PONG)
        elif packet.startswith(MESSAGE + EVENT):
            self._hear(*_event(packet))
        elif packet.startswith(MESSAGE + ACK):
            self._answer(packet)

    def _answer(self, packet: str) -> None:
        number, values = _numbered(packet)
        answer = self._waiting.get(number)
        if answer and not answer.done():
            answer.set_result(values[0] if values else {})


@asynccontextmanager
async def connect(
    http: ClientSession, url: str, query: dict[str, Any], auth: dict[str, Any], hear: Hear
) -> AsyncIterator[Line]:
    """Open a line to the server at ``url``; raises TurnedAway, ClientError, ConnectionError."""
    address = f"{url.rstrip('/')}/socket.io/?{urlencode({'EIO': 4, 'transport': 'websocket', **query})}"
    async with http.ws_connect(address.replace("http", "ws", 1), max_msg_size=0) as socket:
        line = Line(socket, hear)
        await line.greet(auth)
        yield line


def _event(packet: str) -> tuple[str, Any]:
    _, values = _numbered(packet)
    return values[0], values[1] if len(values) > 1 else None


def _numbered(packet: str) -> tuple[int, list[Any]]:
    """Return the number (-1: none) and the values of an event or an answer."""
    start = packet.index("[")
    return int(packet[2:start] or -1), json.loads(packet[start:])
