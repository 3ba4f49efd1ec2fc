"""What the stock transport does not offer, in one place, with every private name it leans on.

``tests/live/test_transport.py`` fails when a new version of the libraries lacks one of them.
"""

from collections.abc import Callable
from typing import Any

from socketio import packet

Reply = Callable[[dict[str, Any]], None]
Handler = Callable[[str, str, Any, Reply], None]


def answer_later(server: Any, handler: Handler) -> None:
    """Let ``handler(name, sid, payload, reply)`` answer whenever it can, instead of by its return value.

    Stock python-socketio keeps one greenlet waiting for each event that is not answered yet. A batch
    of 300 votes is answered in one loop after its commit, without waking 300 of them.
    """

    def handle(_server: Any, sid: str, eio_sid: str, event: Any, namespace: str, number: int | None) -> None:
        if not (isinstance(event, list) and event and isinstance(event[0], str)):
            raise ValueError("no event")

        def reply(answer: dict[str, Any]) -> None:
            if number is None:
                return
            made = server.packet_class(packet.ACK, namespace=namespace, id=number, data=[answer])
            server._send_packet(eio_sid, made)

        handler(event[0], sid, event[1] if len(event) > 1 else {}, reply)

    server._handle_event_internal = handle


class _Nowhere:
    def write(self, _words: str) -> None:
        pass

    def flush(self) -> None:
        pass


def without_addresses(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return the WSGI application without a log of its own: eventlet would write whose line broke."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return application({**environ, "wsgi.errors": _Nowhere()}, start_response)

    return serve


def without_extensions(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return the WSGI application as if no browser offered to compress its WebSocket.

    Deflate costs a tenth of a megabyte a phone and a third of the processor; pictures are small.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return application(environ, start_response)

    return serve
