"""The table of roles, written down a second time on purpose: a slip in one of them shows."""

import pytest

from workshop.domain.errors import NotAllowed
from workshop.domain.permissions import CAPABILITIES, SYSTEM, Who, may, require

EXPECTED = {
    "owner": {"watch", "read", "prepare", "run", "invite", "team"},
    "moderator": {"watch", "read", "prepare", "run", "invite"},
    "staff": {"watch", "read"},
    "observer": {"watch"},
    "participant": {"take_part"},
    "screen": {"watch"},
    None: set(),
    "admin": set(),
}


@pytest.mark.parametrize(("role", "can"), EXPECTED.items(), ids=str)
def test_a_role_can_do_this_and_nothing_else(role, can):
    assert {capability for capability in CAPABILITIES if may(role, capability)} == can


@pytest.mark.parametrize(("role", "can"), EXPECTED.items(), ids=str)
def test_what_a_role_cannot_do_is_refused(role, can):
    for capability in CAPABILITIES:
        if capability in can:
            require(role, capability)
        else:
            with pytest.raises(NotAllowed, match="not_allowed"):
                require(role, capability)


def test_an_unknown_capability_is_a_mistake_and_not_a_no():
    with pytest.raises(KeyError):
        may("owner", "fly")


def test_the_journal_names_a_number_and_no_person():
    assert Who("user", 3).label == "user:3"
    assert SYSTEM.label == "system:0"
