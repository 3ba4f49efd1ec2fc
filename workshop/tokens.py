"""Signed tokens: what a browser carries to prove who it is.

They are signed, not stored: a stolen database yields none. What they name is looked up
anew in each transaction, so a removed person's token is worth nothing.
"""

import base64
import hashlib
import hmac

from itsdangerous import BadSignature, URLSafeSerializer

from workshop.domain.errors import NotAllowed

LINK_LENGTH = 26  # characters of base32: 130 bits
LARGEST = 2**31 - 1  # what a database keeps as a number


class Tokens:
    """Makes and reads tokens with the server's secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def participant(self, workshop: int, participant: int) -> str:
        """Return the token of a person in a workshop."""
        return self._signer("participant").dumps([workshop, participant])

    def read_participant(self, token: str) -> tuple[int, int]:
        """Return (workshop, participant); raises NotAllowed ``bad_token``."""
        return self._pair("participant", token)

    def screen(self, workshop: int, issue: int = 1) -> str:
        """Return the token of a projector's computer."""
        return self._signer("screen").dumps([workshop, issue])

    def read_screen(self, token: str) -> tuple[int, int]:
        """Return (workshop, issue); raises NotAllowed ``bad_token``."""
        return self._pair("screen", token)

    def seat_link(self, seat: int, issue: int) -> str:
        """Return what a seat's personal link carries: the seat's number, to find it, and the proof."""
        return f"{seat}.{self._proof('seat link', seat, issue)}"

    def observer_link(self, workshop: int, issue: int) -> str:
        """Return what the observers' link of a workshop carries."""
        return f"{workshop}.{self._proof('observer link', workshop, issue)}"

    def is_seat_link(self, token: str, issue: int) -> bool:
        """Return whether this is the seat's link of that issue."""
        return _is_same(token, self.seat_link(number_in(token), issue))

    def is_observer_link(self, token: str, issue: int) -> bool:
        """Return whether this is the observers' link of that issue."""
        return _is_same(token, self.observer_link(number_in(token), issue))

    def _proof(self, purpose: str, number: int, issue: int) -> str:
        # Only the issue is stored: a link can be printed again at any time, and a stolen database yields none.
        told = purpose.encode() + number.to_bytes(8, "big") + issue.to_bytes(8, "big")
        made = hmac.new(self._secret.encode(), told, hashlib.sha256).digest()
        return base64.b32encode(made).decode()[:LINK_LENGTH]

    def _signer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"workshop {purpose}")

    def _pair(self, purpose: str, token: str) -> tuple[int, int]:
        try:
            first, second = self._signer(purpose).loads(token)
            return int(first), int(second)
        except (BadSignature, TypeError, ValueError) as wrong:
            raise NotAllowed("bad_token") from wrong


def number_in(token: str) -> int:
    """Return the number that a link begins with; raises NotAllowed ``bad_link``."""
    number, _, proof = token.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) <= 10 and proof) or int(number) > LARGEST:
        raise NotAllowed("bad_link")
    return int(number)


def _is_same(given: str, real: str) -> bool:
    return hmac.compare_digest(given.strip().upper().encode(), real.encode())
