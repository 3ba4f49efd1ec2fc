"""The minutes as PDF for filing: tagged (PDF/UA-1), A4, drawn by templates/minutes.typ."""

from typing import Any

from workshop.reports.outline import outline_of
from workshop.reports.press import Press
from workshop.reports.shown import shown_in


def make(summary: dict[str, Any]) -> bytes:
    """Return the file."""
    outline = outline_of(summary)
    return Press().pdf("minutes.typ", shown_in(outline), outline=outline)
