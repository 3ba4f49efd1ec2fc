"""What somebody hostile may send down a line: it ends the line or is refused, and says nothing to the log."""

import re
from collections.abc import Iterator

import pytest
import requests

from tests.live.line import Line, join
from tests.services.server import Server, prepare, run_command

PASSWORD = "ein-langer-Satz-im-Test"
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
    line.wait(lambda heard: False, 3)
    assert not line.is_open
    assert "Traceback" not in house.log
    assert house.is_up()


@pytest.mark.parametrize(
    "name", ["connect", "disconnect", "connect_error", "message", "__proto__", "__class__", "*", ""]
)
def test_a_reserved_name_is_no_command_and_changes_nothing(line, name):
    assert line.call(name, {"token": "x"}) == {"error": {"code": "unknown_command"}}
    assert line.call("sync") == {"ok": True}


def test_half_an_emoji_is_refused_in_words_and_breaks_no_line(line):
    step = line.events("state")[0]["steps"][0]
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


def test_a_line_without_a_token_gets_nothing(house):
    refused = Line(house.url, "w=1")
    assert refused.heard[-1] == '44{"message":"bad_token"}'
    assert refused.call("sync") is None
    assert not refused.events("state")


def test_too_much_in_one_message_ends_the_line(house, line):
    line.send('427["sync","' + "x" * 70_000 + '"]')
    line.wait(lambda heard: False, 3)
    assert not line.is_open
    assert house.is_up()


def test_too_many_commands_are_refused_without_an_effect(line):
    answers = [line.call("sync") for _ in range(40)]
    assert answers.count({"error": {"code": "too_fast", "seconds": 10}}) >= 10


def test_the_log_names_no_address_and_no_token(house, line):
    line.call("give", {"round": 1, "value": "Geheimnis", "key": "k" * 22, "n": 1})
    line.socket.close()
    for word in ("client=", "Geheimnis", "WzEs", "Traceback"):
        assert word not in house.log


def test_whoever_is_closed_out_by_the_command_line_hears_no_more(house):
    environ = {**house.environ}
    words = ("--series", "1", "--role", "moderator", "--password", PASSWORD)
    run_command("user", "add", "hans", *words, env=environ)
    leader = Line(house.url, "w=1&as=cockpit", cookie=signed_in(house.url, "hans"))
    assert leader.call("sync") == {"ok": True}
    run_command("user", "disable", "hans", env=environ)
    assert leader.wait(lambda packet: packet == "41"), "the line to the room is still there"
    refused = Line(house.url, "w=1&as=cockpit", cookie="session=x")
    assert refused.heard[-1] == '44{"message":"not_allowed"}'


def signed_in(url: str, login: str) -> str:
    """Sign in as people do and return the cookie."""
    browser = requests.Session()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{url}/login").text)
    assert token
    browser.post(f"{url}/login", data={"csrf_token": token.group(1), "login": login, "password": PASSWORD})
    return f"session={browser.cookies['session']}"
