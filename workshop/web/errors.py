"""What people read when something does not work: a sentence in their language, never a traceback."""

from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from workshop.domain.errors import WorkshopError
from workshop.web import guards
from workshop.web.desk import product
from workshop.web.rendering import render, say

KNOWN = (400, 401, 403, 404, 405, 413, 415, 429, 500)
NEVER_KEPT = ("csrf_token", "password")
LONGEST_KEPT = 200_000  # characters of a form that is offered again

log = structlog.get_logger()


def attach(app: Flask) -> None:
    """Let every error end in a page, or in JSON for programs."""
    app.register_error_handler(WorkshopError, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(401, _signed_out)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crashed)


def sentence(error: WorkshopError) -> str:
    """Return the sentence for an error."""
    return say(f"errors.{error.code}", **error.params)


def _refused(error: WorkshopError) -> Any:
    if error.status == 404:
        return _answer(404, "not_found")
    return _answer(error.status, error.code, error.params)


def _http(error: HTTPException) -> Any:
    if isinstance(error.response, Response) or (error.code or 500) < 400:
        return error
    status = error.code or 500
    answer = _answer(status, f"http_{status}" if status in KNOWN else "http_400")
    answer.headers.extend(_kept_headers(error))
    return answer


def _crashed(error: Exception) -> Any:
    # Not logged: address, query, form and cookies, which may hold names and tokens.
    log.error("page failed", route=str(request.url_rule), method=request.method, exc_info=error)
    g.language = g.get("language", product().config.language)
    try:
        return _answer(500, "http_500")
    except Exception as again:  # the page of the error needs what failed, say the database
        log.error("error page failed", exc_info=again)
        return Response(say("errors.http_500"), 500, mimetype="text/plain")


def _expired(error: CSRFError) -> Any:
    return _again("errors.form_expired", 400)


def _signed_out(error: HTTPException) -> Any:
    if request.method in ("GET", "HEAD") and not _is_for_programs():
        return redirect(url_for("accounts.login", next=request.full_path.rstrip("?")))
    return _again("errors.signed_out", 401)


def _again(key: str, status: int) -> Any:
    """Keep what was typed: the same form once more, to be sent with one click.

    Only for our own pages; a foreign page could otherwise have its form sent with that click.
    """
    if _is_for_programs() or not guards.is_own_page(product().config):
        return _answer(status, key.partition(".")[2])
    page = render("errors/again.html", words=say(key), fields=_kept_fields(), needs_sign_in=status == 401)
    return Response(page, status)


def _kept_fields() -> list[tuple[str, str]]:
    fields = [(name, value) for name, value in request.form.items(multi=True) if not name.startswith(NEVER_KEPT)]
    return fields if sum(len(value) for _, value in fields) <= LONGEST_KEPT else []


def _answer(status: int, code: str, params: dict[str, Any] | None = None) -> Response:
    words = say(f"errors.{code}", **(params or {}))
    answer = _in_words(status, code, words, params)
    if params and "seconds" in params:
        answer.headers["Retry-After"] = str(params["seconds"])
    return answer


def _in_words(status: int, code: str, words: str, params: dict[str, Any] | None) -> Response:
    if _is_for_programs():
        answer = jsonify(error={**(params or {}), "code": code, "message": words})
        answer.status_code = status
        return answer
    is_inside = status != 500 and current_user.is_authenticated
    return Response(render("errors/error.html", status=status, words=words, is_inside=is_inside), status)


def _is_for_programs() -> bool:
    return request.path.startswith("/api/")


def _kept_headers(error: HTTPException) -> list[tuple[str, str]]:
    return [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
