"""What a result looks like, before anybody draws it: squares, bars, tiles with their shade.

One rule for page, PDF, Word and the picture in it. A figure is plain JSON:
``{"kind": "bars", "alt", "legend", "head": [label, number], "squares": bool, "most": int,
"rows": [{"label", "text", "value"}]}`` or ``{"kind": "tiles", "alt", "legend", "head": [label, …columns],
"rows": [{"label", "tiles": [{"text", "shade", "framed"}], "marks": [str], "notes": [str]}]}``, where
marks are words such as "↔ uneinig" and notes the other numbers of the row.
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


def tells_all(figure: dict[str, Any] | None, step: dict[str, Any]) -> bool:
    """Return whether a figure leaves nothing of its table out: tiles never do, bars hold one number a row."""
    if not figure:
        return False
    return figure["kind"] == "tiles" or not step["table"] or len(step["table"]["columns"]) <= 2


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
        "legend": "",
        "head": _head(step)[:2],
        "squares": bool(step.get("count", True)) and all(_is_countable(value) for value in values),
        "most": max(1, *values),
        "rows": rows,
    }


def _is_countable(value: float) -> bool:
    """A square is a voice: a mean is drawn as a bar, even where it happens to be whole."""
    return isinstance(value, int) and 0 <= value <= MOST_SQUARES


def _tiles(step: dict[str, Any], words: Wording) -> dict[str, Any]:
    chart = step["chart"]
    beside = zip(_beside(step, "text"), _beside(step, "number"), strict=True)
    rows = [
        {
            "label": label,
            "tiles": _row(counts, framed, words),
            "marks": [f"{value} {name}" for name, value in texts if value],
            "notes": [f"{name} {words.number(value)}" for name, value in numbers],
        }
        for label, counts, framed, (texts, numbers) in zip(
            chart["labels"], chart["values"], chart["marked"], beside, strict=True
        )
    ]
    head = [*_head(step)[:1], *chart["columns"]]
    is_framed = any(framed is not None for framed in chart["marked"])
    legend = words("documents.median_framed") if is_framed else ""
    return {"kind": "tiles", "alt": chart["alt"], "legend": legend, "head": head, "rows": rows}


def _row(counts: list[int], framed: int | None, words: Wording) -> list[dict[str, Any]]:
    most = max(1, *counts)
    return [
        {"text": words.number(count), "shade": shade_of(count, most), "framed": at == framed}
        for at, count in enumerate(counts)
    ]


def _beside(step: dict[str, Any], kind: str) -> list[list[tuple[str, Any]]]:
    """Return what the table says of each row beside the tiles: the columns of a kind with their values."""
    table, chart = step["table"], step["chart"]
    columns = [(at, name) for at, (name, of) in enumerate(table["columns"]) if at and of == kind]
    return [[(name, row[at]) for at, name in columns if name not in chart["columns"]] for row in table["rows"]]


def _head(step: dict[str, Any]) -> list[str]:
    return [label for label, _ in step["table"]["columns"]] if step["table"] else ["", ""]
