"""Figures for Excel: a sheet a step, native charts. Texts are texts, never formulas or links."""

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workshop.reports.sheets import Sheet, sheets_of

LONGEST_NAME = 31  # characters, Excel's limit
WIDEST = 48  # characters
LINE = 15  # points
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LIGHT, _DARK = (0xDD, 0xE6, 0xF7), (0x21, 0x43, 0xA8)  # the blues of the screens
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def make(summary: dict[str, Any]) -> bytes:
    """Return the workbook."""
    return workbook(sheets_of(summary), summary)


def workbook(sheets: Iterable[Sheet], facts: dict[str, Any]) -> bytes:
    """Return a workbook of some tables; ``facts``: whose it is and when it was made, as in a Summary."""
    made = io.BytesIO()
    with Workbook(made, _OPTIONS) as book:
        book.set_properties(_properties(facts))
        taken: set[str] = set()
        for sheet in sheets:
            _Page(book, sheet, taken).write()
    return made.getvalue()


def _properties(summary: dict[str, Any]) -> dict[str, Any]:
    """The time is the Summary's: with the clock's, one Summary would make another file every second."""
    made = datetime.fromtimestamp(summary["made_at"] / 1000, UTC).replace(microsecond=0, tzinfo=None)
    names = {"title": summary["title"], "company": summary["organiser"], "author": summary["moderation"]}
    return names | {"created": made}


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name Excel accepts: safe signs, at most 31, not taken (letter case does not tell apart)."""
    safe = _FORBIDDEN.sub(" ", title).strip(" '") or "–"
    for n in count(1):
        ending = "" if n == 1 else f" ({n})"
        name = safe[: LONGEST_NAME - len(ending)].rstrip(" '") + ending
        # "History" is Excel's own.
        if name.casefold() not in taken | {"history"}:
            taken.add(name.casefold())
            return name
    raise AssertionError


def _blue(at: int, of: int) -> str:
    """Return the colour of a series: the last one is darkest, as on the screen."""
    share = at / of
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in zip(_LIGHT, _DARK, strict=True))


def _lines(text: str, width: int) -> int:
    return sum(len(wrap(line, width - 2)) or 1 for line in text.split("\n"))


class _Page:
    def __init__(self, book: Workbook, sheet: Sheet, taken: set[str]) -> None:
        self.book, self.sheet = book, sheet
        self.page: Worksheet = book.add_worksheet(sheet_name(sheet.title, taken))
        self.head = len(sheet.above) + 1 if sheet.above else 0
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.label = book.add_format({"font_color": "#555a75", "valign": "top"})

    def write(self) -> None:
        for at, (label, value) in enumerate(self.sheet.above):
            self.page.write(at, 0, label, self.label)
            self.page.write(at, 1, value)
        self.page.write_row(self.head, 0, self.sheet.columns, self.strong)
        for at, row in enumerate(self.sheet.rows, start=self.head + 1):
            self.page.write_row(at, 0, row, self.wrapped)
        self.page.freeze_panes(self.head + 1, 0)
        self._heighten(self._widen())
        self._print()
        if self.sheet.chart and self.sheet.rows:
            self._draw(self.sheet.chart)

    def _widen(self) -> list[int]:
        """Give every column the width of its texts and return the widths."""
        widths = []
        for at, label in enumerate(self.sheet.columns):
            texts = [label, *(str(row[at]) for row in self.sheet.rows)]
            widest = max(len(line) for text in texts for line in text.split("\n"))
            widths.append(min(WIDEST, max(10, widest + 2)))
            self.page.set_column(at, at, widths[-1])
        return widths

    def _heighten(self, widths: list[int]) -> None:
        """Make room for texts of several lines: Excel would do so itself, LibreOffice lays them over each other."""
        for at, row in enumerate(self.sheet.rows, start=self.head + 1):
            lines = max(_lines(str(cell), width) for cell, width in zip(row, widths, strict=False))
            if lines > 1:
                self.page.set_row(at, LINE * lines)

    def _print(self) -> None:
        self.page.set_paper(9)  # A4
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(self.head)

    def _draw(self, chart: dict[str, Any]) -> None:
        """Draw the chart from the cells of the table, so that it follows when they are changed."""
        is_stacked = chart["kind"] == "tiles"
        drawn = self.book.add_chart({"type": "bar", "subtype": "stacked"} if is_stacked else {"type": "bar"})
        first, last = self.head + 1, self.head + len(self.sheet.rows)
        name = self.page.get_name()
        series = len(chart["columns"]) or 1
        for at in range(1, 1 + series):
            ink = "white" if is_stacked and 2 * at > series else "black"
            drawn.add_series({
                "name": [name, self.head, at],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, at, last, at],
                "data_labels": {"value": True, "font": {"color": ink}},
                "fill": {"color": _blue(at, series)},
            })  # fmt: skip
        drawn.set_title({"name": self.sheet.title, "overlay": False})
        drawn.set_y_axis({"reverse": True})  # the first row stands on top
        drawn.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
        drawn.set_legend({"position": "bottom"} if is_stacked else {"none": True})
        drawn.set_size({"width": 720, "height": 140 + 28 * len(self.sheet.rows)})
        self.page.insert_chart(last + 2, 0, drawn, {"description": chart["alt"]})
