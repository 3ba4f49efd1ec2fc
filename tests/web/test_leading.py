"""What the cockpit asks for beside its socket: a second moderator, and further screens."""

from tests.web.world import World, csrf, post
from workshop.models import Membership, db


def role_of(world: World, name: str) -> str:
    with world.app.app_context():
        return db.session.query(Membership.role).filter_by(user_id=world.users[name].id).scalar()


def ask(world: World, who: str, path: str):
    client = world.audience(who)
    return client.post(f"/w/{world.workshop}/{path}", headers={"X-CSRFToken": csrf(client)})


def test_the_team_is_told_with_who_may_lead_and_whether_one_may_change_that(world):
    told = world.audience("moderator").get(f"/w/{world.workshop}/team").json
    assert {one["may_lead"] for one in told["members"]} == {True, False}
    assert told["may_admit"] is False
    assert world.audience("owner").get(f"/w/{world.workshop}/team").json["may_admit"] is True


def test_an_invitation_from_the_cockpit_makes_a_moderator_of_this_series_alone(world):
    told = ask(world, "moderator", "team/invitations").json
    path = told["link"].removeprefix("http://localhost")
    newcomer = world.client()
    form = {"name": "Frau Neu", "login": "neu@example.org", "password": "noch ein Satz", "again": "noch ein Satz"}
    assert post(newcomer, path, **form).status_code == 302
    assert newcomer.get(f"/w/{world.workshop}/cockpit").status_code == 200
    assert newcomer.get(f"/w/{world.other_workshop}/cockpit").status_code == 404
    assert told["qr"].startswith("M")


def test_somebody_of_the_team_is_let_in_to_moderate_and_an_owner_stays_one(world):
    assert ask(world, "owner", f"team/{world.users['staff'].id}").json == {"ok": True}
    assert role_of(world, "staff") == "moderator"
    assert ask(world, "owner", f"team/{world.users['owner'].id}").json == {"ok": True}
    assert role_of(world, "owner") == "owner"


def test_further_screens_have_an_address_each_with_the_screens_own_right(world):
    told = world.audience("moderator").get(f"/w/{world.workshop}/screens").json
    assert set(told) == {"join", "timer", "observers"}
    assert f"/w/{world.workshop}/screen?show=timer#" in told["timer"]["link"]
