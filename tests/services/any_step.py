"""What the rules of a step come to, whatever its type, written down once more as plainly as can be: who gave what
in which round, and what those who lead decided.

It knows no database and no journal; a test does the same to it and to the real thing and compares.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from workshop.activities.base import ActivityType, Base, Given, Kind, Material, Theme
from workshop.domain.breakdown import Part, divide, is_showable
from workshop.domain.errors import WorkshopError

PUT_ASIDE = ("hidden", "discarded")
RUN = ("state", "shown", "was_shown", "is_undone", "set_aside", "grouped")
TEXT = ("merged_into", "theme", "place", "answered")
GIVEN = ("state", "value", "entered")
Place = tuple[str, str, str]  # voice, kind, item


@dataclass
class Said:
    """What one voice gave; ``value`` is None after it took that back."""

    id: int
    voice: str
    kind: Kind
    item: str
    value: Any
    state: str
    late: bool = False
    n: int = 1
    merged_into: int | None = None
    theme: int | None = None
    place: int = 0
    answered: bool = False
    entered: bool = False  # by those who lead, for a seat without a device
    of: str = ""  # whose it was before it became nobody's

    @property
    def is_nobodys(self) -> bool:
        return self.voice.startswith("x:")

    @property
    def author(self) -> str:
        return self.of or self.voice

    @property
    def stands(self) -> bool:
        """Whether its voice is among those that have given."""
        return self.state != "withdrawn" and not (self.late and self.state == "waiting")

    @property
    def counts(self) -> bool:
        return self.state == "shown" and self.value is not None

    @property
    def lies_there(self) -> bool:
        """Whether the moderator sees it."""
        return self.state != "withdrawn" and self.value is not None


@dataclass
class Run:
    """A round of the step; ``is_undone``: its beginning was taken back; ``kept``: the figures of all when it was first
    told by groups, for ever."""

    state: str = "draft"
    shown: bool = False
    was_shown: bool = False
    is_undone: bool = False
    set_aside: bool = False
    grouped: bool = False
    kept: list[dict[Any, Any]] | None = None
    said: dict[Place, Said] = field(default_factory=dict)

    def open(self) -> None:
        """What is nobody's counts only as long as nobody can give again."""
        self.state = "open"
        for one in self.said.values():
            if one.is_nobodys:
                one.state, one.value = "withdrawn", None

    def texts(self) -> list[Said]:
        return [one for one in self.said.values() if one.kind.is_text]

    def likes(self, text: Said) -> set[str]:
        """Return the voices that said yes to a text."""
        return {like.voice for like in self.said.values() if like.kind.of and like.counts and like.item == str(text.id)}


@dataclass
class Step:
    """All rounds of a step. ``live``: it opens with its results on show; ``seats_only``: guests have no voice in it."""

    type: ActivityType
    live: bool
    seats_only: bool
    runs: dict[int, Run] = field(default_factory=lambda: {1: Run()})
    themes: dict[int, bool] = field(default_factory=dict)  # number: still there
    current: int = 1
    premoderated: bool = False
    left: int = 0  # how often somebody deleted everything

    @property
    def run(self) -> Run:
        return self.runs[self.current]

    # What those who lead may do, and what comes of it.

    def legal(self) -> list[str]:
        """Return what may happen to the present round."""
        run, showing = self.run, "hide" if self.run.shown else "reveal"
        if not self.type.kinds:
            return [showing]
        if run.state == "draft":
            return ["open"]
        if run.state == "annulled":
            return ["next_round", "reset"]
        legal = [showing] if run.state == "closed" or self.type.shows_live else []
        if run.state == "open":
            legal.append("close")
        elif self.type.shows_live:
            legal.append("open")
        else:
            legal += ["next_round"] if run.was_shown else ["next_round", "open"]
        return [*legal, "reset", *(["annul"] if self.type.decides else [])]

    def lead(self, name: str) -> None:
        run = self.run
        match name:
            case "open":
                run.open()
                run.shown, run.was_shown = run.shown or self.live, run.was_shown or self.live
            case "close":
                run.state = "closed"
            case "reveal":
                run.shown = run.was_shown = True
            case "hide":
                run.shown = False
            case "annul":
                run.state, run.shown = "annulled", False
            case "reset":
                run.state = "closed" if run.state == "open" else run.state
                run.shown, run.set_aside = False, True
                self._begin()
            case "next_round":
                self._begin()

    def _begin(self) -> None:
        """One whose beginning was taken back is begun again."""
        self.current = max(n for n, run in self.runs.items() if not run.is_undone) + 1
        self.runs.setdefault(self.current, Run(is_undone=True)).is_undone = False

    def go_to(self, n: int) -> None:
        self.current = n
        self.run.set_aside = False

    def merge(self, text: Said, into: Said) -> None:
        for one in self.run.texts():
            if one is text or one.merged_into == text.id:
                one.merged_into = into.id

    def remove_theme(self, theme: int) -> None:
        self.themes[theme] = False
        for text in (text for run in self.runs.values() for text in run.texts() if text.theme == theme):
            text.theme = None

    # What participants may do, and what comes of it.

    def refusal(self, n: int, kind: Kind, *, guest: bool, second: bool, late: bool) -> str:
        """Return why somebody may neither give nor take back now, or ""; ``second``: on a seat that another holds."""
        run = self.runs[n]
        if self.seats_only and guest and run.state != "draft":  # who may is said when it opens
            return "seats_only"
        if second and self.type.votes and not (kind.is_text or kind.of or kind.beside):
            return "held_by_other"
        if kind.after:
            return "" if run.state == "closed" and run.shown else "closed"
        is_here = run.state == "closed" and n == self.current
        return "" if run.state == "open" or (is_here and (kind.beside or late)) else "closed"

    def is_late(self, n: int, place: Place, kind: Kind, *, says_so: bool) -> bool:
        """Return whether a text is handed in after closing: what was in by then stays as it is."""
        if self.runs[n].state != "closed" or not kind.is_text or kind.after:
            return False
        former = self.runs[n].said.get(place)
        return former.late if former else says_so

    def objection(self, n: int, place: Place, kind: Kind, value: Any, frozen: dict[str, Any]) -> str:
        """Return what the type itself, or the rule of likes, has against an answer, or ""."""
        run = self.runs[n]
        if kind.of:
            liked = next((text for text in run.texts() if str(text.id) == place[2] and text.state == "shown"), None)
            if liked is None:
                return "not_found"
            return "own_contribution" if liked.voice == place[0] else ""
        mine = {
            at[1:]: one.value
            for at, one in run.said.items()
            if at[0] == place[0] and (at != place or kind.is_text) and one.state != "withdrawn"
        }
        try:
            self.type.check(kind.name, place[2], value, frozen, mine)
            if kind.after:
                self.type.check_after(kind.name, place[2], frozen, self.results(n, frozen, None, {}), mine)
        except WorkshopError as refused:
            return refused.code
        return ""

    def give(self, n: int, place: Place, kind: Kind, value: Any, *, late: bool) -> Said:
        """Write it, or write it anew; what was put aside stays there."""
        said = self.runs[n].said.setdefault(place, Said(0, place[0], kind, place[2], None, "", n=0))
        said.value, said.late, said.n, said.entered = value, late, said.n + 1, False
        if said.state not in PUT_ASIDE:
            waits = late or kind.waits or (kind.is_text and self.premoderated)
            said.state = "waiting" if waits else "shown"
        return said

    def take_back(self, n: int, place: Place, kind: Kind, *, late: bool) -> Said:
        said = self.give(n, place, kind, None, late=late)
        if said.state not in PUT_ASIDE:
            said.state = "withdrawn"
        return said

    def forget(self, voice: str, *, holds: bool) -> set[tuple[int, Place]]:
        """Take everything of a voice back; return where it was what stays counted as nobody's."""
        moved = set()
        for n, run in self.runs.items():
            nobody = f"x:{n}:{self.left}"
            for place, said in [(place, said) for place, said in run.said.items() if said.voice == voice]:
                if self._stays(run, said, holds=holds):
                    continue
                said.n += 1
                counted = run.state in ("closed", "annulled") and not said.kind.beside
                if said.kind.is_words:
                    said.state = said.state if said.state in PUT_ASIDE else "withdrawn"
                    said.value = None
                    counted = counted and said.state in PUT_ASIDE
                elif not counted:
                    said.state, said.value = "withdrawn", None
                if counted:
                    moved.add((n, place))
                    said.voice, said.of = nobody, said.author
                    run.said[nobody, *place[1:]] = run.said.pop(place)
        self.left += 1
        return moved

    def _stays(self, run: Run, said: Said, *, holds: bool) -> bool:
        """Whether it is for who holds the seat's vote alone, or on record by name."""
        is_vote = self.type.votes and not (said.kind.is_text or said.kind.of or said.kind.beside)
        is_on_record = self.type.decides and run.state == "closed" and run.was_shown and not said.kind.is_words
        return is_vote and (not holds or (is_on_record and said.voice.startswith("seat:")))

    # What those who lead enter for a seat.

    def objection_to_entry(self, place: Place, kind: Kind, value: Any, frozen: dict[str, Any]) -> str:
        if kind.after:
            return "no_input"
        if self.run.state != "open":
            return "closed"
        former = self.run.said.get(place)
        stands = former is not None and former.state != "withdrawn"
        if former and stands and not former.entered:
            return "seat_gave"
        if value is None:
            return "" if stands else "not_found"
        return self.objection(self.current, place, kind, value, frozen)

    def enter(self, said: Said, value: Any) -> None:
        if value is None:
            said.state, said.value = "withdrawn", None
        else:
            said.state, said.value, said.entered = "shown", value, True

    # The result by groups.

    def objection_to_groups(self, n: int, frozen: dict[str, Any], parts: list[Part]) -> str:
        run = self.runs[n]
        if not self.type.compared(frozen or self.type.freeze(self.type.samples["config"]), Material()):
            return "no_breakdown"
        if run.state != "closed" or not run.shown:
            return "result_first"
        if run.kept is not None:
            return "" if run.kept == self.figures(n, frozen) else "breakdown_small"
        answers = self.compared(n)
        return "" if is_showable(divide(parts, list(answers)), answers) else "breakdown_small"

    def compared(self, n: int) -> dict[str, dict[tuple[str, str], Any]]:
        """Return what each voice answered, without what it wrote."""
        found: dict[str, dict[tuple[str, str], Any]] = {}
        for one in self.runs[n].said.values():
            if one.counts and not (one.kind.is_text or one.kind.after or one.kind.beside or one.kind.of):
                facets = self.type.facets(one.kind.name, one.value)
                found.setdefault(one.voice, {})[one.kind.name, one.item] = facets
        return found

    def figures(self, n: int, frozen: dict[str, Any]) -> list[dict[Any, Any]]:
        return [dict(one.table.rows) for one in self.type.compared(frozen, self.material(n, None, {}))]

    def group(self, n: int, frozen: dict[str, Any]) -> None:
        self.runs[n].grouped, self.runs[n].kept = True, self.figures(n, frozen)

    # What all that comes to.

    def results(self, n: int, frozen: dict[str, Any], base: Base | None, names: dict[str, str]) -> dict[str, Any]:
        """Return what the type makes of who gave what in a round, without the round before."""
        return self.type.results(frozen, self.material(n, base, names))

    def material(self, n: int, base: Base | None, names: dict[str, str]) -> Material:
        counting = [one for one in self.runs[n].said.values() if one.counts and not one.kind.beside]
        people = sorted({one.voice for one in counting})
        given = [
            Given(
                one.id, one.kind.name, one.item, one.value, one.theme, one.merged_into, one.place,
                names.get(one.voice, "") + " *" * (one.entered and one.voice in names), one.late, one.answered,
                people.index(one.voice) + 1 if names else 0,
            )
            for one in counting
            if not one.kind.of
        ]  # fmt: skip
        themes = [Theme(theme, f"Thema {theme}") for theme, is_there in self.themes.items() if is_there]
        return Material(given, themes, self.liked(n), base=base)

    def earlier(self, n: int) -> int | None:
        """Return the round that this one is compared with: the room must have been told of it."""
        before = [
            m
            for m, run in self.runs.items()
            if m < n and run.state == "closed" and run.was_shown and not (run.is_undone or run.set_aside)
        ]
        return max(before, default=None)

    def liked(self, n: int) -> dict[int, int]:
        """Return how many voices said yes to each text at the top, each once and nobody to what they wrote."""
        run = self.runs[n]
        counting = {text.id: text for text in run.texts() if text.counts}
        voices: dict[int, set[str]] = {}
        for text in counting.values():
            voices.setdefault(self._top(text, counting), set()).update(run.likes(text))
        for text in counting.values():
            voices[self._top(text, counting)].discard(text.voice)
        return {top: len(of) for top, of in voices.items() if of}

    def _top(self, text: Said, counting: dict[int, Said]) -> int:
        """Return the text that this one counts under: the one it was merged into, if that counts, or itself."""
        return text.merged_into if text.merged_into in counting else text.id

    # What can be taken back.

    def facts(self) -> dict[Hashable, Any]:
        """Return everything that those who lead decide and can take back."""
        return dict(self._facts())

    def _facts(self) -> Iterator[tuple[Hashable, Any]]:
        yield "current", self.current
        yield "premoderated", self.premoderated
        for n, run in self.runs.items():
            yield from (((n, name), getattr(run, name)) for name in RUN)
            for place, text in run.said.items():
                names = (*GIVEN, *TEXT) if text.kind.is_text else GIVEN
                yield from (((n, place, name), getattr(text, name)) for name in names)
        for theme, is_there in self.themes.items():
            yield ("theme", theme), is_there

    def set(self, fact: Any, value: Any) -> None:
        """Put one of the facts back."""
        match fact:
            case str():
                setattr(self, fact, value)
            case ("theme", number):
                self.themes[number] = value
            case (n, place, name):
                setattr(self.runs[n].said[place], name, value)
            case (n, "state") if value == "open":
                self.runs[n].open()
            case (n, name):
                setattr(self.runs[n], name, value)


def offers_of(kind: ActivityType) -> list[tuple[Kind, str, Any]]:
    """Return what participants may give: the samples, and what some of a rehearsal would."""
    kinds = {one.name: one for one in kind.kinds if not (one.of or one.beside)}
    ask = kind.ask(kind.freeze(kind.samples["config"]))
    said = [*kind.samples["good"], *(one for voice in range(4) for one in kind.rehearse(ask, voice, Random(voice)))]
    return [(kinds[name], item, value) for name, item, value in said if name in kinds]


def besides_of(kind: ActivityType) -> list[tuple[Kind, str, Any]]:
    kinds = {one.name: one for one in kind.kinds if one.beside}
    return [(kinds[name], item, value) for name, item, value in kind.samples["good"] if name in kinds]


def chosen(at: int, among: list[Any], fits: Callable[[Any], Any] = lambda one: True) -> Any:
    found = [one for one in among if fits(one)]
    return found[at % len(found)] if found else None
