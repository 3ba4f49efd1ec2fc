"""Every verb that can be about a round, in every state of a secret one, over a real socket to a real server."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.faults.crowd import run
from tests.faults.moderator import CSRF, sign_in
from tests.secrecy.asked import RESOLUTION
from tests.secrecy.running import House, Moderator
from tests.secrecy.test_running import house_of
from tests.services.ballot_box import voter_key
from workshop.domain.ballots import USUAL_BALLOTS
from workshop.live.commands import COMMANDS
from workshop.models import Activity, Roll, Seat, Workshop
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
# What is changed beside the round: mostly it may be, and is changed back. What was frozen at opening is not touched.
BESIDE = {
    "edit_step ask": (DONE, "frozen", *[DONE] * 5),
    "edit_step privacy": (DONE, "frozen", *[DONE] * 5),
    "edit_step least_ballots": (DONE, "frozen", *[DONE] * 5),
    "edit_step minutes": (DONE,) * 7,
    "move_step": (DONE,) * 7,
    "remove_step": ("step_live",) * 7,
    "remove_step elsewhere": (DONE, "step_live", "secret_uncounted", DONE, DONE, DONE, "secret_uncounted"),
    "entitle": (DONE,) * 7,
    "attend": (DONE,) * 7,
    "left": (DONE,) * 7,
    "remove": (DONE,) * 7,
    "remove_seat": (DONE,) * 7,  # by a page of its own: the roster's
    "start": ("already_open",) * 7,
    "end": (DONE, MOVES, *[DONE] * 5),  # what is open closes
}
EDITS = {"ask": "Ein anderer Wortlaut.", "privacy": "named", "least_ballots": 4, "minutes": 7}
OF_A_VOICE = ("give", "take_back", "cast", "ballot_status", "wish_secret", "ask_time")
# Verbs of a step that are not about its round: the agenda, texts, measures, and what is tried elsewhere.
ELSEWHERE = {
    "premoderate", "add_theme", "capture", "add_measure", "copy_step", "preview",
}  # fmt: skip
OF_THE_ROOM = {"undo", "entitle", "attend", "left", "remove", "remove_seat", "start", "end"}


@pytest.fixture(params=["sqlite", "postgres"])
def house(request, tmp_path) -> Iterator[House]:
    made = house_of(request, tmp_path, request.param)
    yield made
    made.close()


def test_the_table_has_every_verb_about_a_round():
    about = {name for name, one in COMMANDS.items() if {"round", "activity"} & set(one.payload.__struct_fields__)}
    assert about - ELSEWHERE == {name.split()[0] for name in TABLE | BESIDE} - OF_THE_ROOM
    assert all(len(row) == len(STATES) for row in (TABLE | BESIDE).values())


def test_a_verb_is_answered_as_the_table_says_and_touches_nothing_that_was_frozen(house):
    story = Story(house)
    seen = run(story.told())
    assert {verb: tuple(seen[state][verb] for state in STATES) for verb in TABLE} == TABLE
    assert {verb: tuple(seen[state][verb] for state in STATES) for verb in BESIDE} == BESIDE
    assert story.touched == []


class Story:
    """The rounds are moved through all states; in each every verb is tried that would not move them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.moderator: Moderator
        self.mayors: list[Line] = []
        self.seen: dict[str, dict[str, str]] = {}
        self.other = house.vote.hall.step("Vertiefung")
        self.touched: list[tuple[str, str]] = []  # in which state, by which verb: what was frozen became another

    async def told(self) -> dict[str, dict[str, str]]:
        self.cookies = sign_in(self.house.server)
        self.moderator = await Moderator.enter(self.house, self.cookies)
        self.mayors = [await self.house.line(mayor.id) for mayor in self.house.facts.mayors[:BALLOTS]]
        builds_on_it = self.house.vote.hall.step("Maßnahmen")
        assert await self.tried(self.moderator.line, "remove_step", activity=builds_on_it) == DONE
        await self.look("draft")
        await self.lead("open")
        self.opening = self.house.vote.hall.last_entry().id
        await self.look("open")
        await self.lead("close")
        await self.look("closed")
        await self.opened_again()
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
        await self.look_beside(state)
        revision = self.house.vote.hall.revision()
        await self.moderator.until(lambda: self.moderator.state["revision"] == revision)

    async def look_beside(self, state: str) -> None:
        moderator = await Moderator.enter(self.house, self.cookies)
        for verb, row in BESIDE.items():
            before, move = self.frozen(), row[STATES.index(state)] == MOVES
            if verb == "remove_step elsewhere":  # the room is at another step
                assert await self.tried(moderator.line, "go_live", activity=self.other) == DONE
            if verb == "remove_seat":
                self.seen[state][verb] = self.off_the_roster()
            else:
                self.seen[state][verb] = MOVES if move else await self.tried(moderator.line, verb.split()[0], verb)
            if state != "draft" and self.frozen() != before:
                self.touched.append((state, verb))
            if self.seen[state][verb] == DONE and (back := self.back(verb)):
                assert await self.tried(moderator.line, back[0], **back[1]) == DONE
            if verb == "remove_step elsewhere":
                assert await self.tried(moderator.line, "go_live", activity=self.house.activity) == DONE
        moderator.line.close()

    def off_the_roster(self) -> str:
        """Remove the seat of who was just sent out."""
        hall = self.house.vote.hall
        with hall.read() as session:
            series = session.get_one(Workshop, hall.workshop).series_id
        seat = hall.seat_of(self.house.facts.mayors[BALLOTS + len(self.seen)])
        page, headers = f"{self.house.server.url}/series/{series}/seats", {"Cookie": self.cookies}
        csrf = CSRF.search(urlopen(Request(page, headers=headers)).read().decode())
        assert csrf, "the roster has no token"
        form = urlencode({"csrf_token": csrf[1]}).encode()
        urlopen(Request(f"{page}/{seat}/remove", form, headers)).close()
        with hall.read() as session:
            return DONE if session.get_one(Seat, seat).removed_at else "still there"

    async def opened_again(self) -> None:
        """Open what was closed with too few ballots, after all was changed that may be: it is the same vote."""
        before, moderator = self.frozen(), await Moderator.enter(self.house, self.cookies)
        for verb in ("edit_step ask", "edit_step least_ballots", "entitle", "attend"):
            assert await self.tried(moderator.line, verb.split()[0], verb) == DONE
        revision = self.house.vote.hall.revision()
        await self.moderator.until(lambda: self.moderator.state["revision"] == revision)
        await self.lead("open")
        assert self.frozen() == before
        moderator.line.close()

    def frozen(self) -> tuple[Any, ...]:
        """Return what was promised to the voters when it opened: wording, rule, base, who may vote, under which key."""
        vote = self.house.vote
        round_, roll = vote.round, sorted(row.seat_id for row in vote.rows(Roll))
        base = {name: value for name, value in round_.base.items() if name != "at_close"}
        return round_.id, round_.frozen, round_.frozen_hash, base, round_.key_print, round_.salt, roll

    async def tried(self, line: Line, verb: str, named: str = "", **back: Any) -> str:
        payload = back or self.payload(named or verb)
        if COMMANDS[verb].guarded:
            payload["expected"] = self.house.vote.hall.revision()
        return code_of(await line.call(verb, payload))

    def ballot(self) -> dict[str, Any]:
        return {"round": self.house.vote.round.id, "value": "yes", "key": voter_key()}

    def payload(self, verb: str) -> dict[str, Any]:
        if verb in BESIDE:
            return self.payload_beside(verb)
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

    def payload_beside(self, verb: str) -> dict[str, Any]:
        of_step, seat = {"activity": self.house.activity}, {"seat": self.seat()}
        edits = {
            f"edit_step {field}": of_step | {"field": field, "value": value, "former": self.stands(field)}
            for field, value in EDITS.items()
        }
        return edits.get(verb) or {
            "remove_step": of_step,
            "remove_step elsewhere": of_step,
            "move_step": of_step | {"to": 1},
            "entitle": seat | {"on": False},
            "attend": seat | {"state": "excused"},
            "left": seat,
            "remove": {"participant": self.house.facts.mayors[BALLOTS + len(self.seen)].id},
        }.get(verb, {})

    def back(self, verb: str) -> tuple[str, dict[str, Any]] | None:
        """Return what makes it as it was, if anything has to."""
        seat = {"seat": self.seat()}
        if verb in ("edit_step ask", "edit_step privacy", "edit_step least_ballots"):
            field = verb.split()[1]
            former = {"ask": RESOLUTION.config["ask"], "privacy": "secret", "least_ballots": USUAL_BALLOTS}[field]
            change = {"field": field, "value": former, "former": EDITS[field]}
            return "edit_step", {"activity": self.house.activity, **change}
        return {
            "remove_step elsewhere": ("undo", {"entry": self.house.vote.hall.last_entry().id}),
            "entitle": ("entitle", seat | {"on": True}),
            "attend": ("attend", seat | {"state": "present"}),
            "left": ("attend", seat | {"state": "present"}),
            "end": ("start", {}),
        }.get(verb)

    def seat(self) -> int:
        """Return the seat of somebody who does not cast."""
        return self.house.vote.hall.seat_of(self.house.facts.mayors[BALLOTS])

    def stands(self, field: str) -> Any:
        with self.house.vote.hall.read() as session:
            step = session.get_one(Activity, self.house.activity)
            return step.minutes if field == "minutes" else step.config.get(field)


def code_of(answer: dict[str, Any]) -> str:
    return answer["error"]["code"] if "error" in answer else DONE
