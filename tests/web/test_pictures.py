"""Uploading a picture and seeing it: who may, what is kept, what is refused."""

import io
import json

import pytest
from PIL import Image

from tests.services.bombs import bomb
from tests.web.world import World, csrf
from workshop.domain.permissions import SYSTEM
from workshop.pictures import MOST_BYTES, Album
from workshop.product import screen_cookie
from workshop.services import agenda, stage, template_file
from workshop.web import pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def painted(kind: str = "PNG", colour: str = "teal", size: tuple[int, int] = (60, 40)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind)
    return made.getvalue()


def upload(world: World, data: bytes, audience: str = "moderator", name: str = "bild.png", workshop: int = 0):
    client = world.audience(audience)
    sent = {"file": (io.BytesIO(data), name)}
    url = f"/api/w/{workshop or world.workshop}/pictures"
    return client.post(url, data=sent, headers={"X-CSRFToken": csrf(client)})


def show(world: World, audience: str, name: str = "", workshop: int = 0):
    return world.audience(audience).get(f"/w/{workshop or world.workshop}/pictures/{name or world.picture}")


def files(world: World) -> set[str]:
    return {file.name for file in Album(world.product.config.instance).folder.iterdir()}


def test_a_picture_goes_in_and_is_seen_by_who_is_in_the_workshop(world):
    taken = upload(world, painted("JPEG")).json
    assert (taken["width"], taken["height"], len(taken["hash"])) == (60, 40, 64)
    for audience in ("participant", "observer", "staff", "moderator", "owner"):
        answer = show(world, audience, taken["hash"])
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")


def test_it_is_kept_by_browsers_and_taken_for_nothing_else(world):
    answer = show(world, "participant")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(("audience", "status"), [("anonymous", 302), ("stranger", 404)])
def test_others_see_none(seen_world, audience, status):
    answer = show(seen_world, audience)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_picture_is_not_found_in_the_workshop_of_another_series(seen_world):
    for audience in ("stranger", "owner", "participant"):
        assert show(seen_world, audience, workshop=seen_world.other_workshop).status_code in (302, 404)


@pytest.mark.parametrize("name", ["0" * 64, "..%2f..%2fsecret-key", "secret-key", "a.png"])
def test_a_name_that_is_no_hash_of_ours_is_not_found(seen_world, name):
    assert show(seen_world, "moderator", name).status_code == 404


def test_a_screen_gets_a_cookie_for_its_token_and_sees_it(seen_world):
    client, here = seen_world.client(), seen_world.workshop
    url = f"/w/{here}/pictures/{seen_world.picture}"
    token = seen_world.product.tokens.screen(here)
    answer = client.post(f"/api/w/{here}/screen", json={"token": token})
    assert answer.status_code == 200
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{screen_cookie(seen_world.product.config, here)}=")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert client.get(url).status_code == 200
    other = seen_world.other_workshop
    assert client.get(f"/w/{other}/pictures/{seen_world.picture}").status_code == 302


@pytest.mark.parametrize("token", ["", "x", None, 7])
def test_a_wrong_token_gets_none(seen_world, token):
    answer = seen_world.client().post(f"/api/w/{seen_world.workshop}/screen", json={"token": token})
    assert answer.status_code in (403, 422)
    assert "Set-Cookie" not in answer.headers


def test_the_token_of_another_workshop_gets_none(seen_world):
    token = seen_world.product.tokens.screen(seen_world.other_workshop)
    answer = seen_world.client().post(f"/api/w/{seen_world.workshop}/screen", json={"token": token})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("audience", "status"), [("anonymous", 401), ("participant", 401), ("stranger", 404), ("staff", 403)]
)
def test_only_who_prepares_may_upload(seen_world, audience, status):
    assert upload(seen_world, painted(), audience).status_code == status


def test_nothing_goes_into_the_workshop_of_another_series(seen_world):
    assert upload(seen_world, painted(), workshop=seen_world.other_workshop).status_code == 404


def test_without_the_token_of_a_page_nothing_goes_in(seen_world):
    client = seen_world.audience("moderator")
    answer = client.post(f"/api/w/{seen_world.workshop}/pictures", data={"file": (io.BytesIO(painted()), "a.png")})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "form_expired")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SVG, "picture_kind"),
        (b"<html><script>alert(1)</script>", "picture_kind"),
        (b"\x89PNG\r\n\x1a\n<html>", "picture_kind"),
        (bomb(30_000), "picture_pixels"),
        (bytes(MOST_BYTES + 1), "picture_large"),
        (bytes(2 * MOST_BYTES), "picture_large"),
    ],
    ids=["svg", "html", "html as png", "bomb", "a byte too much", "far too much"],
)
def test_what_cannot_be_shown_is_refused_in_words_and_leaves_no_file(world, data, code):
    former = files(world)
    answer = upload(world, data)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)
    assert "{" not in answer.json["error"]["message"]
    assert files(world) == former


def test_without_a_file_it_says_so(seen_world):
    client = seen_world.audience("moderator")
    answer = client.post(f"/api/w/{seen_world.workshop}/pictures", headers={"X-CSRFToken": csrf(client)})
    assert answer.json["error"]["code"] == "no_file"


def test_who_uploads_without_end_is_asked_to_wait(world, monkeypatch):
    monkeypatch.setattr(pictures, "UPLOADS", pictures.RateLimitItemPerMinute(1, 10))
    assert upload(world, painted()).status_code == 200
    answer = upload(world, painted())
    assert (answer.status_code, answer.json["error"]["code"]) == (429, "limited")


def test_the_same_picture_twice_is_one_file(world):
    first, former = upload(world, painted()).json, files(world)
    assert upload(world, painted()).json == first
    assert files(world) == former


def test_a_step_keeps_a_picture_only_of_its_own_series(world):
    step = world.run(agenda.add_step, SYSTEM, world.workshop, type="info", title="Lage", after=None)["activity"]
    value = {"hash": world.picture, "alt": "Karte", "width": 9, "height": 9}
    call = {"activity": step, "field": "picture", "former": None}
    made = world.run(agenda.edit_step, SYSTEM, world.workshop, value=value, **call)
    assert made["value"] == {"hash": world.picture, "alt": "Karte", "width": 4, "height": 3}
    for wrong, code in (({**value, "hash": "0" * 64}, "picture_gone"), ({**value, "alt": " "}, "picture_words")):
        with pytest.raises(Exception, match=code):
            world.run(agenda.edit_step, SYSTEM, world.workshop, value=wrong, **call)
    elsewhere = world.run(agenda.add_step, SYSTEM, world.other_workshop, type="info", title="x", after=None)["activity"]
    with pytest.raises(Exception, match="picture_gone"):
        world.run(agenda.edit_step, SYSTEM, world.other_workshop, value=value, **{**call, "activity": elsewhere})


def test_a_file_of_the_agenda_brings_no_picture_along(world):
    client = world.audience("moderator")
    step = with_picture(world, world.picture)
    assert f"/pictures/{world.picture}" in _summary_of(world, step)
    written = client.get(f"/w/{world.workshop}/template").json
    [info] = [one for one in written["agenda"] if one["type"] == "info"]
    assert info["config"]["picture"] is None
    info["config"]["picture"] = {"hash": world.picture, "alt": "Karte", "width": 4, "height": 3}
    found, faults = template_file.read(json.dumps(written).encode())
    assert found is None
    assert [fault.code for fault in faults] == ["template_picture"]


def _summary_of(world: World, step: int) -> str:
    world.run(stage.go_live, SYSTEM, world.workshop, activity=step)
    return world.audience("staff").get(f"/w/{world.workshop}/summary").text


def with_picture(world: World, name: str) -> int:
    """Return a new step that shows it."""
    step = world.run(agenda.add_step, SYSTEM, world.workshop, type="info", title="Lage", after=None)["activity"]
    value = {"hash": name, "alt": "Karte", "width": 4, "height": 3}
    world.run(agenda.edit_step, SYSTEM, world.workshop, activity=step, field="picture", value=value, former=None)
    return step


@pytest.mark.parametrize("body", ["[" * 5_000, "[" * 100_000, "9" * 5_000, "{", "[]", '{"token": NaN}'])
def test_what_is_no_token_is_refused_in_words(seen_world, body):
    send = {"data": body, "content_type": "application/json"}
    answer = seen_world.client().post(f"/api/w/{seen_world.workshop}/screen", **send)
    assert answer.status_code == 422 and answer.json["error"]["code"] == "malformed"
