"""A briefing is Markdown that can do no harm."""

import re

import pytest
from babel.numbers import format_decimal
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Material
from workshop.activities.info import Info

INFO = Info()
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/login",
    "vbscript:x",
    "file:///x",
]


def test_bold_and_lists_are_drawn():
    assert html("**drei** Fragen\n\n- Lage") == "<p><strong>drei</strong> Fragen</p>\n<ul>\n<li>Lage</li>\n</ul>\n"


def test_html_stays_text():
    assert "<script" not in html("<script>alert(1)</script> und <b onclick=x>fett</b>")
    assert "&lt;script&gt;" in html("<script>alert(1)</script>")


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_is_not_http_stays_text(link):
    assert "href" not in html(f"[hier]({link})")


def test_an_http_link_opens_beside_the_room():
    drawn = html("[Landkreis](https://www.landkreis-coburg.de)")
    assert 'href="https://www.landkreis-coburg.de"' in drawn
    assert 'target="_blank" rel="noopener noreferrer"' in drawn


def test_no_picture_is_fetched_from_elsewhere():
    assert "<img" not in html("![Karte](https://example.org/karte.png)")


def test_headings_stand_below_those_of_the_page():
    assert html("# Oben\n\n###### Unten") == "<h3>Oben</h3>\n<h6>Unten</h6>\n"


@examples(st.text(alphabet="<>[]()!`*_#-&\"' \nabhtps:/.javscrip", max_size=80))
def test_only_the_tags_of_markdown_come_out(text):
    tags = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "hr", "br", "h3", "h4", "h5", "h6"}
    assert set(re.findall(r"</?([a-z0-9]+)", html(text))) <= tags


def test_documents_get_the_text_without_the_marks():
    frozen = INFO.freeze({"heading": "Worum es geht", "body": "Heute **drei** Fragen:\n\n1. `Lage`\n2. Bus"})
    assert INFO.wording(frozen) == ["Worum es geht", "Heute drei Fragen:", "– Lage", "– Bus"]


ROWS = "| Gemeinde | Plätze | Stand |\n|---|---|---|\n| **Ahorn** | 1.042 % | 2016 |\n| Meeder | 17,5 % | 2017 |"
TABLE = f"Davor\n\n{ROWS}\n\nDanach"
HOSTILE = "<script>alert(1)</script>"


def drawn(body, *, chart=True):
    return INFO.freeze({"heading": "", "body": body, "chart": chart})


def test_a_table_with_numbers_is_drawn_between_the_text_around_it():
    asked = INFO.ask(drawn(TABLE))
    assert (asked["html"], asked["after"]) == ("<p>Davor</p>\n", "<p>Danach</p>\n")
    assert asked["chart"] == {
        "head": ["Gemeinde", "Plätze"],
        "rows": [
            {"label": "Ahorn", "text": "1.042 %", "value": 1042},
            {"label": "Meeder", "text": "17,5 %", "value": 17.5},
        ],
    }


def test_without_the_switch_it_stays_a_table():
    asked = INFO.ask(drawn(TABLE, chart=False))
    assert (asked["chart"], asked["after"]) == (None, "")
    assert asked["html"].count("<tr>") == 3


@pytest.mark.parametrize("cell", ["viele", "", "-3", "12 von 17 Gemeinden insgesamt", "3;4", "1e5", "½"])
def test_a_column_with_anything_else_is_not_drawn(cell):
    body = f"| a | b |\n|---|---|\n| x | 1 |\n| y | {cell} |"
    assert INFO.ask(drawn(body))["chart"] is None
    assert "<table>" in INFO.ask(drawn(body))["html"]


def test_the_first_table_that_can_be_is_drawn():
    words = "| a | b |\n|---|---|\n| x | nein |"
    asked = INFO.ask(drawn(f"{words}\n\n{TABLE}\n\n{TABLE}"))
    assert "nein" in asked["html"] and len(asked["chart"]["rows"]) == 2 and "<table>" in asked["after"]


@pytest.mark.parametrize("body", ["> | a | b |\n> |---|---|\n> | x | 1 |", "- | a | b |\n  |---|---|\n  | x | 1 |"])
def test_a_table_within_a_quotation_or_a_list_stays_there(body):
    asked = INFO.ask(drawn(body))
    assert asked["chart"] is None
    assert "<table>" in asked["html"]


def test_documents_get_the_table_once_with_its_unit_in_the_head():
    frozen = drawn(TABLE)
    assert INFO.wording(frozen) == ["Davor", "Danach"]
    table, chart = INFO.table(frozen, Material()), INFO.chart(frozen, Material())
    assert table.columns == [("Gemeinde", "text"), ("Plätze (%)", "number"), ("Stand", "text")]
    assert table.rows == [["Ahorn", 1042, "2016"], ["Meeder", 17.5, "2017"]]
    assert (chart.labels, chart.values) == (["Ahorn", "Meeder"], [[1042], [17.5]])


def test_documents_get_a_table_that_is_not_drawn_as_words():
    frozen = drawn(f"{TABLE}\n\n{TABLE}", chart=False)
    assert INFO.table(frozen, Material()).rows[0] == ["Ahorn", "1.042 %", "2016"]
    assert INFO.chart(frozen, Material()) is None
    assert INFO.wording(frozen)[2] == "Davor"
    assert "Meeder · 17,5 % · 2017" in INFO.wording(frozen)


@examples(st.integers(0, 10**9) | st.decimals(0, 10**6, places=1))
def test_a_number_is_read_as_german_offices_write_it(number):
    body = f"| a | b |\n|---|---|\n| x | {format_decimal(number, locale='de_DE')} |"
    [row] = INFO.ask(drawn(body))["chart"]["rows"]
    assert row["value"] == float(number)


def test_cells_hold_no_mark_up_of_their_own():
    asked = INFO.ask(drawn(f"| {HOSTILE} | b |\n|:-:|---|\n| {HOSTILE} | 1 |", chart=False))
    assert "<script" not in asked["html"] and "style" not in asked["html"]


@examples(st.text(alphabet="|-:\n ab1>*", max_size=60))
def test_no_table_stops_a_briefing(text):
    for chart in (True, False):
        frozen = drawn(text, chart=chart)
        tags = re.findall(r"</?([a-z0-9]+)", INFO.ask(frozen)["html"] + INFO.ask(frozen)["after"])
        assert not {"script", "img", "style"} & set(tags)
        table = INFO.table(frozen, Material())
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(line and "\n" not in line for line in INFO.wording(frozen))


def test_nobody_gives_anything_to_it():
    assert not INFO.takes_input(INFO.freeze({}))


def html(body):
    return INFO.ask(INFO.freeze({"heading": "", "body": body}))["html"]
