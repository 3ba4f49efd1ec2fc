"""People read sentences, programs read codes, nobody reads a traceback."""

import pytest
from sqlalchemy import text

from tests.web.world import post
from workshop.models import db

SENTENCES = {"de": "Diese Seite gibt es nicht", "en": "This page does not exist"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_error_speaks_the_readers_language(seen_world, language):
    answer = seen_world.client().get("/nowhere", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert SENTENCES[language] in answer.text


def test_programs_get_a_code_and_a_sentence(seen_world):
    answer = seen_world.client().get("/api/nowhere")
    assert answer.status_code == 404
    assert answer.json["error"]["code"] == "http_404"
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("name", ["a" * 5000, "ü" * 150, "%00", "..%2f..%2fconfig.py", "a/" * 500])
def test_a_file_that_cannot_be_there_is_not_found(seen_world, name):
    assert seen_world.client().get(f"/static/{name}").status_code == 404


def test_a_wrong_method_names_the_right_one(seen_world):
    answer = seen_world.client().get("/logout")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_traceback_reaches_the_log_and_no_browser(capsys, fragile_world):
    fragile_world.product.tokens = None
    answer = fragile_world.client().get("/w/1?name=Frau-Geheim", headers={"Cookie": "participant_1=abc"})
    log = capsys.readouterr().err
    assert answer.status_code == 500
    assert "Traceback" not in answer.text and "tokens" not in answer.text
    assert "AttributeError" in log
    assert "Geheim" not in log and "abc" not in log and "127.0.0.1" not in log


@pytest.mark.parametrize("audience", ["anonymous", "owner"])
def test_a_database_that_fails_still_gives_a_sentence(fragile_world, audience):
    client = fragile_world.audience(audience)
    code = fragile_world.code()
    with fragile_world.app.app_context():
        db.drop_all()
    answer = client.get(f"/j/{code}")
    assert answer.status_code == 500
    assert "Fehler" in answer.text


def test_what_was_typed_is_not_in_the_log_when_the_database_fails(capsys, fragile_world):
    client = fragile_world.client()
    with fragile_world.app.app_context():
        db.drop_all()
    client.get("/api/join?code=GEHE-1M00")
    log = capsys.readouterr().err
    assert "no such table" in log and "GEHE1M00" not in log


def test_the_health_page_says_when_the_database_fails(fragile_world):
    with fragile_world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    answer = fragile_world.client().get("/healthz")
    assert (answer.status_code, answer.json["ok"]) == (503, False)


def test_a_signed_out_form_keeps_what_was_typed(seen_world):
    client = seen_world.audience("owner")
    token = client.get("/series/new").text.split('name="csrf_token" value="')[1].split('"')[0]
    with client.session_transaction() as kept:
        kept.pop("_user_id")
    form = {"csrf_token": token, "title": "Lange getippt"}
    answer = client.post("/series/1/settings", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 401
    assert "Lange getippt" in answer.text and "abgelaufen" in answer.text


@pytest.mark.parametrize("page", ["imprint", "privacy", "accessibility"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_legal_pages_say_honestly_what_is_missing(seen_world, page, language):
    answer = seen_world.client().get(f"/{page}", headers={"Accept-Language": language})
    assert page.upper() in answer.text


def test_a_legal_text_of_the_settings_is_shown_as_text(tmp_path):
    from tests.web.world import make_world

    world = make_world(tmp_path, IMPRINT="# Landkreis\n\n<script>alert(1)</script> [x](javascript:alert(1))")
    page = world.client().get("/imprint").text
    assert "<h1>Landkreis</h1>" in page
    assert "<script>alert" not in page and 'href="javascript' not in page


def test_the_language_can_be_switched_and_is_remembered(seen_world):
    client = seen_world.client()
    answer = post(client, "/language", language="en", next="/imprint")
    assert answer.headers["Location"] == "/imprint"
    assert '<html lang="en">' in client.get("/imprint").text


def test_the_language_of_the_account_comes_along(world):
    client = world.audience("owner")
    post(client, "/language", language="en")
    assert '<html lang="en">' in world.audience("owner").get("/series/new").text


def test_an_unknown_language_changes_nothing(seen_world):
    client = seen_world.client()
    post(client, "/language", language="xx")
    assert '<html lang="de">' in client.get("/").text
