"""What became of each step, for the Summary: what was asked, how many gave, what came of it.

Only what counts is in here: a hidden, discarded, withdrawn or waiting text is never read.
Names only where the round was announced as named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from workshop.activities import exists
from workshop.activities.base import Chart, Given, Material, Section, Table, Term
from workshop.activities.cards import in_order
from workshop.activities.naming import by_voice
from workshop.domain.text import short_print
from workshop.language import Catalogue
from workshop.models import Round
from workshop.models.material import AsTold, material_for
from workshop.snapshots.casting import cast_in
from workshop.snapshots.document import CardLine, ChartOf, PictureOf, SectionOf, StepOf, TableOf, ThemeOf
from workshop.snapshots.picture import origin_of, privacy_of
from workshop.snapshots.results import in_fives, is_visible
from workshop.snapshots.scene import Scene, StepView, entered_in, names_of, voices_of


@dataclass(frozen=True)
class Reader:
    """For whom a Summary is written. ``leads``: sees unnamed texts as they come in, as in the cockpit."""

    language: str
    timezone: str
    catalogue: Catalogue
    leads: bool = False

    def say(self, key: str, **params: Any) -> str:
        """Return a sentence in the reader's language."""
        return self.catalogue.t(self.language, key, **params)


def steps_held(connection: Connection, scene: Scene, minutes: dict[int, int], reader: Reader) -> list[StepOf]:
    """Return every step of the agenda, a step with several rounds once for each that was opened."""
    runs = [run for step in scene.steps for run in _runs(connection, step)]
    voices = voices_of(connection, [run.round.id for run in runs])
    names = names_of(scene)
    cast = cast_in(connection, {run.round.id: run.round for run in runs}, scene.now)
    entered = entered_in(connection, [run.round.id for run in runs])
    scene = replace(scene, voices=voices, cast=cast, entered=entered)
    return [_Record(connection, scene, run, reader, names).as_step(minutes) for run in runs]


def _runs(connection: Connection, step: StepView) -> list[StepView]:
    """Return the step with each round that was opened; with its current one if none was."""
    query = select(*Round.__table__.c).where(Round.activity_id == step.id, Round.removed_at.is_(None)).order_by(Round.n)
    opened = [row for row in connection.execute(query) if row.state != "draft"]
    return [replace(step, round=row, frozen=row.frozen or step.frozen) for row in opened] or [step]


@dataclass(frozen=True)
class _Record:
    connection: Connection
    scene: Scene
    step: StepView
    reader: Reader
    names: dict[str, str]

    def as_step(self, minutes: dict[int, int]) -> StepOf:
        step, row, round_ = self.step, self.step.row, self.step.round
        state = self._state(minutes)
        set_aside = round_.set_aside_at is not None
        result = self._result() if state != "draft" and not set_aside else _NOTHING
        return StepOf(
            n=step.n,
            id=step.id,
            round=round_.id,
            type=row.type,
            type_name=self.reader.say(f"{row.type}.name") if exists(row.type) else "",
            title=row.title,
            exists=exists(row.type),
            state=state,
            run=round_.n,
            minutes=row.minutes,
            real_minutes=minutes.get(step.id),
            opened_at=round_.opened_at,
            closed_at=round_.closed_at,
            ask=self._ask(),
            origin=self._origin(),
            set_aside=set_aside,
            picture=self._picture(),
            reason=round_.reason,
            frozen_hash=round_.frozen_hash,
            print=short_print(round_.frozen_hash) if step.kind.has_ballots else "",
            **result,
        )

    def _state(self, minutes: dict[int, int]) -> str:
        """A step without input is held when the room was at it."""
        if self.step.takes_input:
            return str(self.step.round.state)
        if self.step.id not in minutes and not self.step.round.shown_at:
            return "draft"
        is_live = self.scene.workshop.state == "open" and self.scene.workshop.live_activity_id == self.step.id
        return "open" if is_live else "closed"

    def _ask(self) -> list[str]:
        if self.step.source:
            return [self.reader.say("documents.arranged", title=self.step.source.row.title)]
        return [self._said(line) for line in self.step.kind.wording(self.step.frozen)]

    def _origin(self) -> str:
        found = origin_of(self.scene, self.step)
        return self.reader.say("common.origin_cut" if "of" in found else "common.origin", **found) if found else ""

    def _picture(self) -> PictureOf | None:
        shown = self.step.frozen.get("picture")
        return PictureOf(**shown) if isinstance(shown, dict) else None

    def _result(self) -> dict[str, Any]:
        if not self.step.takes_input:
            # What is only to be read may bring a table; what arranges the cards of another step has none.
            return _NOTHING if self.step.kind.kinds else _NOTHING | self._outcome()
        count = self.scene.count(self.step)
        known = _NOTHING | {"privacy": privacy_of(self.step), "count": count, "base": self._base(count)}
        # The tally of an open vote would go around the building before the vote is closed.
        return known | self._outcome() if is_visible(self.step, "cockpit") else known

    def _outcome(self) -> dict[str, Any]:
        kind, frozen, material = self.step.kind, self.step.frozen, self._material()
        further = (
            *kind.sections(frozen, material),
            *by_voice(kind, frozen, material),
            *_ballot(self.step.round, material),
        )
        chart = kind.chart(frozen, material)
        return {
            "table": self._table(kind.table(frozen, material)),
            "chart": self._chart(chart) if chart else None,
            "sections": [
                *map(self._section, further),
                *self._groups(),
            ],
            "themes": list(self._themes(frozen, material)) if kind.sorts else [],
            "result": kind.results(frozen, material),
        }

    def _material(self) -> Material:
        names = self.names if privacy_of(self.step) == "named" else None
        as_told: AsTold = ("likes" if self.reader.leads else "all") if in_fives(self.step) else ""
        return material_for(self.connection, self.step.round, names, as_told=as_told)

    def _base(self, count: dict[str, Any]) -> str:
        """Return the sentence of how many gave, of how many, and how many were there."""
        say, base = self.reader.say, self.step.round.base
        if count["unit"] == "people":
            return say("documents.base_people", given=count["given"], of=count["of"]) + "."
        seats = self.scene.series.seats_called or say("common.of_seats")
        parts = [say("documents.base_seats", given=count["given"], of=count["of"], seats=seats)]
        if self.step.round.key_print:
            parts = [say("documents.base_secret", given=count["given"], of=len(base.get("roll", ())))]
        if count["guests"]:
            parts.append(say("documents.base_guests", count=count["guests"]))
        if entered := count.get("entered"):
            star = " (*)" if privacy_of(self.step) == "named" else ""
            parts.append(say("documents.base_entered", count=entered) + star)
        if "present" in base:
            parts.append(say("documents.base_there", here=base["present"] + base["represented"]))
        if end := base.get("at_close"):
            parts.append(say("documents.base_there_end", here=end["present"] + end["represented"]))
        return "; ".join(parts) + "."

    def _table(self, table: Table) -> TableOf:
        columns = [(self._headed(label), kind) for label, kind in table.columns]
        return TableOf(columns, [[self._said(cell) for cell in row] for row in table.rows])

    def _section(self, section: Section) -> SectionOf:
        chart = self._chart(section.chart) if section.chart else None
        return SectionOf(
            self._said(section.title), [self._said(line) for line in section.ask], self._table(section.table), chart
        )

    def _groups(self) -> Iterator[SectionOf]:
        """Return the result by groups, if those who lead have shown it so."""
        if groups := self.step.round.base.get("groups"):
            say = self.reader.say
            titles = [f"{one['title'] or say('common.rest')} ({one['voices']})" for one in groups["parts"]]
            titles = [f"{say('common.all')} ({groups['voices']})", *titles]
            for table in groups["tables"]:
                columns = [(say(table["first"]), "text"), *((one, "number") for one in titles)]
                rows = [[say(row["label"]) if row["term"] else row["label"], *row["values"]] for row in table["rows"]]
                what = say(table["column"])
                title = f"{table['title']} ({what})" if table["title"] else what
                yield SectionOf(f"{say('documents.by_groups')}: {title}", [], TableOf(columns, rows), None)

    def _headed(self, label: str) -> str:
        return self.reader.say(label, **(label.params if isinstance(label, Term) else {}))

    def _said(self, cell: Any) -> Any:
        """Only a word of the catalogue is translated; what somebody typed stays as it is."""
        return self.reader.say(cell, **cell.params) if isinstance(cell, Term) else cell

    def _chart(self, chart: Chart) -> ChartOf:
        labels = [self._said(label) for label in chart.labels]
        rows = [f"{label} {', '.join(map(str, row))}" for label, row in zip(labels, chart.values, strict=True)]
        alt = self.reader.say(f"documents.chart_{chart.kind}", rows="; ".join(rows))
        return ChartOf(chart.kind, labels, chart.values, chart.columns, chart.marked, alt)

    def _themes(self, frozen: dict[str, Any], material: Material) -> Iterator[ThemeOf]:
        """Return every theme with its cards, then the cards without one; what was merged stands in its card."""
        labels = {question["id"]: question["label"] for question in frozen["questions"]}
        cards: dict[int | None, list[CardLine]] = {theme.id: [] for theme in material.themes}
        for top, pairs in groupby(in_order(frozen, material), key=lambda pair: pair[0]):
            merged = [self._marked(card) for _, card in pairs if card is not top]
            about = labels.get(top.value["question"], ""), top.who
            line = CardLine(top.value["text"], *about, merged, self._marks(top))
            cards.setdefault(top.theme if top.theme in cards else None, []).append(line)
        titles: dict[int | None, str] = {theme.id: theme.title for theme in material.themes}
        return (ThemeOf(titles.get(theme, ""), of) for theme, of in cards.items())

    def _marked(self, card: Given) -> str:
        marks = ", ".join([*([card.who] if card.who else []), *self._marks(card)])
        return f"{card.value['text']} ({marks})" if marks else str(card.value["text"])

    def _marks(self, card: Given) -> list[str]:
        """Return at which table a card was written, and that it came late."""
        say, table = self.reader.say, card.value.get("table")
        return [say("cards.table_n", n=table)] * bool(table) + [say("chart.late")] * card.late


def _ballot(round_: Any, material: Material) -> list[Section]:
    """Return how many ballots a counted secret round had, how many of them were invalid and why, and by what the list
    of their receipts can be compared."""
    if round_.state != "sealed":
        return []
    found = round_.outcome
    columns = [("documents.ballots", "text"), ("documents.ballots_number", "number")]
    invalid = ({"spoilt": 0} if round_.base.get("may_spoil") else {}) | dict(material.invalid)
    rows = [
        [Term("documents.ballots_cast"), found["cast"]],
        *([Term(f"documents.ballots_{why}"), n] for why, n in invalid.items()),
        [Term("documents.ballots_roll"), found["of"]],
    ]
    listed = Term("documents.ballots_list", print=found["list"])
    return [Section(Term("documents.secret_vote"), Table(columns, rows), ask=[listed])]


_NOTHING: dict[str, Any] = {
    "privacy": "", "count": {}, "base": "", "table": None, "chart": None, "sections": [], "themes": [], "result": {},
}  # fmt: skip
