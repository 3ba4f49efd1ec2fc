"""What a result looks like, before anybody draws it: squares, bars, tiles with their shade.

One rule for page, PDF, Word and the picture in it. A figure is plain JSON:
``{"kind": "bars", "alt", "head": [label, number], "squares": bool, "most": int,
"rows": [{"label", "text", "value"}]}`` or ``{"kind": "tiles", "alt", "head": [label, …columns],
"rows": [{"label", "tiles": [{"text", "shade", "framed"}], "notes": [str]}]}``.
"""

from typing import Any

from workshop.reports.wording import Wording

MOST_SQUARES = 40  # a row of more cannot be counted by eye


def figure_of(step: dict[str, Any], words: Wording) -> dict[str, Any] | None:
    """Return the figure of a step, None where its result is a table or a text."""
    chart = step["chart"]
    if not chart or not chart["labels"]:
        return None
    return _bars(step, words) if chart["kind"] == "bars" else _tiles(step, words)


def shade_of(count: int, most: int) -> int:
    """Return 0 for none, 1 (few) to 4 (most) against the highest count of the row."""
    if count == 0:
        return 0
    share = count / most
    return 4 if share > 0.85 else 3 if share > 0.6 else 2 if share > 0.35 else 1


def _bars(step: dict[str, Any], words: Wording) -> dict[str, Any]:
    chart = step["chart"]
    values = [row[0] for row in chart["values"]]
    rows = [
        {"label": label, "text": words.number(value), "value": value}
        for label, value in zip(chart["labels"], values, strict=True)
    ]
    return {
        "kind": "bars",
        "alt": chart["alt"],
        "head": _head(step)[:2],
        "squares": max(values) <= MOST_SQUARES,
        "most": max(1, *values),
        "rows": rows,
    }


def _tiles(step: dict[str, Any], words: Wording) -> dict[str, Any]:
    chart = step["chart"]
    drawn = zip(chart["labels"], chart["values"], chart["marked"], _notes(step, words), strict=True)
    rows = [
        {"label": label, "tiles": _row(counts, framed, words), "notes": notes} for label, counts, framed, notes in drawn
    ]
    return {"kind": "tiles", "alt": chart["alt"], "head": [*_head(step)[:1], *chart["columns"]], "rows": rows}


def _row(counts: list[int], framed: int | None, words: Wording) -> list[dict[str, Any]]:
    most = max(1, *counts)
    return [
        {"text": words.number(count), "shade": shade_of(count, most), "framed": at == framed}
        for at, count in enumerate(counts)
    ]


def _notes(step: dict[str, Any], words: Wording) -> list[list[str]]:
    """Return what the table says of each row beside the tiles: "Median 4", "↔ uneinig"."""
    table = step["table"]
    if not table or len(table["rows"]) != len(step["chart"]["labels"]):
        return [[] for _ in step["chart"]["labels"]]
    drawn = step["chart"]["columns"]
    beside = [(at, *column) for at, column in enumerate(table["columns"]) if at and column[0] not in drawn]
    return [
        [_note(label, kind, row[at], words) for at, label, kind in beside if row[at] != ""] for row in table["rows"]
    ]


def _note(label: str, kind: str, value: Any, words: Wording) -> str:
    return f"{label} {words.number(value)}" if kind == "number" else f"{value} {label}"


def _head(step: dict[str, Any]) -> list[str]:
    return [label for label, _ in step["table"]["columns"]] if step["table"] else ["", ""]
