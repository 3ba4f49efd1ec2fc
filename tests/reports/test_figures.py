"""When a picture says all there is, and when the table follows it."""

import pytest

from workshop.reports.figures import figure_of, tells_all
from workshop.reports.wording import Wording

BARS = {"kind": "bars", "alt": "", "labels": ["A", "B"], "values": [[3], [1]], "columns": [], "marked": []}
TILES = {"kind": "tiles", "alt": "", "labels": ["A"], "values": [[3, 1]], "columns": ["0", "1"], "marked": [None]}
TWO = {"columns": [("Posten", "text"), ("Stimmen", "number")], "rows": [["A", 3], ["B", 1]]}
MORE = {"columns": [*TWO["columns"], ("Preis", "number")], "rows": [["A", 3, 60], ["B", 1, 50]]}


def test_bars_are_squares_only_of_whole_numbers(words):
    assert figure_of({"chart": BARS, "table": TWO}, words)["squares"]
    for values in ([[2.5], [1.0]], [[2.0], [1.0]], [[41], [1]]):
        assert not figure_of({"chart": BARS | {"values": values}, "table": TWO}, words)["squares"]


def test_the_frame_is_explained_where_something_is_framed(words):
    table = {"columns": [("Aussage", "text"), ("0", "number"), ("1", "number")], "rows": [["A", 3, 1]]}
    assert figure_of({"chart": TILES, "table": table}, words)["legend"] == ""
    assert figure_of({"chart": TILES | {"marked": [0]}, "table": table}, words)["legend"] == "Rahmen = Median"


def test_a_table_follows_bars_that_leave_numbers_out(words):
    figure = figure_of({"chart": BARS, "table": MORE}, words)
    assert not tells_all(figure, {"table": MORE})
    assert tells_all(figure, {"table": TWO})
    assert not tells_all(None, {"table": TWO})


@pytest.fixture
def words() -> Wording:
    labels = {"documents.median_framed": "Rahmen = Median"}
    return Wording({"labels": labels, "language": "de", "timezone": "Europe/Berlin"})
