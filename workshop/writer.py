"""The only one who writes.

All calls that have come for one workshop run in one transaction, which is committed once;
only then is each answered and one ``changed`` sent. So a room is serial, nothing is
answered before it is on disk, and a hundred votes cost one fsync. There is no timer: a batch is
what came in while the one before was being written, or in one turn of the loop.

It knows no HTTP and no socket: a call is a verb, who calls, and what with.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import structlog
from blinker import Signal
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from workshop import journal
from workshop.domain.errors import Conflict, NotFound, WorkshopError
from workshop.domain.permissions import Who
from workshop.models import Workshop
from workshop.room import Room, Touched
from workshop.vault import NO_VAULT, Vault

log = structlog.get_logger()

Answer = dict[str, Any]
Verb = Callable[..., Answer | None]
HotVerb = Callable[[Room, Sequence["Call"]], list[Answer | WorkshopError]]

WRITING = "writing"  # the name of a thread that does
_TRIES_WHEN_BUSY = 8  # each waits SQLite's own 250 ms


@dataclass
class Call:
    """One command on its way. ``hot``: a verb that takes all its calls of a batch at once."""

    name: str
    who: Who
    payload: dict[str, Any]
    verb: Verb | None = None
    hot: HotVerb | None = None
    expected: int | None = None
    answer: Answer | WorkshopError | None = None
    version: int = 0  # of the pictures that show what it did; 0 if it shows in none
    reply: Callable[[Answer | WorkshopError], None] = lambda answer: None

    def settle(self, answer: Answer | WorkshopError) -> None:
        """Give the answer to whoever waits; that one line is broken is no matter of the others in the batch."""
        self.answer = answer
        try:
            self.reply(answer)
        except Exception:
            log.exception("answer lost", command=self.name)


class Writer:
    """Takes calls, writes them in batches, one queue a workshop."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], int],
        vault: Vault = NO_VAULT,
        spawn: Callable[..., Any] | None = None,
    ) -> None:
        self.changed = Signal()
        self.counters: Counter[str] = Counter()
        self._engine = engine.execution_options(writing=True)
        self._clock = clock
        self._vault = vault
        self._spawn = spawn or _spawn_thread
        self._queues: dict[int | None, deque[Call]] = {}
        self._busy: set[int | None] = set()
        self._lock = threading.Lock()

    def run(self, workshop_id: int | None, verb: Verb, who: Who, /, **payload: Any) -> Answer:
        """Run a verb and return its answer once it is on disk; raises what the verb raised."""
        return self.submit(workshop_id, Call(verb.__name__, who, payload, verb=verb))

    def submit(self, workshop_id: int | None, call: Call) -> Answer:
        """Queue a call and wait for its answer; raises WorkshopError."""
        done = threading.Event()
        call.reply = lambda answer: done.set()
        self.post(workshop_id, call)
        done.wait()
        if isinstance(call.answer, WorkshopError):
            raise call.answer
        assert call.answer is not None
        return call.answer

    def post(self, workshop_id: int | None, call: Call) -> None:
        """Queue a call without waiting."""
        with self._lock:
            self._queues.setdefault(workshop_id, deque()).append(call)
            if workshop_id in self._busy:
                return
            self._busy.add(workshop_id)
        self._spawn(self._drain, workshop_id)

    def is_idle(self) -> bool:
        """Return whether nothing waits to be written."""
        return not self._busy

    def _drain(self, workshop_id: int | None) -> None:
        while calls := self._take(workshop_id):
            try:
                self._write(workshop_id, calls)
            except Exception:
                # Whatever happens, nobody may wait for ever for an answer.
                log.exception("writer failed", calls=[call.name for call in calls])
                _settle_rest(calls, WorkshopError("failed"))

    def _take(self, workshop_id: int | None) -> list[Call]:
        with self._lock:
            queue = self._queues.pop(workshop_id, None)
            if not queue:
                self._busy.discard(workshop_id)
                return []
            return list(queue)

    def _write(self, workshop_id: int | None, calls: list[Call]) -> None:
        try:
            answers, touched, version = self._batch_patiently(workshop_id, calls)
        except WorkshopError as refused:
            return _settle_rest(calls, refused)
        except Exception as broken:
            if len(calls) > 1:
                # One of them broke the batch; alone, the others still get through.
                for call in calls:
                    self._write(workshop_id, [call])
                return None
            return _settle_rest(calls, _fault(calls[0], broken))
        for call, answer in zip(calls, answers, strict=True):
            call.version = version if touched and not touched.is_cast_only else 0
            call.settle(answer)
        if touched:
            self.changed.send(self, workshop_id=workshop_id, touched=touched, version=version)
        return None

    def _batch_patiently(self, workshop_id: int | None, calls: list[Call]) -> tuple[list[Any], Touched, int]:
        for _ in range(_TRIES_WHEN_BUSY - 1):
            try:
                return self._batch(workshop_id, calls)
            except OperationalError as busy:
                if "locked" not in str(busy.orig):
                    raise
                _breathe()
        return self._batch(workshop_id, calls)

    def _batch(self, workshop_id: int | None, calls: list[Call]) -> tuple[list[Any], Touched, int]:
        with Session(self._engine, expire_on_commit=False, info={"writer": True}) as session:
            room = Room(session, self._clock(), _locked(session, workshop_id), self._vault)
            answers: list[Any] = []
            for hot, group in groupby(calls, key=lambda call: call.hot):
                together = list(group)
                answers += hot(room, together) if hot else [_alone(room, call) for call in together]
            if room.touched and not room.touched.is_cast_only and workshop_id is not None:
                room.workshop.version = room.version
            session.commit()
        self.counters["batches"] += 1
        self.counters["commits"] += 1
        self.counters["calls"] += len(calls)
        return answers, room.touched, room.version


def _alone(room: Room, call: Call) -> Answer | WorkshopError:
    """Run one call in a savepoint, so that a refused one changes nothing."""
    former, room.touched = room.touched, Touched()
    try:
        with room.session.begin_nested(), journal.watch(room, call.name, call.who):
            if call.expected is not None and call.expected != room.workshop.revision:
                raise Conflict("stale", revision=room.workshop.revision)
            room.remark.leads = call.expected is not None
            assert call.verb is not None
            answer = call.verb(room, call.who, **call.payload) or {}
    except WorkshopError as refused:
        room.touched = former
        if not room.is_desk:
            # The savepoint's end forgot the row; the journal needs its former values.
            room.session.refresh(room.workshop)
        return refused
    room.touched = former | room.touched
    return {"ok": True, **answer}


def _locked(session: Session, workshop_id: int | None) -> Workshop | None:
    """Return the workshop's row, locked: on PostgreSQL this makes a room serial over processes."""
    if workshop_id is None:
        return None
    found = session.scalars(select(Workshop).where(Workshop.id == workshop_id).with_for_update()).first()
    if found is None:
        raise NotFound("not_found")
    return found


def _settle_rest(calls: Sequence[Call], answer: WorkshopError) -> None:
    for call in calls:
        if call.answer is None:
            call.settle(answer)


def _fault(call: Call, broken: Exception) -> WorkshopError:
    """Return the error for a fault: of the storage in words that say what to do, of ourselves with a trace."""
    if not isinstance(broken, SQLAlchemyError):
        log.error("command failed", command=call.name, exc_info=broken)
        return WorkshopError("failed")
    log.error("write failed", command=call.name, error=type(broken).__name__)
    reason = str(broken.orig) if isinstance(broken, DBAPIError) else ""
    if "full" in reason:
        return WorkshopError("disk_full")
    return WorkshopError("busy" if "locked" in reason else "not_saved")


def _spawn_thread(work: Callable[..., Any], *args: Any) -> None:
    threading.Thread(target=work, args=args, name=WRITING, daemon=True).start()


def _breathe() -> None:
    threading.Event().wait(0.05)
