"""What is kept: one's own page, archiving and deleting by form. What is refused changes nothing."""

import json

import pytest

from tests.web.world import csrf, post
from workshop.domain.permissions import SYSTEM
from workshop.models import Series, Workshop, db
from workshop.services import stage


def test_a_participant_sees_and_keeps_what_is_stored(seen_world):
    client = seen_world.inside()
    page = client.get(f"/w/{seen_world.workshop}/mine")
    assert "Was ich gegeben habe" in page.text
    data = client.get(f"/w/{seen_world.workshop}/mine/json")
    assert json.loads(data.text)["schema"] == "workshop-own/1"
    assert "attachment" in data.headers["Content-Disposition"]
    file = client.get(f"/w/{seen_world.workshop}/mine/html")
    assert "<script" not in file.text
    assert "http" not in file.text
    assert client.get(f"/w/{seen_world.workshop}/mine/exe").status_code == 404


def test_forgetting_asks_first_and_wants_the_page_it_came_from(seen_world):
    client = seen_world.inside()
    address = f"/w/{seen_world.workshop}/mine/forget"
    assert "Wirklich alles löschen?" in post(client, address).text
    assert client.post(address, data={"sure": "yes"}).status_code == 400
    assert post(client, address, sure="yes").headers["Location"] == f"/w/{seen_world.workshop}/mine"


def test_archiving_wants_a_yes_and_an_end(world):
    client, address = world.audience("owner"), f"/w/{world.workshop}/archive"
    assert post(client, address).status_code == 422
    assert "Archivieren lässt sich nur ein beendeter Workshop" in post(client, address, sure="yes").text
    world.run(stage.end, SYSTEM, world.workshop)
    assert post(client, address, sure="yes").status_code == 303
    assert "Archiviert am" in client.get(f"/w/{world.workshop}/keeping").text
    assert "Archiviert am" in client.get(f"/series/{world.series}").text


@pytest.mark.parametrize("noun", ["workshop", "series"])
def test_deleting_wants_the_title(world, noun):
    client = world.audience("owner")
    address = f"/w/{world.workshop}/delete" if noun == "workshop" else f"/series/{world.series}/delete"
    kind, number = (Workshop, world.workshop) if noun == "workshop" else (Series, world.series)
    with world.app.app_context():
        title = db.session.get(kind, number).title
    refused = client.post(address, data={"csrf_token": csrf(client), "typed": "Etwas"})
    assert refused.status_code == 422
    assert "Es wurde nichts gelöscht" in refused.text
    assert post(client, address, typed=f" {title} ").status_code == 303
    with world.app.app_context():
        assert db.session.get(kind, number) is None


def test_the_limits_stand_in_the_settings_and_only_those_on_offer(world):
    client, address = world.audience("owner"), f"/series/{world.series}/settings"
    page = client.get(address).text
    assert "Workshops löschen" in page
    words = {"title": "Reihe", "organiser": "", "moderation": "", "seats_called": "", "departments": ""}
    assert post(client, address, **words, keep_months="1", archive_days="0").status_code == 422
    assert post(client, address, **words, keep_months="12", archive_days="90").status_code == 302
    assert "Workshops werden 12 Monate nach ihrem Ende gelöscht." in client.get(f"/series/{world.series}").text
