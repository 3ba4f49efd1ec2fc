"""What a simulated mayor does with a secret ballot: one key, one ballot, also after a refusal and a reconnect."""

import asyncio
from typing import Any

from workshop.rehearsal.pen import Pen

LIVE = {
    "round": 7, "type": "resolution", "ask": {"ask": "Ja?"}, "state": "open", "shown": False,
    "takes_input": True, "privacy": "secret", "title": "Empfehlung", "activity": 1,
}  # fmt: skip
ME: dict[str, Any] = {"given": [], "cast": []}


class Desk:
    """Answers as the server does, and keeps what came."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers, self.heard = list(answers), []

    async def send(self, command: str, payload: dict[str, Any]) -> dict[str, Any]:
        self.heard.append((command, payload["round"], payload["key"], payload["value"]))
        return self.answers.pop(0)


def play(desk: Desk, *happens: Any) -> None:
    async def story() -> None:
        pen = Pen(desk.send, 0, 0, wavers=True)
        for happen in happens:
            happen(pen)
            await asyncio.sleep(0.01)

    asyncio.run(story())


def look(pen: Pen) -> None:
    pen.look(LIVE)


def come_back(pen: Pen) -> None:
    pen.rest()
    pen.look(LIVE)


def remember(pen: Pen) -> None:
    pen.remember(ME)


def test_a_ballot_is_cast_once():
    desk = Desk({"ok": True, "code": "AAA-AAA-AAA"})
    play(desk, look, come_back, remember)
    assert [(command, round_, value) for command, round_, _, value in desk.heard] == [("cast", 7, "yes")]


def test_who_is_confirmed_casts_then_under_the_same_key():
    desk = Desk({"error": {"code": "seat_unproven"}}, {"ok": True, "code": "AAA-AAA-AAA"})
    play(desk, look, remember, remember)
    assert len(desk.heard) == 2
    assert desk.heard[0] == desk.heard[1]


def test_a_seat_that_has_cast_on_another_device_does_not_try():
    desk = Desk()
    play(desk, lambda pen: pen.remember({"given": [], "cast": [7]}), look)
    assert desk.heard == []
