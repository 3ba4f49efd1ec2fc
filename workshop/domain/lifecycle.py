"""What may happen to a round, and when.

A round is draft, open or closed. Whether its results are on show is a second,
independent fact (``shown``): cards and words may be shown while they still come in,
votes only after closing, because a running tally pulls the late voters along.
"""

from dataclasses import dataclass

from workshop.domain.errors import Conflict

DRAFT, OPEN, CLOSED, SEALED, ANNULLED, BROKEN = "draft", "open", "closed", "sealed", "annulled", "broken"


@dataclass(frozen=True)
class RoundFacts:
    """All that decides which actions are legal."""

    state: str
    shown: bool
    was_shown: bool
    takes_input: bool
    shows_live: bool
    secret: bool = False
    decides: bool = False  # for the house: can be annulled, with a reason


def legal_actions(facts: RoundFacts) -> tuple[str, ...]:
    """Return the legal actions, the likeliest first."""
    if not facts.takes_input:
        return ("hide",) if facts.shown else ("reveal",)
    if facts.secret:
        return _secret_actions(facts)
    if facts.state in (DRAFT, ANNULLED):
        return ("open",) if facts.state == DRAFT else ("next_round",)
    annul = ("annul",) if facts.decides else ()
    return (*_open_actions(facts), *annul)


def _open_actions(facts: RoundFacts) -> tuple[str, ...]:
    """Of a round that was opened and stands."""
    if facts.state == OPEN:
        return ("close", *_showing(facts)) if facts.shows_live else ("close",)
    if facts.shows_live:
        return (*_showing(facts), "open")
    # Who has seen the result must not vote in the same round again; cards may always come in.
    return (*_showing(facts), "next_round") if facts.was_shown else (*_showing(facts), "open", "next_round")


def _secret_actions(facts: RoundFacts) -> tuple[str, ...]:
    """A secret round ends sealed or annulled.

    Closed, it had too few ballots, or waits to be counted, for a moment or for as long as the disk is full, say. Nobody
    has learnt anything of it then, and each count looks anew, in its own transaction, whether the round is closed: so
    it may be opened again, and annulling is the way out of a count that does not succeed.
    """
    if facts.state == SEALED:
        return (*_showing(facts), "next_round")
    return _SECRET[facts.state]


_SECRET: dict[str, tuple[str, ...]] = {
    DRAFT: ("open",),
    OPEN: ("close", "annul"),
    CLOSED: ("open", "annul"),
    BROKEN: ("annul",),
    ANNULLED: ("next_round",),
}


def check_action(action: str, facts: RoundFacts) -> None:
    """Raise Conflict ``illegal_action`` (with the round's state) unless the action is legal now."""
    if action not in legal_actions(facts):
        raise Conflict("illegal_action", action=action, state=facts.state)


def _showing(facts: RoundFacts) -> tuple[str, ...]:
    return ("hide",) if facts.shown else ("reveal",)
