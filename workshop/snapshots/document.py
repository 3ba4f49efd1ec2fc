"""The neutral Summary: all that any download says, free of UI and of file formats.

Everything is a plain dataclass of plain values, so that it crosses to the process that
draws it as JSON and back. Texts are in ``language``; times are milliseconds in UTC.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = "workshop-summary/1"


@dataclass(frozen=True)
class SpanOf:
    """A time in which a seat was there, present or represented ``by`` somebody; ``until`` None: to the end."""

    state: str
    since: int
    until: int | None
    by: str = ""


@dataclass(frozen=True)
class SeatLine:
    """One seat and whether it was there. ``state``: present, represented, excused, absent.

    ``since`` and ``until``: its first coming and last going; ``spans``: all of them. Who went early was there.
    ``by``: name or office of who represented it in the end, as far as somebody said.
    """

    name: str
    kind: str
    group: str
    state: str
    since: int | None
    until: int | None = None
    spans: list[SpanOf] = field(default_factory=list)
    entitled: bool = True
    by: str = ""


@dataclass(frozen=True)
class TableOf:
    """A rectangle. ``columns``: (label in the reader's language, "text" | "number")."""

    columns: list[tuple[str, str]]
    rows: list[list[Any]]


@dataclass(frozen=True)
class ChartOf:
    """See ``activities.base.Chart``. ``alt`` says the same in a sentence or two."""

    kind: str
    labels: list[str]
    values: list[list[float]]
    columns: list[str]
    marked: list[int | None]
    alt: str


@dataclass(frozen=True)
class SectionOf:
    """A further part of a step's result under a title of its own; ``ask``: lines of what was asked there."""

    title: str
    ask: list[str]
    table: TableOf
    chart: ChartOf | None


@dataclass(frozen=True)
class CardLine:
    """A card; ``merged`` are the texts that were put into it; ``who`` only where announced as named.

    ``marks`` say in words where it came from and that it came late; those of a merged text stand behind it.
    """

    text: str
    question: str
    who: str = ""
    merged: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ThemeOf:
    """A theme with its cards; the cards without a theme come last under an empty title."""

    title: str
    cards: list[CardLine]


@dataclass(frozen=True)
class PictureOf:
    """What a step showed; ``alt`` says what can be seen. ``data``: the file in base64, only in what is downloaded."""

    hash: str
    width: int
    height: int
    alt: str
    data: str = ""


@dataclass(frozen=True)
class StepOf:
    """One step of the agenda as it went. ``exists`` false: this version lacks the type.

    ``state``: draft (not held), open, closed, of decisions also sealed, annulled (with a ``reason``) or broken.
    ``round``: number of the round.
    ``frozen_hash``: SHA-256 of all that was announced when it opened; ``print``: how people compare it.
    ``base``: sentence who could give and how many did. ``ask``: lines of text, the wording as it was frozen.
    ``text``: plain text of an info step. ``origin``: sentence of where the options come from, or "".
    ``set_aside``: this round was reset and counts for nothing; nothing of it is in here.
    """

    n: int
    id: int
    type: str
    type_name: str
    title: str
    exists: bool
    state: str
    run: int
    privacy: str
    minutes: int
    real_minutes: int | None
    opened_at: int | None
    closed_at: int | None
    ask: list[str]
    base: str
    count: dict[str, Any]
    table: TableOf | None
    chart: ChartOf | None
    themes: list[ThemeOf]
    result: dict[str, Any]
    sections: list[SectionOf] = field(default_factory=list)
    origin: str = ""
    set_aside: bool = False
    picture: PictureOf | None = None
    reason: str = ""
    round: int = 0
    frozen_hash: str = ""
    print: str = ""


@dataclass(frozen=True)
class MeasureOf:
    """A line of the register of measures.

    ``due``: a day as ISO date, or "". ``status``: open, doing, done, dropped. ``origin``: sentence of what it
    follows from, or "". ``step``: title of the step it was taken up in, or "".
    """

    n: int
    what: str
    responsible: str
    involved: str
    due: str
    status: str
    origin: str
    step: str


@dataclass(frozen=True)
class CapturedOf:
    """A decision or a note as it was written down. ``step``: title of where it came up, or ""."""

    text: str
    at: int
    step: str


@dataclass(frozen=True)
class TopicOf:
    """An open point. ``is_card``: the words are those of a card that was parked; ``done``: ticked off."""

    text: str
    at: int
    step: str
    is_card: bool
    done: bool


@dataclass(frozen=True)
class SpeechOf:
    """One speech that has ended."""

    began_at: int
    seconds: int


@dataclass(frozen=True)
class SpeakerOf:
    """A seat or a person that has spoken, with the ``seconds`` of all its speeches."""

    name: str
    seconds: int
    speeches: list[SpeechOf]


@dataclass(frozen=True)
class NextOf:
    """The next workshop of the series."""

    title: str
    starts_at: int


@dataclass(frozen=True)
class Summary:
    """Everything there is to say about a workshop, once.

    ``attendance_counts``: {"present", "represented", "excused", "absent", "guests"}.
    ``labels``: all fixed words a document needs, in its language (heading of the attendance list …),
    so that formats contain no words of their own.
    ``speeches`` are for those who lead: they stay out of whatever is made for the public. A moderator's private
    notes are in none of this.
    """

    language: str
    timezone: str
    made_at: int
    version: int
    sample: bool
    title: str
    subtitle: str
    series: str
    organiser: str
    moderation: str
    state: str
    seats_called: str
    starts_at: int | None
    started_at: int | None
    ended_at: int | None
    minutes: int
    seats: list[SeatLine]
    attendance_counts: dict[str, int]
    steps: list[StepOf]
    labels: dict[str, str]
    measures: list[MeasureOf] = field(default_factory=list)
    decisions: list[CapturedOf] = field(default_factory=list)
    notes: list[CapturedOf] = field(default_factory=list)
    topics: list[TopicOf] = field(default_factory=list)
    speeches: list[SpeakerOf] = field(default_factory=list)
    following: NextOf | None = None
    archived_at: int | None = None
    deleted_at: int | None = None  # when the workshop deletes itself; None: never
    schema: str = SCHEMA

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)
