"""Whether the server is well: asked by machines, so plain JSON and no personal data."""

from typing import Any

import structlog
from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from workshop.storage import is_current
from workshop.web.desk import product

pages = Blueprint("health", __name__)
log = structlog.get_logger()


@pages.get("/healthz")
def healthz() -> Any:
    try:
        is_ready = is_current(product().engine)
    except SQLAlchemyError as error:
        log.error("database does not answer", error=type(error).__name__)
        is_ready = False
    return {"ok": is_ready, "database": "ok" if is_ready else "failed"}, 200 if is_ready else 503
