"""The published list of receipts: who sees it, what it proves, and that its sum is the printed one."""

import hashlib

from tests.web.world import World, post


def page(world: World) -> str:
    return f"/w/{world.workshop}/ballots/{world.ballot}"


def test_a_participant_sees_the_codes_in_their_own_order(seen_world):
    text = seen_world.inside().get(page(seen_world)).text
    assert text.index("ABC-DEF-GHI") < text.index("K7Q-4MX-OTI")


def test_the_file_has_the_sum_that_is_printed(seen_world):
    client = seen_world.inside()
    file = client.get(f"{page(seen_world)}/list")
    assert file.data == b"ABC-DEF-GHI\nK7Q-4MX-OTI\n"
    assert hashlib.sha256(file.data).hexdigest() in client.get(page(seen_world)).text


def test_a_receipt_is_found_however_it_was_typed(seen_world):
    answer = post(seen_world.inside(), page(seen_world), code=" k7q 4mx 0t1")
    assert "K7Q-4MX-OTI steht in der Liste" in answer.text
    assert "beweist der Beleg nicht" in answer.text


def test_a_receipt_of_another_vote_is_not_found(seen_world):
    assert "steht nicht in der Liste" in post(seen_world.inside(), page(seen_world), code="K7Q-4MX-OTT").text


def test_what_is_no_receipt_is_named(seen_world):
    answer = post(seen_world.inside(), page(seen_world), code="Ahorn")
    assert (answer.status_code, "neun Zeichen" in answer.text) == (422, True)


def test_a_list_is_no_door_to_another_workshop(seen_world):
    foreign = f"/w/{seen_world.other_workshop}/ballots/{seen_world.ballot}"
    assert seen_world.audience("stranger").get(foreign).status_code == 404
    assert seen_world.audience("stranger").get(page(seen_world)).status_code == 404


def test_everybody_can_read_what_is_promised_in_their_language(seen_world):
    client = seen_world.client()
    assert "nicht zugelassen" in client.get("/secrecy").text
    client.set_cookie("language", "en")
    assert "not certified" in client.get("/secrecy").text
