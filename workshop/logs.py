"""Logs: one line an event, no addresses, no tokens, nothing that people typed."""

import logging
import sys

import structlog


def set_up(level: str) -> None:
    """Write log lines from ``level`` upwards to standard error."""
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # asked each time: tests replace it
        cache_logger_on_first_use=False,
    )
    for chatty in ("werkzeug", "alembic"):
        logging.getLogger(chatty).setLevel(max(number, logging.WARNING))
    for warned_by_anybody in ("engineio", "socketio"):
        logging.getLogger(warned_by_anybody).setLevel(logging.ERROR)
