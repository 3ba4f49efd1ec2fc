"""What stands beside the agenda, written out for reading: sections of lines or of one table. It knows no format.

A section is ``{"key", "title", "lines": [{"text", "meta"}], "table": {"head", "rows", "widths", "numbers"} | None}``,
where ``widths`` are shares of the page and ``numbers`` the columns set to the right. One without content is left out.
"""

from collections.abc import Mapping
from typing import Any

from workshop.reports.wording import Wording

Section = dict[str, Any]
_NUMBERS = ("speeches", "spoken_for")
_MEASURES = {"number": 0.6, "what": 2.8, "responsible": 1.9, "involved": 1.9, "due": 1.4, "status": 1.4}
_SPOKEN = {"speaker": 6, "speeches": 2, "spoken_for": 2}


def sections_of(summary: dict[str, Any], words: Wording) -> list[Section]:
    """Return what follows the steps: decisions, measures, open points, notes, next date."""
    following = summary["following"]
    dates = [{"text": words.date_time(following["starts_at"]), "meta": following["title"]}] if following else []
    return _present(
        _listed("decisions", _lines(summary, "decisions", words), words),
        _tabled("measures", _MEASURES, [_measure(one, words) for one in summary["measures"]], words),
        _listed("topics", _topics(summary, words), words),
        _listed("notes", _lines(summary, "notes", words), words),
        _listed("following", dates, words),
    )


def annexes_of(summary: dict[str, Any], words: Wording) -> list[Section]:
    """Return what follows the attendance: who spoke for how long."""
    rows = [[one["name"], str(len(one["speeches"])), minutes(one["seconds"])] for one in summary["speeches"]]
    return _present(_tabled("spoken", _SPOKEN, rows, words))


def minutes(seconds: int) -> str:
    """Return e.g. "3:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _lines(summary: dict[str, Any], name: str, words: Wording) -> list[dict[str, str]]:
    return [{"text": one["text"], "meta": _meta(one, summary, words)} for one in summary[name]]


def _topics(summary: dict[str, Any], words: Wording) -> list[dict[str, str]]:
    """Return the open points, each with what became of it."""
    return [
        {"text": one["text"], "meta": f"{_meta(one, summary, words)} · {became(one, words)}"}
        for one in summary["topics"]
    ]


def became(topic: dict[str, Any], words: Wording) -> str:
    """Return whether a point is still open."""
    return words("documents.topic_done" if topic["done"] else "documents.topic_open")


def _meta(line: dict[str, Any], summary: dict[str, Any], words: Wording) -> str:
    return " · ".join(filter(None, [line["step"], words.stamp(line["at"], summary["started_at"])]))


def _measure(one: dict[str, Any], words: Wording) -> list[str]:
    what = "\n".join(filter(None, [one["what"], one["origin"]]))
    due, status = words.date(one["due"]), words(f"documents.status_{one['status']}")
    return [str(one["n"]), what, one["responsible"], one["involved"], due, status]


def _listed(name: str, lines: list[dict[str, str]], words: Wording) -> Section:
    return {"key": name, "title": words(f"documents.{name}"), "lines": lines, "table": None}


def _tabled(name: str, columns: Mapping[str, float], rows: list[list[str]], words: Wording) -> Section:
    head = [[words(f"documents.{one}"), "number" if one in _NUMBERS else "text"] for one in columns]
    numbers = [at for at, one in enumerate(columns) if one in _NUMBERS]
    table = {"head": head, "rows": rows, "widths": list(columns.values()), "numbers": numbers} if rows else None
    return {"key": name, "title": words(f"documents.{name}"), "lines": [], "table": table}


def _present(*sections: Section) -> list[Section]:
    return [one for one in sections if one["lines"] or one["table"]]
