"""Charts have a table: on the page of results every picture of a result is one, with the figures of the type."""

from html.parser import HTMLParser
from typing import Any

import pytest
from flask import render_template_string

from tests.activities.test_contract import frozen_of, material_of
from workshop.activities import TYPES
from workshop.activities.base import Chart, Table
from workshop.reports.figures import figure_of
from workshop.reports.wording import Wording

PAGE = '{% import "workshops/figures.html" as figures with context %}{{ figures.figure(figure) }}'
WORDS = Wording({"labels": {"documents.median_framed": ""}, "language": "de", "timezone": "Europe/Berlin"})


def drawn(kind) -> list[tuple[Chart, Table]]:
    frozen, material = frozen_of(kind), material_of(kind)
    parts = [(kind.chart(frozen, material), kind.table(frozen, material))]
    parts += [(section.chart, section.table) for section in kind.sections(frozen, material)]
    return [(chart, table) for chart, table in parts if chart is not None]


CHARTS = [(kind.name, *one) for kind in TYPES.values() for one in drawn(kind)]


def test_there_are_both_kinds_of_charts():
    assert {chart.kind for _, chart, _ in CHARTS} == {"bars", "tiles"}


@pytest.mark.parametrize(("name", "chart", "table"), CHARTS, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(CHARTS)])
def test_every_chart_on_the_page_is_a_table_of_the_same_figures(seen_world, name, chart, table):
    rows = {row[0]: [0 if cell is None else cell for cell in row[1:]] for row in table.rows}
    shown = rows_of(page_of(seen_world, chart, table))
    assert [row[0] for row in shown] == list(map(str, chart.labels))
    for label, values, row in zip(chart.labels, chart.values, shown, strict=True):
        assert row[1 : len(values) + 1] == [WORDS.number(value) for value in values]
        assert set(values) <= set(rows[label]), f"{name}: {label}"


def page_of(world, chart: Chart, table: Table) -> str:
    step = {
        "chart": {**vars(chart), "labels": list(map(str, chart.labels)), "alt": ""},
        "table": {"columns": table.columns, "rows": table.rows},
    }
    with world.app.test_request_context():
        return render_template_string(PAGE, figure=figure_of(step, WORDS))


def rows_of(page: str) -> list[list[str]]:
    """Return what the cells of the body of its only table say."""
    reader = Cells()
    reader.feed(page)
    assert reader.tables == 1
    return [[" ".join(cell.split()) for cell in row] for row in reader.rows if row]


class Cells(HTMLParser):
    """Collects the cells of the rows whose head is a row's."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = 0
        self.rows: list[list[str]] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: dict[str, Any] = dict(attrs)
        self.tables += tag == "table"
        if tag == "th" and said.get("scope") == "row":
            self.rows.append([])
        self.is_inside = (tag == "th" and said.get("scope") == "row") or (
            tag == "td" and bool(self.rows) and "aria-hidden" not in said
        )
        if self.is_inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.rows[-1][-1] += data
