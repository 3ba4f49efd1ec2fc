"""The one family of errors. Raised inside, turned into a sentence only by the doors.

An error carries a code and parameters; the sentence stands in the catalogue
under ``errors.<code>``, because only a door knows the reader's language.
"""

from typing import Any


class WorkshopError(Exception):
    """Something a person asked for that cannot be done, and why."""

    code = "failed"
    status = 400

    def __init__(self, code: str | None = None, **params: Any) -> None:
        super().__init__(code or self.code)
        self.code = code or self.code
        self.params = params

    def as_dict(self) -> dict[str, Any]:
        """Return the error as it crosses the wire."""
        return {"code": self.code, **self.params}


class Refused(WorkshopError):
    """The input breaks a rule: too long, wrong type, not an option."""

    code = "refused"
    status = 422


class NotAllowed(WorkshopError):
    """This person may not do this."""

    code = "not_allowed"
    status = 403


class NotFound(WorkshopError):
    """There is no such thing here; the same answer for what belongs to others."""

    code = "not_found"
    status = 404


class Conflict(WorkshopError):
    """The world has moved on since the command was decided: stale, closed, superseded."""

    code = "stale"
    status = 409


class Limited(WorkshopError):
    """Too many tries; ``seconds`` says how long to wait."""

    code = "limited"
    status = 429
