"""The private names of the libraries that workshop/live/transport.py leans on are still there."""

import inspect

import socketio

from workshop.live.transport import answer_later, without_extensions


def test_the_stock_server_hands_events_to_the_method_that_is_replaced():
    given = list(inspect.signature(socketio.Server._handle_event_internal).parameters)
    assert given == ["self", "server", "sid", "eio_sid", "data", "namespace", "id"]


def test_a_packet_is_sent_by_the_method_that_is_called():
    assert list(inspect.signature(socketio.Server._send_packet).parameters) == ["self", "eio_sid", "pkt"]


def test_an_answer_given_later_is_the_acknowledgement_of_its_event():
    server, kept = a_server(), []
    answer_later(server, lambda name, sid, payload, reply: kept.append((name, payload, reply)))
    server._handle_event_internal(server, "sid", "eio", ["give", {"n": 1}], "/", 7)
    assert server.sent == []
    name, payload, reply = kept[0]
    reply({"ok": True})
    assert (name, payload, server.sent) == ("give", {"n": 1}, ['37[{"ok":true}]'])


def test_an_event_that_asks_for_no_acknowledgement_gets_none():
    server = a_server()
    answer_later(server, lambda name, sid, payload, reply: reply({"ok": True}))
    server._handle_event_internal(server, "sid", "eio", ["give"], "/", None)
    assert server.sent == []


def test_no_browser_is_allowed_to_compress():
    seen = {}
    without_extensions(lambda environ, start: seen.update(environ))(
        {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "x", "A": "1"}, None
    )
    assert seen == {"A": "1"}


def a_server() -> socketio.Server:
    """A real server whose line is a list."""
    server = socketio.Server(async_mode="threading")
    server.sent = []
    server._send_packet = lambda eio_sid, made: server.sent.append(made.encode())
    return server
