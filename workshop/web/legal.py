"""Imprint, privacy, accessibility: texts from the settings; while one is empty, the page says so."""

import re

from flask import Blueprint
from markdown_it import MarkdownIt
from markupsafe import Markup

from config import ROOT
from workshop.web.desk import product
from workshop.web.rendering import language, render, say

pages = Blueprint("legal", __name__)
# Without html: the text comes from whoever runs the server, but a typo must not break the page.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})

_SECRECY = {"de": "secrecy.md", "en": "secrecy.en.md"}
_BESIDE = re.compile(
    r"\s\S+: \[secrecy[a-z.]*\]\([a-z.]+\)\."
)  # the way to the other language: the foot of the page has it


@pages.get("/imprint")
def imprint() -> str:
    return _page("imprint", product().config.imprint)


@pages.get("/privacy")
def privacy() -> str:
    return _page("privacy", product().config.privacy)


@pages.get("/accessibility")
def accessibility() -> str:
    return _page("accessibility", product().config.accessibility)


@pages.get("/secrecy")
def secrecy() -> str:
    """Show what secret ballots promise and what not, as it stands in the documentation."""
    text = (ROOT / "docs" / _SECRECY[language()]).read_text(encoding="utf-8")
    title, _, rest = text.removeprefix("# ").partition("\n")
    rest = _BESIDE.sub("", rest)
    return render("public/secrecy.html", title=title, body=Markup(_MARKDOWN.render(rest)))  # noqa: S704 — our own text


def _page(name: str, text: str) -> str:
    given = text.strip()
    words = given or say(f"legal.{name}_text", organiser=product().config.organiser or say("legal.nobody"))
    body = Markup(_MARKDOWN.render(words))  # noqa: S704 — html is off, so this is made of text alone
    # A text of the settings is in the language of the house, whatever language the page is in.
    tongue = product().config.language if given else language()
    return render("public/legal.html", name=name, body=body, tongue=tongue, is_default=not given)
