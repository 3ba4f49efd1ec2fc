"""Signed tokens: what a browser carries to prove who it is.

They are signed, not stored: a stolen database yields none. What they name is looked up
anew in each transaction, so a removed person's token is worth nothing.
"""

from itsdangerous import BadSignature, URLSafeSerializer

from workshop.domain.errors import NotAllowed


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

    def _signer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"workshop {purpose}")

    def _pair(self, purpose: str, token: str) -> tuple[int, int]:
        try:
            first, second = self._signer(purpose).loads(token)
            return int(first), int(second)
        except (BadSignature, TypeError, ValueError) as wrong:
            raise NotAllowed("bad_token") from wrong
