"""Signing in and out."""

from contextlib import ExitStack

import pytest

from tests.web.world import PASSWORD, post
from workshop.domain.errors import Limited
from workshop.services import people
from workshop.web.tries import Tries


def test_the_right_password_leads_to_the_series(world):
    answer = post(world.client(), "/login", login="owner", password=PASSWORD)
    assert answer.headers["Location"] == "/series"


def test_log_ins_are_read_without_case_and_blanks(world):
    assert post(world.client(), "/login", login=" OWNER ", password=PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("login", "password"), [("owner", "wrong"), ("nobody", PASSWORD), ("", ""), ("owner", ""), ("own\0er", PASSWORD)]
)
def test_a_wrong_sign_in_never_says_which_half_was_wrong(world, login, password):
    answer = post(world.client(), "/login", login=login, password=password)
    assert answer.status_code == 401
    assert "Anmeldename oder Kennwort stimmen nicht" in answer.text


def test_an_unknown_log_in_is_checked_as_long_as_a_known_one(world, monkeypatch):
    from workshop.domain import secrets

    checked = []
    monkeypatch.setattr(secrets, "is_password", lambda hashed, password: checked.append(hashed) or False)
    post(world.client(), "/login", login="nobody", password="x")
    assert checked == [secrets.NOBODY]


def test_the_session_is_a_new_one_after_signing_in(world):
    client = world.client()
    with client.session_transaction() as kept:
        kept["planted"] = "by somebody else"
    post(client, "/login", login="owner", password=PASSWORD)
    with client.session_transaction() as kept:
        assert "planted" not in kept


def test_passwords_tried_at_the_same_moment_count_before_they_are_known_to_be_wrong():
    tries = Tries()
    with ExitStack() as under_way:
        for _ in range(5):
            under_way.enter_context(tries.signing_in("owner", "192.0.2.1"))
        with pytest.raises(Limited), tries.signing_in("owner", "192.0.2.1"):
            pass
    with tries.signing_in("owner", "192.0.2.1"):
        assert tries.under_way.total() == 2  # this log-in and this address; the others are forgotten


def test_after_five_wrong_passwords_even_the_right_one_waits(world):
    for _ in range(5):
        post(world.client(), "/login", login="owner", password="wrong")
    answer = post(world.client(), "/login", login="owner", password=PASSWORD)
    assert answer.status_code == 429
    assert "Sekunden" in answer.text


def test_others_are_not_locked_out_with_them(world):
    for _ in range(6):
        post(world.client(), "/login", login="owner", password="wrong")
    assert post(world.client(), "/login", login="staff", password=PASSWORD).status_code == 302


def test_one_address_cannot_try_many_log_ins(world):
    for n in range(30):
        post(world.client(), "/login", login=f"user{n}", password="wrong")
    assert post(world.client(), "/login", login="user99", password="wrong").status_code == 429


def test_who_gets_in_starts_afresh(world):
    for _ in range(4):
        post(world.client(), "/login", login="owner", password="wrong")
    post(world.client(), "/login", login="owner", password=PASSWORD)
    for _ in range(4):
        post(world.client(), "/login", login="owner", password="wrong")
    assert post(world.client(), "/login", login="owner", password=PASSWORD).status_code == 302


@pytest.mark.parametrize("target", ["/series/1/team", "/series?x=1"])
def test_one_returns_to_the_page_one_wanted(world, target):
    answer = post(world.client(), "/login", login="owner", password=PASSWORD, next=target)
    assert answer.headers["Location"] == target


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "evil", "\t//evil"],
)
def test_nobody_is_sent_elsewhere_after_signing_in(world, target):
    answer = post(world.client(), "/login", login="owner", password=PASSWORD, next=target)
    assert answer.headers["Location"] == "/series"


def test_signing_out_ends_it(world):
    client = world.signed_in("owner")
    assert post(client, "/logout").headers["Location"] == "/"
    assert client.get("/series").headers["Location"].startswith("/login")


def test_a_page_cannot_sign_somebody_out_by_a_link(world):
    client = world.signed_in("owner")
    assert client.get("/logout").status_code == 405
    assert client.get("/series/new").status_code == 200


def test_a_new_password_ends_the_other_devices_and_not_this_one(world):
    here, there = world.signed_in("owner"), world.signed_in("owner")
    answer = post(here, "/account", current=PASSWORD, password="ein neuer langer Satz")
    assert answer.status_code == 302
    assert here.get("/series/new").status_code == 200
    assert there.get("/series/new").status_code == 302


@pytest.mark.parametrize(
    ("current", "password", "words"),
    [
        ("wrong", "ein neuer langer Satz", "bisherige Kennwort"),
        (PASSWORD, "kurz", "mindestens 10 Zeichen"),
        (PASSWORD, "x" * 201, "höchstens 200"),
        (PASSWORD, "aaaaaaaaaaaa", "zu leicht"),
        (PASSWORD, "password123", "zu leicht"),
    ],
)
def test_a_password_that_does_not_do_is_named(world, current, password, words):
    answer = post(world.audience("owner"), "/account", current=current, password=password)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_closed_account_is_out_at_once(world):
    from workshop.domain.permissions import SYSTEM

    client = world.signed_in("owner")
    world.run(people.disable_user, SYSTEM, login="owner")
    assert client.get("/series/new").status_code == 302
    assert post(world.client(), "/login", login="owner", password=PASSWORD).status_code == 401


@pytest.mark.parametrize("mark", ["", "x", "1", "1:", "1:x", "999:abc", "1:" + "a" * 32, ":"])
def test_an_invented_session_mark_signs_nobody_in(seen_world, mark):
    client = seen_world.client()
    with client.session_transaction() as kept:
        kept["_user_id"] = mark
    assert client.get("/series/new").status_code == 302
