"""One lean Socket.IO client: Engine.IO 4 over a raw WebSocket, an asyncio protocol.

Load and fault tests hold a thousand of these in one process, so a packet must cost
microseconds. It must not know what is voted on; the callbacks do.
"""

import asyncio
import base64
import os
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import orjson

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MASK = b"\0\0\0\0"  # a mask of zeros is legal and spares masking; the server must not care
HEADER_LIMIT = 16_384  # bytes

Packet = Callable[["Client", str, Any], None]


class Client(asyncio.Protocol):
    """A connection: ``connected`` resolves after the namespace is joined, ``closed`` when the line is gone."""

    # Everybody gets the same broadcast: the last one decoded is nearly always the next one.
    _last: tuple[bytes, Any] = (b"", None)

    def __init__(self, on_event: Packet, auth: dict[str, Any] | None = None) -> None:
        loop = asyncio.get_running_loop()
        self.connected: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[None] = loop.create_future()
        self._on_event = on_event
        self._auth = orjson.dumps(auth or {})
        self._received = b""
        self._is_upgraded = False
        self._acks: dict[int, Callable[[Any], None]] = {}
        self._next_ack = 0
        self._parts: list[bytes] = []

    def emit(self, event: str, payload: Any, on_ack: Callable[[Any], None]) -> None:
        """Send one command; ``on_ack`` gets the answer."""
        number, self._next_ack = self._next_ack, self._next_ack + 1
        self._acks[number] = on_ack
        self._send(b"42%d" % number + orjson.dumps([event, payload]))

    async def call(self, event: str, payload: Any) -> Any:
        """Send one command and return the answer; raises ConnectionError when the line goes."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.emit(event, payload, lambda got: None if answer.done() else answer.set_result(got))
        await asyncio.wait([answer, self.closed], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            raise ConnectionError("closed")
        return answer.result()

    def close(self) -> None:
        """Drop the line without a farewell, as a phone does."""
        if self._transport:
            self._transport.abort()

    # asyncio.Protocol

    _transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.connected.done():
            self.connected.set_exception(ConnectionError(str(error or "closed")))
            self.connected.exception()  # seen; whoever waits gets it all the same
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        if not self._is_upgraded and not self._upgrade():
            return
        self._read_frames()

    def _upgrade(self) -> bool:
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if found and head.startswith(b"HTTP/1.1 101"):
            self._is_upgraded, self._received = True, rest
            return True
        if found or len(head) > HEADER_LIMIT:
            self._fail(head.split(b"\r\n")[0].decode("latin-1"))
        return False

    def _read_frames(self) -> None:
        received, at, length = self._received, 0, len(self._received)
        while length - at >= 2:
            size, start = received[at + 1] & 127, at + 2
            if size == 126:
                size, start = int.from_bytes(received[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(received[at + 2 : at + 10], "big"), at + 10
            if start + size > length:
                break
            self._frame(received[at], received[start : start + size])
            at = start + size
        self._received = received[at:]

    def _frame(self, first: int, content: bytes) -> None:
        opcode = first & 15
        if opcode == CLOSE:
            self.close()
        elif opcode == PING:
            self._send(content, PONG)
        elif opcode in (0, TEXT):
            self._parts.append(content)
            if first & 128:
                whole, self._parts = b"".join(self._parts), []
                self._packet(whole)

    def _packet(self, packet: bytes) -> None:
        kind = packet[:1]
        if kind == b"4":
            self._message(packet[1:])
        elif kind == b"2":
            self._send(b"3")
        elif kind == b"0":
            self._send(b"40" + self._auth)
        elif kind == b"1":
            self.close()

    def _message(self, message: bytes) -> None:
        kind = message[:1]
        if kind == b"2":
            self._event(message)
        elif kind == b"3":
            number, _, answer = message[1:].partition(b"[")
            if on_ack := self._acks.pop(int(number), None):
                on_ack(orjson.loads(b"[" + answer)[0])
        elif kind == b"0" and not self.connected.done():
            self.connected.set_result(None)
        elif kind in b"14":
            self._fail(message.decode())

    def _event(self, message: bytes) -> None:
        if Client._last[0] != message:
            Client._last = (message, orjson.loads(message[message.index(b"[") :]))
        name, *payload = Client._last[1]
        self._on_event(self, name, payload[0] if payload else None)

    def _fail(self, why: str) -> None:
        if not self.connected.done():
            self.connected.set_exception(ConnectionRefusedError(why))
            self.connected.exception()
        self.close()

    def _send(self, content: bytes, opcode: int = TEXT) -> None:
        size = len(content)
        head = bytes((128 | opcode, 128 | size)) if size < 126 else (
            bytes((128 | opcode, 254)) + size.to_bytes(2, "big")
        )  # fmt: skip
        if self._transport:
            self._transport.write(head + MASK + content)


async def connect(
    port: int,
    on_event: Packet,
    query: dict[str, Any],
    auth: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Client:
    """Open one connection to 127.0.0.1 and join the namespace; raise ConnectionError if refused."""
    loop = asyncio.get_running_loop()
    transport, client = await loop.create_connection(lambda: Client(on_event, auth), "127.0.0.1", port)
    transport.write(_handshake(port, query, headers or {}))
    try:
        await client.connected
    except BaseException:
        client.close()
        raise
    return client


def _handshake(port: int, query: dict[str, Any], headers: dict[str, str]) -> bytes:
    address = urlencode({**query, "EIO": 4, "transport": "websocket"})
    fixed = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    lines = [f"{name}: {value}" for name, value in {**fixed, **headers}.items()]
    return "\r\n".join([f"GET /socket.io/?{address} HTTP/1.1", *lines, "", ""]).encode()
