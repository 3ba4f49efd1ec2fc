"""The page that takes a template, and the file that the editor offers."""

import io
import json

import pytest

from tests.services.test_templates import SMALL
from tests.web.world import World, csrf, post
from workshop.models import Activity, Workshop, db


def test_a_file_from_the_editor_makes_a_workshop_in_another_series(world):
    answer = world.audience("owner").get(f"/w/{world.workshop}/template")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Integration-vor-Ort_Vorlage.json"')
    made = send(world, answer.data, audience="stranger", series=world.other_series)
    assert made.status_code == 302 and made.headers["Location"].endswith("/edit")
    assert titles(world).count("Integration vor Ort") == 2


def test_a_fault_is_shown_in_words_and_nothing_is_made(world):
    file = json.loads(json.dumps(SMALL))
    file["agenda"][1]["config"]["options"] = [{"id": "a", "label": ""}]
    file["agenda"][0]["<b>"] = 1
    before = titles(world)
    answer = send(world, json.dumps(file).encode())
    assert answer.status_code == 422
    assert "Schritt 2, Feld Möglichkeiten: Bitte füllen Sie dieses Feld aus." in answer.text
    assert "Schritt 1, Feld &lt;b&gt;: Dieses Feld gibt es nicht." in answer.text
    assert titles(world) == before


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"{", "keine lesbare JSON-Datei"), (b" " * 1_000_001, "höchstens 1 MB"), (b"{}", "workshop-template/1")],
)
def test_what_is_no_template_is_refused_in_words(seen_world, data, words):
    answer = send(seen_world, data)
    assert answer.status_code == 422 and words in answer.text


def test_without_a_file_the_page_says_so(seen_world):
    client = seen_world.audience("owner")
    answer = client.post(f"/series/{seen_world.series}/workshops/import", data={"csrf_token": csrf(client)})
    assert answer.status_code == 422 and "Bitte wählen Sie eine Datei aus." in answer.text


@pytest.mark.parametrize("hostile", ["\ud800", "\u202e", "<script>", "\x00", "x" * 500])
def test_a_hostile_name_is_shown_harmlessly(seen_world, hostile):
    file = {**SMALL, "agenda": [{**SMALL["agenda"][1], hostile: 1}]}
    answer = send(seen_world, json.dumps(file).encode())
    assert answer.status_code == 422 and "<script>1" not in answer.text


def test_the_steps_of_a_template_can_be_read_before_it_is_chosen(seen_world):
    page = seen_world.audience("owner").get(f"/series/{seen_world.series}/workshops/new").text
    assert "Beispiele und Hürden" in page and "Schritte ansehen" in page


def test_who_reads_english_is_offered_the_library_in_english_and_gets_it_so(world):
    client = world.audience("owner")
    post(client, "/language", language="en", next="/series")
    page = client.get(f"/series/{world.series}/workshops/new").text
    assert "Systemic consensing" in page and "Measuring resistance" in page and "Widerstand messen" not in page
    post(client, f"/series/{world.series}/workshops/new", source="template:konsensieren")
    with world.app.app_context():
        steps = db.session.query(Activity).join(Workshop).filter(Workshop.title == "A solution everybody can support")
        assert steps.filter(Activity.type == "consensing").one().config["passive"] == "It stays as it is"


def send(world: World, data: bytes, audience: str = "owner", series: int = 0):
    client = world.audience(audience)
    form = {"csrf_token": csrf(client), "file": (io.BytesIO(data), "vorlage.json")}
    return client.post(f"/series/{series or world.series}/workshops/import", data=form)


def titles(world: World) -> list[str]:
    with world.app.app_context():
        return [one.title for one in db.session.query(Workshop)]
