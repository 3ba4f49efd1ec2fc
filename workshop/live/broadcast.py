"""Sends pictures: built once for each audience, encoded once, at most five a second.

A change marks what has become old; the first change of a quiet room goes out at once, and while a
room is busy its pictures follow in one rhythm. If nobody of an audience listens, nothing
is built for it.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
import structlog
from sqlalchemy import Connection, Engine

from workshop.domain.permissions import OBSERVER
from workshop.live.delivered import Delivered
from workshop.live.listeners import Listener, Listeners
from workshop.room import Touched
from workshop.snapshots.casting import STANDS, stands_for
from workshop.snapshots.cockpit import for_cockpit
from workshop.snapshots.identity import whose
from workshop.snapshots.me import for_me
from workshop.snapshots.observer import for_observer
from workshop.snapshots.phone import for_phone, preview_phone
from workshop.snapshots.results import Seen, is_visible, results_for
from workshop.snapshots.scene import Scene, StepView, load_scene
from workshop.snapshots.screen import Place, for_outside, for_screen, preview_screen
from workshop.tokens import Tokens

log = structlog.get_logger()

RHYTHM = 0.2  # seconds between two pictures of one room
FRESH = 500  # ms for which newcomers share a picture; a change ends it at once
AUDIENCES = ("phone", "cockpit", "screen", "observer")


@dataclass
class Pending:
    """What of a room's pictures is old."""

    touched: Touched = field(default_factory=Touched)
    running: bool = False
    seen: dict[str, Seen] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)  # rounds whose first answer the cockpit has heard of

    def is_first(self, scene: Scene, touched: Touched) -> bool:
        """Return whether a round has got its first answer: its opening cannot be taken back any more."""
        fresh = {number for number in touched.rounds if scene.voices.get(number)} - self.answered
        self.answered |= fresh
        return bool(fresh)


@dataclass(frozen=True)
class Fresh:
    """The whole pictures of a room for newcomers, encoded, as they were at ``made`` (ms)."""

    made: int
    pictures: dict[str, list[tuple[str, Any]]]
    version: int = 0


class Broadcast:
    """Hears of changes and brings every listener the new picture."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], int],
        place: Place,
        tokens: Tokens,
        listeners: Listeners,
        counters: Counter[str],
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._place = place
        self._tokens = tokens
        self._listeners = listeners
        self._counters = counters
        self._rooms: dict[int, Pending] = {}
        self._fresh: dict[int, Fresh] = {}
        self._delivered: dict[tuple[int, str], Delivered] = {}  # of each round, to each audience
        self._casting: dict[int, set[int]] = {}
        self._changes = 0
        self._lock = threading.Lock()
        self.emit: Callable[[str, Any, str], None] = _nowhere
        self.spawn: Callable[..., Any] = _at_once
        self.sleep: Callable[[float], Any] = _no_sleep

    def on_changed(self, _writer: Any, workshop_id: int | None, touched: Touched, version: int) -> None:
        """Hear the writer: something in this room is no longer as the pictures say."""
        if workshop_id is None:
            return
        if touched.casting:
            self._tell_later(workshop_id, touched.casting)
        if touched.is_cast_only:
            # Neither a picture nor the pause before the next one may tell anybody else that a ballot came just now.
            self.spawn(self._bring_voters, workshop_id, touched)
            return
        self._changes += 1
        self._fresh.pop(workshop_id, None)
        if not self._listeners.in_workshop(workshop_id):
            return
        with self._lock:
            pending = self._rooms.setdefault(workshop_id, Pending())
            pending.touched |= touched
            if pending.running:
                return
            pending.running = True
        self.spawn(self._keep_up, workshop_id, pending)

    def _bring_voters(self, workshop_id: int, touched: Touched) -> None:
        try:
            with self._engine.connect() as connection:
                self._bring_own(connection, workshop_id, touched)
        except Exception:
            log.exception("voters not told", workshop=workshop_id)

    def _tell_later(self, workshop_id: int, rounds: set[int]) -> None:
        """Send how many have cast, in a while and for all that came meanwhile."""
        with self._lock:
            waiting = self._casting.setdefault(workshop_id, set())
            is_first = not waiting
            waiting |= rounds
        if is_first:
            self.spawn(self._tell_casting, workshop_id)

    def _tell_casting(self, workshop_id: int) -> None:
        self.sleep(STANDS / 1000)
        with self._lock:
            rounds = self._casting.pop(workshop_id, set())
        # Somebody who came in meanwhile has had the number read: until that one is old, it would be told again.
        self.sleep(stands_for(self._engine, rounds, self._clock()) / 1000)
        self.on_changed(None, workshop_id, Touched(rounds=rounds), 0)

    def welcome(self, listener: Listener) -> None:
        """Send a newcomer the whole picture. A crowd that comes in at once shares one."""
        fresh = self._fresh.get(listener.workshop)
        with self._engine.connect() as connection:
            if fresh is None or self._clock() - fresh.made > FRESH:
                fresh = self._make_fresh(connection, listener.workshop)
            for audience in listener.audiences:
                for event, picture in fresh.pictures.get(audience, ()):
                    self.emit(event, picture, listener.sid)
            if "cockpit" in listener.audiences:
                self.emit("brought", {"version": fresh.version}, listener.sid)
            if listener.who.kind == "participant":
                self._send_me(connection, listener)

    def _make_fresh(self, connection: Connection, workshop_id: int) -> Fresh:
        before = self._changes
        scene = load_scene(connection, workshop_id, self._clock())
        if scene is None:
            return Fresh(0, {})
        pictures = {audience: self._whole(connection, scene, audience) for audience in AUDIENCES}
        fresh = Fresh(scene.now, pictures, scene.workshop.version)
        if before == self._changes:
            # On PostgreSQL reading yields; what changed meanwhile must not be kept for others.
            self._fresh[workshop_id] = fresh
        return fresh

    def _whole(self, connection: Connection, scene: Scene, audience: str) -> list[tuple[str, Any]]:
        whole = [("state", self._encode(picture)) for picture in self._pictures(connection, scene, audience)]
        if scene.live:
            results = results_for(connection, scene, scene.live, audience)
            self._delivered_of(scene.live, audience).welcome(results["rows"] or ())
            whole.append(("results", self._encode(results)))
        return whole

    def preview(self, workshop_id: int, activity: int, audience: str) -> dict[str, Any] | None:
        """Return a step as an audience would see it if it were live now."""
        with self._engine.connect() as connection:
            scene = load_scene(connection, workshop_id, self._clock())
            step = scene.step(activity) if scene else None
            if scene is None or step is None:
                return None
            picture = preview_phone(scene, step) if audience == "phone" else preview_screen(scene, self._place, step)
            shown = results_for(connection, scene, step, audience)
            inside = results_for(connection, scene, step, "cockpit")
            return {"picture": picture, "results": shown, "cockpit": inside}

    def _keep_up(self, workshop_id: int, pending: Pending) -> None:
        while touched := self._take(pending):
            try:
                self._flush(workshop_id, pending, touched)
            except Exception:
                log.exception("picture failed", workshop=workshop_id)
            self.sleep(RHYTHM)

    def _take(self, pending: Pending) -> Touched | None:
        with self._lock:
            touched, pending.touched = pending.touched, Touched()
            pending.running = bool(touched)
            return touched or None

    def _flush(self, workshop_id: int, pending: Pending, touched: Touched) -> None:
        self._counters["broadcasts"] += 1
        with self._engine.connect() as connection:
            scene = load_scene(connection, workshop_id, self._clock())
            if scene is None:
                return
            for audience in AUDIENCES:
                if self._listeners.count(workshop_id, audience):
                    self._bring(connection, scene, audience, pending, touched)
            self._bring_own(connection, workshop_id, touched)
        if self._listeners.count(workshop_id, "cockpit"):
            # Whatever it was and in which picture it shows: who did it knows that it is here.
            self.emit("brought", {"version": scene.workshop.version}, room_name(workshop_id, "cockpit"))
        self._dismiss(workshop_id, touched)

    def _bring(self, connection: Connection, scene: Scene, audience: str, pending: Pending, touched: Touched) -> None:
        room = room_name(scene.workshop.id, audience)
        leads = audience == "cockpit" and (pending.is_first(scene, touched) or touched.late)
        for picture in self._pictures(connection, scene, audience) if touched.state or leads else ():
            self._send("state", picture, room)
        live = scene.live
        if live is None or not (touched.state or touched.rounds):
            return
        self._bring_results(results_for(connection, scene, live, audience, pending.seen.get(audience)), live, room)
        pending.seen[audience] = Seen(live.round.id, is_visible(live, audience), scene.workshop.version)

    def _bring_results(self, picture: dict[str, Any], live: StepView, room: str) -> None:
        """Bring what is new; what nobody there has ever got is not said to be gone, for it still waits in secret."""
        delivered = self._delivered_of(live, picture["audience"])
        is_whole = picture["since"] is None
        if not is_whole and picture["rows"] is not None:
            picture["rows"], picture["gone"] = delivered.news(picture["rows"], picture["gone"])
        self._send("results", picture, room)
        delivered.bring(picture["rows"] or (), picture["gone"], whole=is_whole)

    def _delivered_of(self, step: StepView, audience: str) -> Delivered:
        return self._delivered.setdefault((step.round.id, audience), Delivered())

    def _bring_own(self, connection: Connection, workshop_id: int, touched: Touched) -> None:
        """Show a person's other devices what one of them sent, and everybody what became of theirs.

        A device alone knows what it sent, except the number of a text by which it finds its own among others'.
        """
        for voice in touched.voices:
            listeners = self._listeners.of_voice(workshop_id, voice)
            if len(listeners) > 1 or touched.state or voice in touched.learning:
                for listener in listeners:
                    self._send_me(connection, listener)
        for person in touched.people:
            is_now = whose(connection, person)
            for listener in self._listeners.of_participant(workshop_id, person):
                if listener.came_as == person and listener.who.id != is_now:
                    self._listeners.close(listener)  # another person's device now, or no longer: it comes in anew
                else:
                    self._send_me(connection, listener)

    def _send_me(self, connection: Connection, listener: Listener) -> None:
        """Show a person who they are. Whoever was let in or put before the door since comes in anew by themselves."""
        mine = for_me(connection, listener.who.id, listener.came_as)
        self._send("me", mine, listener.sid)
        if mine and mine["admitted"] != bool(listener.audiences):
            self._listeners.close(listener)

    def _dismiss(self, workshop_id: int, touched: Touched) -> None:
        for person in touched.removed:
            for listener in self._listeners.of_participant(workshop_id, person):
                self._send("notice", {"code": "removed"}, listener.sid)
                self._listeners.close(listener)
        for listener in self._listeners.in_workshop(workshop_id) if touched.observers else ():
            if listener.who == OBSERVER:
                self._listeners.close(listener)
        if touched.asking:
            self._send("notice", {"code": "more_time", "count": len(touched.asking)}, room_name(workshop_id, "cockpit"))

    def _pictures(self, connection: Connection, scene: Scene, audience: str) -> list[dict[str, Any]]:
        if audience == "phone":
            return [for_phone(connection, scene)]
        if audience == "screen":
            return [for_screen(scene, self._place)]
        if audience == "observer":
            return [for_outside(scene, self._place), for_observer(scene)]
        return [for_cockpit(connection, scene, self._place, self._tokens.screen(scene.workshop.id))]

    def _send(self, event: str, picture: Any, to: str) -> None:
        self.emit(event, self._encode(picture), to)

    def _encode(self, picture: Any) -> Any:
        self._counters["encodings"] += 1
        return orjson.Fragment(orjson.dumps(picture, option=orjson.OPT_NON_STR_KEYS))


def room_name(workshop_id: int, audience: str) -> str:
    """Return the name of the socket room of an audience."""
    return f"{workshop_id}:{audience}"


def _nowhere(event: str, picture: Any, to: str) -> None:
    """Until the socket door is there, nobody listens."""


def _at_once(work: Callable[..., Any], *args: Any) -> None:
    work(*args)


def _no_sleep(_seconds: float) -> None:
    pass
