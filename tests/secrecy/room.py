"""A server in one thread: what is asked of it happens at once, and it can die wherever a test says.

Death is no Exception: as with a power cut, nobody catches it and nobody is answered.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import event

from tests.services.ballot_box import Vote
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import Who
from workshop.live.commands import command_of
from workshop.live.sealing import Sealing
from workshop.writer import Call

Answers = list[Any]  # what came back: answers, or the refusals' codes


class Died(BaseException):
    """The power went."""


class OneRoom:
    """``start``: starts a server on what the disk holds."""

    def __init__(self, start: Callable[[], Vote]) -> None:
        self._start = start
        self.vote = self._up()

    def _up(self) -> Vote:
        vote = self._start()
        vote.hall.writer._spawn = lambda work, *args: work(*args)
        return vote

    def restart(self) -> None:
        """Come up again as after a power cut: only the disk is left."""
        self.down()
        self.vote = self._up()
        self.sealing.resume()

    def down(self) -> None:
        self.vote.hall.engine.dispose()

    @property
    def sealing(self) -> Sealing:
        return Sealing(self.vote.hall.engine, self.vote.vault, self.vote.hall.writer)

    def send(self, *wanted: tuple[str, Who, dict[str, Any]]) -> Answers:
        """Let commands come in at the same moment, in one transaction; return what each was answered."""
        answers: Answers = [None] * len(wanted)
        calls = [self._call(answers, at, *one) for at, one in enumerate(wanted)]
        hall = self.vote.hall
        for call in calls[:-1]:
            self._queue(call)
        hall.writer.post(hall.workshop, calls[-1])
        return answers

    def send_to_two_servers(self, *wanted: tuple[str, Who, dict[str, Any]]) -> Answers:
        """Let two commands come in at the same moment at two servers on the same disk."""
        answers: Answers = [None, None]
        beside = self._up()
        calls = [self._call(answers, at, *one) for at, one in enumerate(wanted)]
        threads = [
            threading.Thread(target=vote.hall.writer.post, args=(vote.hall.workshop, call), daemon=True)
            for vote, call in zip((self.vote, beside), calls, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        beside.hall.engine.dispose()
        return answers

    def _queue(self, call: Call) -> None:
        writer, workshop = self.vote.hall.writer, self.vote.hall.workshop
        writer._busy.add(workshop)
        writer.post(workshop, call)  # waits, for somebody is said to be writing
        writer._busy.discard(workshop)

    def _call(self, answers: Answers, at: int, name: str, who: Who, payload: dict[str, Any]) -> Call:
        def reply(answer: Any) -> None:
            answers[at] = answer.code if isinstance(answer, WorkshopError) else answer

        return replace(command_of(name).call(who, payload), reply=reply)

    def die(self, where: Callable[[Vote], Any], do: Callable[[], Any]) -> bool:
        """Do something that the server does not survive, and come up again; return whether it died."""
        try:
            with where(self.vote):
                do()
        except Died:
            self.restart()
            return True
        return False


@contextmanager
def before_commit(vote: Vote) -> Iterator[None]:
    """Die when everything was written but nothing is sure."""

    def dies(_connection: Any) -> None:
        raise Died

    event.listen(vote.hall.engine, "commit", dies)
    try:
        yield
    finally:
        event.remove(vote.hall.engine, "commit", dies)
