"""The socket itself: who connects, what comes in, how it is answered.

Handlers are registered on python-socketio, not through Flask: a Flask request context for
each vote cost more than the vote.
"""

import json
import time
from typing import Any

import orjson
import structlog
from flask import Flask, request
from flask_login import current_user
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain.errors import Limited, NotAllowed, NotFound, Refused, WorkshopError
from workshop.domain.permissions import OBSERVER, Who, may
from workshop.live.backlog import bound_backlog
from workshop.live.broadcast import room_name
from workshop.live.commands import Command, command_of
from workshop.live.lines import hang_up_on_nonsense
from workshop.live.listeners import WINDOW, Listener
from workshop.live.transport import Reply, answer_later, without_addresses, without_extensions
from workshop.product import Product, cookie_name
from workshop.room import Touched
from workshop.shim import is_green
from workshop.snapshots.identity import Identity, identity_of, observer_issue
from workshop.tokens import number_in

log = structlog.get_logger()

LARGEST = 64_000  # bytes of one message
LARGEST_NUMBER = 2**31 - 1  # of a workshop; a database chokes on more than 63 bits
WATCH = 2.0  # seconds until somebody whose account was closed elsewhere is put out
PING, PONG = 4, 5  # seconds: a line that drops silently shows in nine


class Json:
    """The JSON of the wire: fast, and it lets through what was encoded before."""

    JSONDecodeError = orjson.JSONDecodeError

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """Return JSON text."""
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()

    @staticmethod
    def loads(text: str | bytes, **_options: Any) -> Any:
        """Return what the JSON text says."""
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            # Half an emoji, as a browser may send it, is a text to be refused in words and no broken line.
            return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(name)


def attach(app: Flask, product: Product) -> SocketIO:
    """Attach the socket to the app."""
    socketio = SocketIO(
        app,
        async_mode=None if is_green() else "threading",
        cors_allowed_origins=product.config.allowed_origins,
        json=Json,
        async_handlers=False,  # else the events of one phone could overtake each other
        max_http_buffer_size=LARGEST,
        ping_interval=PING,
        ping_timeout=PONG,
        manage_session=False,
        http_compression=False,
        always_connect=False,
    )
    Door(app, product, socketio.server)
    app.wsgi_app = without_addresses(without_extensions(app.wsgi_app))  # type: ignore[method-assign]
    return socketio


class Door:
    """Connects sockets to the product."""

    def __init__(self, app: Flask, product: Product, server: Any) -> None:
        self._app = app
        self._product = product
        self._server = server
        self._watching = False
        server.on("connect", self._connect)
        server.on("disconnect", self._disconnect)
        answer_later(server, self._receive)
        hang_up_on_nonsense(server)
        bound_backlog(server)
        for sender in (product.broadcast, product.presence):
            sender.emit = self._emit
            sender.spawn = server.start_background_task
            sender.sleep = server.sleep
        product.listeners.close = lambda listener: server.disconnect(listener.sid)
        product.writer.changed.connect(self._on_changed, weak=False)

    def _emit(self, event: str, picture: Any, to: str) -> None:
        self._server.emit(event, picture, to=to)

    def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> bool | None:
        try:
            listener = self._recognise(sid, environ, auth if isinstance(auth, dict) else {})
        except WorkshopError as refused:
            raise ConnectionRefusedError(refused.code) from refused
        except Exception as broken:
            # Without an answer the browser would wait for its ping to fail.
            log.exception("connect failed")
            raise ConnectionRefusedError("failed") from broken
        self._product.listeners.add(listener)
        if listener.who.kind == "user" and not self._watching:
            self._watching = True
            self._server.start_background_task(self._keep_watch)
        for audience in listener.audiences:
            self._server.enter_room(sid, room_name(listener.workshop, audience))
        self._server.start_background_task(self._welcome, listener)
        return None

    def _welcome(self, listener: Listener) -> None:
        self._product.broadcast.welcome(listener)
        self._product.presence.changed(listener.workshop)

    def _disconnect(self, sid: str, *_reason: Any) -> None:
        listener = self._product.listeners.drop(sid)
        if listener:
            self._product.presence.changed(listener.workshop)

    def _on_changed(self, _writer: Any, touched: Touched, **_facts: Any) -> None:
        """Put out who has lost their right: a removal holds at once, not at the next connection."""
        if touched.team:
            self._put_out_strangers()

    def _keep_watch(self) -> None:
        """Look again at those who lead: the command line closes accounts in a process of its own."""
        while any(listener.who.kind == "user" for listener in self._product.listeners.all()):
            self._server.sleep(WATCH)
            try:
                self._put_out_strangers()
            except SQLAlchemyError as fault:
                log.error("nobody could be looked at", fault=type(fault).__name__)
        self._watching = False

    def _put_out_strangers(self) -> None:
        for listener in self._product.listeners.all():
            if listener.who.kind == "user" and not self._may_stay(listener):
                self._product.listeners.close(listener)

    def _may_stay(self, listener: Listener) -> bool:
        capability, _ = _RIGHTS[listener.audiences[0]]
        return may(self._identity(listener.workshop, listener.who).role, capability)

    def _receive(self, name: str, sid: str, payload: Any, reply: Reply) -> None:
        """See that one command is answered. Every way out is an answer: without one the phone waits for ever."""
        try:
            self._run(self._checked(sid), command_of(name), payload, reply)
        except WorkshopError as refused:
            reply({"error": refused.as_dict()})
        except Exception:
            log.exception("command failed", command=str(name)[:24])
            reply({"error": {"code": "failed"}})

    def _checked(self, sid: str) -> Listener:
        listener = self._product.listeners.get(sid)
        if listener is None:
            raise NotAllowed("not_connected")
        if listener.is_too_fast(time.monotonic()):
            raise Limited("too_fast", seconds=int(WINDOW))
        return listener

    def _run(self, listener: Listener, command: Command, payload: Any, reply: Reply) -> None:
        if command.reads:
            return reply(self._read(listener, command, command.read(payload)))
        call = command.call(listener.who, payload)
        call.reply = lambda answer: reply(_plain(answer, call.version if listener.who.kind == "user" else 0))
        return self._product.writer.post(listener.workshop, call)

    def _read(self, listener: Listener, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
        if command.name == "sync":
            self._welcome(listener)
            return {"ok": True}
        if "cockpit" not in listener.audiences:
            raise NotAllowed("not_allowed")
        preview = self._product.broadcast.preview(listener.workshop, **fields)
        if preview is None:
            raise NotFound("not_found")
        return {"ok": True, **preview}

    def _recognise(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> Listener:
        """Return who this is; raises NotAllowed or NotFound."""
        with self._app.request_context(environ):
            workshop = request.args.get("w", type=int)
            audience = request.args.get("as", "phone")
            cookie = request.cookies.get(cookie_name(self._product.config, workshop or 0), "")
            # A browser's WebSocket always says where its page came from; without that only a token counts.
            named = "Origin" in request.headers or request.args.get("transport") == "polling"
            user = Who("user", int(current_user.id)) if named and current_user.is_authenticated else None
            cookie = cookie if named else ""
        token = str(auth.get("token") or "")
        if workshop is None or not 0 < workshop <= LARGEST_NUMBER:
            raise Refused("malformed", why="w")
        if audience == "phone":
            return self._participant(sid, workshop, token or cookie)
        return self._leader(sid, workshop, audience, user, token)

    def _participant(self, sid: str, workshop: int, token: str) -> Listener:
        of, number = self._product.tokens.read_participant(token)
        who = Who("participant", number)
        found = self._identity(workshop, who)
        if of != workshop or found.role is None:
            raise NotAllowed("removed")
        person = Who("participant", found.person)
        if found.waits:  # gets no picture of the room, and no lamp is lit for them
            return Listener(sid, workshop, person, (), came_as=number)
        return Listener(sid, workshop, person, ("phone",), found.voice, came_as=number)

    def _leader(self, sid: str, workshop: int, audience: str, user: Who | None, token: str) -> Listener:
        if audience == "screen" and token:
            of, _issue = self._product.tokens.read_screen(token)
            if of != workshop:
                raise NotAllowed("bad_token")
            return Listener(sid, workshop, Who("screen", 0), ("screen",))
        if audience == "observer" and token:
            return self._observer(sid, workshop, token)
        capability, audiences = _RIGHTS.get(audience, ("", ()))
        found = self._identity(workshop, user) if user else Identity(None)
        if not capability or user is None or not may(found.role, capability):
            raise NotAllowed("not_allowed")
        return Listener(sid, workshop, user, audiences, name=found.name)

    def _observer(self, sid: str, workshop: int, token: str) -> Listener:
        with self._product.engine.connect() as connection:
            issue = observer_issue(connection, workshop)
        if number_in(token) != workshop or not self._product.tokens.is_observer_link(token, issue):
            raise NotAllowed("bad_link")
        return Listener(sid, workshop, OBSERVER, _RIGHTS["observer"][1])

    def _identity(self, workshop: int, who: Who) -> Identity:
        with self._product.engine.connect() as connection:
            return identity_of(connection, workshop, who)


def _plain(answer: dict[str, Any] | WorkshopError, version: int) -> dict[str, Any]:
    """Return the answer as on the wire. Who leads learns of which version the pictures are that show what they did."""
    if isinstance(answer, WorkshopError):
        return {"error": answer.as_dict()}
    return {**answer, "version": version} if version else answer


# audience asked for: (capability, the audiences whose pictures it gets). The wall may show names, so it is for those
# who may read them anyway; who only watches gets what the observers' link shows.
_RIGHTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cockpit": ("prepare", ("cockpit", "screen")),
    "screen": ("read", ("screen",)),
    "observer": ("watch", ("observer",)),
}
