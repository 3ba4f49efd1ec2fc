"""The shapes of what comes in. Unknown keys, wrong types and over-long texts end here."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Number = Annotated[int, Meta(ge=1, le=2**53)]
Count = Annotated[int, Meta(ge=0, le=10_000)]
Key = Annotated[str, Meta(min_length=16, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Name = Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9_:-]*$")]
Text = Annotated[str, Meta(max_length=4000)]  # roomy: the verb trims before it counts
Numbers = Annotated[list[Number], Meta(min_length=1, max_length=500)]


LONGEST_CHOICE = 30 * (40 + 3) + 1  # written out: as many options as can be chosen, with ids as long as they can be


class Payload(Struct, forbid_unknown_fields=True):
    """Base of all payloads."""


class Nothing(Payload):
    """No members."""


class Give(Payload):
    """An answer. ``n`` is one above the highest the browser has seen for it; ``late``: hand it in after closing."""

    round: Number
    value: Any
    key: Key
    n: Annotated[int, Meta(ge=1, le=1_000_000)]
    kind: Name = ""
    item: Name = ""
    late: bool = False


class Cast(Payload):
    """A secret ballot. ``key``: 22 characters from crypto.getRandomValues; the same key gets the same receipt.

    ``fill``: blanks that make all ballots of a round equally long on the line; nobody reads them.
    """

    round: Number
    key: Key
    value: Any
    fill: Annotated[str, Meta(max_length=LONGEST_CHOICE, pattern="^ *$")] = ""


class BallotStatus(Payload):
    """What became of a ballot. ``key``: as it was cast with, else empty."""

    round: Number
    key: Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")] = ""


class Annul(Payload):
    activity: Number
    reason: Text


class TakeBack(Payload):
    """An answer withdrawn."""

    round: Number
    key: Key
    n: Annotated[int, Meta(ge=1, le=1_000_000)]
    kind: Name = ""
    item: Name = ""


class OfRound(Payload):
    """A round."""

    round: Number


class OfStep(Payload):
    """A step of the agenda."""

    activity: Number


class WishSecret(Payload):
    """Whether one wishes a step to be voted on secretly."""

    activity: Number
    on: bool


class BreakDown(Payload):
    """A step, and whether its result is shown by groups."""

    activity: Number
    on: bool


class OfRun(Payload):
    """A round of a step by its number, from 1."""

    activity: Number
    n: Annotated[int, Meta(ge=1, le=10_000)]


class Extend(Payload):
    """Minutes more or less."""

    activity: Number
    minutes: Annotated[int, Meta(ge=-60, le=60)]


class Switch(Payload):
    """On or off."""

    on: bool


class Account(Payload):
    """An account of the team."""

    to: Number


class Zoom(Payload):
    """The size of what the screen shows, in per cent."""

    percent: Annotated[int, Meta(ge=80, le=150)]


class Attend(Payload):
    """Attendance of a seat; ``by``: who represents it, null for what is known."""

    seat: Number
    state: Literal["absent", "present", "represented", "excused"]
    by: Text | None = None


class OfSeat(Payload):
    """A seat of the roster."""

    seat: Number


class EnterFor(Payload):
    """An answer that the moderator enters for a seat; null takes it back."""

    activity: Number
    seat: Number
    value: Any
    kind: Name = ""
    item: Name = ""


class Entitle(Payload):
    """Whether a seat has a vote in this workshop."""

    seat: Number
    on: bool


class Remove(Payload):
    """A person."""

    participant: Number


class People(Payload):
    """Several people."""

    participants: Numbers


class Note(Payload):
    """The private note, and what it was when it was last seen."""

    text: Text
    former: Text


class Undo(Payload):
    """An entry of the journal."""

    entry: Number


class Preview(Payload):
    """A step as an audience would see it."""

    activity: Number
    audience: Literal["screen", "phone"]


class Premoderate(Payload):
    """Whether new cards wait for a yes."""

    activity: Number
    on: bool


class AnswerCard(Payload):
    """A question, and whether it is answered."""

    card: Number
    on: bool


class Cards(Payload):
    """Some cards."""

    cards: Numbers


class Card(Payload):
    """A card."""

    card: Number


class Merge(Payload):
    """Cards and the one they go under."""

    cards: Numbers
    into: Number


class Sort(Payload):
    """A card and its theme."""

    card: Number
    theme: Number | None
    place: Count = 0


class AddTheme(Payload):
    """A new theme of a step."""

    activity: Number
    title: Text


class RenameTheme(Payload):
    """A theme's new title, and what it was."""

    theme: Number
    title: Text
    former: Text


class OfTheme(Payload):
    """A theme."""

    theme: Number


class MoveTheme(Payload):
    """A theme and its place, counted from 1."""

    theme: Number
    to: Count


class AddMeasure(Payload):
    """A new measure of a step or of none, made of a proposal or not; ``origin``: the option it follows from."""

    activity: Number | None
    what: Text
    contribution: Number | None = None
    origin: Name = ""


class EditMeasure(Payload):
    """A field of a measure, its new value and what it was."""

    measure: Number
    field: Name
    value: Any
    former: Any


class MoveMeasure(Payload):
    """A measure and its place, counted from 1."""

    measure: Number
    to: Count


class OfMeasure(Payload):
    """A measure."""

    measure: Number


class EditWorkshop(Payload):
    """A field of the workshop, its new value and what it was."""

    field: Name
    value: Any
    former: Any


class AddStep(Payload):
    """A new step, after another one or at the end. ``words``: what its fields start with, in whoever's language."""

    type: Name
    title: Text
    after: Number | None
    words: Annotated[dict[Name, Text], Meta(max_length=10)] = {}


class EditStep(Payload):
    """A field of a step, its new value and what it was."""

    activity: Number
    field: Name
    value: Any
    former: Any


class MoveStep(Payload):
    """A step and its place, counted from 1."""

    activity: Number
    to: Count


class CaptureLine(Payload):
    """A line to write down, and the step it came up in."""

    kind: Literal["decision", "note", "topic"]
    text: Text
    activity: Number | None = None


class OfCapture(Payload):
    """A line that was written down."""

    capture: Number


class EditCapture(Payload):
    """A line's new text, and what it was."""

    capture: Number
    text: Text
    former: Text


class TickCapture(Payload):
    """Whether a line is dealt with."""

    capture: Number
    on: bool


class OfSpeech(Payload):
    """An entry of the list of speakers."""

    speech: Number


class AddSpeaker(Payload):
    """A seat, or somebody by name."""

    seat: Number | None
    name: Text = ""


class MoveSpeaker(Payload):
    """An entry of the list of speakers and its place among those who wait, counted from 1."""

    speech: Number
    to: Count


class SpeakersOpen(Payload):
    """Whether one may ask to speak."""

    open: bool


class SpeechLimit(Payload):
    """Seconds for one speech; 0: no limit."""

    seconds: Annotated[int, Meta(ge=0, le=3600)]
