"""What the stock transport does not offer, in one place, with every private name it leans on.

``tests/live/test_transport.py`` fails when a new version of the libraries lacks one of them.
"""

from collections.abc import Callable
from typing import Any

import structlog
from socketio import packet

log = structlog.get_logger()

_BINARY = (str(packet.BINARY_EVENT), str(packet.BINARY_ACK))  # they announce attachments, as many as they like

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


def hang_up_on_nonsense(server: Any) -> None:
    """End the line on which something came that is no packet; none of our browsers sends that.

    The libraries would write a traceback for each, as fast as somebody cares to send them.
    """
    understand = server.eio.handlers["message"]

    def take_in(eio_sid: str, data: Any) -> None:
        try:
            if not isinstance(data, str) or data.startswith(_BINARY):
                raise ValueError("nothing binary is ever sent here")
            understand(eio_sid, data)
        except Exception as wrong:
            log.info("line ended: no packet", fault=type(wrong).__name__)
            server.eio.disconnect(eio_sid)

    server.eio.on("message", take_in)


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
