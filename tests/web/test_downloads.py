"""The summary page and its files: who may, what they are called, what happens when one cannot be made."""

import io
import json
import subprocess
import zipfile

import pytest
from sqlalchemy import select

from tests.reports import samples
from tests.reports.readers import as_json
from tests.web.world import World
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.commands import command_of
from workshop.models import Round, db
from workshop.services import agenda, capture, entering, measures, rounds, seats, stage
from workshop.web import downloads
from workshop.web.downloads import KINDS, disposition, file_name

STARTS = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "csv": b"PK", "json": b"{"}


def get(world: World, what: str, audience: str = "staff", workshop: int | None = None):
    return world.audience(audience).get(f"/w/{workshop or world.workshop}/{what}")


def add_step(world: World, title: str, kind: str = "choice") -> int:
    made = world.run(agenda.add_step, SYSTEM, world.workshop, type=kind, title=title, after=None)
    return made["activity"]


@pytest.mark.parametrize("kind", KINDS)
def test_staff_get_each_file(seen_world, kind):
    answer = get(seen_world, f"download/{kind}")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[kind])
    assert answer.mimetype == KINDS[kind].mime
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_those_who_lead_read_unnamed_texts_before_the_room_does(world):
    step = add_step(world, "Fragen", "questions")
    world.run(rounds.open_round, SYSTEM, world.workshop, activity=step)
    with world.app.app_context():
        round_ = db.session.scalars(select(Round.id).where(Round.activity_id == step)).one()
    payload = {"round": round_, "item": "question-1", "value": {"text": "Wer zahlt?"}, "key": "k" * 22, "n": 1}
    give = command_of("give").call(Who("participant", world.participant), payload)
    world.product.writer.submit(world.workshop, give)
    for what in ("summary", "download/json"):
        read = {
            audience: "Wer zahlt?" in get(world, what, audience).text for audience in ("staff", "moderator", "owner")
        }
        assert read == {"staff": False, "moderator": True, "owner": True}


@pytest.mark.parametrize("what", ["summary", "download/pdf"])
@pytest.mark.parametrize(("audience", "status"), [("anonymous", 302), ("observer", 403), ("stranger", 404)])
def test_others_get_neither_page_nor_file(seen_world, what, audience, status):
    assert get(seen_world, what, audience).status_code == status


@pytest.mark.parametrize("what", ["summary", "download/json"])
def test_the_workshop_of_another_series_is_not_found(seen_world, what):
    assert get(seen_world, what, workshop=seen_world.other_workshop).status_code == 404
    assert get(seen_world, what, workshop=9999).status_code == 404


def test_an_unknown_format_is_not_found(seen_world):
    assert get(seen_world, "download/exe").status_code == 404


def test_before_anything_was_held_the_page_says_what_will_come(seen_world):
    page = get(seen_world, "summary").text
    assert "Noch ist kein Schritt durchgeführt." in page
    assert "Zwischenstand" in page
    assert all(f"/download/{kind}" in page for kind in KINDS)


def test_the_page_needs_no_script_and_no_style_of_its_own(seen_world):
    page = get(seen_world, "summary").text
    assert "style=" not in page
    assert "<style" not in page


def test_only_those_who_lead_are_shown_the_way_to_the_cockpit(seen_world):
    assert "/cockpit" not in get(seen_world, "summary").text
    assert "/cockpit" in get(seen_world, "summary", "moderator").text


def test_hostile_titles_stay_text_on_the_page(world):
    title = "<script>alert(1)</script>"
    step = add_step(world, title, "words")
    world.run(stage.go_live, SYSTEM, world.workshop, activity=step)
    page = get(world, "summary").text
    assert title not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_step_that_is_held_is_on_page_and_in_file(world):
    step = add_step(world, "Ankommen", "info")
    world.run(stage.go_live, SYSTEM, world.workshop, activity=step)
    assert "Ankommen" in get(world, "summary").text
    with zipfile.ZipFile(io.BytesIO(get(world, "download/csv").data)) as archive:
        assert "Ankommen" in archive.read("uebersicht.csv").decode("utf-8-sig")


def test_what_stands_beside_the_agenda_is_on_the_page_as_text(world):
    hostile = "<script>alert(2)</script>"
    world.run(capture.capture, SYSTEM, world.workshop, kind="decision", text=hostile, activity=None)
    world.run(measures.add_measure, SYSTEM, world.workshop, activity=None, what="Liste freier Wohnungen")
    page = get(world, "summary").text
    assert hostile not in page
    assert "&lt;script&gt;alert(2)" in page
    assert "Liste freier Wohnungen" in page
    assert "Redezeiten" not in page


def test_who_represents_a_seat_is_on_the_page_as_text(world):
    world.run(seats.attend, SYSTEM, world.workshop, seat=world.seat, state="represented", by="<b>2. Bürgermeister")
    assert "vertreten durch &lt;b&gt;2. Bürgermeister" in get(world, "summary").text
    [line] = [one for one in get(world, "download/json").json["seats"] if one["by"]]
    assert (line["name"], line["state"], line["by"]) == ("Ahorn", "represented", "<b>2. Bürgermeister")


@pytest.mark.parametrize(("privacy", "name"), [("named", "Ahorn *"), ("unnamed", "")])
def test_what_was_entered_bears_a_star_at_its_name_on_the_page(world, privacy, name):
    step = add_step(world, "Fragen", "questions")
    world.run(agenda.edit_step, SYSTEM, world.workshop, activity=step, field="privacy", value=privacy, former=None)
    world.run(rounds.open_round, SYSTEM, world.workshop, activity=step)
    entry = {"activity": step, "seat": world.seat, "value": {"text": "Wer zahlt?"}, "item": "question-1"}
    world.run(entering.enter_for, SYSTEM, world.workshop, **entry)
    world.run(rounds.close, SYSTEM, world.workshop, activity=step)
    held = get(world, "summary").text.partition('<section class="panel step-result')[2].partition("</section>")[0]
    assert "Wer zahlt?" in held and "davon eine Antwort durch Moderation erfasst" in held
    assert ("erfasst (*)" in held, "(*)" in held) == (bool(name), bool(name))
    assert (" *" in held, name in held) == (bool(name), True)


def test_a_file_is_in_the_readers_language(seen_world):
    client = seen_world.audience("staff")
    client.set_cookie("language", "en")
    made = json.loads(client.get(f"/w/{seen_world.workshop}/download/json").data)
    assert (made["schema"], made["language"]) == ("workshop-summary/1", "en")


@pytest.mark.parametrize(
    "fault", [subprocess.TimeoutExpired("x", 1), subprocess.CalledProcessError(1, "x", b"", b"E: y")]
)
def test_a_file_that_cannot_be_made_is_a_sentence(seen_world, monkeypatch, fault):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(downloads.subprocess, "run", fail)
    answer = get(seen_world, "download/pdf")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
    assert "Die Datei konnte nicht erstellt werden." in answer.text


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("pdf", "2017-01-23_Integration-vor-Ort-gestalten_Protokoll.pdf"),
        ("xlsx", "2017-01-23_Integration-vor-Ort-gestalten_Auswertung.xlsx"),
        ("csv", "2017-01-23_Integration-vor-Ort-gestalten_Tabellen.zip"),
    ],
)
def test_a_file_says_when_what_and_which(kind, name):
    assert file_name(as_json(samples.coburg()), KINDS[kind]) == name


def test_a_file_made_before_the_end_says_so():
    assert file_name(as_json(samples.empty()), KINDS["pdf"]).endswith("_Protokoll_Zwischenstand.pdf")


def test_no_title_can_leave_the_name_of_a_file():
    summary = as_json(samples.coburg()) | {"title": '../"böse"\r\nSet-Cookie: x=1 😀'}
    header = disposition(file_name(summary, KINDS["pdf"]))
    assert header == (
        'attachment; filename="2017-01-23_boese-Set-Cookie-x-1_Protokoll.pdf"; '
        "filename*=UTF-8''2017-01-23_b%C3%B6se-Set-Cookie-x-1_Protokoll.pdf"
    )
