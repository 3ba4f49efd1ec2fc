"""Accounts, roles and invitations."""

import pytest

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Invitation, User
from workshop.services import people

DAY = 24 * 3600 * 1000


def test_whoever_makes_a_series_owns_it(desk, owner, moro):
    assert desk.roles(moro) == {"owner": "owner"}


def test_an_invitation_gives_its_role_in_its_series_only(desk, owner, moro, other):
    desk.member(owner, moro, "mia", "moderator")
    assert desk.roles(moro)["mia"] == "moderator"
    assert "mia" not in desk.roles(other)


def test_an_invitation_makes_an_account(desk, owner, moro):
    accept(desk, invitation(desk, owner, moro), login="  Mia@Coburg.de ")
    assert desk.roles(moro)["mia@coburg.de"] == "staff"


def test_an_invitation_works_once(desk, owner, moro):
    token = invitation(desk, owner, moro)
    accept(desk, token, login="mia")
    assert refused(accept, desk, token, login="max") == "invitation"


def test_an_invitation_ends_after_fourteen_days(desk, owner, moro):
    token = invitation(desk, owner, moro)
    desk.now += 14 * DAY
    assert refused(accept, desk, token, login="mia") == "invitation"


def test_only_the_hash_of_an_invitation_is_stored(desk, owner, moro):
    token = invitation(desk, owner, moro)
    with desk.read() as session:
        assert token not in [one.token_hash for one in session.query(Invitation)]


def test_a_taken_log_in_does_not_burn_the_invitation(desk, owner, moro):
    token = invitation(desk, owner, moro)
    assert refused(accept, desk, token, login="Owner") == "login_taken"
    assert accept(desk, token, login="mia")["ok"]


def test_a_member_is_not_invited_twice(desk, owner, moro):
    token = invitation(desk, owner, moro)
    assert refused(desk.run, people.take_invitation, owner, token=token) == "already_member"


def test_a_withdrawn_invitation_is_worth_nothing(desk, owner, moro):
    made = desk.run(people.invite, owner, series_id=moro, role="staff")
    desk.run(people.withdraw_invitation, owner, series_id=moro, invitation_id=made["invitation"])
    assert refused(accept, desk, made["token"], login="mia") == "invitation"


def test_an_invitation_of_another_series_cannot_be_withdrawn(desk, owner, moro, stranger, other):
    made = desk.run(people.invite, stranger, series_id=other, role="staff")
    call = {"series_id": moro, "invitation_id": made["invitation"]}
    assert refused(desk.run, people.withdraw_invitation, owner, **call) == "not_found"


@pytest.mark.parametrize("role", ["moderator", "staff", "observer"])
@pytest.mark.parametrize("wanted", ["owner", "moderator", "staff"])
def test_owners_invite_anybody_and_a_moderator_a_second_one(desk, owner, moro, role, wanted):
    member = desk.member(owner, moro, "mia", role)
    if (role, wanted) == ("moderator", "moderator"):
        assert desk.run(people.invite, member, series_id=moro, role=wanted)["token"]
    else:
        assert refused(desk.run, people.invite, member, series_id=moro, role=wanted) == "not_allowed"


def test_the_owner_of_another_series_may_not_invite(desk, moro, stranger, other):
    assert refused(desk.run, people.invite, stranger, series_id=moro, role="owner") == "not_allowed"


def test_an_unknown_role_is_refused(desk, owner, moro):
    assert refused(desk.run, people.invite, owner, series_id=moro, role="king") == "not_an_option"


def test_a_role_can_be_changed(desk, owner, moro):
    mia = desk.member(owner, moro, "mia", "staff")
    desk.run(people.change_role, owner, series_id=moro, user_id=mia.id, role="moderator")
    assert desk.roles(moro)["mia"] == "moderator"


@pytest.mark.parametrize("verb", ["change", "remove"])
def test_the_last_owner_stays(desk, owner, moro, verb):
    assert refused(lose_owner, desk, owner, owner, moro, verb) == "last_owner"


@pytest.mark.parametrize("verb", ["change", "remove"])
def test_one_of_two_owners_may_go(desk, owner, moro, verb):
    mia = desk.member(owner, moro, "mia", "owner")
    lose_owner(desk, mia, owner, moro, verb)
    assert desk.roles(moro)["mia"] == "owner"


def test_a_closed_account_does_not_count_as_owner(desk, owner, moro):
    desk.member(owner, moro, "mia", "owner")
    desk.run(people.disable_user, SYSTEM, login="mia")
    assert refused(lose_owner, desk, owner, owner, moro, "remove") == "last_owner"


def test_members_may_leave_by_themselves(desk, owner, moro):
    mia = desk.member(owner, moro, "mia", "observer")
    desk.run(people.remove_member, mia, series_id=moro, user_id=mia.id)
    assert "mia" not in desk.roles(moro)


def test_members_may_not_send_others_away(desk, owner, moro):
    mia = desk.member(owner, moro, "mia", "moderator")
    call = {"series_id": moro, "user_id": owner.id}
    assert refused(desk.run, people.remove_member, mia, **call) == "not_allowed"


def test_a_new_password_changes_the_stamp(desk, owner):
    former = stamp(desk, owner)
    desk.run(people.set_password, SYSTEM, login="OWNER", hashed="other")
    assert stamp(desk, owner) != former


def test_people_change_their_own_password_only(desk, owner, stranger):
    desk.run(people.set_password, owner, login="owner", hashed="other")
    assert refused(desk.run, people.set_password, stranger, login="owner", hashed="x") == "not_allowed"


@pytest.mark.parametrize("verb", [people.disable_user, people.enable_user])
def test_only_the_command_line_closes_and_opens_accounts(desk, owner, verb):
    assert refused(desk.run, verb, owner, login="owner") == "not_allowed"


def test_a_closed_account_has_no_role_left(desk, owner, moro):
    mia = desk.member(owner, moro, "mia", "owner")
    desk.run(people.disable_user, SYSTEM, login="mia")
    assert refused(desk.run, people.invite, mia, series_id=moro, role="staff") == "not_allowed"


def test_an_account_opened_again_has_its_roles(desk, owner, moro):
    mia = desk.member(owner, moro, "mia", "owner")
    for verb in (people.disable_user, people.enable_user):
        desk.run(verb, SYSTEM, login="mia")
    assert desk.run(people.invite, mia, series_id=moro, role="staff")


def test_a_member_of_no_series_is_not_made_at_all(desk):
    account = {"login": "joseph", "name": "Joseph", "hashed": "x"}
    assert refused(desk.run, people.add_member, SYSTEM, series_id=99, role="staff", **account) == "not_found"
    assert desk.run(people.add_user, SYSTEM, **account)


@pytest.mark.parametrize("login", ["", "a", "two words", "x" * 121])
def test_a_log_in_that_nobody_could_type_is_refused(desk, login):
    assert refused(desk.user, login) in ("empty", "login_form", "too_long")


def test_log_ins_differ_by_more_than_case(desk, owner):
    assert refused(desk.user, "OWNER") == "login_taken"


def invitation(desk, owner, series_id) -> str:
    return desk.run(people.invite, owner, series_id=series_id, role="staff")["token"]


def accept(desk, token, login):
    nobody = Who("user")
    return desk.run(
        people.accept_invitation, nobody, token=token, login=login, name="Mia", hashed="hash", language="de"
    )


def lose_owner(desk, who, owner, series_id, verb):
    call = {"series_id": series_id, "user_id": owner.id}
    if verb == "remove":
        return desk.run(people.remove_member, who, **call)
    return desk.run(people.change_role, who, **call, role="staff")


def stamp(desk, who) -> str:
    with desk.read() as session:
        return session.get(User, who.id).stamp


def refused(call, *args, **payload) -> str:
    with pytest.raises(WorkshopError) as caught:
        call(*args, **payload)
    return caught.value.code
