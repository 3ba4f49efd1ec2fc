"""Coming in by code as a program: JSON in, JSON out, every refusal with a code."""

import pytest


def test_a_program_joins_with_json(world):
    answer = world.client().post("/api/join", json={"code": world.code(), "name": "", "seat": world.seat})
    token = answer.json["token"]
    assert world.product.tokens.read_participant(token) == (world.workshop, answer.json["participant"])


def test_a_program_can_ask_which_seats_there_are(world):
    world.client().post("/api/join", json={"code": world.code(), "seat": world.seat})
    seats = world.client().get(f"/api/join?code={world.code()}").json["seats"]
    assert [(seat["name"], seat["taken"]) for seat in seats] == [("Ahorn", True), ("Meeder", False)]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ([], 422),
        ("code", 422),
        ("null", 422),
        ({"code": 7}, 422),
        ({"code": "AAAA-AAAA"}, 404),
        ({"code": "$", "seat": "1"}, 422),
        ({"code": "$", "seat": True}, 422),
        ({"code": "$", "seat": 424242}, 404),
        ({"code": "$", "seat": 10**30}, 404),
        ({"code": "$", "capacity": "king", "seat": "@"}, 422),
        ({"code": "$", "surprise": 1}, 422),
        ({"code": "$", "name": "x" * 81}, 422),
    ],
)
def test_nonsense_of_programs_is_refused_with_a_code(world, body, status):
    if isinstance(body, dict):
        known = {"$": world.code(), "@": world.seat}
        body = {key: known.get(value, value) if isinstance(value, str) else value for key, value in body.items()}
    answer = world.client().post("/api/join", json=None if body == "null" else body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json["error"]["code"] and answer.json["error"]["message"]


@pytest.mark.parametrize(
    "data", ["", "[" * 100_000, '{"a":' * 50_000, "\xff", '{"code": NaN}', '{"seat": ' + "9" * 5000 + "}"]
)
def test_what_is_no_json_is_refused_with_a_code(world, data):
    answer = world.client().post("/api/join", data=data, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json["error"]["code"] in ("not_json", "malformed")


def test_json_is_the_only_way_for_programs(world):
    answer = world.client().post("/api/join", data={"code": world.code()})
    assert answer.status_code == 415


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_pages_of_others_cannot_join_for_somebody(world, origin):
    headers = {"Origin": origin, "X-Forwarded-Host": "evil.example"}
    answer = world.client().post("/api/join", json={"code": world.code()}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}])
def test_own_pages_and_programs_can(world, headers):
    assert world.client().post("/api/join", json={"code": world.code()}, headers=headers).status_code == 200
