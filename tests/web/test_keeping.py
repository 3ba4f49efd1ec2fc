"""What is kept: one's own page, archiving and deleting by form. What is refused changes nothing."""

import json

import pytest
from sqlalchemy import select

from tests.web.world import csrf, post
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.commands import command_of
from workshop.models import Round, Series, Workshop, db
from workshop.product import cookie_name
from workshop.services import agenda, joining, rounds, stage


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


def test_what_stays_is_said_before_and_after(world):
    """A deputy who does not hold the vote; and a seat whose roll call was shown."""
    mayor, deputy = (on_the_seat(world, capacity) for capacity in ("holder", "deputy"))
    step = decided(world, mayor)
    address = f"/w/{world.workshop}/mine"
    page = inside(world, deputy).get(address)
    assert "löschen kann es nur, wer die Stimme des Sitzes hat" in page.text
    assert "Alle meine Beiträge löschen" not in page.text
    asked = post(inside(world, deputy), f"{address}/forget")
    assert "Das ist gerade die andere Person auf dem Sitz." in asked.text
    assert "Stimmen in geschlossenen Schritten bleiben gezählt" not in asked.text
    done = post(inside(world, deputy), f"{address}/forget", sure="yes")
    assert done.status_code == 303
    world.run(rounds.reveal, SYSTEM, world.workshop, activity=step)
    client = inside(world, mayor)
    assert "bleibt im Protokoll" in client.get(address).text
    assert "bleibt die Stimme mit dem Namen Ihres Sitzes im Protokoll" in post(client, f"{address}/forget").text
    assert "Das betrifft: Empfehlung." in post(client, f"{address}/forget").text
    post(client, f"{address}/forget", sure="yes")
    page = client.get(address).text
    assert "Namentliche Beschlüsse, deren Ergebnis gezeigt wurde, bleiben im Protokoll." in page
    assert "Alle meine Beiträge löschen" not in page


def on_the_seat(world, capacity):
    wish = {"seat_id": world.seat, "capacity": capacity, "name": ""}
    return world.run(joining.join, SYSTEM, world.workshop, **wish)["participant"]


def inside(world, person):
    client, tokens = world.client(), world.product.tokens
    client.set_cookie(cookie_name(world.product.config, world.workshop), tokens.participant(world.workshop, person))
    return client


def decided(world, mayor):
    """A mayor votes in a roll call, which is closed; return its step."""
    words = {"ask": "Die Runde empfiehlt eine Anlaufstelle."}
    made = world.run(
        agenda.add_step, SYSTEM, world.workshop, type="resolution", title="Empfehlung", after=None, words=words
    )
    step = made["activity"]
    world.run(rounds.open_round, SYSTEM, world.workshop, activity=step)
    with world.app.app_context():
        number = db.session.scalars(select(Round.id).where(Round.activity_id == step)).one()
    payload = {"round": number, "value": "yes", "key": "a-key-that-a-phone-makes", "n": 1}
    world.product.writer.submit(world.workshop, command_of("give").call(Who("participant", mayor), payload))
    world.run(rounds.close, SYSTEM, world.workshop, activity=step)
    return step


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
