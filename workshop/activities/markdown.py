"""Markdown as people type it: to safe HTML for pages, to plain lines and tables for documents.

What leaves here is HTML that may be put into a page as it is, so nothing but the marks of Markdown
gets through: no HTML, no pictures, only http(s) links.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

HEADINGS_BELOW = 2  # the page's title and the step's heading stand above those of the text
Rows = list[list[str]]


def html(body: str) -> str:
    """Return the whole text as HTML."""
    return drawn(body)[0]


@lru_cache(maxsize=64)
def drawn(body: str, at: int | None = None) -> tuple[str, str]:
    """Return the HTML before and behind its table number ``at``, which is left out; without one, all is before."""
    tokens = _PARSER.parse(body)
    begin, end = _place(tokens, at)
    return _html(tokens[:begin]), _html(tokens[end:])


def tables(body: str) -> list[Rows]:
    """Return the tables of a text, each with its head first, cells as plain text."""
    tokens = _PARSER.parse(body)
    return [_rows(tokens[begin:end]) for begin, end in _places(tokens)]


def plain(body: str, without: int | None = None) -> list[str]:
    """Return the text alone, a paragraph, list entry or row a line; ``without`` its table of that number.

    An entry of a list keeps a dash, a link its address.
    """
    tokens = _PARSER.parse(body)
    begin, end = _place(tokens, without)
    said = "".join(_said(token) for token in (*tokens[:begin], *tokens[end:]))
    lines = (line.removesuffix(" · ") for line in said.splitlines())
    return [line for line in lines if line.strip()]


def _places(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where the tables begin and end; one in a list or a quotation belongs to that."""
    begins = [n for n, token in enumerate(tokens) if token.type == "table_open" and token.level == 0]
    ends = [n + 1 for n, token in enumerate(tokens) if token.type == "table_close" and token.level == 0]
    return list(zip(begins, ends, strict=True))


def _place(tokens: Sequence[Token], at: int | None) -> tuple[int, int]:
    places = _places(tokens)
    return places[at] if at is not None and at < len(places) else (len(tokens), len(tokens))


def _rows(tokens: Sequence[Token]) -> Rows:
    found: Rows = []
    for token in tokens:
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline":
            found[-1].append(" ".join(_words(token).split()))
    return found


def _html(tokens: Sequence[Token]) -> str:
    return _PARSER.renderer.render(list(tokens), _PARSER.options, {})


def _said(token: Token) -> str:
    if token.type == "list_item_open":
        return "– "
    if token.type == "inline":
        return _words(token) + ("" if token.meta.get("is_cell") else "\n")
    if token.type in ("th_close", "td_close"):
        return " · "
    if token.type == "tr_close":
        return "\n"
    return token.content if token.type in ("code_block", "fence") else ""


def _words(token: Token) -> str:
    return "".join(_word(child) for child in token.children or ())


def _word(child: Token) -> str:
    if child.type == "link_close":
        return ""
    if child.type == "link_open":
        return f"{child.attrGet('href')} "
    return "\n" if child.type in ("softbreak", "hardbreak") else child.content


def _is_web_link(url: str) -> bool:
    # A list of what is allowed: every list of what is dangerous has missed something.
    return url.lower().startswith(("https://", "http://"))


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"


def _mark_cells(state: StateCore) -> None:
    """Note which words stand in a cell, and let no cell bring a style along."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type in ("th_open", "td_open"):
            token.meta["is_cell"] = True
            before.attrs.pop("style", None)  # our pages forbid styles


def _leave_page_open(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    # A phone that follows a link must not lose the room.
    tokens[at].attrSet("target", "_blank")
    tokens[at].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, at, options, env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = _is_web_link  # type: ignore[method-assign]
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.core.ruler.push("mark_cells", _mark_cells)
    parser.add_render_rule("link_open", _leave_page_open)
    return parser


_PARSER = _parser()
