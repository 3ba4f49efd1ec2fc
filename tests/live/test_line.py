"""What somebody hostile may send down a line: it ends the line or is refused, and says nothing to the log."""

import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from statistics import median
from threading import Thread

import pytest
import requests
import websocket

from tests.live.line import Line, join
from tests.live.talk import PATIENCE
from tests.services.server import Server, prepare, run_command
from workshop.tokens import Tokens

PASSWORD = "ein-langer-Satz-im-Test"
LEADER = "leader"
SMALL = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)]  # else the kernel would read for a line that does not
READ = 20.0  # seconds after which a line that is not read must have been cut off
NONSENSE = [
    "42[]", "42[1]", "42{}", '42"sync"', '42[{"a":1}]', "42[null]", "42", "44{}", "4", "46", "47", "4{}", "x",
    '42["give",' + "[" * 2000, '42["give",{"round":NaN}]', '42["give"',
    '451-["give",{"_placeholder":true,"num":0}]', '459999999999-["give",{}]', b"\x00\x01", b"42[]",
]  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Server]:
    instance = tmp_path_factory.mktemp("house")
    prepare(instance)
    server = Server(instance).start()
    yield server
    server.stop()


@pytest.fixture(scope="module", autouse=True)
def leader(house: Server) -> None:
    words = ("--series", "1", "--role", "moderator", "--password", PASSWORD)
    run_command("user", "add", LEADER, *words, env=house.environ)


@pytest.fixture
def code(house: Server) -> str:
    found = re.search(r"/j/(\S+)", house.log)
    assert found
    return found.group(1)


@pytest.fixture
def line(house: Server, code: str) -> Iterator[Line]:
    me = join(house.url, code, name="Gast")
    made = Line(house.url, f"w={me['workshop']}", me["token"])
    yield made
    made.socket.close()


@pytest.mark.parametrize("packet", NONSENSE, ids=lambda packet: repr(packet[:24]))
def test_what_is_no_packet_ends_the_line(house, line, packet):
    line.send(packet)
    assert line.until(lambda: not line.is_open)
    assert "Traceback" not in house.log
    assert house.is_up()


@pytest.mark.parametrize(
    "name", ["connect", "disconnect", "connect_error", "message", "__proto__", "__class__", "*", ""]
)
def test_a_reserved_name_is_no_command_and_changes_nothing(line, name):
    assert line.call(name, {"token": "x"}) == {"error": {"code": "unknown_command"}}
    assert line.call("sync") == {"ok": True}


def test_a_line_comes_in_once_so_that_nobody_leaves_and_comes_in_a_loop(line):
    line.send("41")
    line.send("40")
    assert line.until(lambda: not line.is_open)


def test_a_flood_ends_the_line_and_not_the_room(house, line):
    with suppress(OSError, websocket.WebSocketException):
        for _ in range(20_000):
            line.send('42["sync"]')
    assert requests.get(f"{house.url}/healthz", timeout=PATIENCE).ok
    assert line.until(lambda: not line.is_open)
    assert house.log.count("too many packets") == 1


def test_half_an_emoji_is_refused_in_words_and_breaks_no_line(line):
    step = line.event("state")["steps"][0]
    give = f'["give",{{"round":{step["activity"]},"value":"\\ud83d","key":"{"k" * 22}","n":1}}]'
    answer = line.call("give", give)
    assert answer and answer["error"]["code"] in ("closed", "control", "unknown_item")
    assert line.call("sync") == {"ok": True}


@pytest.mark.parametrize("number", ["0", "-1", "x", "", 2**31, 2**63, 2**64, "9" * 5000, "1e3", "²"])
@pytest.mark.parametrize("audience", ["phone", "screen", "cockpit"])
def test_a_number_that_no_workshop_has_is_refused(house, code, number, audience):
    me = join(house.url, code, name="Gast")
    refused = Line(house.url, f"w={number}&as={audience}", me["token"])
    assert refused.heard[-1].startswith('44{"message":"malformed"')


@pytest.mark.parametrize("query", ["as=screen", "as=cockpit", "as=editor", "as="])
def test_a_participant_is_nobody_else(house, code, query):
    me = join(house.url, code, name="Gast")
    refused = Line(house.url, f"w={me['workshop']}&{query}", me["token"])
    assert refused.heard[-1].startswith('44{"message":')
    assert not refused.events("state")


def test_a_token_opens_its_own_workshop_and_no_other(house, code):
    me = join(house.url, code, name="Gast")
    token = Tokens((house.instance / "secret-key").read_text().strip())
    foreign = token.participant(me["workshop"] + 1, me["participant"])
    assert Line(house.url, f"w={me['workshop']}", foreign).heard[-1] == '44{"message":"removed"}'
    assert Line(house.url, f"w={me['workshop'] + 1}", me["token"]).heard[-1] == '44{"message":"removed"}'
    foreign = token.screen(me["workshop"] + 1)
    assert Line(house.url, f"w={me['workshop']}&as=screen", foreign).heard[-1] == '44{"message":"bad_token"}'


def test_a_screen_opens_with_its_token_and_may_do_nothing(house, code):
    workshop = join(house.url, code, name="Gast")["workshop"]
    token = Tokens((house.instance / "secret-key").read_text().strip()).screen(workshop)
    wall = Line(house.url, f"w={workshop}&as=screen", token)
    assert wall.event("state")["audience"] == "screen"
    assert wall.call("preview", {"activity": 1, "audience": "phone"}) == {"error": {"code": "not_allowed"}}
    assert wall.call("write_note", {"text": "x", "former": ""})["error"]["code"] == "not_allowed"
    assert wall.call("give", {"round": 1, "value": ["a"], "key": "k" * 22, "n": 1})["error"]["code"] == "removed"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil"])
@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_a_page_of_somebody_else_reaches_no_line(house, origin, transport):
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"} if transport == "websocket" else {}
    headers = {"Origin": origin, "X-Forwarded-Host": "evil.example", **upgrade}
    answer = requests.get(f"{house.url}/socket.io/?EIO=4&transport={transport}&w=1", headers=headers)
    assert (answer.status_code, answer.json()) == (400, "Not an accepted origin.")


@pytest.mark.parametrize("audience", ["phone", "cockpit", "screen"])
def test_cookies_count_only_where_the_browser_says_whose_page_it_is(house, code, audience):
    me = join(house.url, code, name="Gast")
    cookie = f"{signed_in(house.url, LEADER)}; participant_{me['workshop']}={me['token']}"
    query = f"w={me['workshop']}&as={audience}"
    assert Line(house.url, query, cookie=cookie).event("state")
    nameless = Line(house.url, query, cookie=cookie, suppress_origin=True)
    assert nameless.heard[-1].startswith('44{"message":')


@pytest.mark.parametrize(("role", "opens"), [("staff", ["screen", "observer"]), ("observer", ["observer"])])
def test_those_who_lead_nothing_get_no_cockpit_and_the_wall_only_if_they_may_read_names(house, role, opens):
    run_command("user", "add", role * 2, "--series", "1", "--role", role, "--password", PASSWORD, env=house.environ)
    cookie = signed_in(house.url, role * 2)
    audiences = ("cockpit", "screen", "observer", "phone")
    lines = {audience: Line(house.url, f"w=1&as={audience}", cookie=cookie) for audience in audiences}
    assert [audience for audience, line in lines.items() if line.call("sync") and line.events("state")] == opens


def test_a_line_without_a_token_gets_nothing(house):
    refused = Line(house.url, "w=1")
    assert refused.heard[-1] == '44{"message":"bad_token"}'
    refused.send('427["sync"]')
    assert not refused.wait(lambda packet: packet.startswith(("43", "42")), 1)


def test_too_much_in_one_message_ends_the_line(house, line):
    line.send('427["sync","' + "x" * 70_000 + '"]')
    assert line.until(lambda: not line.is_open)
    assert house.is_up()


def test_too_many_commands_are_refused_without_an_effect(line):
    answers = [line.call("sync") for _ in range(40)]
    assert answers.count({"error": {"code": "too_fast", "seconds": 10}}) >= 10


def test_the_log_names_no_address_and_no_token(house, line):
    address, _ = line.socket.sock.getsockname()
    before = house.log.count("line ended")
    line.call("give", {"round": 1, "value": "Geheimnis", "key": "k" * 22, "n": 1})
    line.send("4{}")  # no packet: of a line that ends like this the log says something
    assert line.until(lambda: not line.is_open)
    assert house.log.count("line ended") > before
    start, _, said = house.log.partition("Log-ins: ")
    assert address in start and "line ended" in said
    for word in (address, "client=", "Geheimnis", "WzEs", "Traceback"):
        assert word not in said


def test_whoever_is_closed_out_by_the_command_line_hears_no_more(house):
    environ = {**house.environ}
    words = ("--series", "1", "--role", "moderator", "--password", PASSWORD)
    run_command("user", "add", "hans", *words, env=environ)
    leader = Line(house.url, "w=1&as=cockpit", cookie=signed_in(house.url, "hans"))
    assert leader.call("sync") == {"ok": True}
    disabling = Thread(target=run_command, args=("user", "disable", "hans"), kwargs={"env": environ}, daemon=True)
    disabling.start()  # beside it: a line that nobody reads meanwhile answers no ping
    heard = leader.wait(lambda packet: packet == "41", 30)
    disabling.join()
    assert heard, "the line to the room is still there"
    refused = Line(house.url, "w=1&as=cockpit", cookie="session=x")
    assert refused.heard[-1] == '44{"message":"not_allowed"}'


def test_a_line_that_is_not_read_is_cut_off_and_comes_back_in_sync(house, code, long_notes):
    cookie = signed_in(house.url, LEADER)
    phone = Line(house.url, "w=1", join(house.url, code, name="Gast")["token"])
    leader = Line(house.url, "w=1&as=cockpit", cookie=cookie)
    before = [zoomed(leader, phone, n) for n in range(8)]
    slow = Line(house.url, "w=1&as=cockpit", cookie=cookie, sockopt=SMALL)
    waits = []
    until = time.monotonic() + READ
    while "not read" not in house.log and time.monotonic() < until:
        with suppress(OSError, websocket.WebSocketException):
            slow.send("3")  # it says that it lives, but reads nothing
        waits.append(zoomed(leader, phone, len(waits)))
    assert house.log.count("not read") == 1
    drained = Thread(target=slow.wait, args=(lambda packet: False, 60), daemon=True)  # it reads on until the line goes
    drained.start()
    after = []
    while drained.is_alive() or len(after) < len(before):
        after.append(zoomed(leader, phone, len(after)))
    assert not slow.is_open, "its browser would not know that it has to come back"
    assert median(waits) < 5 * max(median(before), median(after)), "the others waited for it"
    assert leader.is_open and phone.is_open
    assert newest(Line(house.url, "w=1&as=cockpit", cookie=cookie)) == newest(leader)


def zoomed(leader: Line, phone: Line, n: int) -> float:
    """Make a new picture for everybody, and return the seconds that another phone waits for an answer then."""
    assert leader.call("zoom", {"percent": 100 + n % 2})["ok"]
    began = time.monotonic()
    assert phone.call("sync") == {"ok": True}
    waited = time.monotonic() - began
    time.sleep(0.35)  # thirty commands in ten seconds are too many
    return waited


def newest(line: Line) -> int:
    """Return the version of the newest picture that a line got."""
    line.call("sync")
    return max(picture["version"] for picture in line.events("state"))


@pytest.fixture
def long_notes(house: Server) -> Iterator[None]:
    """Notes for the moderator so long that a few pictures are too much."""
    with sqlite3.connect(house.instance / "workshop.db", timeout=10) as database:
        before = database.execute("SELECT note, id FROM activity").fetchall()
        database.execute("UPDATE activity SET note = ?", ("Notiz " * 5000,))
        database.commit()
        yield
        database.executemany("UPDATE activity SET note = ? WHERE id = ?", before)
    database.close()


def signed_in(url: str, login: str) -> str:
    """Sign in as people do and return the cookie."""
    browser = requests.Session()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{url}/login").text)
    assert token
    browser.post(f"{url}/login", data={"csrf_token": token.group(1), "login": login, "password": PASSWORD})
    return f"session={browser.cookies['session']}"
