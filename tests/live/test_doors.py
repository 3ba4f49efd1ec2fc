"""Doors over the real socket, by both transports: who is put out goes within two seconds, whose page may call."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
import requests
import websocket

from tests.live.line import Line, join
from tests.live.poll import Poll
from tests.live.test_line import LEADER, PASSWORD, signed_in
from tests.services.server import Server, prepare, run_command
from workshop.live.commands import ALWAYS, COMMANDS
from workshop.tokens import Tokens

AT_ONCE = 2.0  # seconds until whoever lost their right is out
TRANSPORTS = {"websocket": Line, "polling": Poll}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Server]:
    instance = tmp_path_factory.mktemp("doors")
    prepare(instance)
    server = Server(instance, ORIGINS="http://hall.example").start()
    words = ("--series", "1", "--role", "owner", "--password", PASSWORD)
    run_command("user", "add", LEADER, *words, env=server.environ)
    yield server
    server.stop()


@pytest.fixture
def code(house: Server) -> str:
    with sqlite3.connect(house.instance / "workshop.db") as database:
        return database.execute("SELECT code FROM workshop WHERE id = 1").fetchone()[0]


@pytest.fixture(scope="module")
def tokens(house: Server) -> Tokens:
    return Tokens((house.instance / "secret-key").read_text().strip())


@pytest.fixture(scope="module")
def cookie(house: Server) -> str:
    return signed_in(house.url, LEADER)


@pytest.fixture
def cockpit(house: Server, cookie: str) -> Iterator[Line]:
    line = Line(house.url, "w=1&as=cockpit", cookie=cookie)  # for each test: one that nobody reads answers no ping
    yield line
    line.socket.close()


@pytest.fixture(params=TRANSPORTS)
def opened(request, house: Server) -> Any:
    """Opens a line by one of the transports."""
    return lambda query, token: TRANSPORTS[request.param](house.url, query, token)


def goes_at_once(line: Any, verb: Callable[[], object]) -> bool:
    """Return whether a line that somebody listens to ends at once when something was done, from its answer on."""
    ended = []
    listening = Thread(target=lambda: ended.append((line.is_out(), time.monotonic())), daemon=True)
    listening.start()
    verb()
    done = time.monotonic()
    listening.join()
    ((is_out, at),) = ended
    return is_out and at - done <= AT_ONCE


def test_a_removed_person_is_out_at_once_and_cannot_come_back(house, code, cockpit, opened):
    name = f"Herr Falsch {uuid4()}"
    me = join(house.url, code, name=name)
    line = opened("w=1", me["token"])
    assert line.event("state")
    assert goes_at_once(line, lambda: done(cockpit, "remove", participant=me["participant"]))
    assert '{"code":"removed"}' in "".join(line.heard) or not line.is_open
    assert opened("w=1", me["token"]).heard[-1] == '44{"message":"removed"}'
    assert join(house.url, code, name=name)["waits"]


def test_a_new_code_is_on_the_screen_at_once_and_the_old_one_opens_nothing(house, code, cockpit, opened, tokens):
    me = join(house.url, code, name="Frau Drinnen")
    phone, wall = opened("w=1", me["token"]), opened("w=1&as=screen", tokens.screen(1))
    assert phone.event("state") and wall.event("state")
    assert cockpit.call("renew_code")["ok"]
    new = wall.event("state", lambda picture: picture["join"]["code"].replace("-", "") != code)["join"]["code"]
    assert join(house.url, code, name="Frau Spät")["error"]["code"] == "not_found"
    assert join(house.url, new, name="Frau Spät")["token"]
    assert phone.call("sync") == {"ok": True}


def test_who_waits_gets_no_picture_and_goes_in_with_the_yes(house, code, cockpit, opened):
    assert cockpit.call("admission", {"on": True})["ok"]
    me = join(house.url, code, name="Frau Neu")
    line = opened("w=1", me["token"])
    assert line.event("me")["admitted"] is False
    assert has_no_picture(line)
    assert cockpit.call("admit", {"participant": me["participant"]})["ok"]
    assert cockpit.call("admission", {"on": False})["ok"]
    assert line.is_out()
    assert opened("w=1", me["token"]).event("state"), "the page comes in anew by itself"


def test_a_second_device_comes_in_as_the_same_person_until_the_first_says_no(house, code, cockpit, opened):
    seat = next(one["id"] for one in seats_of(house, code) if not one["taken"])
    first = join(house.url, code, seat=seat)
    second = join(house.url, code, seat=seat)
    phone, device = opened("w=1", first["token"]), opened("w=1", second["token"])
    assert phone.event("me") and device.event("me") and has_no_picture(device)
    assert cockpit.call("admit_device", {"participant": second["participant"]})["ok"]
    assert device.is_out()
    device = opened("w=1", second["token"])
    assert device.event("state")
    assert device.event("me", lambda me: (me["participant"], me["devices"]) == (first["participant"], []))
    assert phone.event("me", lambda me: [one["id"] for one in me["devices"]] == [second["participant"]])
    assert goes_at_once(device, lambda: done(phone, "disown", participant=second["participant"]))
    again = opened("w=1", second["token"])
    assert again.event("me")["admitted"] is False and has_no_picture(again)
    assert phone.event("me", lambda me: me["devices"] == [])


def done(line: Any, name: str, **payload: Any) -> None:
    assert line.call(name, payload)["ok"]


def has_no_picture(line: Any) -> bool:
    """Return whether no picture came, also when one was asked for."""
    line.call("sync")
    return not line.events("state")


def seats_of(house: Server, code: str) -> list[dict[str, Any]]:
    return requests.get(f"{house.url}/api/join", params={"code": code}, timeout=5).json()["seats"]


def test_a_new_link_puts_those_of_the_old_one_before_the_door_at_once(house, tokens, cookie, opened):
    issue = next(n for n in range(1, 9) if look(house, tokens.seat_link(1, n)).ok)
    entered = requests.post(
        f"{house.url}/api/seat/join", json={"token": tokens.seat_link(1, issue), "workshop": 1, "capacity": "holder"}
    )
    token = entered.cookies["participant_1"]
    line = opened("w=1", token)
    assert line.event("state")
    assert goes_at_once(line, lambda: reissue(house, cookie, 1))
    again = opened("w=1", token)
    assert again.event("me") and has_no_picture(again)
    assert look(house, tokens.seat_link(1, issue)).status_code == 403


def test_an_observer_sees_screen_and_agenda_may_nothing_and_is_out_with_a_new_link(
    house, tokens, cookie, cockpit, opened
):
    issue = issue_of_observers(house, cookie, tokens)
    line = opened("w=1&as=observer", tokens.observer_link(1, issue))
    assert line.call("sync") == {"ok": True}
    audiences = {picture["audience"] for picture in line.events("state")}
    assert audiences == {"screen", "observer"}
    assert not line.events("me")
    assert goes_at_once(line, lambda: done(cockpit, "renew_observers"))
    assert opened("w=1&as=observer", tokens.observer_link(1, issue)).heard[-1] == '44{"message":"bad_link"}'


def test_an_observer_gives_and_leads_nothing(house, tokens, cookie):
    issue = issue_of_observers(house, cookie, tokens)
    line = Line(house.url, "w=1&as=observer", tokens.observer_link(1, issue))
    assert line.call("give", {"round": 1, "value": ["a"], "key": "k" * 22, "n": 1})["error"]["code"] == "removed"
    for name, payload in (("ask_speak", {}), ("renew_observers", {}), ("lock", {"on": True})):
        assert line.call(name, payload)["error"]["code"] == "not_allowed"
    assert line.call("preview", {"activity": 1, "audience": "phone"})["error"]["code"] == "not_allowed"


READS = {
    "sync": {"participant", "screen", "observer", "staff", "moderator", "owner"},
    "preview": {"moderator", "owner"},
}


def test_every_command_that_only_reads_is_in_the_table():
    assert set(READS) == {name for name, command in COMMANDS.items() if command.reads}


def test_what_only_reads_is_for_its_roles_in_every_state_of_the_workshop(house, code, tokens, cookie):
    stranger = account(house, "stranger", series="")
    lines = lines_of_all_roles(house, code, tokens, cookie)
    try:
        for state in ALWAYS:
            set_state(house, state)
            for role, line in lines.items():
                for name, may in READS.items():
                    payload = {"activity": 1, "audience": "screen"} if name == "preview" else {}
                    answer = line.call(name, payload)
                    assert ("ok" in answer) == (role in may), (role, name, state)
                    assert "ok" in answer or answer["error"]["code"] == "not_allowed"
    finally:
        set_state(house, "open")
    refused = Line(house.url, "w=1&as=cockpit", cookie=stranger)
    assert refused.heard[-1] == '44{"message":"not_allowed"}'


def set_state(house: Server, state: str) -> None:
    with sqlite3.connect(house.instance / "workshop.db") as database:
        database.execute("UPDATE workshop SET state = ? WHERE id = 1", (state,))


def lines_of_all_roles(house: Server, code: str, tokens: Tokens, owner: str) -> dict[str, Line]:
    # All that takes its time first: a line that nobody reads meanwhile answers no ping.
    staff, moderator = account(house, "staff"), account(house, "moderator")
    me = join(house.url, code, name="Frau Liest")
    issue = issue_of_observers(house, owner, tokens)
    return {
        "participant": Line(house.url, "w=1", me["token"]),
        "screen": Line(house.url, "w=1&as=screen", tokens.screen(1)),
        "observer": Line(house.url, "w=1&as=observer", tokens.observer_link(1, issue)),
        "staff": Line(house.url, "w=1&as=screen", cookie=staff),
        "moderator": Line(house.url, "w=1&as=cockpit", cookie=moderator),
        "owner": Line(house.url, "w=1&as=cockpit", cookie=owner),
    }


def account(house: Server, role: str, series: str = "1") -> str:
    """Return the cookie of a new account with a role in the series, or with none."""
    words = ("--series", series, "--role", role) if series else ()
    run_command("user", "add", f"reads-{role}", *words, "--password", PASSWORD, env=house.environ)
    return signed_in(house.url, f"reads-{role}")


@pytest.mark.parametrize("audience", ["phone", "screen", "observer", "cockpit"])
def test_no_token_of_one_kind_opens_a_door_of_another(house, code, tokens, opened, audience):
    kinds = {
        "phone": join(house.url, code, name="Gast")["token"],
        "screen": tokens.screen(1),
        "observer": tokens.observer_link(1, 1),
        "seat": tokens.seat_link(1, 1),
        "elsewhere": tokens.observer_link(2, 1),
    }
    for kind, token in kinds.items():
        if kind != audience:
            line = opened(f"w=1&as={audience}", token)
            assert line.heard[-1].startswith("44"), kind


def test_no_picture_of_any_audience_holds_a_personal_link(house, tokens, cookie, cockpit, opened):
    links = [tokens.seat_link(seat, issue) for seat in range(1, 18) for issue in range(1, 4)]
    seat, issue = next((seat, n) for seat in (3, 4) for n in range(1, 4) if look(house, tokens.seat_link(seat, n)).ok)
    body = {"token": tokens.seat_link(seat, issue), "workshop": 1, "capacity": "holder"}
    phone = requests.post(f"{house.url}/api/seat/join", json=body, timeout=5).cookies["participant_1"]
    observers = tokens.observer_link(1, issue_of_observers(house, cookie, tokens))
    lines = [
        cockpit,
        opened("w=1", phone),
        opened("w=1&as=screen", tokens.screen(1)),
        opened("w=1&as=observer", observers),
    ]
    for line in lines:
        assert line.call("sync") == {"ok": True} and line.events("state")
        heard = "".join(line.heard)
        assert "/seat#" not in heard and not any(link.split(".")[1] in heard for link in links)


# Whose page calls → what then. A token in `auth` counts from anywhere that may call at all; a cookie only by name.
HERE, LISTED = "here", "http://hall.example"
ORIGINS = {
    HERE: ("token", "cookie"),
    LISTED: ("token", "cookie"),
    "https://evil.example": (),
    "http://hall.example.evil.example": (),
    "null": (),
}


@pytest.mark.parametrize("proof", ["token", "cookie", "nothing"])
@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize("origin", [*ORIGINS, "none"])
def test_origins_as_a_matrix(house, code, origin, transport, proof):
    me = join(house.url, code, name="Gast")
    token = me["token"] if proof == "token" else ""
    cookie = f"participant_1={me['token']}" if proof == "cookie" else ""
    named = {HERE: house.url, "none": None}.get(origin, origin)
    is_in = opens(house, transport, named, token, cookie)
    if origin == "none":
        # A browser's polling of its own host names no origin; its WebSocket always does.
        assert is_in == (proof == "token" or (proof == "cookie" and transport == "polling"))
    else:
        assert is_in == (proof in ORIGINS[origin])


# What a page cannot send and a program can, behind no counted proxy: nobody believes it.
FORWARDED = {
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "443",
    "Forwarded": "host=evil.example;proto=https",
}


def opens(house: Server, transport: str, origin: str | None, token: str, cookie: str) -> bool:
    """Try a line whose every request says that it was forwarded from the very page that calls."""
    try:
        if transport == "polling":
            line: Any = Poll(house.url, "w=1", token, origin=origin, cookie=cookie, headers=FORWARDED)
        else:
            named: dict[str, Any] = {"origin": origin} if origin else {"suppress_origin": True}
            line = Line(house.url, "w=1", token, cookie=cookie or None, header=FORWARDED, **named)
    except websocket.WebSocketBadStatusException:
        return False
    return any(packet.startswith("40") for packet in line.heard)


def issue_of_observers(house: Server, cookie: str, tokens: Tokens) -> int:
    told = requests.get(f"{house.url}/w/1/screens", headers={"Cookie": cookie}, timeout=5).json()
    token = told["observers"]["link"].split("#")[1]
    return next(n for n in range(1, 99) if tokens.is_observer_link(token, n))


def look(house: Server, token: str) -> requests.Response:
    return requests.post(f"{house.url}/api/seat", json={"token": token}, timeout=5)


def reissue(house: Server, cookie: str, seat: int) -> None:
    headers = {"Cookie": cookie}
    page = requests.get(f"{house.url}/series/1/seats/{seat}", headers=headers, timeout=5).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    url = f"{house.url}/series/1/seats/{seat}/reissue"
    answer = requests.post(url, data={"csrf_token": token.group(1)}, headers=headers, timeout=5, allow_redirects=False)
    assert answer.status_code == 302
