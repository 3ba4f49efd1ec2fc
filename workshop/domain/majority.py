"""What carries a resolution, and what makes a room able to decide. Whole numbers only; no fraction is ever rounded.

Four rules, each a share of a named base:

* simple: more than half of the yes and no votes, which is more yes than no; abstentions do not count and a tie
  rejects (Art. 51 (1) BayGO; Robert's Rules of Order Newly Revised, 12th ed., § 44).
* absolute: more than half of those entitled who are there; an abstention then weighs as a no (RONR § 44).
* two thirds: at least two thirds of the yes and no votes, abstentions not counted (RONR § 44). The two thirds of
  all members that constitutions ask for (Art. 79 (2) GG) are an own share of all seats.
* own: at least a share, a whole percentage or a fraction, of a base that is named.

Quorum: more than half of the seats are there (Art. 47 (2) BayGO: "die Mehrheit der Mitglieder anwesend und
stimmberechtigt"), another share of them, or none. Who was there counts, not who voted; whoever voted was there.
"""

import re
from dataclasses import dataclass

from workshop.domain.errors import Refused

RULES = ("simple", "absolute", "two_thirds", "own")
BASES = ("votes", "given", "present", "seats")  # yes and no; those and abstentions; entitled and there; all entitled
HALF = (1, 2)

Share = tuple[int, int]

_PERCENT = re.compile(r"([1-9][0-9]?|100)\s?%?")
_FRACTION = re.compile(r"([1-9][0-9]{0,2})\s?/\s?([1-9][0-9]{0,2})")


@dataclass(frozen=True)
class Rule:
    """``more``: more than the share is needed, else at least the share."""

    share: Share
    of: str
    more: bool = False


def rule_of(name: str, share: str = "", of: str = "votes") -> Rule:
    """Return the rule of that name; share and base are asked of an own one only."""
    if name == "own":
        return Rule(parts_of(share), of)
    return _NAMED[name]


_NAMED = {
    "simple": Rule(HALF, "votes", more=True),
    "absolute": Rule(HALF, "present", more=True),
    "two_thirds": Rule((2, 3), "votes"),
}


def clean_share(text: str) -> str:
    """Return a share as it is written everywhere, "60 %" or "3/5"; raises Refused ``no_share``."""
    found = text.strip()
    if percent := _PERCENT.fullmatch(found):
        return f"{percent[1]}\u00a0%"
    fraction = _FRACTION.fullmatch(found)
    if fraction is None or int(fraction[1]) > int(fraction[2]):
        raise Refused("no_share")
    return f"{fraction[1]}/{fraction[2]}"


def parts_of(text: str) -> Share:
    """Return a share as numerator and denominator; raises Refused ``no_share``."""
    clean = clean_share(text)
    if "/" in clean:
        above, below = clean.split("/")
        return int(above), int(below)
    return int(clean.removesuffix("%")), 100


def needed_of(share: Share, base: int, *, more: bool) -> int:
    """Return how many of a base it takes: more than the share, or at least it, and never none."""
    above, below = share
    return above * base // below + 1 if more else max(1, -(-above * base // below))


def verdict_of(yes: int, given: int, needed: int, *, quorate: bool) -> str:
    """Return "accepted", "rejected", "not_quorate", or "none" where a room that could decide gave nothing."""
    if not quorate:
        return "not_quorate"
    if given == 0:
        return "none"
    return "accepted" if yes >= needed else "rejected"
