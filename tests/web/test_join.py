"""Coming in by code on a phone. As a program: test_join_programs.py."""

import pytest
from sqlalchemy import insert

from tests.web.world import make_world, post
from workshop.models import Attendance, Contribution, Participant, db
from workshop.product import cookie_name
from workshop.services import doors, stage
from workshop.web import tries


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(tries, "SLOW", 0.0)


def test_the_code_leads_to_the_seats(seen_world):
    client = seen_world.client()
    answer = post(client, "/", code=seen_world.code())
    assert answer.headers["Location"] == f"/j/{seen_world.code()}"
    page = client.get(answer.headers["Location"]).text
    assert "Ahorn" in page and "Meeder" in page
    assert "Kiel" not in page


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_read_as_it_was_meant(seen_world, spelling):
    answer = post(seen_world.client(), "/", code=spelling(seen_world.code()))
    assert answer.status_code == 302


@pytest.mark.parametrize("code", ["ABCD-EFGH", "x", "<script>", "💥", "A" * 5000, "ÄÖÜß-1234"])
def test_a_wrong_code_gets_a_sentence_and_stays_in_the_field(world, code):
    answer = post(world.client(), "/", code=code)
    assert answer.status_code == 404
    assert "Diesen Code gibt es nicht" in answer.text
    assert "<script>" not in answer.text.split("<body")[1].split("</form>")[0]


def test_no_code_gets_a_sentence(world):
    answer = post(world.client(), "/", code=" ")
    assert answer.status_code == 422
    assert "Bitte geben Sie den Code ein" in answer.text


def test_a_workshop_that_has_ended_says_so(world):
    world.run(stage.end, world.users["owner"], world.workshop)
    answer = world.client().get(f"/j/{world.code()}")
    assert answer.status_code == 409
    assert "beendet" in answer.text


def test_whoever_was_there_comes_in_after_the_end_too(world):
    client = world.client()
    take(client, world)
    world.run(stage.end, world.users["owner"], world.workshop)
    assert client.get(f"/j/{world.code()}").headers["Location"] == f"/w/{world.workshop}"


def test_a_wrong_seat_can_be_left_for_another(world):
    client = world.client()
    take(client, world)
    answer = post(client, f"/w/{world.workshop}/leave")
    assert answer.headers["Location"] == f"/j/{world.code()}"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_seat_is_taken_by_one_tap(world):
    client = world.client()
    answer = take(client, world)
    assert answer.headers["Location"] == f"/w/{world.workshop}"
    assert client.get(answer.headers["Location"]).status_code == 200
    with world.app.app_context():
        assert db.session.query(Attendance.state).filter_by(seat_id=world.seat).scalar() == "present"


def test_the_cookie_is_for_the_server_alone(world):
    cookie = take(world.client(), world).headers["Set-Cookie"]
    assert cookie.startswith(f"participant_{world.workshop}=")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_behind_tls_the_cookie_is_bound_to_this_host(tmp_path):
    world = make_world(tmp_path, PUBLIC_URL="https://w.example.org")
    answer = world.client().post("/api/join", json={"code": world.code(), "seat": world.seat})
    assert answer.status_code == 200
    page = world.app.test_client()
    base = "https://w.example.org"
    token = page.get("/", base_url=base).text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "name": "Gast"}
    cookie = page.post(f"/j/{world.code()}", data=form, base_url=base).headers["Set-Cookie"]
    assert cookie.startswith("__Host-participant_") and "Secure" in cookie


def test_who_returns_goes_straight_in(world):
    client = world.client()
    take(client, world)
    assert client.get(f"/j/{world.code()}").headers["Location"] == f"/w/{world.workshop}"


def test_a_cookie_of_another_workshop_opens_nothing(world):
    client = world.client()
    token = world.product.tokens.participant(world.other_workshop, world.participant)
    client.set_cookie(f"participant_{world.workshop}", token)
    assert client.get(f"/w/{world.workshop}").headers["Location"] == "/"


def test_a_removed_person_has_to_ask_again(world):
    client = world.client()
    take(client, world)
    with world.app.app_context():
        newest = db.session.query(Participant.id).order_by(Participant.id.desc()).limit(1).scalar()
    world.run(stage.remove, world.users["owner"], world.workshop, participant=newest)
    assert client.get(f"/w/{world.workshop}").headers["Location"] == "/"


def test_a_taken_seat_says_so_and_asks_first(world):
    take(world.client(), world)
    second = world.client()
    assert "schon angemeldet" in second.get(f"/j/{world.code()}").text
    answer = take(second, world)
    assert answer.status_code == 200 and "fragt dieses Telefon die Moderation" in answer.text
    assert take(second, world, again="yes").status_code == 303
    assert second.get(f"/w/{world.workshop}").status_code == 200
    assert "/login" in second.get(f"/w/{world.workshop}/pictures/{world.picture}").headers["Location"]
    assert waiting(world) == 1


def test_who_waits_before_the_door_sees_nothing_of_what_the_seat_gave(world):
    take(world.client(), world)
    stranger = world.client()
    take(stranger, world, again="yes")
    for path in ("mine", "mine/json"):
        answer = stranger.get(f"/w/{world.workshop}/{path}")
        assert answer.status_code == 404 or answer.headers.get("Location") == "/"


def test_the_same_browser_is_the_same_person(world):
    client = world.client()
    take(client, world)
    take(client, world, again="yes")
    with world.app.app_context():
        assert db.session.query(Participant).filter_by(seat_id=world.seat, removed_at=None).count() == 1


def test_whoever_leaves_a_seat_frees_it_for_the_next(world):
    client = world.client()
    take(client, world)
    post(client, f"/w/{world.workshop}/leave")
    take(world.client(), world)
    assert waiting(world) == 0


def test_whoever_leaves_comes_straight_back_in_the_same_browser(world):
    client = world.client()
    take(client, world)
    given = {
        "round_id": world.ballot,
        "voice": f"seat:{world.seat}",
        "kind": "text",
        "n": 1,
        "key": "k",
        "value": "Bus",
    }
    with world.product.engine.begin() as connection:
        connection.execute(insert(Contribution).values(**given, state="shown", saved_at=1, version=1))
    post(client, f"/w/{world.workshop}/leave")
    assert client.get(f"/w/{world.workshop}").headers["Location"] == "/"
    assert take(client, world).headers["Location"] == f"/w/{world.workshop}"
    assert waiting(world) == 0


@pytest.mark.parametrize("by", ["page", "program"])
def test_a_second_device_that_comes_again_does_not_become_the_person_it_was_let_in_as(world, by):
    (mayor, first), (device, second) = (seated(world, again="yes") for _ in range(2))
    world.run(doors.admit_device, world.users["owner"], world.workshop, participant=second)
    assert device.get(f"/w/{world.workshop}/mine").status_code == 200
    if by == "page":
        take(device, world, again="yes")
    else:
        wish = {"code": world.code(), "seat": world.seat, "capacity": "holder"}
        told = device.post("/api/join", json=wish).json
        assert told["waits"] and told["participant"] not in (first, second)
        device.set_cookie(cookie_name(world.product.config, world.workshop), told["token"])
    assert device.get(f"/w/{world.workshop}/mine").headers["Location"] == "/"
    assert mayor.get(f"/w/{world.workshop}/mine").status_code == 200


def test_a_second_device_that_leaves_takes_nobody_along(world):
    (mayor, _), (device, second) = (seated(world, again="yes") for _ in range(2))
    world.run(doors.admit_device, world.users["owner"], world.workshop, participant=second)
    post(device, f"/w/{world.workshop}/leave")
    assert device.get(f"/w/{world.workshop}").headers["Location"] == "/"
    assert mayor.get(f"/w/{world.workshop}/mine").status_code == 200


def test_a_removed_guest_waits_by_cookie(world):
    client = world.client()
    post(client, f"/j/{world.code()}", name="Gast Eins")
    with world.app.app_context():
        newest = db.session.query(Participant.id).order_by(Participant.id.desc()).limit(1).scalar()
    world.run(stage.remove, world.users["owner"], world.workshop, participant=newest)
    post(client, f"/j/{world.code()}", name="Ganz anders")
    assert waiting(world) == 1


def test_a_program_is_told_that_it_waits(world):
    take(world.client(), world)
    wish = {"code": world.code(), "seat": world.seat, "capacity": "deputy"}
    assert world.client().post("/api/join", json=wish).json["waits"] is True


def test_sixty_right_codes_pass_among_a_flood_of_wrong_ones_behind_one_address(world):
    code, client = world.code(), world.client()
    for _ in range(15):
        client.get("/api/join?code=AAAA-AAAA")
    answers = [world.client().post("/api/join", json={"code": code, "name": f"Gast {n}"}) for n in range(60)]
    assert {answer.status_code for answer in answers} == {200}
    assert client.get("/api/join?code=AAAA-AAAA").status_code == 429


def test_a_locked_room_says_so(world):
    world.run(doors.lock, world.users["owner"], world.workshop, on=True)
    answer = take(world.client(), world)
    assert answer.status_code == 422 and "geschlossen" in answer.text


def test_a_guest_comes_in_with_a_name(world):
    client = world.client()
    assert post(client, f"/j/{world.code()}", name="Frau Öztürk").status_code == 303
    with world.app.app_context():
        assert db.session.query(Participant).filter_by(name="Frau Öztürk", capacity="guest").count() == 1


@pytest.mark.parametrize("name", ["x" * 81, "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_refused_beside_its_field(world, name):
    answer = post(world.client(), f"/j/{world.code()}", name=name)
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


@pytest.mark.parametrize("capacity", ["king", "guest", ""])
def test_a_seat_has_a_holder_or_a_deputy(world, capacity):
    answer = post(world.client(), f"/j/{world.code()}", seat=world.seat, capacity=capacity)
    assert answer.status_code == 422


def test_a_seat_of_another_series_is_not_found(world):
    url = f"/j/{world.code()}"
    assert world.client().get(f"{url}?seat={world.other_seat}").status_code == 404
    assert post(world.client(), url, seat=world.other_seat, capacity="holder").status_code == 404


def test_the_search_works_without_script(seen_world):
    page = seen_world.client().get(f"/j/{seen_world.code()}?q=aho").text
    assert "Ahorn" in page and "Meeder" not in page


def test_the_screen_page_never_tells_whether_a_workshop_exists(seen_world):
    client = seen_world.client()
    real, invented = (client.get(f"/w/{number}/screen") for number in (seen_world.workshop, 424242))
    assert real.status_code == invented.status_code == 200
    assert anonymous(real.text) == anonymous(invented.text).replace("424242", str(seen_world.workshop))


def test_sixty_people_behind_one_address_come_in(world):
    code = world.code()
    for _ in range(60):
        assert post(world.client(), f"/j/{code}", name="Gast").status_code == 303


def test_the_right_code_works_after_many_wrong_ones(world):
    client = world.client()
    for _ in range(12):
        last = post(client, "/", code="AAAA-AAAA")
    assert last.status_code == 429
    assert post(client, "/", code=world.code()).status_code == 302


def test_the_eleventh_wrong_code_says_how_long_to_wait(world):
    client = world.client()
    answers = [post(client, "/", code="AAAA-AAAA") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert "Sekunden" in answers[-1].text


def test_wrong_codes_of_one_address_do_not_hurt_another(world):
    for _ in range(11):
        world.client().get("/api/join?code=AAAA-AAAA")
    other = world.client().get("/api/join?code=AAAA-AAAA", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 404


def test_very_many_wrong_codes_raise_an_alarm_without_addresses(capsys, fragile_world):
    for n in range(201):
        fragile_world.client().get("/api/join?code=AAAA-AAAA", environ_base={"REMOTE_ADDR": f"192.0.2.{n}"})
    log = capsys.readouterr().err
    assert "many wrong join codes" in log and "192.0.2" not in log and "AAAA" not in log


def test_asking_for_the_head_of_the_first_page_is_no_wrong_code(world):
    assert world.client().head("/").status_code == 200


def waiting(world) -> int:
    with world.app.app_context():
        return db.session.query(Participant).filter_by(admitted=False, removed_at=None).count()


def seated(world, **more):
    """Return a browser that came to the seat by the code, and its number."""
    client = world.client()
    take(client, world, **more)
    with world.app.app_context():
        return client, db.session.query(Participant.id).order_by(Participant.id.desc()).limit(1).scalar()


def take(client, world, **more):
    return post(client, f"/j/{world.code()}", seat=world.seat, capacity="holder", **more)


def anonymous(page: str) -> str:
    """The page without what differs from one visit to the next: its token."""
    import re

    return re.sub(r'"csrf": ?"[^"]*"|name="csrf_token" value="[^"]*"', "", page)


def test_a_phone_fetches_no_words_of_the_editor(world):
    assert '"scale.field_ask"' not in world.inside().get(f"/w/{world.workshop}").text
    assert '"scale.field_ask"' in world.audience("owner").get(f"/w/{world.workshop}/edit").text


def test_a_deputy_may_say_who_they_are_and_enter_in_the_field_makes_nobody_a_mayor(world):
    client = world.client()
    page = client.get(f"/j/{world.code()}?seat={world.seat}").text
    with_field = [form for form in page.split("<form")[1:] if 'name="name"' in form.split("</form>")[0]]
    assert [form.split("</form>")[0].count('name="capacity"') for form in with_field] == [1]
    assert 'name="capacity" value="deputy"' in with_field[0]
    deputy = {"seat": world.seat, "capacity": "deputy"}
    refused = post(client, f"/j/{world.code()}", **deputy, name="x" * 81)
    assert refused.status_code == 422 and 'id="name-error"' in refused.text and "x" * 81 in refused.text
    assert post(client, f"/j/{world.code()}", **deputy, name="2. Bürgermeister").status_code == 303
    assert "2. Bürgermeister" in client.get(f"/w/{world.workshop}/mine").text
