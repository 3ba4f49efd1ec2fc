"""A briefing is Markdown that can do no harm."""

import re

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

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


def test_nobody_gives_anything_to_it():
    assert not INFO.takes_input(INFO.freeze({}))


def html(body):
    return INFO.ask(INFO.freeze({"heading": "", "body": body}))["html"]
