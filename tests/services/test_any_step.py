"""Whatever happens to a step of any type in whatever order: nothing is doubled, nothing lost, everything goes back."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.services.any_day import TITLE, Day
from tests.services.any_entry import set_groups
from tests.services.drawing import run_machine
from tests.services.hall import Hall, hall_with
from tests.services.schema import attach, close_journal, empty, fill, rows_of
from workshop.activities import TYPES
from workshop.activities.base import ActivityType, Material

pytestmark = pytest.mark.timeout(600)  # against hanging only

# Without shrinking: every step is a transaction on disk; a failing example is long, but there at once.
SOME = settings(stateful_step_count=25, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


# One code for all types: asked of one that has it often, so that the others need not be tried until it comes about.
SHARED = {
    "words": {"hide_card", "restore", "approve"},
    "choice": {"hide", "to_round", "enter_for: seat_gave", "own answer after an entered one"},
    "resolution": {"shown by groups", "seen by groups", "break_down: breakdown_small"},
}


def must_come_about(kind: ActivityType) -> set[str]:
    """Return what the type has: where one of these never comes about, nothing was shown of it."""
    compares = bool(kind.compared(kind.freeze(kind.samples["config"]), Material()))
    cases: list[tuple[object, set[str]]] = [
        (True, {"reveal", "undo"}),
        (kind.kinds, {"give", "take_back", "open", "close", "reset", "enter_for", "enter_for: closed"}),
        (kind.kinds and not kind.shows_live, {"next_round"}),
        (kind.votes, {"left as nobody's", "nobody's no longer counts"}),
        (any(one.of for one in kind.kinds), {"nobody's like no longer counts"}),
        (any(one.is_text for one in kind.kinds), {"premoderate"}),
        (kind.listed, {"merge", "unmerge"}),
        (any(one.answerable for one in kind.kinds), {"answer"}),
        (kind.sorts, {"sort", "remove_theme"}),
        (kind.decides, {"annul"}),
        (compares, {"break_down: result_first"}),
        (kind.kinds and not compares, {"break_down: no_breakdown"}),
    ]
    return set().union(*(names for has, names in cases if has))


EVERY_TYPE = pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.name)


@EVERY_TYPE
def test_any_order_leaves_the_counts_right(kind, sqlite_url):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    template, seats = made(kind, sqlite_url)

    def fresh() -> Hall:
        for left in file.parent.glob("day.db*"):
            left.unlink()
        return replace(template, engine=attach(f"sqlite:///{shutil.copy(file, file.parent / 'day.db')}"))

    run(kind, fresh, seats, must_come_about(kind) | SHARED.get(kind.name, set()))


@pytest.mark.parametrize("kind", [TYPES["cards"]], ids=lambda kind: kind.name)
def test_any_order_leaves_the_counts_right_on_postgresql(kind, postgres_url):
    """The type that has most to do; what is asked of the others is asked in the same way."""
    template, seats = made(kind, postgres_url)
    rows = rows_of(template.engine)

    def fresh() -> Hall:
        empty(postgres_url)
        hall = replace(template, engine=attach(postgres_url))
        fill(hall.engine, rows)
        return hall

    run(kind, fresh, seats, must_come_about(kind))


def made(kind: ActivityType, url: str) -> tuple[Hall, list[int]]:
    """Return a hall whose live step is of the type, and all seats, in two groups."""
    template = hall_with(kind, TITLE, url)
    template.engine = attach(url)
    seats = set_groups(template)
    template.engine.dispose()
    close_journal(url)
    return template, seats


def run(kind: ActivityType, fresh: Callable[[], Hall], seats: list[int], wanted: set[str]) -> None:
    reached = Counter[str]()
    run_machine(lambda: Day(kind, fresh(), seats, reached), SOME, 1, 8, until=lambda: set(+reached) >= wanted)
    assert sorted(wanted - set(+reached)) == []
