"""Place cards as PDF: a card a seat with its personal link as a QR code, A4 with lines to cut along.

Takes a deck (workshop/snapshots/deck.py), not a Summary.
"""

import io
from typing import Any

import segno

from workshop.reports.press import Press

QUIET = 4  # modules of white around a code (ISO/IEC 18004)


def make(deck: dict[str, Any]) -> bytes:
    """Return the file."""
    files = {_file(card): _code(card["link"]) for card in deck["cards"]}
    cards = [{"name": card["name"], "kind": card["kind"], "code": _file(card)} for card in deck["cards"]]
    return Press().pdf("cards.typ", files, deck={**deck, "cards": cards})


def _file(card: dict[str, Any]) -> str:
    return f"seat-{card['seat']}.svg"


def _code(link: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=QUIET, light="white", scale=4)
    return drawn.getvalue()
