"""How a page is made: its language, its sentences, its data block, the names of its built files."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from config import ROOT
from workshop.language import LANGUAGES
from workshop.web import dates
from workshop.web.desk import product

LANGUAGE_COOKIE = "language"
_MANIFEST = ROOT / "static" / "dist" / "manifest.json"


def attach(app: Flask) -> None:
    """Give every template the words it may use."""
    app.context_processor(_words)
    # Globals and not context, so that imported macros know them too.
    app.jinja_env.globals.update(
        t=say,
        asset=asset,
        long_date=lambda at: dates.long_date(local(at), language()),
        short_date=lambda at: dates.short_date(local(at), language()),
        clock_time=lambda at: dates.clock_time(local(at), language()),
        relative_day=_relative_day,
        number=lambda value: dates.number(value, language()),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def render(
    template: str,
    *,
    areas: Iterable[str] = (),
    workshop: int | None = None,
    audience: str | None = None,
    page: Any = None,
    **context: Any,
) -> str:
    """Return a page; ``areas`` are the sentences its script uses."""
    boot = {
        "language": language(),
        "timezone": product().config.timezone,
        "strings": product().catalogue.of_areas(language(), areas),
        "workshop": workshop,
        "audience": audience,
        "csrf": generate_csrf(),
        "page": page or {},
    }
    return render_template(template, boot=boot, **context)


def language() -> str:
    """Return the language of this answer: chosen, of the account, asked for by the browser, default."""
    if "language" not in g:
        g.language = _chosen() or _of_account() or _asked_for()
    return g.language


def say(key: str, /, **params: Any) -> str:
    """Return a sentence of the catalogue in the reader's language."""
    return product().catalogue.t(language(), key, **params)


def local(at: int) -> datetime:
    """Return a moment as the clock on the wall shows it."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(product().config.timezone))


def asset(name: str) -> str:
    """Return the address of a built file, which changes with its content."""
    built = _MANIFEST.stat().st_mtime_ns if _MANIFEST.is_file() else 0
    return url_for("static", filename=_manifest(built).get(name, name))


@lru_cache(maxsize=1)
def _manifest(built: int) -> dict[str, str]:
    """Return the names of the built files; a new build is seen without a restart."""
    return json.loads(_MANIFEST.read_text(encoding="utf-8")) if built else {}


def _words() -> dict[str, Any]:
    return {
        "language": language(),
        "other_language": next(one for one in LANGUAGES if one != language()),
        "organiser": product().config.organiser,
        "here": request.full_path.rstrip("?"),
    }


def _relative_day(at: int) -> str:
    return dates.relative_day(local(at), local(product().clock()))


def _chosen() -> str | None:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else None


def _of_account() -> str | None:
    return current_user.language if current_user.is_authenticated else None


def _asked_for() -> str:
    return request.accept_languages.best_match(LANGUAGES) or product().config.language
