"""What is asked in secret: each kind of step that can be, with three ballots that are equally good.

A choice of up to two is more to look at than a resolution: on the line it is a list, in the box a number with a bit
for each option, in the published counts two options of one ballot stand apart. Its three ballots share no option, and
are of different length wherever nobody sees to it that they are not: so whoever sees a word or a length knows a ballot.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.services.ballot_box import Vote


@dataclass(frozen=True)
class Asked:
    """``sent``: each ballot as the phone sends it, by the name that it has here. ``plain``: as it is encrypted."""

    type: str
    config: Mapping[str, Any]
    sent: Mapping[str, Any]
    plain: Mapping[str, str]

    @property
    def ballots(self) -> tuple[str, ...]:
        return tuple(self.sent)

    @property
    def words(self) -> dict[str, str]:
        """Return the ballot that each word on one names."""
        return {word: name for name, said in self.sent.items() for word in ([said] if isinstance(said, str) else said)}

    @property
    def by_length(self) -> list[str]:
        return sorted(self.ballots, key=lambda name: len(self.plain[name]))

    def counts(self, ballots: Iterable[str]) -> Counter[str]:
        """Return what is published of these ballots, without what nobody chose."""
        named = Counter(ballots)
        return +Counter({word: named[name] for word, name in self.words.items()})

    def of(self, vote: Vote) -> Vote:
        """Let this be asked in a vote that is not open."""
        vote.asks(self.type, **self.config)
        return vote


SAID = ("abstain", "no", "yes")
TREES = (
    "birke", "buche", "eibe", "eiche", "erle", "esche", "fichte", "kiefer", "linde", "tanne", "ulme", "weide",
)  # fmt: skip

RESOLUTION = Asked(
    "resolution",
    {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": []},
    {word: word for word in SAID},
    {word: word for word in SAID},
)
CHOICE = Asked(
    "choice",
    {"ask": "Was wird gepflanzt?", "options": [{"id": tree, "label": tree} for tree in TREES], "most": 2},
    {"buche": ["buche"], "erle": ["erle", "esche"], "ulme": ["ulme", "weide"]},
    {"buche": "2", "erle": "30", "ulme": "c00"},
)
ASKED = {one.type: one for one in (RESOLUTION, CHOICE)}
EITHER = (RESOLUTION, CHOICE)
