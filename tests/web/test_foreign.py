"""Numbers of others, in every address that has any: whatever is not of this workshop or series is not there."""

import re

import pytest

from tests.web.test_routes import TABLE, send
from tests.web.world import World

NUMBER = re.compile(r"<(?:int:)?(\w+)>")
OPEN = ("open", "link", "account")
OURS = {place: name for place, name in TABLE.items() if name not in OPEN and NUMBER.search(place[1])}
NAMES = ("name", "filename", "token")  # name no row
ROOMS = [place for place in OURS if "workshop_id" in place[1]]
INNER = [place for place in OURS if len([one for one in NUMBER.findall(place[1]) if one not in NAMES]) > 1]


@pytest.mark.parametrize(("method", "rule"), OURS, ids=lambda part: part)
def test_a_series_or_workshop_of_others_is_not_found(seen_world, method, rule):
    for role in ("owner", "moderator"):
        answer = send(seen_world, method, foreign(seen_world, rule), role)
        assert is_not_there(answer, method, rule), role


@pytest.mark.parametrize(("method", "rule"), INNER, ids=lambda part: part)
def test_what_belongs_to_others_is_not_found_below_our_own(seen_world, method, rule):
    answer = send(seen_world, method, foreign(seen_world, rule, below=True), "owner")
    assert answer.status_code == 404


@pytest.mark.parametrize("rule", [rule for method, rule in INNER if method == "GET"])
def test_what_belongs_to_others_is_there_for_them(seen_world, rule):
    """Else the numbers above would name nothing, and that they are not found would prove nothing."""
    assert send(seen_world, "GET", foreign(seen_world, rule), "stranger").status_code == 200


@pytest.mark.parametrize(("method", "rule"), ROOMS, ids=lambda part: part)
def test_who_takes_part_in_one_workshop_is_a_stranger_in_another(seen_world, method, rule):
    answer = send(seen_world, method, foreign(seen_world, rule), "participant")
    assert answer.status_code in (302, 401, 404)
    assert answer.headers.get("Location", "/login").startswith(("/login", "/")) and "Hafenrunde" not in answer.text


def is_not_there(answer, method: str, rule: str) -> bool:
    """Where one takes part, the same answer as for a number that no workshop has leads to the code."""
    if TABLE[method, rule] == "take_part":
        return answer.status_code == 302 and answer.headers["Location"] == "/"
    return answer.status_code == 404


def foreign(world: World, rule: str, *, below: bool = False) -> str:
    """The address with the numbers of others; ``below``: the first one stays ours."""
    others = {
        "series_id": world.other_series,
        "workshop_id": world.other_workshop,
        "seat_id": world.other_seat,
        "user_id": world.users["stranger"].id,
        "invitation_id": world.other_invitation,
        "round_id": world.other_ballot,
        "hash": world.other_picture,
    }
    first = NUMBER.search(rule)
    assert first
    kept = rule[: first.end()] if below else ""
    rest = NUMBER.sub(lambda found: str(others.get(found.group(1), found.group(0))), rule[len(kept) :])
    return world.url(kept + rest)
