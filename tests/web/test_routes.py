"""Every route for every audience, as one table. A route that is missing here fails the tests."""

import pytest

from tests.web.world import AUDIENCES, World, csrf
from workshop.domain.permissions import CAPABILITIES
from workshop.web.tries import Tries

# "open": for everybody. "account": for whoever is signed in. "inside": for who has joined, the team and the screens.
# "link": for whoever has a personal link, whoever else they are; here they have none.
# Else a capability in the series.
TABLE = {
    ("GET", "/"): "open",
    ("POST", "/"): "open",
    ("GET", "/j/<code>"): "open",
    ("POST", "/j/<code>"): "open",
    ("GET", "/api/join"): "open",
    ("POST", "/api/join"): "open",
    ("GET", "/seat"): "open",
    ("POST", "/api/seat"): "link",
    ("POST", "/api/seat/join"): "link",
    ("GET", "/healthz"): "open",
    ("GET", "/imprint"): "open",
    ("GET", "/privacy"): "open",
    ("GET", "/accessibility"): "open",
    ("GET", "/secrecy"): "open",
    ("GET", "/static/<path:filename>"): "open",
    ("GET", "/login"): "open",
    ("POST", "/login"): "open",
    ("POST", "/logout"): "open",
    ("POST", "/language"): "open",
    ("GET", "/account"): "account",
    ("POST", "/account"): "account",
    ("GET", "/invite/<token>"): "open",
    ("POST", "/invite/<token>"): "open",
    ("POST", "/invite/<token>/take"): "account",
    ("GET", "/series"): "account",
    ("GET", "/series/new"): "account",
    ("POST", "/series/new"): "account",
    ("GET", "/series/<int:series_id>"): "watch",
    ("GET", "/series/<int:series_id>/settings"): "prepare",
    ("POST", "/series/<int:series_id>/settings"): "prepare",
    ("GET", "/series/<int:series_id>/workshops/new"): "prepare",
    ("POST", "/series/<int:series_id>/workshops/new"): "prepare",
    ("GET", "/series/<int:series_id>/workshops/import"): "prepare",
    ("POST", "/series/<int:series_id>/workshops/import"): "prepare",
    ("GET", "/series/<int:series_id>/seats"): "prepare",
    ("POST", "/series/<int:series_id>/seats"): "prepare",
    ("GET", "/series/<int:series_id>/seats/<int:seat_id>"): "prepare",
    ("POST", "/series/<int:series_id>/seats/<int:seat_id>"): "prepare",
    ("POST", "/series/<int:series_id>/seats/<int:seat_id>/remove"): "prepare",
    ("POST", "/series/<int:series_id>/seats/<int:seat_id>/reissue"): "prepare",
    ("GET", "/series/<int:series_id>/seats/cards"): "prepare",
    ("GET", "/series/<int:series_id>/seats/letters"): "prepare",
    ("GET", "/series/<int:series_id>/seats/import"): "prepare",
    ("POST", "/series/<int:series_id>/seats/import"): "prepare",
    ("POST", "/series/<int:series_id>/seats/import/apply"): "prepare",
    ("GET", "/series/<int:series_id>/seats/sample.csv"): "prepare",
    ("GET", "/series/<int:series_id>/team"): "team",
    ("POST", "/series/<int:series_id>/team/<int:user_id>"): "team",
    ("POST", "/series/<int:series_id>/team/<int:user_id>/remove"): "team",
    ("POST", "/series/<int:series_id>/team/invitations"): "team",
    ("POST", "/series/<int:series_id>/team/invitations/<int:invitation_id>/withdraw"): "team",
    ("GET", "/w/<int:workshop_id>/team"): "run",
    ("POST", "/w/<int:workshop_id>/team/<int:user_id>"): "team",
    ("POST", "/w/<int:workshop_id>/team/invitations"): "invite",
    ("GET", "/w/<int:workshop_id>/screens"): "run",
    ("GET", "/w/<int:workshop_id>"): "take_part",
    ("POST", "/w/<int:workshop_id>/leave"): "take_part",
    ("GET", "/w/<int:workshop_id>/mine"): "take_part",
    ("GET", "/w/<int:workshop_id>/mine/<name>"): "take_part",
    ("POST", "/w/<int:workshop_id>/mine/forget"): "take_part",
    ("GET", "/w/<int:workshop_id>/keeping"): "run",
    ("POST", "/w/<int:workshop_id>/archive"): "run",
    ("POST", "/w/<int:workshop_id>/delete"): "team",
    ("GET", "/series/<int:series_id>/delete"): "team",
    ("POST", "/series/<int:series_id>/delete"): "team",
    ("GET", "/w/<int:workshop_id>/cockpit"): "run",
    ("GET", "/w/<int:workshop_id>/edit"): "prepare",
    ("GET", "/w/<int:workshop_id>/rehearsal"): "run",
    ("POST", "/w/<int:workshop_id>/rehearsal"): "run",
    ("POST", "/w/<int:workshop_id>/rehearsal/discard"): "run",
    ("GET", "/w/<int:workshop_id>/screen"): "open",
    ("GET", "/w/<int:workshop_id>/observe"): "open",
    ("GET", "/w/<int:workshop_id>/template"): "prepare",
    ("POST", "/api/w/<int:workshop_id>/pictures"): "prepare",
    ("GET", "/w/<int:workshop_id>/pictures/<hash>"): "inside",
    ("POST", "/api/w/<int:workshop_id>/screen"): "open",
    ("GET", "/w/<int:workshop_id>/ballots/<int:round_id>"): "inside",
    ("POST", "/w/<int:workshop_id>/ballots/<int:round_id>"): "inside",
    ("GET", "/w/<int:workshop_id>/ballots/<int:round_id>/list"): "inside",
    ("GET", "/w/<int:workshop_id>/summary"): "read",
    ("GET", "/w/<int:workshop_id>/download/<name>"): "read",
}
WRONG_LINK = "1.AAAAAAAAAAAAAAAAAAAAAAAAAA"
BODIES = {
    "/api/seat": {"token": WRONG_LINK},
    "/api/seat/join": {"token": WRONG_LINK, "workshop": 1, "capacity": "holder"},
}
CASES = [(method, rule, audience) for method, rule in TABLE for audience in AUDIENCES]


def test_every_route_stands_in_the_table(seen_world):
    assert routes(seen_world) - set(TABLE) == set()


def test_no_route_of_the_table_is_gone(seen_world):
    assert set(TABLE) - routes(seen_world) == set()


@pytest.mark.parametrize(("method", "rule", "audience"), CASES, ids=lambda part: str(part))
def test_a_route_lets_in_whom_it_should(request, method, rule, audience):
    is_welcome = may_open(TABLE[method, rule], audience)
    # What is refused changes nothing, so those share a world; that they do is tested along.
    changes = (
        is_welcome
        and method == "POST"
        and rule.startswith(
            ("/series/<", "/invite", "/logout", "/w/<int:workshop_id>/team", "/w/<int:workshop_id>/leave")
        )
    )
    world = request.getfixturevalue("world" if changes else "seen_world")
    answer = send(world, method, world.url(rule), audience)
    assert outcome(answer) == expected(method, TABLE[method, rule], audience)


def routes(world: World) -> set[tuple[str, str]]:
    rules = world.app.url_map.iter_rules()
    return {(method, rule.rule) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}}


def may_open(capability: str, audience: str) -> bool:
    if capability in ("open", "link"):
        return True
    if capability == "account":
        return audience not in ("anonymous", "participant")
    if capability == "inside":
        return audience == "participant" or audience in CAPABILITIES["watch"]
    return audience in CAPABILITIES[capability]


def expected(method: str, capability: str, audience: str) -> str:
    if capability == "link":
        return "not allowed"
    if may_open(capability, audience):
        return "welcome"
    if capability == "take_part":
        return "to the code"
    if audience in ("anonymous", "participant"):
        return "to sign in" if method == "GET" else "please sign in"
    return "not found" if audience == "stranger" else "not allowed"


def outcome(answer) -> str:
    target = answer.headers.get("Location", "")
    if answer.status_code == 302 and target.startswith("/login"):
        return "to sign in" if answer.request.method == "GET" else "please sign in"
    if answer.status_code == 302 and target == "/":
        return "welcome" if answer.request.path in ("/logout", "/language") else "to the code"
    refused = {401: "please sign in", 403: "not allowed", 404: "not found", 405: "no such method", 500: "crash"}
    if answer.request.path == "/login":
        refused.pop(401)  # a wrong password is an answer, not a closed door
    return refused.get(answer.status_code, "welcome")


def send(world: World, method: str, url: str, audience: str):
    client = world.audience(audience)
    if method == "GET":
        return client.get(url)
    if url.startswith("/api/"):
        world.app.extensions["tries"] = Tries()  # wrong links are sent by every audience in turn
        return client.post(url, json=BODIES.get(url, {"code": world.code()}))
    return client.post(url, data={"csrf_token": csrf(client), "code": world.code()})
