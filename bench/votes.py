"""What is voted: what the simulated mayors of a rehearsal answer, whichever server is asked."""

from typing import Any

from workshop.rehearsal.answers import plan

OPTIONS = ("a", "b", "c")
# A vote as a peer puts it that knows no workshops.
BARE = {"round": 1, "type": "choice", "ask": {"options": [{"id": name} for name in OPTIONS], "most": 1}}


def answer(live: dict[str, Any], voice: int) -> list[str]:
    """Return the vote of the mayor with this number."""
    chosen: list[str] = plan(live, voice)[0].value
    return chosen
