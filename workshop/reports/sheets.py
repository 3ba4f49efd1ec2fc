"""A Summary as plain tables, one for each sheet or file. It knows no format.

Cells are text, numbers or None. ``key`` names a table for files, ``title`` for people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.reports.beside import became
from workshop.reports.outline import notices, seat_state, times_of, told_steps, when
from workshop.reports.wording import Wording

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table. ``above``: facts that stand before it. ``chart``: as in the Summary, if it can be drawn."""

    key: str
    title: str
    columns: list[str]
    rows: list[list[Cell]]
    above: list[list[Cell]] = field(default_factory=list)
    chart: dict[str, Any] | None = None


def sheets_of(summary: dict[str, Any]) -> list[Sheet]:
    """Return overview, attendance, one sheet a held step; all cards and what stands beside the agenda, if any."""
    words = Wording(summary)
    steps = told_steps(summary, words)
    held = [step for step in steps if step["table"] and (step["count"] or step["table"]["columns"])]
    sheets = [_overview(summary, steps, words), _attendance(summary, words)]
    for step in held:
        sheets += [_step(step, words)] if step["table"]["columns"] else []
        sheets += [_section(step, at, words) for at in range(len(step["sections"]))]
    return sheets + [one for one in (_all_cards(steps, words), *_aside(summary, words)) if one.rows]


def _overview(summary: dict[str, Any], steps: list[dict[str, Any]], words: Wording) -> Sheet:
    facts = [
        ("documents.document", summary["title"]),
        ("documents.series", summary["series"]),
        ("documents.when", when(summary, words)),
        ("documents.organiser", summary["organiser"]),
        ("documents.moderation", summary["moderation"]),
        ("documents.notice", " · ".join(notices(summary, words))),
    ]
    labels = ("number", "step", "wording", "kind", "planned", "real", "opened", "closed", "state", "base")
    rows = [
        [
            step["n"],
            step["title"],
            "\n".join(step["ask"]) if step["state"] != "draft" else "",
            step["type_name"],
            step["minutes"],
            step["real_minutes"],
            _clock(step["opened_at"], words),
            _clock(step["closed_at"], words),
            ": ".join(filter(None, [step["became"], step["reason"]])),
            step["base"],
        ]
        for step in steps
    ]
    above: list[list[Cell]] = [[words(label), value] for label, value in facts if value]
    return _named("overview", labels, rows, words, above)


def _attendance(summary: dict[str, Any], words: Wording) -> Sheet:
    labels = ("seat", "seat_kind", "seat_group", "attendance", "since_head")
    rows: list[list[Cell]] = [
        [seat["name"], seat["kind"], seat["group"], seat_state(seat, words), times_of(seat, words)]
        for seat in summary["seats"]
    ]
    return _named("attendance", labels, rows, words)


def _step(step: dict[str, Any], words: Wording) -> Sheet:
    return _result(_key(step, words), f"{step['n']} {step['title']}", step, _above(step, step["ask"], words))


def _section(step: dict[str, Any], at: int, words: Wording) -> Sheet:
    """Return a further part of a result as a sheet of its own."""
    section = step["sections"][at]
    title = f"{step['n']}.{at + 1} {section['title']}"
    above = _above(step, [section["title"], *section["ask"]], words)
    return _result(f"{_key(step, words)}-{at + 1}", title, section, above)


def _above(step: dict[str, Any], ask: list[str], words: Wording) -> list[list[Cell]]:
    above: list[list[Cell]] = [[words("documents.step"), f"{step['n']} {step['title']}"]]
    above += [[words("documents.wording"), line] for line in ask]
    if step["count"]:
        privacy = words(f"common.{step['privacy']}")
        above += [[words("documents.base"), step["base"]], [words("documents.privacy"), privacy]]
        above += [[words("documents.print_head"), step["print"]]] if step["print"] else []
    return above


def _result(key: str, title: str, part: dict[str, Any], above: list[list[Cell]]) -> Sheet:
    columns, rows = [label for label, _ in part["table"]["columns"]], part["table"]["rows"]
    return Sheet(key, title, columns, rows, above, part["chart"])


def _key(step: dict[str, Any], words: Wording) -> str:
    """Return a file's name; rounds of one step are told apart."""
    key = words("documents.csv_step", n=f"{step['n']:02}")
    return f"{key}-{words('documents.csv_round', n=step['run'])}" if step["rounds"] > 1 else key


def _cards(step: dict[str, Any]) -> Iterator[list[Cell]]:
    """Return every card, what was merged into one below it with that one's text."""
    for theme in step["themes"]:
        for card in theme["cards"]:
            about: list[Cell] = [f"{step['n']} {step['title']}", theme["title"], card["question"]]
            yield [*about, card["text"], card["who"], "", ", ".join(card["marks"])]
            yield from ([*about, text, "", card["text"], ""] for text in card["merged"])


def _all_cards(steps: list[dict[str, Any]], words: Wording) -> Sheet:
    """Return the cards of all steps; what a star at a name means stands above, for their bases are on other sheets."""
    labels = ("step", "theme", "question", "text", "who", "merged_into", "marks")
    is_starred = any(step["themes"] and step["privacy"] == "named" and step["count"].get("entered") for step in steps)
    above: list[list[Cell]] = [[words("documents.notice"), words("documents.starred")]] if is_starred else []
    return _named("cards", labels, [row for step in steps for row in _cards(step)], words, above)


def _aside(summary: dict[str, Any], words: Wording) -> list[Sheet]:
    return [_measures(summary, words), _captured(summary, words), _topics(summary, words), _spoken(summary, words)]


def _measures(summary: dict[str, Any], words: Wording) -> Sheet:
    labels = ("number", "what", "responsible", "involved", "due", "status", "origin", "step")
    rows: list[list[Cell]] = [
        [one["n"], one["what"], one["responsible"], one["involved"], words.date(one["due"]),
         words(f"documents.status_{one['status']}"), one["origin"], one["step"]]
        for one in summary["measures"]
    ]  # fmt: skip
    return _named("measures", labels, rows, words)


def _captured(summary: dict[str, Any], words: Wording) -> Sheet:
    kinds = {"decisions": words("documents.decision"), "notes": words("documents.note")}
    rows: list[list[Cell]] = [
        [kind, one["text"], one["step"], words.stamp(one["at"], summary["started_at"])]
        for name, kind in kinds.items()
        for one in summary[name]
    ]
    return _named("captured", ("kind", "text", "step", "at"), rows, words)


def _topics(summary: dict[str, Any], words: Wording) -> Sheet:
    rows: list[list[Cell]] = [
        [one["text"], words("documents.parked") if one["is_card"] else "", one["step"],
         words.stamp(one["at"], summary["started_at"]), became(one, words)]
        for one in summary["topics"]
    ]  # fmt: skip
    return _named("topics", ("topic", "origin", "step", "at", "state"), rows, words)


def _spoken(summary: dict[str, Any], words: Wording) -> Sheet:
    """Return a line a speech; each repeats what its speaker spoke in all."""
    rows: list[list[Cell]] = [
        [one["name"], words.stamp(speech["began_at"], summary["started_at"]), speech["seconds"], one["seconds"]]
        for one in summary["speeches"]
        for speech in one["speeches"]
    ]
    return _named("spoken", ("speaker", "began", "seconds", "seconds_all"), rows, words)


def _named(
    name: str, labels: Sequence[str], rows: list[list[Cell]], words: Wording, above: Sequence[list[Cell]] = ()
) -> Sheet:
    """Return a sheet whose file, title and columns are words of the catalogue."""
    columns = [words(f"documents.{one}") for one in labels]
    return Sheet(words(f"documents.csv_{name}"), words(f"documents.{name}"), columns, rows, list(above))


def _clock(at: int | None, words: Wording) -> str:
    return words.clock(at) if at else ""
