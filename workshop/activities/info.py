"""info: a briefing to read: heading, text, picture, a table drawn as a chart. Nobody gives anything."""

import re
from collections.abc import Sequence
from typing import Any

from workshop.activities import markdown
from workshop.activities.base import ActivityType, Chart, Field, Frozen, Material, Table

# 1.234 · 1 234 · 1234,5 · 12.5 %; the unit is whatever stands behind.
_NUMBER = re.compile(r"(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(\D{0,12})")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


class Info(ActivityType):
    """A briefing."""

    name = "info"
    fields = (
        Field("heading", "line", "", most=200),
        Field("body", "markdown", "", most=5000),
        Field("picture", "picture", None),
        Field("chart", "switch", False),
    )

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return what stands in the step as it was typed."""
        words = {name: config.get(name) or "" for name in ("heading", "body")}
        return {**words, "picture": config.get("picture"), "chart": bool(config.get("chart"))}

    def ask(self, frozen: Frozen) -> dict[str, Any]:
        """Return ``{"heading", "html", "picture", "chart", "after"}``; the HTML is safe to be shown.

        ``chart``: the table that is drawn as bars, ``{"head": [2 words], "rows": [{"label", "text", "value"}]}``, or
        None; ``html`` stands before it, ``after`` behind it.
        """
        at = _drawable(frozen["body"]) if frozen.get("chart") else None
        before, after = markdown.drawn(frozen["body"], at)
        chart = _bars(markdown.tables(frozen["body"])[at]) if at is not None else None
        picture = frozen.get("picture")
        return {"heading": frozen["heading"], "html": before, "picture": picture, "chart": chart, "after": after}

    def wording(self, frozen: Frozen) -> list[str]:
        """Return heading and text without the marks of Markdown; the table of the documents is left out."""
        lines = markdown.plain(frozen["body"], _table_at(frozen))
        return [line for line in (frozen["heading"], *lines) if line.strip()]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return the table that is drawn, else the first one of the text."""
        found = markdown.tables(frozen["body"])
        at = _table_at(frozen)
        if at is None:
            return Table([], [])
        head, *rows = found[at]
        if self.chart(frozen, material) is None:
            return Table([(label, "text") for label in head], [list(row) for row in rows])
        columns = [(head[0], "text"), (_with_unit(head[1], rows), "number"), *((label, "text") for label in head[2:])]
        return Table(columns, [[row[0], _value(row[1]), *row[2:]] for row in rows])

    def chart(self, frozen: Frozen, material: Material) -> Chart | None:
        """Return the bars, if the table is to be drawn and can be."""
        at = _drawable(frozen["body"]) if frozen.get("chart") else None
        if at is None:
            return None
        rows = markdown.tables(frozen["body"])[at][1:]
        return Chart("bars", [row[0] for row in rows], [[_value(row[1]) or 0] for row in rows])

    samples = {
        "config": {
            "heading": "Worum es geht",
            "body": "Heute **drei** Fragen:\n\n1. Lage\n2. Hürden\n\n| Gemeinde | Plätze |\n|---|---|\n| Ahorn | 12 |",
            "picture": {"hash": "0" * 64, "alt": "Karte des Landkreises", "width": 1600, "height": 900},
            "chart": True,
        },
        "good": [],
        "bad": [("", "", "Ahorn"), ("note", "1", None)],
    }
    texts = {
        "de": {
            "name": "Information",
            "about": "Überschrift, Text, Bild und Diagramm zum Lesen, ohne Eingabe",
            "field_heading": "Überschrift",
            "field_body": "Text",
            "help_body": "**fett**, *kursiv*, Listen mit - oder 1., [Link](https://…), Tabellen mit |",
            "field_picture": "Bild",
            "help_picture": "PNG, JPEG oder WebP bis 5 MB. Standort und andere Angaben im Bild werden entfernt.",
            "field_chart": "Tabelle als Diagramm zeigen",
            "help_chart": "Die erste Tabelle im Text, deren zweite Spalte nur Zahlen enthält, wird als Balken gezeigt.",
        },
        "en": {
            "name": "Information",
            "about": "Heading, text, picture and chart to read, without input",
            "field_heading": "Heading",
            "field_body": "Text",
            "help_body": "**bold**, *italic*, lists with - or 1., [link](https://…), tables with |",
            "field_picture": "Picture",
            "help_picture": "PNG, JPEG or WebP up to 5 MB. The place and other facts in the file are removed.",
            "field_chart": "Show the table as a chart",
            "help_chart": "The first table of the text whose second column holds only numbers is drawn as bars.",
        },
    }


def _drawable(body: str) -> int | None:
    """Return the number of the first table that can be drawn: only numbers in its second column."""
    for at, (head, *rows) in enumerate(markdown.tables(body)):
        if len(head) > 1 and rows and all(_value(row[1]) is not None for row in rows):
            return at
    return None


def _table_at(frozen: Frozen) -> int | None:
    """Return the number of the table that documents draw as one."""
    at = _drawable(frozen["body"]) if frozen.get("chart") else None
    if at is not None:
        return at
    return 0 if markdown.tables(frozen["body"]) else None


def _bars(rows: markdown.Rows) -> dict[str, Any]:
    head, *body = rows
    return {
        "head": head[:2],
        "rows": [{"label": row[0], "text": row[1], "value": _value(row[1])} for row in body],
    }


def _value(text: str) -> float | None:
    """Return the number of a cell however it is written, None where there is none."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    written = re.sub(r"[\u00a0\u202f ]", "", found[1])
    if _GROUPED.fullmatch(written):
        written = written.replace(".", "")
    value = float(written.replace(",", "."))
    return int(value) if value.is_integer() else value


def _with_unit(label: str, rows: markdown.Rows) -> str:
    """Return the label of the column with the unit that all its cells have."""
    units = {found[2].strip() for row in rows if (found := _NUMBER.fullmatch(row[1].strip()))}
    unit = units.pop() if len(units) == 1 else ""
    return f"{label} ({unit})" if unit and unit not in label else label
