"""What every type of activity is made of.

A type is one file here and one file in ``static/src/activities``. It holds rules in
plain Python and its own texts; it knows no database, no voice and no browser.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar

from workshop.domain.errors import Refused

Frozen = dict[str, Any]

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # of a text, as the item of a like says it


@dataclass(frozen=True)
class Field:
    """One input of the editor's form.

    ``kind``: line, text, number, switch, select (with ``choices``), lines (one entry a
    line, each with a stable id: ``[{"id", "label"}]``), options (lines, or
    ``{"activity": id, "what": "themes" | "best", "most": n}``, the themes of an earlier step or
    the best of its result; a type has one such field at most), priced (lines, each with a whole ``price``),
    share ("60 %" or "3/5"), parts (``[{"id", "type", "config"}]``, questions of other types), markdown, step (the id
    of an earlier step of type ``of``), picture (``{"hash", "alt", "width", "height"}`` of an upload, or None).
    ``when``: shown only while that select has that value.
    Label and help stand in the type's texts as ``field_<name>`` and ``help_<name>``.
    """

    name: str
    kind: str
    default: Any = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 2000
    required: bool = False
    of: str = ""
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Kind:
    """One sort of contribution. ``many``: the browser makes the items; else ``clean`` names them.

    ``is_text``: the moderator can arrange it. ``of``: it says yes to a text of that kind which somebody else
    gave in the same round; the item is that text's number, and whoever writes checks that it is there.
    ``beside``: says something about who gives and is no answer; it counts for nothing and reaches no result.
    ``waits``: a text that nobody sees before the moderator's yes.
    ``after``: given to a closed round whose result is shown, about that result.
    ``answerable``: the moderator can say of a text that it was answered.
    """

    name: str
    many: bool = False
    is_text: bool = False
    of: str = ""
    beside: bool = False
    waits: bool = False
    after: bool = False
    answerable: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it is in somebody's own words: what is said about a result is, though nobody arranges it."""
        return self.is_text or self.after


@dataclass(frozen=True)
class Given:
    """A contribution without its voice, so that no result can tell who gave it."""

    id: int
    kind: str
    item: str
    value: Any
    theme: int | None = None
    merged_into: int | None = None
    place: int = 0
    who: str = ""  # filled only where the round was announced as named; "" there too for who gave no name
    late: bool = False  # came after closing and was admitted
    answered: bool = False  # the moderator says so
    by: int = 0  # which of those who gave, filled where ``who`` is: two people may have one name, or none


@dataclass(frozen=True)
class Theme:
    """A cluster of cards."""

    id: int
    title: str


@dataclass(frozen=True)
class Base:
    """Who could give and who was there, as it was frozen with the round.

    ``unit``: "seats", or "people" where there is no roster. ``present``: there or represented when it closed; while
    it is open when it opened. ``excused``: of those entitled.
    """

    unit: str
    entitled: int
    present: int
    excused: int = 0


@dataclass(frozen=True)
class Material:
    """What results are computed from.

    ``given`` holds only what counts: no hidden or withdrawn rows. ``likes``: for the number of a text at
    the top, how many voices said yes to it or to what was merged into it, each voice once.
    ``earlier``: the results of the round before, if this is not the first.
    """

    given: Sequence[Given] = ()
    themes: Sequence[Theme] = ()
    likes: Mapping[int, int] = field(default_factory=dict)
    earlier: Mapping[str, Any] | None = None
    base: Base | None = None  # None: nothing was frozen yet
    counted: Mapping[str, int] | None = None  # what sealing wrote: how many ballots say what; ``given`` is empty then
    invalid: Mapping[str, int] = field(default_factory=dict)  # and how many say nothing that counts, by reason


class Term(str):
    """A word of the catalogue in a cell or a label; whoever writes the document says it in its language.

    ``params`` are what its sentence asks for.
    """

    params: dict[str, Any]

    def __new__(cls, key: str, **params: Any) -> "Term":
        """Return the word with what its sentence asks for."""
        made = super().__new__(cls, key)
        made.params = params
        return made


@dataclass(frozen=True)
class Table:
    """A rectangle for every download. A cell that is a ``Term`` is said in the reader's language.

    ``columns``: (catalogue key or literal label, "text" | "number"). A number may be None.
    """

    columns: list[tuple[str, str]]
    rows: list[list[Any]]


@dataclass(frozen=True)
class Chart:
    """A picture of a result that formats can draw without knowing the type.

    ``bars``: ``values[i][0]`` belongs to ``labels[i]``, is the first number of the table and may have a fraction.
    ``tiles``: ``values[i][j]`` is the number of voices in row i and column j; ``marked[i]`` is the column index of
    the median, None where there is none or it lies between two columns.
    """

    kind: str
    labels: list[str]
    values: list[list[float]]
    columns: list[str] = field(default_factory=list)
    marked: list[int | None] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A further part of a result for documents: a title, what was asked there, its table and picture."""

    title: str
    table: Table
    chart: Chart | None = None
    ask: Sequence[str] = ()


class ActivityType:
    """The contract; the defaults fit a type without input."""

    name: ClassVar[str]
    kinds: ClassVar[tuple[Kind, ...]] = ()
    fields: ClassVar[tuple[Field, ...]] = ()
    privacies: ClassVar[tuple[str, ...]] = ("unnamed",)
    shows_live: ClassVar[bool] = False  # may results be on show while the round is open?
    opens_shown: ClassVar[bool] = False  # are they from the start, unless the step says otherwise?
    listed: ClassVar[bool] = False  # results are the rows themselves, sent as deltas
    in_parts: ClassVar[tuple[str, ...]] = ()  # its fields where it is one question of a form; none: it cannot be one
    sorts: ClassVar[bool] = False  # the moderator sorts its texts into themes
    votes: ClassVar[bool] = False  # by default only seats give, and they are the base
    decides: ClassVar[bool] = False  # for the house: where there is a roster only seats give; a round can be annulled
    registers: ClassVar[bool] = False  # the register of measures is shown with its result
    grouped: ClassVar[tuple[str, ...]] = ()  # columns of its table that a breakdown by groups compares, where they are
    leads_on: ClassVar[bool] = False  # later steps can take the best of its result as their options
    texts: ClassVar[dict[str, dict[str, Any]]] = {"de": {}, "en": {}}
    # {"config": …, "good": [(kind, item, value)…], "bad": […]}
    samples: ClassVar[dict[str, Any]] = {}

    def compose(self, types: Mapping[str, "ActivityType"]) -> None:
        """Learn of all types; the registry calls it once it knows them, for a type that is made of others."""

    @property
    def takes(self) -> Field | None:
        """Return the field whose options can come from an earlier step, if there is one."""
        return next((spec for spec in self.fields if spec.kind == "options"), None)

    @property
    def has_ballots(self) -> bool:
        """Return whether it can be voted on secretly; what is announced of such a vote is hashed for everybody."""
        return type(self).on_ballot is not ActivityType.on_ballot

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return what opening freezes; ``options`` are those taken from an earlier step, if any."""
        return {spec.name: config.get(spec.name, spec.default) for spec in self.fields}

    def ask(self, frozen: Frozen) -> dict[str, Any]:
        """Return what a participant may see of it."""
        return frozen

    def wording(self, frozen: Frozen) -> list[str]:
        """Return what was put to the room, as lines for documents: plain text, or a ``Term`` with what it names."""
        return [frozen["ask"]] if frozen.get("ask") else []

    def is_held(self, kind: Kind) -> bool:
        """Return whether a kind is a seat's vote, which one person at a time holds; texts come from all its people."""
        return self.votes and not (kind.is_text or kind.of or kind.beside)

    def takes_input(self, frozen: Frozen) -> bool:
        """Return whether participants give something in this step."""
        return bool(self.kinds)

    def ready(self, frozen: Frozen) -> str:
        """Return the error code that forbids opening it as it stands, or an empty string."""
        return ""

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> Any:
        """Return the value as it is stored; raise Refused in words a person understands."""
        raise Refused("no_input")

    def check(self, kind: str, item: str, value: Any, frozen: Frozen, mine: Mapping[tuple[str, str], Any]) -> None:
        """Raise Refused if this clean value does not fit what the same voice has given in this round.

        ``mine``: its standing answers by (kind, item), without this one; of a text that is changed also what it
        was. Runs inside the transaction that saves.
        """

    def check_after(
        self, kind: str, item: str, frozen: Frozen, results: Mapping[str, Any], mine: Mapping[tuple[str, str], Any]
    ) -> None:
        """Raise Refused if this voice is not asked for an answer of a kind ``after``.

        ``results``: of its closed round, as they are shown. ``mine`` as for ``check``.
        """

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return the result as JSON; the order of ``material.given`` must not matter."""
        return {}

    def quorum(self, frozen: Frozen, base: Base | None) -> dict[str, int] | None:
        """Return how many must be there to decide, ``{"needed", "of", "present"}``; None where none is asked for."""
        return None

    def best(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return what later steps can take as options, ``[{"id", "label"}]``, the best first."""
        return []

    def decision(self, frozen: Mapping[str, Any], results: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what was decided, also if it was a no: ``{"text", "verdict", "yes", "no", "advisory"}``; else None."""
        return None

    def options_in(self, frozen: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
        """Return the options of this step, ``[{"id", "label"}]``: by them documents say what something follows from."""
        return (frozen.get(self.takes.name) or ()) if self.takes else ()

    def said(self, given: Given, frozen: Frozen) -> list[tuple[str, str]]:
        """Return what one answer says as ``[(label of an option, how much of it or "")]``, in the order of the options.

        Where a step was announced as named, room and documents read who gave what from it. Texts need none: their
        rows and their table say who; nor does a type whose results do.
        """
        return []

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return what a simulated participant gives, as (kind, item, value) in order.

        ``voice`` is its number from 0. The same arguments give the same answers, also after a reconnect.
        """
        return []

    def on_ballot(self, value: Any, frozen: Frozen) -> str:
        """Return a clean value as it stands on a secret ballot: at most 32 characters of ASCII."""
        raise Refused("not_secret")

    def is_on_ballot(self, said: str, frozen: Frozen) -> bool:
        """Return whether this is what ``on_ballot`` makes of an answer; what is not is counted as invalid."""
        return False

    def in_lists(self, counts: Mapping[str, int], frozen: Frozen) -> dict[str, int]:
        """Return what of the counted ballots is kept and published. A rare combination of answers could be a name."""
        return dict(counts)

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return the rows for every download."""
        return Table([], [])

    def chart(self, frozen: Frozen, material: Material) -> Chart | None:
        """Return a picture of the result for documents, if one helps."""
        return None

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return what documents show below table and chart, each under a title of its own."""
        return []

    def compared(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return what a breakdown by groups puts side by side: tables of a label and a number. None: it has none.

        Without a title, where the column says what it is.
        """
        return [Section("", one) for one in columns_of(self.table(frozen, material), self.grouped)]

    def facets(self, kind: str, value: Any) -> Any:
        """Return a clean value so that what two people say alike stands alike in it, for the rule of small rooms.

        A list is of things chosen, a dictionary says something of each of its keys.
        """
        return value


def clean_like(item: str, value: Any) -> bool:
    """Return the one thing a like says; whether there is such a text is for the writer to know."""
    if not _NUMBER.fullmatch(item):
        raise Refused("unknown_item")
    if value is not True:
        raise Refused("wrong_type")
    return True


def with_before(
    rows: Sequence[dict[str, Any]], earlier: Mapping[str, Any] | None, figure: str = "count", within: str = "options"
) -> list[dict[str, Any]]:
    """Return the rows as they are in a first round, later each with ``run`` and ``before``.

    These are the number of the round before and the row's figure then, None where it was not there yet or was asked
    in another way. ``within``: where results keep these rows.
    """
    if earlier is None:
        return list(rows)
    former = {row["id"]: row.get(figure) for row in earlier[within]}
    return [{**row, "run": earlier["run"], "before": former.get(row["id"])} for row in rows]


def with_invalid(result: dict[str, Any], material: Material) -> dict[str, Any]:
    """Return the result, with ``invalid`` if there are such ballots: how many, by reason. No rule counts them."""
    return {**result, "invalid": dict(material.invalid)} if material.invalid else result


def before_column(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the column of ``before_cell`` for a table, where there was a round before: it says which."""
    return [(Term("common.before", run=rows[0]["run"]), "number")] if any("before" in row for row in rows) else []


def before_cell(row: Mapping[str, Any]) -> list[Any]:
    """Return the figure of the round before as the last cell of a row, if there was one."""
    return [row["before"]] if "before" in row else []


def counted_table(options: Sequence[Mapping[str, Any]], label: str, count: str) -> Table:
    """Return one row an option: its label, its count and, after another round, the count before."""
    columns = [(label, "text"), (count, "number"), *before_column(options)]
    return Table(columns, [[option["label"], option["count"], *before_cell(option)] for option in options])


def columns_of(table: Table, names: Sequence[str]) -> list[Table]:
    """Return a table of its label and one number for each of these columns that it has."""
    places = {label: at for at, (label, _) in enumerate(table.columns)}
    return [
        Table([table.columns[0], table.columns[at]], [[row[0], row[at]] for row in table.rows])
        for at in (places[name] for name in names if name in places)
    ]


def own_options(config: Mapping[str, Any], name: str = "options") -> Sequence[dict[str, str]]:
    """Return the options written in this step; a reference that nobody resolved gives none."""
    own = config.get(name)
    return own if isinstance(own, list | tuple) else ()
