"""What waits for a line that nobody reads is bounded."""

import json
import time

import pytest
import socketio
from engineio.packet import MESSAGE, Packet
from engineio.socket import Socket

from workshop.live.backlog import LONGEST, MOST, ROOF, bound_backlog, is_too_much


@pytest.fixture
def server() -> socketio.Server:
    made = socketio.Server(async_mode="threading")
    bound_backlog(made)
    return made


def test_what_waits_for_a_line_never_grows_beyond_the_roof(server):
    line = a_line(server)
    for _ in range(200):
        server.eio.send_packet(line.sid, Packet(MESSAGE, "x" * 100_000))
        assert waiting(line) <= ROOF + 100_000
    until = time.monotonic() + 2
    while not line.closed and time.monotonic() < until:
        time.sleep(0.01)
    assert line.closed and waiting(line) == 0


def test_a_whole_picture_however_large_is_never_too_much_at_once(server):
    line = a_line(server)
    line.queue.put(Packet(MESSAGE, "x" * (ROOF // 2)))
    assert not is_too_much(line, 100.0)


def test_much_may_wait_for_a_moment_and_not_for_longer(server):
    line = a_line(server)
    assert not is_too_much(line, 100.0)
    line.queue.put(Packet(MESSAGE, "x" * (MOST + 1)))
    assert not is_too_much(line, 100.0 + LONGEST)
    assert is_too_much(line, 100.1 + LONGEST)


def test_a_line_that_was_never_seen_empty_may_not_wait_for_longer_either(server):
    line = a_line(server)
    line.queue.put(Packet(MESSAGE, "x" * (MOST + 1)))
    assert not is_too_much(line, 100.0)
    assert not is_too_much(line, 100.0 + LONGEST)
    assert is_too_much(line, 100.1 + LONGEST)


def test_little_may_wait_as_long_as_the_line_lives(server):
    line = a_line(server)
    assert not is_too_much(line, 100.0)
    line.queue.put(Packet(MESSAGE, json.dumps(["me", {}])))
    assert not is_too_much(line, 1000.0)


def test_a_line_that_was_read_in_between_begins_anew(server):
    line = a_line(server)
    line.queue.put(Packet(MESSAGE, "x" * (MOST + 1)))
    line.poll()
    assert not is_too_much(line, 200.0)
    line.queue.put(Packet(MESSAGE, "x" * (MOST + 1)))
    assert not is_too_much(line, 201.0)


def a_line(server: socketio.Server) -> Socket:
    """A real line of the library, which nobody reads."""
    line = Socket(server.eio, "sid")
    server.eio.sockets["sid"] = line
    return line


def waiting(line: Socket) -> int:
    return sum(len(packet.data) for packet in list(line.queue.queue) if packet)
