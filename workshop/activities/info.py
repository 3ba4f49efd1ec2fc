"""info: a heading and a text for the room to read. Nobody gives anything.

The text is Markdown. What leaves here is HTML that may be put into a page as it is, so
nothing but the marks of Markdown gets through: no HTML, no pictures, only http(s) links.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from workshop.activities.base import ActivityType, Field, Frozen

HEADINGS_BELOW = 2  # the page's title and the step's heading stand above those of the text


class Info(ActivityType):
    """A briefing."""

    name = "info"
    fields = (
        Field("heading", "line", "", most=200),
        Field("body", "markdown", "", most=5000),
    )

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return heading and body as they were typed."""
        return {"heading": config.get("heading") or "", "body": config.get("body") or ""}

    def ask(self, frozen: Frozen) -> dict[str, Any]:
        """Return ``{"heading", "html"}``; the HTML is safe to be shown."""
        return {"heading": frozen["heading"], "html": _html(frozen["body"])}

    def wording(self, frozen: Frozen) -> list[str]:
        """Return heading and text without the marks of Markdown, a paragraph or list entry a line."""
        lines = _plain(frozen["body"]).splitlines()
        return [line for line in (frozen["heading"], *lines) if line.strip()]

    samples = {
        "config": {"heading": "Worum es geht", "body": "Heute **drei** Fragen:\n\n1. Lage\n2. Hürden"},
        "good": [],
        "bad": [("", "", "Ahorn"), ("note", "1", None)],
    }
    texts = {
        "de": {
            "name": "Information",
            "about": "Überschrift und Text zum Lesen, ohne Eingabe",
            "field_heading": "Überschrift",
            "field_body": "Text",
            "help_body": "**fett**, *kursiv*, Listen mit - oder 1., [Link](https://…)",
        },
        "en": {
            "name": "Information",
            "about": "A heading and a text to read, without input",
            "field_heading": "Heading",
            "field_body": "Text",
            "help_body": "**bold**, *italic*, lists with - or 1., [link](https://…)",
        },
    }


def _is_web_link(url: str) -> bool:
    # A list of what is allowed: every list of what is dangerous has missed something.
    return url.lower().startswith(("https://", "http://"))


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"


def _leave_page_open(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    # A phone that follows a link must not lose the room.
    tokens[at].attrSet("target", "_blank")
    tokens[at].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, at, options, env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = _is_web_link  # type: ignore[method-assign]
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.add_render_rule("link_open", _leave_page_open)
    return parser


_PARSER = _parser()


def _plain(body: str) -> str:
    """Return the text alone; an entry of a list keeps a dash, a link its address."""
    said = []
    for token in _PARSER.parse(body):
        if token.type == "list_item_open":
            said.append("– ")
        elif token.type == "inline":
            said.append("".join(_said(child) for child in token.children or ()) + "\n")
        elif token.type in ("code_block", "fence"):
            said.append(token.content)
    return "".join(said)


def _said(child: Token) -> str:
    if child.type == "link_close":
        return ""
    if child.type == "link_open":
        return f"{child.attrGet('href')} "
    return "\n" if child.type in ("softbreak", "hardbreak") else child.content


@lru_cache(maxsize=64)
def _html(body: str) -> str:
    return _PARSER.render(body)
