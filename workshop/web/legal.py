"""Imprint, privacy, accessibility: texts from the settings; while one is empty, the page says so."""

from flask import Blueprint
from markdown_it import MarkdownIt
from markupsafe import Markup

from workshop.web.desk import product
from workshop.web.rendering import language, render, say

pages = Blueprint("legal", __name__)
# Without html: the text comes from whoever runs the server, but a typo must not break the page.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@pages.get("/imprint")
def imprint() -> str:
    return _page("imprint", product().config.imprint)


@pages.get("/privacy")
def privacy() -> str:
    return _page("privacy", product().config.privacy)


@pages.get("/accessibility")
def accessibility() -> str:
    return _page("accessibility", product().config.accessibility)


def _page(name: str, text: str) -> str:
    given = text.strip()
    words = given or say(f"legal.{name}_text", organiser=product().config.organiser or say("legal.nobody"))
    body = Markup(_MARKDOWN.render(words))  # noqa: S704 — html is off, so this is made of text alone
    # A text of the settings is in the language of the house, whatever language the page is in.
    tongue = product().config.language if given else language()
    return render("public/legal.html", name=name, body=body, tongue=tongue, is_default=not given)
