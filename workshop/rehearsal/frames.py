"""The frames of a WebSocket as a client sees them: an asyncio protocol that upgrades, reads and writes.

A load test holds a thousand of these in one process and beside the server, so a frame must cost
microseconds: with aiohttp's WebSocket joining costs the clients twice the processor. Knows nothing of packets.
"""

import asyncio
import base64
import os
import socket

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MASK = b"\0\0\0\0"  # a mask of zeros is legal and spares masking; the server must not care
HEADER_LIMIT = 16_384  # bytes


class Frames(asyncio.Protocol):
    """One WebSocket. ``closed`` is done when it is gone, whoever ended it."""

    def __init__(self) -> None:
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._is_upgraded = False
        self._parts: list[bytes] = []

    def close(self) -> None:
        """Drop the line without a farewell, as a phone does."""
        if self._transport:
            self._transport.abort()

    def send(self, content: bytes, opcode: int = TEXT) -> None:
        """Write one frame."""
        size = len(content)
        head = bytes((128 | opcode, 128 | size)) if size < 126 else _long_head(opcode, size)
        if self._transport:
            self._transport.write(head + MASK + content)

    def take(self, packet: bytes) -> None:
        """Take in one whole message; made by whoever knows what it means."""
        raise NotImplementedError

    def fail(self, why: str) -> None:
        """Hear that the server does not upgrade the line."""
        raise NotImplementedError

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        if self._is_upgraded or self._upgrade():
            self._read()

    def _upgrade(self) -> bool:
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if found and head.startswith(b"HTTP/1.1 101"):
            self._is_upgraded, self._received = True, rest
            return True
        if found or len(head) > HEADER_LIMIT:
            self.fail(head.split(b"\r\n")[0].decode("latin-1"))
        return False

    def _read(self) -> None:
        received, at, length = self._received, 0, len(self._received)
        while length - at >= 2:
            size, start = received[at + 1] & 127, at + 2
            if size >= 126:
                start += 2 if size == 126 else 8
                size = int.from_bytes(received[at + 2 : start], "big")
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
            self.send(content, PONG)
        elif opcode in (0, TEXT):
            self._parts.append(content)
            if first & 128:
                whole, self._parts = b"".join(self._parts), []
                self.take(whole)


def handshake(host: str, target: str, headers: dict[str, str]) -> bytes:
    """Return the request that asks for a WebSocket."""
    fixed = {
        "Host": host,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    lines = [f"{name}: {value}" for name, value in {**fixed, **headers}.items()]
    return "\r\n".join([f"GET {target} HTTP/1.1", *lines, "", ""]).encode()


def _long_head(opcode: int, size: int) -> bytes:
    if size < 1 << 16:
        return bytes((128 | opcode, 128 | 126)) + size.to_bytes(2, "big")
    return bytes((128 | opcode, 128 | 127)) + size.to_bytes(8, "big")
