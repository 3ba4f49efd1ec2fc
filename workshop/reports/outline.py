"""A Summary as a document for reading: headings, facts, tables, all written out.

PDF, Word and the page are drawn from it, so that they say the same. It knows no format.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from workshop.reports.beside import annexes_of, sections_of
from workshop.reports.figures import figure_of, tells_all
from workshop.reports.wording import Wording

Outline = dict[str, Any]
STATES = ("present", "represented", "excused", "absent", "guests")


def outline_of(summary: dict[str, Any]) -> Outline:
    """Return the document: title, notices, facts, agenda, steps, sections, attendance, annexes, foot."""
    words = Wording(summary)
    steps = told_steps(summary, words)
    held = [step for step in steps if step["state"] != "draft"]
    return {
        "language": summary["language"],
        "title": summary["title"],
        "subtitle": summary["subtitle"],
        "author": summary["moderation"] or summary["organiser"],
        "kind": words("documents.document"),
        "when": when(summary, words),
        "notices": notices(summary, words),
        "facts": list(_facts(summary, words)),
        "attendance": attendance(summary, words),
        "agenda": agenda(steps, words),
        "steps": [step_of(step, words) for step in held],
        "sections": sections_of(summary, words),
        "annexes": annexes_of(summary, words),
        "empty": "" if held else words("documents.nothing_held"),
        "labels": summary["labels"],
        "made": words("documents.made", time=words.date_time(summary["made_at"]), version=summary["version"]),
    }


def notices(summary: dict[str, Any], words: Wording) -> list[str]:
    """Return what must be said before anything else: sample content, not ended yet."""
    said = [words("documents.sample")] if summary["sample"] else []
    return said if summary["state"] == "ended" else [*said, words("documents.interim")]


def when(summary: dict[str, Any], words: Wording) -> str:
    """Return day and time of the workshop, planned where it has not begun."""
    if summary["started_at"] and summary["ended_at"]:
        return words.date_span(summary["started_at"], summary["ended_at"])
    start = summary["started_at"] or summary["starts_at"]
    return words.date_time(start) if start else ""


def attendance(summary: dict[str, Any], words: Wording) -> dict[str, Any]:
    """Return the list of seats with the sentence that counts them."""
    counts = summary["attendance_counts"]
    said = [words(f"documents.count_{state}", count=counts[state]) for state in STATES if counts.get(state)]
    return {
        "sentence": ", ".join(said) or words("documents.nobody"),
        "squares": [seat["state"] for seat in summary["seats"]],
        "head": [
            words("documents.seat"),
            words("documents.group"),
            words("documents.attendance"),
            words("documents.since_head"),
        ],
        "rows": [
            [
                seat["name"],
                " · ".join(part for part in (seat["kind"], seat["group"]) if part),
                seat_state(seat, words),
                times_of(seat, words) or "–",
            ]
            for seat in summary["seats"]
        ],
    }


def seat_state(seat: dict[str, Any], words: Wording) -> str:
    """Return e.g. "vertreten durch 2. Bürgermeister", and that a seat has no vote."""
    said = _became(seat, words)
    return said if seat["entitled"] else f"{said}, {words('documents.no_vote')}"


def times_of(seat: dict[str, Any], words: Wording) -> str:
    """Return when a seat was there, e.g. "ab 14:20 Uhr"; with the state where it changed meanwhile."""
    spans = seat["spans"]
    several = len({(span["state"], span["by"]) for span in spans}) > 1
    told = [words.stay(span["since"], span["until"]) for span in spans]
    if several:
        told = [f"{_became(span, words)} {time}" for span, time in zip(spans, told, strict=True)]
    return "; ".join(told)


def _became(seat: dict[str, Any], words: Wording) -> str:
    """Return the state of a seat, or of one of its times, with who represented it."""
    return words("documents.represented_by", name=seat["by"]) if seat["by"] else words(f"documents.{seat['state']}")


def agenda(steps: list[dict[str, Any]], words: Wording) -> dict[str, Any]:
    """Return the agenda with planned and real minutes; what was not held stands only here."""
    head = [words(f"documents.{label}") for label in ("number", "step", "kind", "planned", "real", "state")]
    rows = [
        [
            str(step["n"]),
            step["title"],
            step["type_name"],
            words.number(step["minutes"]),
            words.number(step["real_minutes"]),
            step["became"],
        ]
        for step in steps
    ]
    return {"head": head, "rows": rows}


def step_of(step: dict[str, Any], words: Wording) -> dict[str, Any]:
    """Return one step that was held."""
    figure = figure_of(step, words)
    return {
        "n": step["n"],
        "id": step["id"],
        "listed": step["round"] if step["privacy"] == "secret" and step["state"] == "sealed" else 0,
        "heading": f"{step['n']} {step['title']}",
        "title": step["title"],
        "meta": " · ".join(_meta(step, words)),
        "ask": [*step["ask"], *filter(None, [step["origin"]])],
        "base": " · ".join(line for line in (figure and figure["legend"], step["base"], _print(step, words)) if line),
        "figure": figure,
        "picture": step["picture"],
        "table": None if tells_all(figure, step) or step["themes"] else _table(step, words),
        "numbers": _table(step, words) if figure and figure["kind"] == "tiles" else None,
        "further": [_further(section, words) for section in step["sections"]],
        "themes": [_theme(theme, words, len(step["themes"])) for theme in step["themes"]],
        "nothing": _nothing(step, words),
        "is_void": step["state"] == "annulled",
    }


def told_steps(summary: dict[str, Any], words: Wording) -> list[dict[str, Any]]:
    """Return all steps with the number of their ``rounds`` and with ``became``: what became of them, in words.

    Where there are several rounds, the title says which.
    """
    rounds = Counter(step["id"] for step in summary["steps"])
    ahead = words("documents.not_held" if summary["state"] == "ended" else "documents.to_come")
    return [_told(step, rounds[step["id"]], ahead, words) for step in summary["steps"]]


def _told(step: dict[str, Any], rounds: int, ahead: str, words: Wording) -> dict[str, Any]:
    title = words("documents.round", title=step["title"], run=step["run"]) if rounds > 1 else step["title"]
    stands = {"open": "still_open", "annulled": "annulled", "broken": "broken"}.get(step["state"], "held")
    became = ahead if step["state"] == "draft" else words(f"documents.{stands}")
    became = words("documents.set_aside") if step["set_aside"] else became
    return step | {
        "title": title,
        "rounds": rounds,
        "became": became if step["exists"] else words("documents.later"),
    }


def _facts(summary: dict[str, Any], words: Wording) -> Iterator[list[str]]:
    rows = [
        (words("documents.series"), summary["series"]),
        (words("documents.when"), when(summary, words)),
        (words("documents.organiser"), summary["organiser"]),
        (words("documents.moderation"), summary["moderation"]),
        (words("documents.attendance"), attendance(summary, words)["sentence"]),
        (words("documents.keeping"), kept(summary, words)),
    ]
    return ([label, value] for label, value in rows if value)


def kept(summary: dict[str, Any], words: Wording) -> str:
    """Return whether it is archived, and when it is deleted where it was made; "" where neither."""
    said = [
        words(f"documents.{name}", date=words.day(summary[f"{name}_at"]))
        for name in ("archived", "deleted")
        if summary[f"{name}_at"]
    ]
    return " ".join(said)


def _meta(step: dict[str, Any], words: Wording) -> Iterator[str]:
    yield step["type_name"]
    if step["opened_at"]:
        yield words.span(step["opened_at"], step["closed_at"])
    if step["count"]:
        yield words(f"common.{step['privacy']}")


def _table(step: dict[str, Any], words: Wording) -> dict[str, Any] | None:
    table = step["table"]
    if not table or not table["rows"]:
        return None
    rows = [[words.number(cell) for cell in row] for row in table["rows"]]
    numbers = [at for at, (_, kind) in enumerate(table["columns"]) if kind == "number"]
    return {"head": table["columns"], "rows": rows, "numbers": numbers}


def _print(step: dict[str, Any], words: Wording) -> str:
    return words("documents.print", print=step["print"]) if step["print"] and step["count"] else ""


def _further(section: dict[str, Any], words: Wording) -> dict[str, Any]:
    """Return a further part of a result: a figure, and its table where that says more."""
    figure = figure_of(section, words)
    return {
        "title": section["title"],
        "ask": section["ask"],
        "figure": figure,
        "legend": figure["legend"] if figure else "",
        "table": None if tells_all(figure, section) else _table(section, words),
        "nothing": "" if section["table"]["rows"] else words("documents.nothing_given"),
    }


def _theme(theme: dict[str, Any], words: Wording, of: int) -> dict[str, Any]:
    """Return a theme with its cards by question, in the order of the Summary."""
    nameless = words("documents.unsorted") if of > 1 else ""
    parts = [
        {"question": question, "cards": [_card(card) for card in cards]}
        for question, cards in groupby(theme["cards"], key=lambda card: card["question"])
    ]
    return {
        "title": theme["title"] or nameless,
        "count": words.number(sum(1 + len(card["merged"]) for card in theme["cards"])),
        "parts": parts,
    }


def _card(card: dict[str, Any]) -> dict[str, Any]:
    """Return a card; behind its text stand who wrote it, where and how late, as far as that may be said."""
    return card | {"who": ", ".join([*filter(None, [card["who"]]), *card["marks"]])}


def _nothing(step: dict[str, Any], words: Wording) -> str:
    """Return why there is no result where one was asked for."""
    if step["set_aside"]:
        return words("documents.set_aside_means")
    if step["privacy"] == "secret" and step["state"] in ("closed", "broken"):
        return words(f"documents.{step['state']}_secret")
    if step["state"] == "annulled":
        key = "annulled_means" if step["reason"] else "annulled_uncounted"
        return words(f"documents.{key}", reason=step["reason"])
    if not step["count"] or any(theme["cards"] for theme in step["themes"]):
        return ""
    if step["table"] is None:
        return words("documents.vote_open")
    return "" if step["table"]["rows"] or step["sections"] else words("documents.nothing_given")
