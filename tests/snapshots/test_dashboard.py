"""Which workshop the dashboard shows large."""

import pytest

from workshop.snapshots.dashboard import WorkshopLine, next_of

HOUR = 3600 * 1000
NOW = 1_485_176_100_000


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, None),
        ({1: ("ended", -48)}, None),
        ({1: ("draft", 24), 2: ("open", -1)}, 2),
        ({1: ("draft", 48), 2: ("draft", 24)}, 2),
        ({1: ("draft", -6), 2: ("draft", 24)}, 1),
        ({1: ("draft", -48), 2: ("draft", 24)}, 2),
        ({1: ("draft", None), 2: ("draft", 24)}, 2),
        ({1: ("draft", None), 2: ("draft", None)}, 2),
    ],
    ids=["none", "all over", "running", "nearest", "late this morning", "forgotten", "dated first", "newest"],
)
def test_the_next_workshop_is_the_one_people_look_for(lines, expected):
    found = next_of([line(number, *facts) for number, facts in lines.items()], NOW)
    assert (found.id if found else None) == expected


def line(number: int, state: str, hours: int | None) -> WorkshopLine:
    at = None if hours is None else NOW + hours * HOUR
    return WorkshopLine(number, "Title", "", state, 90, at, None, False, 0, 0, 0)
