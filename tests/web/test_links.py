"""Personal links of seats: looked at by mail gateways, used only by a tap, worthless once there is a newer one."""

import pytest

from tests.web.world import World
from workshop.models import Participant, db
from workshop.services import doors, stage, workshops
from workshop.tokens import Tokens, number_in
from workshop.web import tries


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(tries, "SLOW", 0.0)


def link(world: World, seat: int = 0, issue: int = 1) -> str:
    return world.product.tokens.seat_link(seat or world.seat, issue)


def enter(world: World, client=None, token: str = "", capacity: str = "holder", workshop: int = 0):
    body = {"token": token or link(world), "workshop": workshop or world.workshop, "capacity": capacity}
    return (client or world.client()).post("/api/seat/join", json=body)


def test_a_link_is_26_characters_that_differ_by_seat_issue_purpose_and_server():
    tokens = Tokens("a" * 32)
    made = [tokens.seat_link(1, 1), tokens.seat_link(1, 2), tokens.seat_link(2, 1), tokens.observer_link(1, 1)]
    made.append(Tokens("b" * 32).seat_link(1, 1))
    proofs = [one.split(".")[1] for one in made]
    assert {len(proof) for proof in proofs} == {26}
    assert len(set(proofs)) == 5


@pytest.mark.parametrize("token", ["", ".", "1", "1.", "x.A", "-1.A", "²." + "A" * 26, "9" * 400 + ".A", "💥"])
def test_what_is_no_link_is_refused(token):
    with pytest.raises(Exception, match="bad_link"):
        number_in(token)


def test_the_page_is_the_same_for_all_and_a_gateways_get_burns_nothing(world):
    for _ in range(3):
        page = world.client().get("/seat")
        assert page.status_code == 200 and "Ahorn" not in page.text
    assert world.client().post("/api/seat", json={"token": link(world)}).json["seat"] == "Ahorn"
    assert people(world) == 0
    assert enter(world).status_code == 200


def test_looking_says_whose_it_is_and_what_is_open(world):
    told = world.client().post("/api/seat", json={"token": link(world)}).json
    assert [room["id"] for room in told["rooms"]] == [world.workshop]
    assert told["none"] == ""


def test_the_bearer_is_in_as_the_seat_proved(world):
    client = world.client()
    answer = enter(world, client)
    assert answer.json["to"] == f"/w/{world.workshop}"
    assert client.get(answer.json["to"]).status_code == 200
    with world.app.app_context():
        assert db.session.query(Participant.proof).filter_by(seat_id=world.seat).scalar() == "link"


def test_several_open_workshops_are_offered_and_a_rehearsal_is_not(world):
    owner = world.users["owner"]
    second = world.run(workshops.create, owner, series_id=world.series, title="Zweite Runde")["workshop"]
    world.run(stage.start, owner, second)
    from workshop.services import rehearsals

    world.run(rehearsals.rehearse, owner, workshop_id=world.workshop)
    told = world.client().post("/api/seat", json={"token": link(world)}).json
    assert [room["title"] for room in told["rooms"]] == ["Integration vor Ort", "Zweite Runde"]


def test_when_nothing_is_open_it_says_when(world):
    owner = world.users["owner"]
    world.run(stage.end, owner, world.workshop)
    ask = lambda: world.client().post("/api/seat", json={"token": link(world)}).json["none"]  # noqa: E731
    assert "Zurzeit ist kein Workshop geöffnet" in ask()
    world.run(workshops.create, owner, series_id=world.series, title="Später", starts_at=4_000_000_000_000)
    assert "2096" in ask()
    assert enter(world).status_code == 409


@pytest.mark.parametrize("workshop", ["other_workshop", None])
def test_a_link_opens_no_workshop_of_another_series(world, workshop):
    number = getattr(world, workshop) if workshop else 424242
    assert enter(world, workshop=number).status_code == 409
    assert people(world) == 0


def test_after_a_reissue_only_the_new_link_opens(world):
    world.run(doors.reissue, world.users["owner"], series_id=world.series, seat_id=world.seat)
    assert enter(world).status_code == 403
    assert enter(world, token=link(world, issue=2)).status_code == 200


def test_a_removed_seat_has_no_link(world):
    from workshop.services import series

    world.run(series.remove_seat, world.users["owner"], series_id=world.series, seat_id=world.seat)
    assert enter(world).status_code == 403


def test_wrong_links_are_limited_and_right_ones_never(world):
    client = world.client()
    wrong = f"{world.seat}.{'A' * 26}"
    answers = [enter(world, client, wrong).status_code for _ in range(12)]
    assert answers == [403] * 10 + [429] * 2
    assert enter(world, client).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
@pytest.mark.parametrize("path", ["/api/seat", "/api/seat/join"])
def test_pages_of_others_cannot_use_a_link(world, path, origin):
    body = {"token": link(world)} | ({"workshop": world.workshop, "capacity": "holder"} if "join" in path else {})
    headers = {"Origin": origin, "X-Forwarded-Host": "evil.example"}
    assert world.client().post(path, json=body, headers=headers).status_code == 403
    assert world.client().post(path, data=body).status_code == 415


@pytest.mark.parametrize("body", [[], {}, {"token": 1}, {"token": "1.A", "more": 1}, "x"])
def test_nonsense_is_refused(world, body):
    assert world.client().post("/api/seat", json=body).status_code == 422


@pytest.mark.parametrize("capacity", ["king", "guest", ""])
def test_a_link_is_for_holder_or_deputy(world, capacity):
    assert enter(world, capacity=capacity).status_code == 422


def people(world: World) -> int:
    with world.app.app_context():
        return db.session.query(Participant).filter(Participant.seat_id.is_not(None)).count()


def test_a_deputy_may_say_who_they_are_and_a_name_is_a_text(world):
    body = {"token": link(world), "workshop": world.workshop, "capacity": "deputy"}
    assert world.client().post("/api/seat/join", json=body | {"name": 7}).status_code == 422
    client = world.client()
    assert client.post("/api/seat/join", json=body | {"name": "2. Bürgermeister"}).status_code == 200
    assert "vertreten durch 2. Bürgermeister" in client.get(f"/w/{world.workshop}/mine").text
