"""A rehearsal says so on every page and leaves no file behind that could be taken for the real thing.

What a script draws is looked at in tests/browser/test_rehearsal.py.
"""

import pytest
from sqlalchemy import update

from tests.web.world import post
from workshop.domain.ballots import KEY_BYTES
from workshop.models import Workshop
from workshop.vault import Vault

# Every page of a room by who draws its mark; a page that is in none of them fails the test below.
BY_TEMPLATE = {
    "/j/<code>": "anonymous",
    "/w/<int:workshop_id>/summary": "staff",
    "/w/<int:workshop_id>/mine": "participant",
    "/w/<int:workshop_id>/ballots/<int:round_id>": "participant",
}
BY_SCRIPT = {
    "/w/<int:workshop_id>",
    "/w/<int:workshop_id>/cockpit",
    "/w/<int:workshop_id>/edit",
    "/w/<int:workshop_id>/observe",
    "/w/<int:workshop_id>/screen",
}
FILES = {
    "/w/<int:workshop_id>/ballots/<int:round_id>/list": "participant",
    "/w/<int:workshop_id>/download/<name>": "staff",
    "/w/<int:workshop_id>/mine/<name>": "participant",
    "/w/<int:workshop_id>/template": "owner",
}
OTHERS = {
    "/w/<int:workshop_id>/keeping",  # there is none: a rehearsal is discarded
    "/w/<int:workshop_id>/pictures/<hash>",  # what moderators uploaded, part of a page
    "/w/<int:workshop_id>/rehearsal",  # asks how many are to be played
    "/w/<int:workshop_id>/screens",  # addresses for the cockpit, no page
    "/w/<int:workshop_id>/team",
}


@pytest.mark.parametrize(("rule", "who"), BY_TEMPLATE.items())
def test_every_page_of_a_rehearsal_says_so(world, rule, who):
    url = world.url(rule)
    assert "PROBE" not in world.audience(who).get(url).text
    rehearse(world)
    answer = world.audience(who).get(url)
    assert answer.status_code == 200
    assert '<strong class="rehearsal">PROBE</strong>' in answer.text
    assert not [rule for rule in FILES if f'href="{world.url(rule)}"' in answer.text]


@pytest.mark.parametrize(("rule", "who"), FILES.items())
def test_no_file_leaves_a_rehearsal(world, rule, who):
    url = world.url(rule)
    assert world.audience(who).get(url).status_code == 200
    rehearse(world)
    refused = world.audience(who).get(url)
    assert (refused.status_code, "Content-Disposition" in refused.headers) == (409, False)
    assert "Aus einer Probe entstehen keine Dateien." in refused.text


def test_a_discarded_rehearsal_leaves_no_key_of_a_secret_vote_behind(world):
    rehearse(world)
    vault = Vault(world.product.config.ballot_keys)
    vault.put(world.ballot, bytes(KEY_BYTES))
    answer = post(world.audience("owner"), world.url("/w/<int:workshop_id>/rehearsal/discard"))
    assert answer.status_code == 303
    assert not vault.has(world.ballot)


def test_what_one_is_asked_before_taking_back_is_marked_too(world):
    rehearse(world)
    phone = world.inside()
    token = phone.get(world.url("/w/<int:workshop_id>/mine")).text.split('name="csrf_token" value="')[1].split('"')[0]
    asked = phone.post(world.url("/w/<int:workshop_id>/mine/forget"), data={"csrf_token": token})
    assert "PROBE" in asked.text


def test_no_page_of_a_room_was_forgotten(seen_world):
    rules = {rule.rule for rule in seen_world.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    of_rooms = {rule for rule in rules if rule.startswith(("/w/<int:workshop_id>", "/j/<code>"))}
    assert of_rooms == {*BY_TEMPLATE, *BY_SCRIPT, *FILES, *OTHERS}


def rehearse(world) -> None:
    """Make of the room a rehearsal of another one; it may be looked at in every state."""
    with world.product.engine.begin() as connection:
        of_it = update(Workshop).where(Workshop.id == world.workshop)
        connection.execute(of_it.values(rehearses=world.other_workshop))
