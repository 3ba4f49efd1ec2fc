"""What stands before and around every page: headers, forgery check, sizes, cookies, the proxy.

It must not know what a page does.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import Headers
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config

MOST_BYTES = 2_000_000  # of a request; a roster has half of it
YEAR = 365 * 24 * 3600
_TLS_ONLY = {"Strict-Transport-Security": f"max-age={YEAR}", "Cross-Origin-Opener-Policy": "same-origin"}
CSRF = CSRFProtect()
_HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")  # named by content, so it never changes
_PICTURE = re.compile(r"^/w/\d+/pictures/")
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


def attach(app: Flask) -> None:
    """Configure cookies and forgery check, and wrap the app in its headers."""
    config: Config = app.extensions["workshop"].config
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=200,
        # Behind TLS the prefix forbids other hosts and plain http to set it.
        SESSION_COOKIE_NAME="__Host-session" if config.is_secure else "session",
        SESSION_COOKIE_SECURE=config.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a page may lie open for a whole day of workshops
        # Our own Referrer-Policy leaves no referrer to compare; the token and SameSite guard the forms.
        WTF_CSRF_SSL_STRICT=False,
    )
    CSRF.init_app(app)
    app.wsgi_app = _Headed(app.wsgi_app, config)  # type: ignore[method-assign]
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def is_own_page(config: Config) -> bool:
    """Return whether the browser says that one of our own pages sent this request."""
    if request.headers.get("Sec-Fetch-Site"):
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    return request.headers.get("Origin") in _own_origins(config)


def is_foreign_origin(config: Config) -> bool:
    """Return whether a page of somebody else sent this request; programs send no origin at all."""
    origin = request.headers.get("Origin")
    return origin is not None and origin not in _own_origins(config)


def headers_for(path: str, host: str, scheme: str, config: Config) -> dict[str, str]:
    """Return the headers of an answer."""
    return {
        "Content-Security-Policy": _policy(f"{scheme}://{host}", config),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": _caching(path),
        **(_TLS_ONLY if config.is_secure else {}),
    }


class _Headed:
    """Around the whole app, so that static files, errors and the socket's answers have them too."""

    def __init__(self, app: Callable[..., Iterable[bytes]], config: Config) -> None:
        self.app = app
        self.config = config

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            found = Headers(headers)
            path = environ.get("PATH_INFO", "")
            host = environ.get("HTTP_HOST", "")
            for name, value in headers_for(path, host, environ["wsgi.url_scheme"], self.config).items():
                found[name] = value
            if not status.startswith(("200", "304")):
                found["Cache-Control"] = "no-store"
            return start_response(status, found.to_wsgi_list(), exc_info)

        return self.app(environ, start)


def _policy(origin: str, config: Config) -> str:
    # Older Safari does not take 'self' for sockets, so they are named; the request's host only if listed.
    known = [config.public_url, *([origin] if origin in config.allowed_origins else [])]
    sockets = dict.fromkeys(one.replace("http", "ws", 1) for one in known)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {' '.join(sockets)}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _caching(path: str) -> str:
    if path.startswith("/static/") and _HASHED.search(path):
        return f"public, max-age={YEAR}, immutable"
    if _PICTURE.search(path):
        return f"private, max-age={YEAR}, immutable"  # named by content, but not for everybody
    return "no-cache" if path.startswith("/static/") else "no-store"


def _own_origins(config: Config) -> set[str]:
    here = urlsplit(request.host_url)
    return {*config.allowed_origins, f"{here.scheme}://{here.netloc}"}


def json_body() -> Any:
    """Return what a program sent, None if it is no JSON. Flask is not silent about a hundred thousand brackets."""
    try:
        return request.get_json(silent=True)
    except (RecursionError, ValueError):
        return None
