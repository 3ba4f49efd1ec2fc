"""What the rules of cards come to, written down once more as plainly as can be: the board of one step.

It knows no database and no journal; a test does the same to it and to the real thing and compares.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

PUT_ASIDE = ("hidden", "discarded")


@dataclass
class Card:
    """``text`` is None after its author took it back."""

    id: int
    run: int
    voice: int
    item: str
    text: str | None
    state: str
    late: bool = False
    n: int = 1
    merged_into: int | None = None
    theme: int | None = None
    place: int = 0
    likes: set[int] = field(default_factory=set)

    @property
    def counts(self) -> bool:
        return self.state == "shown" and self.text is not None

    @property
    def lies_there(self) -> bool:
        """Whether the moderator sees it."""
        return self.state != "withdrawn" and self.text is not None


@dataclass
class Run:
    """A round of the step; ``is_undone``: its beginning was taken back."""

    state: str = "draft"
    is_undone: bool = False
    set_aside: bool = False


@dataclass
class Board:
    """The cards of all rounds, the themes, and what those who lead have decided."""

    cards: dict[int, Card] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=lambda: {1: Run()})
    themes: dict[int, bool] = field(default_factory=dict)  # number: still there
    current: int = 1
    premoderated: bool = False

    @property
    def run(self) -> Run:
        return self.runs[self.current]

    def here(self) -> list[Card]:
        """Return the cards of the present round."""
        return [card for card in self.cards.values() if card.run == self.current]

    def top(self, card: Card) -> Card:
        """Return the card that this one counts under: the one it was merged into, if that counts, or itself."""
        above = self.cards.get(card.merged_into or 0)
        return above if above and above.counts else card

    def counted(self, run: int) -> dict[Any, int]:
        """Return how many cards count in each theme; "" for none. Each card of each voice counts once."""
        counting = [card for card in self.cards.values() if card.run == run and card.counts]
        themes = [self.top(card).theme for card in counting]
        found = Counter(theme if self.themes.get(theme or 0) else "" for theme in themes)
        return {theme: found[theme] for theme in ("", *(theme for theme, there in self.themes.items() if there))}

    def liked(self, run: int) -> dict[int, int]:
        """Return how many voices said yes to each card at the top, each once and nobody to what they wrote."""
        voices: dict[int, set[int]] = {}
        counting = [card for card in self.cards.values() if card.run == run and card.counts]
        for card in counting:
            voices.setdefault(self.top(card).id, set()).update(card.likes)
        for card in counting:
            voices[self.top(card).id].discard(card.voice)
        return {top: len(of) for top, of in voices.items() if of}

    def facts(self) -> dict[Hashable, Any]:
        """Return everything that those who lead decide and can take back."""
        return dict(self._facts())

    def _facts(self) -> Iterator[tuple[Hashable, Any]]:
        yield "current", self.current
        yield "premoderated", self.premoderated
        for n, run in self.runs.items():
            yield from (((n, name), getattr(run, name)) for name in ("state", "is_undone", "set_aside"))
        for theme, is_there in self.themes.items():
            yield ("theme", theme), is_there
        for card in self.cards.values():
            for name in ("state", "merged_into", "theme", "place"):
                yield ("card", card.id, name), getattr(card, name)

    def set(self, fact: Any, value: Any) -> None:
        """Put one of the facts back."""
        match fact:
            case str():
                setattr(self, fact, value)
            case ("theme", number):
                self.themes[number] = value
            case ("card", number, name):
                setattr(self.cards[number], name, value)
            case (n, name):
                setattr(self.runs[n], name, value)

    def give(self, card: Card, text: str, *, late: bool) -> None:
        """Its author writes it, or writes it anew; what was put aside stays there."""
        card.text, card.late = text, late
        if card.state not in PUT_ASIDE:
            card.state = "waiting" if late or self.premoderated else "shown"
        self.cards[card.id] = card

    def take_back(self, card: Card) -> None:
        card.text = None
        if card.state not in PUT_ASIDE:
            card.state = "withdrawn"

    def merge(self, card: Card, into: Card) -> None:
        for one in self.cards.values():
            if one is card or one.merged_into == card.id:
                one.merged_into = into.id

    def remove_theme(self, theme: int) -> None:
        self.themes[theme] = False
        for card in self.cards.values():
            if card.theme == theme:
                card.theme = None

    def reset(self) -> None:
        """Put the round aside and begin another; one whose beginning was taken back is begun again."""
        self.run.set_aside = True
        if self.run.state == "open":
            self.run.state = "closed"
        self.current = max(n for n, run in self.runs.items() if not run.is_undone) + 1
        self.runs.setdefault(self.current, Run(is_undone=True)).is_undone = False

    def go_to(self, n: int) -> None:
        self.current = n
        self.run.set_aside = False
