"""A bad line: a TCP proxy that cuts, delays, drops, doubles, swaps and throttles.

It knows WebSocket frames just enough to double or swap whole messages; everything else
passes as bytes. It must not know the product's messages beyond Socket.IO's event mark.
"""

import asyncio
import contextlib
import math
import random
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass

EVENTS = (b"42", b"43")  # Socket.IO: an event, an answer; only these may be doubled or swapped
CHUNK = 65536
HANGING = 60.0  # seconds until that is what it is called
UNTOUCHED = math.nan  # the chance of what may not be doubled or swapped: compares as false
OVERTAKEN = 0.2  # seconds that a swapped message waits while later ones pass


@dataclass
class Faults:
    delay: float = 0.0  # seconds, each message
    jitter: float = 0.0  # seconds at most on top, at random
    drop: bool = False  # swallow silently, as a dead radio does
    double: float = 0.0  # share of messages sent twice
    swap: float = 0.0  # share of messages that let later ones pass
    rate: float = 0.0  # bytes per second, 0 for no limit


class Proxy:
    """Stands on a port of its own before a server; set `.up` and `.down` to hurt."""

    def __init__(self, target: int, seed: int = 1) -> None:
        self.target = target
        self.up, self.down = Faults(), Faults()  # to the server, to the client
        self.random = random.Random(seed)
        self.writers: set[asyncio.StreamWriter] = set()
        self.refuse = False
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self.call(asyncio.start_server(self.accept, "127.0.0.1", 0, backlog=2048))
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break every connection and refuse new ones, until restore(); return when it is done."""
        self.refuse = True
        is_done = threading.Event()
        self.loop.call_soon_threadsafe(self.abort, is_done)
        assert is_done.wait(HANGING), "the line could not be cut"

    def restore(self) -> None:
        """Make the line good again."""
        self.up, self.down, self.refuse = Faults(), Faults(), False

    def close(self) -> None:
        self.cut()
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(HANGING)

    def abort(self, is_done: threading.Event) -> None:
        for writer in tuple(self.writers):
            writer.transport.abort()
        is_done.set()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await self.connect()
        except OSError:
            writer.transport.abort()
            return
        pair = {writer, far_writer}
        self.writers |= pair
        ways = self.pump(reader, far_writer, "up"), self.pump(far_reader, writer, "down")
        await asyncio.gather(*ways)
        self.writers -= pair

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.refuse:
            raise ConnectionRefusedError
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        if self.refuse:  # cut meanwhile
            writer.transport.abort()
            raise ConnectionRefusedError
        return reader, writer

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            async for message, is_event in messages(reader):
                faults: Faults = getattr(self, way)
                await asyncio.sleep(faults.delay + faults.jitter * self.random.random())
                if not faults.drop:
                    chance = self.random.random() if is_event else UNTOUCHED
                    await self.send(writer, message, faults, chance)
        writer.close()

    async def send(self, writer: asyncio.StreamWriter, message: bytes, faults: Faults, chance: float) -> None:
        if chance < faults.swap:
            self.loop.call_later(OVERTAKEN, writer.write, message)
            return
        writer.write(message * 2 if chance > 1 - faults.double else message)
        await writer.drain()
        await asyncio.sleep(len(message) / faults.rate if faults.rate else 0)


async def messages(reader: asyncio.StreamReader) -> AsyncIterator[tuple[bytes, bool]]:
    """Yield what comes: bytes as they are, and after a WebSocket handshake whole frames."""
    head = await reader.readuntil(b"\r\n\r\n")
    yield head, False
    if b"upgrade: websocket" in head.lower():
        frames = Frames(reader)
        while True:
            yield await frames.next()
    while chunk := await reader.read(CHUNK):
        yield chunk, False


class Frames:
    """Cuts a byte stream into WebSocket frames (RFC 6455, section 5.2)."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.take = reader.readexactly

    async def next(self) -> tuple[bytes, bool]:
        head = await self.take(2)
        size, is_masked = head[1] & 0x7F, head[1] & 0x80
        more = await self.take({126: 2, 127: 8}.get(size, 0))
        mask = await self.take(4 if is_masked else 0)
        body = await self.take(int.from_bytes(more, "big") if more else size)
        start = bytes(a ^ b for a, b in zip(body[:2], mask or bytes(4), strict=False))
        return head + more + mask + body, start in EVENTS
