"""The pages of a series: dashboard, making things, roster, team, invitations."""

import io

import pytest

from tests.web.world import PASSWORD, make_world, post
from workshop.models import Activity, Membership, Seat, User, Workshop, db
from workshop.services import stage

CSV = "Name;AGS;Einwohner\nBad Rodach;09473158;6.399\nAhorn;09473112;4149\n"


def test_one_series_is_opened_at_once(seen_world):
    assert seen_world.audience("owner").get("/series").headers["Location"] == f"/series/{seen_world.series}"


def test_several_series_are_listed_with_the_role(world):
    client = world.audience("owner")
    post(client, "/series/new", title="Zweite Reihe")
    page = client.get("/series").text
    assert "MORO Coburg" in page and "Zweite Reihe" in page and "Leitung" in page
    assert "KielRegion" not in page


def test_without_a_series_the_page_says_what_to_do(world):
    post(world.audience("owner"), f"/series/{world.series}/team/{world.users['staff'].id}/remove")
    page = world.audience("staff").get("/series").text
    assert "Noch keine Reihe" in page and "Reihe anlegen" in page


def test_the_dashboard_shows_only_this_series(seen_world):
    page = seen_world.audience("owner").get(f"/series/{seen_world.series}").text
    assert "Integration vor Ort" in page and "Cockpit öffnen" in page
    assert "Hafenrunde" not in page


@pytest.mark.parametrize(
    ("role", "missing"), [("staff", "Cockpit öffnen"), ("observer", "/summary"), ("observer", "/screen")]
)
def test_the_dashboard_offers_what_the_role_may_do(seen_world, role, missing):
    assert missing not in seen_world.audience(role).get(f"/series/{seen_world.series}").text


def test_an_ended_workshop_offers_its_results(world):
    world.run(stage.end, world.users["owner"], world.workshop)
    page = world.audience("owner").get(f"/series/{world.series}").text
    assert "beendet" in page and f"/w/{world.workshop}/summary" in page


def test_whoever_makes_a_series_leads_it(world):
    answer = post(world.audience("observer"), "/series/new", title="Meine", seats_called="Vereine")
    number = int(answer.headers["Location"].rpartition("/")[2])
    assert world.audience("observer").get(f"/series/{number}/team").status_code == 200
    assert world.audience("owner").get(f"/series/{number}").status_code == 404


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"title": "x", "seats_called": "x" * 41}, "seats_called"),
        ({"title": "x", "organiser": "x" * 201}, "organiser"),
        ({"title": "x", "departments": "x" * 201}, "departments"),
        ({"title": "x", "departments": "\n".join(map(str, range(41)))}, "departments"),
    ],
)
def test_a_broken_series_form_names_the_field_and_keeps_the_rest(seen_world, form, field):
    for url in ("/series/new", f"/series/{seen_world.series}/settings"):
        answer = post(seen_world.audience("owner"), url, **{"moderation": "Bamberg", **form})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text and "Bamberg" in answer.text


def test_departments_are_edited_one_a_line(world):
    client, url = world.audience("owner"), f"/series/{world.series}/settings"
    assert post(client, url, title="MORO", departments="Kämmerei\r\n\r\n ÖPNV\r\nkämmerei").status_code == 302
    assert ">Kämmerei\nÖPNV</textarea>" in client.get(url).text


def test_hostile_titles_are_shown_as_text(world):
    client = world.audience("owner")
    answer = post(client, "/series/new", title="<img src=x onerror=alert(1)>{{7*7}}")
    page = client.get(answer.headers["Location"]).text
    assert "<img src=x" not in page and "{{7*7}}" in page


def test_an_empty_workshop_can_be_made(world):
    form = {"source": "empty", "title": "Neu", "day": "2027-01-23", "time": "14:00", "minutes": "75"}
    made = make(world, **form)
    assert (made.title, made.minutes, made.state) == ("Neu", 75, "draft")
    assert made.starts_at == 1_800_709_200_000  # 14:00 in Coburg is 13:00 UTC


def test_a_workshop_can_come_from_the_template(world):
    made = make(world, source="template:coburg", day="2027-01-23", minutes="60")
    assert (made.title, made.minutes) == ("Integration vor Ort gestalten", 60)
    with world.app.app_context():
        assert db.session.query(Activity).filter_by(workshop_id=made.id).count() > 5


@pytest.mark.parametrize("source", ["copy:²", "copy:" + "9" * 5000, "copy:-1", "copy:", "copy:999", "other:1"])
def test_a_copy_of_what_is_no_workshop_here_is_refused(world, source):
    client = world.signed_in("owner")
    answer = post(client, f"/series/{world.series}/workshops/new", source=source, title="Kopie")
    assert answer.status_code == 422


def test_a_workshop_can_be_a_copy(world):
    source = make(world, source="template:coburg")
    made = make(world, source=f"copy:{source.id}", title="Zweite Runde")
    assert (made.title, made.subtitle) == ("Zweite Runde", source.subtitle)
    assert made.code != source.code


@pytest.mark.parametrize(
    "form",
    [
        {"source": "empty", "title": ""},
        {"source": "empty", "title": "x", "minutes": "4"},
        {"source": "template:coburg", "minutes": "4"},
        {"source": "empty", "title": "x", "minutes": "viele"},
        {"source": "empty", "title": "x", "minutes": "٣٠"},
        {"source": "empty", "title": "x", "day": "31.02."},
        {"source": "empty", "title": "x", "day": "2027-01-01", "time": "25:99"},
        {"source": "empty", "title": "x", "day": "0001-01-01"},
        {"source": "template:nowhere"},
        {"source": "copy:424242"},
        {"source": "copy:x"},
        {"source": ""},
        {"source": "magic", "title": "x"},
    ],
)
def test_a_broken_workshop_form_makes_nothing(world, form):
    answer = post(world.audience("owner"), f"/series/{world.series}/workshops/new", **form)
    assert answer.status_code == 422
    with world.app.app_context():
        assert db.session.query(Workshop).filter_by(series_id=world.series).count() == 1


def test_a_workshop_of_another_series_cannot_be_copied(world):
    form = {"source": f"copy:{world.other_workshop}"}
    assert post(world.audience("owner"), f"/series/{world.series}/workshops/new", **form).status_code == 422


def test_the_roster_lists_its_seats_and_no_others(seen_world):
    page = seen_world.audience("owner").get(f"/series/{seen_world.series}/seats").text
    assert "Ahorn" in page and "Kiel" not in page


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Ahorn"}, "name"),
        ({"name": "Neu", "ags": "12"}, "ags"),
        ({"name": "Neu", "population": "viele"}, "population"),
        ({"name": "Neu", "kind": "x" * 61}, "kind"),
    ],
)
def test_a_broken_seat_is_refused_beside_its_field(seen_world, cells, field):
    answer = post(seen_world.audience("owner"), f"/series/{seen_world.series}/seats", **cells)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_a_seat_of_another_series_cannot_be_touched(world):
    client, url = world.audience("owner"), f"/series/{world.series}/seats/{world.other_seat}"
    answers = [client.get(url), post(client, url, name="Meins"), post(client, f"{url}/remove")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert seats(world, world.other_series) == ["Kiel"]


def test_a_list_is_shown_before_it_is_taken_over(world):
    client = world.audience("owner")
    page = upload(client, world, CSV.encode()).text
    assert "Bad Rodach" in page and "Noch ist nichts gespeichert" in page
    assert seats(world, world.series) == ["Ahorn", "Meeder"]
    rows = page.split('name="rows" value="')[1].split('"')[0].replace("&#34;", '"')
    post(client, f"/series/{world.series}/seats/import/apply", rows=rows)
    assert seats(world, world.series) == ["Ahorn", "Bad Rodach", "Meeder"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"Telefon\n123\n", "Spalte „Name“"),
        (b"Name;AGS\nAhorn;09473112\nMeeder;x\n", "Zeile 3, Gemeindeschl"),
        (b"Name\nAhorn\nAhorn\n", "Zeile 3: Derselbe Name"),
        (b"PK\x03\x04broken", "nicht lesbar"),
        (b"x" * 1_000_001, "zu groß"),
    ],
)
def test_a_broken_list_names_the_line_and_changes_nothing(world, data, words):
    answer = upload(world.audience("owner"), world, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert seats(world, world.series) == ["Ahorn", "Meeder"]


def test_no_file_gets_a_sentence(world):
    answer = post(world.audience("owner"), f"/series/{world.series}/seats/import")
    assert "Bitte wählen Sie eine Datei aus" in answer.text


def test_a_list_that_was_tampered_with_is_refused_whole(world):
    url = f"/series/{world.series}/seats/import/apply"
    answer = post(world.audience("owner"), url, rows="Name;AGS\nGut;\nSchlecht;abc")
    assert answer.status_code == 422
    assert seats(world, world.series) == ["Ahorn", "Meeder"]


def test_the_sample_file_can_be_taken_over_as_it_is(world):
    client = world.audience("owner")
    answer = client.get(f"/series/{world.series}/seats/sample.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    shown = upload(client, world, answer.data)
    assert shown.status_code == 200
    assert "Nicht übernommen" not in shown.text


def test_an_invitation_link_is_shown_once(world):
    client, url = world.audience("owner"), f"/series/{world.series}/team"
    post(client, f"{url}/invitations", role="observer")
    assert "/invite/" in client.get(url).text
    assert "/invite/" not in client.get(url).text


def test_looking_at_an_invitation_does_not_burn_it(world):
    for _ in range(3):
        assert world.client().get(f"/invite/{world.token}").status_code == 200


def test_an_invitation_makes_an_account_and_signs_in(world):
    client = world.client()
    form = {"name": "Mia Muster", "login": "mia", "password": PASSWORD}
    answer = post(client, f"/invite/{world.token}", **form)
    assert answer.headers["Location"] == f"/series/{world.series}"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert role(world, "mia") == "staff"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"login": "owner"}, "login"),
        ({"login": "a b"}, "login"),
        ({"login": ""}, "login"),
        ({"name": ""}, "name"),
        ({"password": "kurz"}, "password"),
        ({"password": ""}, "password"),
    ],
)
def test_a_broken_account_form_keeps_the_invitation(world, form, field):
    whole = {"name": "Mia", "login": "mia", "password": PASSWORD, **form}
    answer = post(world.client(), f"/invite/{world.token}", **whole)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert world.client().get(f"/invite/{world.token}").status_code == 200


def test_an_invitation_can_be_taken_with_an_account_that_is_there(world):
    client = world.audience("stranger")
    assert post(client, f"/invite/{world.token}/take").headers["Location"] == f"/series/{world.series}"
    assert role(world, "stranger") == "staff"


def test_a_member_who_takes_an_invitation_is_told_so(world):
    client = world.audience("owner")
    post(client, f"/invite/{world.token}/take")
    assert "gehören schon zu diesem Team" in client.get(f"/invite/{world.token}").text


def test_a_used_invitation_says_so(world):
    post(world.audience("stranger"), f"/invite/{world.token}/take")
    answer = world.client().get(f"/invite/{world.token}")
    assert answer.status_code == 404
    assert "gilt nicht mehr" in answer.text


def test_the_last_owner_cannot_go_and_is_told_why(world):
    client, url = world.audience("owner"), f"/series/{world.series}/team"
    post(client, f"{url}/{world.users['owner'].id}/remove")
    assert "mindestens eine Leitung" in client.get(url).text
    assert role(world, "owner") == "owner"


def test_a_role_is_changed_from_the_team_page(world):
    client, url = world.audience("owner"), f"/series/{world.series}/team"
    post(client, f"{url}/{world.users['staff'].id}", role="moderator")
    assert role(world, "staff") == "moderator"


@pytest.mark.parametrize("number", [424242, 0])
def test_a_member_who_is_not_there_is_not_found(world, number):
    assert post(world.audience("owner"), f"/series/{world.series}/team/{number}/remove").status_code == 404


def test_a_member_of_another_series_is_not_found(world):
    url = f"/series/{world.series}/team/{world.users['stranger'].id}"
    assert post(world.audience("owner"), f"{url}/remove").status_code == 404
    with world.app.app_context():
        assert db.session.query(Membership).filter_by(series_id=world.other_series).count() == 1


def test_numbers_too_large_for_the_database_are_not_found(seen_world):
    client = seen_world.audience("owner")
    for url in (
        f"/series/{10**30}",
        f"/w/{10**30}",
        f"/w/{10**30}/edit",
        f"/series/{seen_world.series}/seats/{10**30}",
    ):
        assert client.get(url).status_code in (302, 404)


def test_a_series_in_a_sample_is_labelled(tmp_path):
    from workshop.domain.permissions import SYSTEM
    from workshop.services import library, people

    world = make_world(tmp_path)
    made = world.run(library.plant_sample, SYSTEM)
    world.run(people.give_role, SYSTEM, user_id=world.users["owner"].id, series_id=made["series"], role="owner")
    page = world.audience("owner").get(f"/series/{made['series']}").text
    assert "Beispieldaten" in page and "17 Gemeinden" in page


def make(world, **form) -> Workshop:
    answer = post(world.audience("owner"), f"/series/{world.series}/workshops/new", **form)
    assert answer.status_code == 302, answer.text
    with world.app.app_context():
        return db.session.get(Workshop, int(answer.headers["Location"].split("/")[2]))


def upload(client, world, data: bytes):
    file = (io.BytesIO(data), "liste.csv")
    return post(client, f"/series/{world.series}/seats/import", file=file)


def seats(world, series_id) -> list[str]:
    with world.app.app_context():
        query = db.session.query(Seat.name).filter_by(series_id=series_id, removed_at=None)
        return sorted(name for (name,) in query)


def role(world, login) -> str | None:
    with world.app.app_context():
        query = db.session.query(Membership.role).join(User, User.id == Membership.user_id)
        return query.filter(User.login == login, Membership.series_id == world.series).scalar()
