"""Who may do what: one table for both doors.

Roles in a series: owner, moderator, staff, observer. In a workshop besides: participant
(joined by code) and screen (a projector's computer with a screen link).
"""

from dataclasses import dataclass

from workshop.domain.errors import NotAllowed

CAPABILITIES: dict[str, frozenset[str]] = {
    "take_part": frozenset({"participant"}),
    "watch": frozenset({"owner", "moderator", "staff", "observer", "screen"}),
    "read": frozenset({"owner", "moderator", "staff"}),  # summary and downloads
    "prepare": frozenset({"owner", "moderator"}),  # agenda, roster, workshops
    "run": frozenset({"owner", "moderator"}),  # the cockpit
    "invite": frozenset({"owner", "moderator"}),  # a second moderator
    "team": frozenset({"owner"}),
}


@dataclass(frozen=True)
class Who:
    """What a door has proved about somebody: never more than a number and how it was proved.

    ``kind``: "participant", "user", "screen" or "system" (command line). Roles are looked up
    inside the transaction that uses them, so that a removal holds at once.
    """

    kind: str
    id: int = 0

    @property
    def label(self) -> str:
        """Return how the journal names them."""
        return f"{self.kind}:{self.id}"


SYSTEM = Who("system")
OBSERVER = Who("screen", 1)  # whoever has the observers' link: sees what a screen sees, and may as little


def may(role: str | None, capability: str) -> bool:
    """Return whether the role has the capability."""
    return role in CAPABILITIES[capability]


def require(role: str | None, capability: str) -> None:
    """Raise NotAllowed unless the role has the capability."""
    if not may(role, capability):
        raise NotAllowed("not_allowed")
