"""Every verb that can be about a round, in every state of a secret one, over a real socket to a real server."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.crowd import run
from tests.faults.moderator import sign_in
from tests.secrecy.running import House, Moderator
from tests.secrecy.test_running import house_of
from tests.services.ballot_box import voter_key
from workshop.live.commands import COMMANDS
from workshop.rehearsal.wire import Line

STATES = ("draft", "open", "closed", "sealed", "shown", "annulled", "broken")
DONE, MOVES = "done", "moves"  # what changes nothing here; what moves the round on and is tried on the way
BALLOTS = 5

# Verb → what it is answered in each of the states.
TABLE = {
    "give": ("closed", *["cast_only"] * 6),
    "take_back": ("closed", *["cast_only"] * 6),
    "cast": ("not_secret", MOVES, "closed", "already_cast", "already_cast", "closed", "closed"),
    "ballot_status": ("not_secret", *[DONE] * 6),
    "wish_secret": ("not_secret",) * 7,
    "ask_time": (DONE,) * 7,
    "go_live": (DONE,) * 7,
    "open": (MOVES, "illegal_action", MOVES, *["illegal_action"] * 4),
    "close": ("illegal_action", MOVES, *["illegal_action"] * 5),
    "reveal": (*["illegal_action"] * 3, MOVES, *["illegal_action"] * 3),
    "hide": (*["illegal_action"] * 4, MOVES, *["illegal_action"] * 2),
    "annul": ("illegal_action", MOVES, MOVES, "illegal_action", "illegal_action", "illegal_action", MOVES),
    "next_round": (*["illegal_action"] * 3, MOVES, MOVES, MOVES, "illegal_action"),
    "reset": ("nothing_to_reset", *["secret_is_final"] * 6),
    "to_round": ("not_found", "round_open", *["not_found"] * 5),
    "extend": ("not_open_step", DONE, *["not_open_step"] * 5),
    "break_down": ("no_breakdown",) * 7,
    "enter_for": ("closed", *["cast_only"] * 6),
    "show_new": ("nothing_new",) * 7,
    "undo": (MOVES, *["secret_is_final"] * 6),
}
OF_A_VOICE = ("give", "take_back", "cast", "ballot_status", "wish_secret", "ask_time")
# Verbs of a step that are not about its round: the agenda, texts, measures, and what is tried elsewhere.
ELSEWHERE = {
    "premoderate", "add_theme", "capture", "add_measure", "edit_step", "move_step", "copy_step", "remove_step",
    "preview",
}  # fmt: skip


@pytest.fixture
def house(request, tmp_path) -> Iterator[House]:
    made = house_of(request, tmp_path, "sqlite")
    yield made
    made.close()


def test_the_table_has_every_verb_about_a_round():
    about = {name for name, one in COMMANDS.items() if {"round", "activity"} & set(one.payload.__struct_fields__)}
    assert about - ELSEWHERE == set(TABLE) - {"undo"}
    assert all(len(row) == len(STATES) for row in TABLE.values())


def test_a_verb_is_answered_as_the_table_says(house):
    seen = run(Story(house).told())
    assert {verb: tuple(seen[state][verb] for state in STATES) for verb in TABLE} == TABLE


class Story:
    """The rounds are moved through all states; in each every verb is tried that would not move them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.moderator: Moderator
        self.mayors: list[Line] = []
        self.seen: dict[str, dict[str, str]] = {}

    async def told(self) -> dict[str, dict[str, str]]:
        self.cookies = sign_in(self.house.server)
        self.moderator = await Moderator.enter(self.house, self.cookies)
        self.mayors = [await self.house.line(mayor.id) for mayor in self.house.facts.mayors[:BALLOTS]]
        await self.look("draft")
        await self.lead("open")
        self.opening = self.house.vote.hall.last_entry().id
        await self.look("open")
        await self.lead("close")
        await self.look("closed")
        await self.lead("open")
        for mayor in self.mayors:
            assert (await mayor.call("cast", self.ballot()))["ok"]
        await self.lead("close")
        await self.moderator.until(lambda: self.house.vote.round.state == "sealed")
        await self.look("sealed")
        await self.lead("reveal")
        await self.look("shown")
        await self.lead("next_round", "open")
        await self.lead("annul", reason="Falscher Wortlaut.")
        await self.look("annulled")
        await self.lead("next_round", "open")
        self.house.vote.vault.erase(self.house.vote.round.id)
        assert code_of(await self.mayors[0].call("cast", self.ballot())) == "ballot_key_missing"
        await self.look("broken")
        for line in (self.moderator.line, *self.mayors):
            line.close()
        return self.seen

    async def lead(self, *names: str, **more: Any) -> None:
        for name in names:
            await self.moderator.tell(name, activity=self.house.activity, **more)

    async def look(self, state: str) -> None:
        """Try what does not move the round, over lines of their own: one line may send only so much."""
        here = STATES.index(state)
        moderator = await Moderator.enter(self.house, self.cookies)
        mayor = await self.house.line(self.house.facts.mayors[0].id)
        self.seen[state] = {}
        for verb, row in TABLE.items():
            line = mayor if verb in OF_A_VOICE else moderator.line
            self.seen[state][verb] = MOVES if row[here] == MOVES else await self.tried(line, verb)
        for line in (moderator.line, mayor):
            line.close()
        revision = self.house.vote.hall.revision()
        await self.moderator.until(lambda: self.moderator.state["revision"] == revision)

    async def tried(self, line: Line, verb: str) -> str:
        payload = self.payload(verb)
        if COMMANDS[verb].guarded:
            payload["expected"] = self.house.vote.hall.revision()
        return code_of(await line.call(verb, payload))

    def ballot(self) -> dict[str, Any]:
        return {"round": self.house.vote.round.id, "value": "yes", "key": voter_key()}

    def payload(self, verb: str) -> dict[str, Any]:
        round_, key = self.house.vote.round, voter_key()
        answer = {"round": round_.id, "key": key, "n": 1}
        of_step: dict[str, Any] = {"activity": self.house.activity}
        return {
            "give": answer | {"value": "yes"},
            "take_back": answer,
            "cast": {"round": round_.id, "value": "yes", "key": key},
            "ballot_status": {"round": round_.id, "key": key},
            "wish_secret": of_step | {"on": True},
            "ask_time": {"round": round_.id},
            "annul": of_step | {"reason": "Falscher Wortlaut."},
            "to_round": of_step | {"n": round_.n},
            "extend": of_step | {"minutes": 1},
            "break_down": of_step | {"on": True},
            "enter_for": of_step | {"seat": 1, "value": "yes"},
            "undo": {"entry": getattr(self, "opening", 0)},
        }.get(verb, of_step)


def code_of(answer: dict[str, Any]) -> str:
    return answer["error"]["code"] if "error" in answer else DONE
