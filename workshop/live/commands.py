"""The table of commands: name → payload, who may, in which states of the workshop, verb.

The protocol's documentation, the type check, the rate limit and the test of roles ×
commands × states are made from it.
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused
from workshop.domain.permissions import Who, require
from workshop.live import payloads as p
from workshop.models import Round
from workshop.room import Room
from workshop.services import (
    agenda,
    arranging,
    ballots,
    breakdown,
    capture,
    contributions,
    doors,
    entering,
    fives,
    history,
    holding,
    leading,
    measures,
    parking,
    rounds,
    seats,
    speakers,
    stage,
    wishes,
)
from workshop.writer import Answer, Call, HotVerb, Verb

ALWAYS = ("draft", "open", "ended")
RUNNING = ("open",)
BEFORE_END = ("draft", "open")
AFTER_START = ("open", "ended")
AFTER_ARCHIVE = ("edit_measure", "done", "write_note")  # measures go on; what was given is closed for good


@dataclass(frozen=True)
class Command:
    """One row of the table.

    ``guarded``: carries ``expected``, the revision it was decided on; another moderator's
    command in between makes it stale. ``reads``: changes nothing and is answered by the door.
    """

    name: str
    payload: type[p.Payload]
    capability: str
    verb: Verb | None = None
    states: tuple[str, ...] = ALWAYS
    guarded: bool = False
    hot: HotVerb | None = None

    @property
    def reads(self) -> bool:
        """Return whether it changes nothing."""
        return self.verb is None and self.hot is None

    def call(self, who: Who, payload: Any) -> Call:
        """Return the call for a raw payload; raises Refused."""
        raw = payload if isinstance(payload, dict) else {}
        expected = self._expected(raw)
        fields = self.read({key: value for key, value in raw.items() if key != "expected"} if self.guarded else payload)
        if self.hot:
            return Call(self.name, who, fields, hot=self.hot)
        return Call(self.name, who, fields, verb=self._checked, expected=expected)

    def read(self, payload: Any) -> dict[str, Any]:
        """Return the payload's members, checked; raises Refused ``malformed`` with where."""
        try:
            made = msgspec.convert({} if payload is None else payload, self.payload)
        except msgspec.ValidationError as wrong:
            raise Refused("malformed", why=str(wrong)) from wrong
        except UnicodeEncodeError as half:  # half an emoji where a short text or a number belongs
            raise Refused("malformed", why="text") from half
        return {name: getattr(made, name) for name in made.__struct_fields__}

    def _expected(self, raw: dict[str, Any]) -> int | None:
        if not self.guarded:
            return None
        expected = raw.get("expected")
        if not isinstance(expected, int) or isinstance(expected, bool):
            raise Refused("malformed", why="expected")
        return expected

    def _checked(self, room: Room, who: Who, **fields: Any) -> Answer | None:
        """Run the verb if this person may and the workshop is in the right state."""
        require(room.role(who), self.capability)
        if room.workshop.state not in self.states:
            raise Conflict("workshop_state", state=room.workshop.state)
        if room.workshop.archived_at is not None and self.name not in AFTER_ARCHIVE:
            raise Conflict("archived")
        assert self.verb is not None
        return self.verb(room, who, **fields)


def ask_time(room: Room, who: Who, round: int) -> Answer | None:  # noqa: A002 - the wire's word
    """Ask the moderator for more time; nothing is stored, the cockpit is told."""
    person = room.participant(who.id)
    found = room.session.get(Round, round)
    if found is None or found.removed_at is not None:
        raise NotFound("not_found")
    room.activity(found.activity_id)
    room.touched.asking.add(person.id)
    return None


_ROWS: tuple[Command, ...] = (
    Command("give", p.Give, "take_part", hot=contributions.give),
    Command("take_back", p.TakeBack, "take_part", hot=contributions.give),
    Command("cast", p.Cast, "take_part", hot=ballots.cast),
    Command("ballot_status", p.BallotStatus, "take_part", hot=ballots.status),
    Command("wish_secret", p.WishSecret, "take_part", wishes.wish_secret, RUNNING),
    Command("take_vote", p.Nothing, "take_part", holding.take_vote, RUNNING),
    Command("give_vote", p.Nothing, "take_part", holding.give_vote, RUNNING),
    Command("ask_time", p.OfRound, "take_part", ask_time, RUNNING),
    Command("sync", p.Nothing, "any"),
    Command("preview", p.Preview, "prepare"),
    Command("start", p.Nothing, "run", stage.start, guarded=True),
    Command("end", p.Nothing, "run", stage.end, guarded=True),
    Command("go_live", p.OfStep, "run", stage.go_live, RUNNING, guarded=True),
    Command("open", p.OfStep, "run", rounds.open_round, RUNNING, guarded=True),
    Command("close", p.OfStep, "run", rounds.close, RUNNING, guarded=True),
    Command("reveal", p.OfStep, "run", rounds.reveal, RUNNING, guarded=True),
    Command("hide", p.OfStep, "run", rounds.hide, RUNNING, guarded=True),
    Command("break_down", p.BreakDown, "run", breakdown.break_down),
    Command("annul", p.Annul, "run", ballots.annul, AFTER_START, guarded=True),
    Command("next_round", p.OfStep, "run", rounds.next_round, RUNNING, guarded=True),
    Command("reset", p.OfStep, "run", rounds.reset, RUNNING, guarded=True),
    Command("to_round", p.OfRun, "run", rounds.to_round, RUNNING, guarded=True),
    Command("extend", p.Extend, "run", rounds.extend, RUNNING, guarded=True),
    Command("black", p.Switch, "run", stage.black, guarded=True),
    Command("show_join", p.Switch, "run", stage.show_join, guarded=True),
    Command("zoom", p.Zoom, "run", stage.zoom),
    Command("take_over", p.Nothing, "run", leading.take_over, BEFORE_END, guarded=True),
    Command("hand_over", p.Account, "run", leading.hand_over, BEFORE_END, guarded=True),
    Command("attend", p.Attend, "run", seats.attend),
    Command("left", p.OfSeat, "run", seats.left),
    Command("enter_for", p.EnterFor, "run", entering.enter_for, RUNNING),
    Command("entitle", p.Entitle, "run", seats.entitle),
    Command("remove", p.Remove, "run", stage.remove),
    Command("lock", p.Switch, "run", doors.lock),
    Command("admission", p.Switch, "run", doors.admission),
    Command("renew_code", p.Nothing, "run", doors.renew_code),
    Command("admit", p.Remove, "run", doors.admit, RUNNING),
    Command("admit_device", p.Remove, "run", doors.admit_device, RUNNING),
    Command("disown", p.Remove, "take_part", doors.disown, RUNNING),
    Command("refuse", p.Remove, "run", doors.refuse, RUNNING),
    Command("refuse_all", p.Nothing, "run", doors.refuse_all, RUNNING),
    Command("confirm", p.People, "run", doors.confirm, RUNNING),
    Command("renew_observers", p.Nothing, "run", doors.renew_observers),
    Command("write_note", p.Note, "run", stage.write_note),
    Command("undo", p.Undo, "run", history.undo, guarded=True),
    Command("premoderate", p.Premoderate, "run", arranging.premoderate),
    Command("show_new", p.OfStep, "run", fives.show_new, RUNNING),
    Command("approve", p.Cards, "run", arranging.approve),
    Command("hide_card", p.Card, "run", arranging.hide_card),
    Command("discard", p.Card, "run", parking.discard),
    Command("restore", p.Card, "run", parking.restore),
    Command("answer", p.AnswerCard, "run", arranging.answer),
    Command("merge", p.Merge, "run", arranging.merge),
    Command("unmerge", p.Card, "run", arranging.unmerge),
    Command("sort", p.Sort, "run", arranging.sort),
    Command("add_theme", p.AddTheme, "run", arranging.add_theme),
    Command("rename_theme", p.RenameTheme, "run", arranging.rename_theme),
    Command("remove_theme", p.OfTheme, "run", arranging.remove_theme),
    Command("move_theme", p.MoveTheme, "run", arranging.move_theme),
    Command("capture", p.CaptureLine, "run", capture.capture),
    Command("edit_capture", p.EditCapture, "run", capture.edit_capture),
    Command("remove_capture", p.OfCapture, "run", capture.remove_capture),
    Command("done", p.TickCapture, "run", capture.done),
    Command("park", p.Card, "run", parking.park),
    Command("unpark", p.OfCapture, "run", parking.unpark),
    Command("ask_speak", p.Nothing, "take_part", speakers.ask_speak, RUNNING),
    Command("withdraw_speak", p.Nothing, "take_part", speakers.withdraw_speak, RUNNING),
    Command("add_speaker", p.AddSpeaker, "run", speakers.add_speaker, RUNNING),
    Command("readd_speaker", p.OfSpeech, "run", speakers.readd_speaker, RUNNING),
    Command("call_speaker", p.OfSpeech, "run", speakers.call_speaker, RUNNING),
    Command("end_speech", p.OfSpeech, "run", speakers.end_speech, RUNNING),
    Command("drop_speaker", p.OfSpeech, "run", speakers.drop_speaker, RUNNING),
    Command("move_speaker", p.MoveSpeaker, "run", speakers.move_speaker, RUNNING),
    Command("speakers", p.SpeakersOpen, "run", speakers.speakers),
    Command("show_speakers", p.Switch, "run", speakers.show_speakers),
    Command("speech_limit", p.SpeechLimit, "run", speakers.speech_limit),
    Command("add_measure", p.AddMeasure, "run", measures.add_measure),
    Command("adopt", p.Card, "run", measures.adopt),
    Command("edit_measure", p.EditMeasure, "run", measures.edit_measure),
    Command("move_measure", p.MoveMeasure, "run", measures.move_measure),
    Command("remove_measure", p.OfMeasure, "run", measures.remove_measure),
    Command("edit_workshop", p.EditWorkshop, "prepare", agenda.edit_workshop),
    Command("add_step", p.AddStep, "prepare", agenda.add_step, BEFORE_END),
    Command("edit_step", p.EditStep, "prepare", agenda.edit_step, BEFORE_END),
    Command("move_step", p.MoveStep, "prepare", agenda.move_step, BEFORE_END),
    Command("copy_step", p.OfStep, "prepare", agenda.copy_step, BEFORE_END),
    Command("remove_step", p.OfStep, "prepare", agenda.remove_step, BEFORE_END),
)

COMMANDS: dict[str, Command] = {command.name: command for command in _ROWS}


def command_of(name: str) -> Command:
    """Return the command of that name; raises NotAllowed for anything else, also reserved events."""
    command = COMMANDS.get(name)
    if command is None:
        raise NotAllowed("unknown_command")
    return command
