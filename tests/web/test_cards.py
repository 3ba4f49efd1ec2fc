"""Personal links for those who prepare: shown to them alone, printed at any time, made anew."""

import io

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.reports.codes import codes_on, dark
from tests.web.world import csrf, post
from workshop.models import Participant, db


def link(world, issue: int = 1) -> str:
    return f"http://localhost/seat#{world.product.tokens.seat_link(world.seat, issue)}"


def test_the_roster_shows_links_to_those_who_prepare_alone(seen_world):
    url = f"/series/{seen_world.series}/seats/{seen_world.seat}"
    for role in ("owner", "moderator"):
        assert link(seen_world) in seen_world.audience(role).get(url).text
    for role in ("staff", "observer", "participant"):
        assert link(seen_world) not in seen_world.audience(role).get(url).text


def test_the_list_for_mail_merge_has_the_links_that_hold(world):
    again(world)
    answer = world.audience("moderator").get(f"/series/{world.series}/seats/letters")
    cells = [cell.value for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows() for cell in row]
    assert link(world, 2) in cells and link(world) not in cells
    assert "Serienbrief.xlsx" in answer.headers["Content-Disposition"]


def test_place_cards_can_be_had_again_and_again(seen_world):
    client = seen_world.audience("owner")
    one, other = (client.get(f"/series/{seen_world.series}/seats/cards") for _ in range(2))
    (page,), (again_page,) = (PdfReader(io.BytesIO(answer.data)).pages for answer in (one, other))
    assert codes_on(page)[0, 0] == dark(link(seen_world))
    assert codes_on(page) == codes_on(again_page)


def test_a_new_link_puts_those_of_the_old_one_before_the_door_in_every_room(world):
    body = {"token": link(world).split("#")[1], "workshop": world.workshop, "capacity": "holder"}
    assert world.client().post("/api/seat/join", json=body).status_code == 200
    assert again(world).status_code == 302
    with world.app.app_context():
        row = db.session.query(Participant.proof, Participant.admitted).filter_by(seat_id=world.seat).one()
    assert tuple(row) == ("code", False)


def test_a_seat_of_another_series_gets_no_new_link(world):
    client = world.audience("owner")
    answer = client.post(f"/series/{world.series}/seats/{world.other_seat}/reissue", data={"csrf_token": csrf(client)})
    assert answer.status_code == 404


def again(world):
    return post(world.audience("owner"), f"/series/{world.series}/seats/{world.seat}/reissue")
