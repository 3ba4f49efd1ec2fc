"""Where there is no roster guests vote by name: whoever gave stands in every list, whatever they are called."""

import html
import io
import json
import re
import zipfile
from collections import Counter
from itertools import count

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.reports.readers import MAKERS
from tests.web.world import World, make_world
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.commands import command_of
from workshop.models import Round, db
from workshop.services import agenda, joining, own, rounds, series, stage, workshops
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene

ROLL_CALL, CHOICE = "Empfehlung", "Vorliebe"
KEYS = count(1)
# Two are called Anna; two say no name; Bernd leaves by himself, Carla is sent out, Dora takes back all that is hers.
GUESTS = (
    ("Anna", "yes"), ("Anna", "no"), ("", "yes"), ("", "yes"), ("", "no"),
    ("Bernd", "no"), ("Carla", "abstain"), ("Dora", "no"),
)  # fmt: skip
SAID = {"de": ("ohne Namen", "Ja", "Nein", "Enthaltung"), "en": ("without a name", "Yes", "No", "Abstention")}
HEADS = {"de": ("Wer wie gestimmt hat", "Wer was gegeben hat"), "en": ("Who voted how", "Who gave what")}
NOTE = "Zu teuer, sagt"  # and a number


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A workshop of a series without a roster, where guests voted by roll call and in a choice with names."""
    world = make_world(tmp_path_factory.mktemp("guests"))
    owner = world.users["owner"]
    number = world.run(series.create, owner, title="Ohne Sitzliste")["series"]
    world.run(workshops.create, owner, series_id=number, title="Offener Abend")
    world.workshop = world.run(workshops.create, owner, series_id=number, title="Offene Runde")["workshop"]
    world.run(stage.start, owner, world.workshop)
    decide = step(world, ROLL_CALL, "resolution", ask="Die Runde empfiehlt eine Anlaufstelle.")
    choose = step(world, CHOICE, "choice", options=[{"id": "a", "label": "Bus"}, {"id": "b", "label": "Bahn"}])
    guests = [guest(world, name) for name, _ in GUESTS]
    for activity, told in ((decide, lambda answer: answer), (choose, lambda answer: ["a" if answer == "yes" else "b"])):
        world.run(stage.go_live, SYSTEM, world.workshop, activity=activity)
        world.run(rounds.open_round, SYSTEM, world.workshop, activity=activity)
        for who, (_, answer) in zip(guests, GUESTS, strict=True):
            give(world, who, activity, told(answer))
        world.run(rounds.close, SYSTEM, world.workshop, activity=activity)
        world.run(rounds.reveal, SYSTEM, world.workshop, activity=activity)
    for n, (who, (_, answer)) in enumerate(zip(guests, GUESTS, strict=True)):
        if answer != "yes":
            give(world, who, decide, f"{NOTE} {n}.", "note")
    world.run(joining.leave, guests[5], world.workshop)
    world.run(stage.remove, SYSTEM, world.workshop, participant=guests[6].id)
    world.run(own.forget_me, guests[7], world.workshop)
    return world


def step(world: World, title: str, kind: str, **config) -> int:
    made = world.run(agenda.add_step, SYSTEM, world.workshop, type=kind, title=title, after=None)["activity"]
    former = {"privacy": None, "ask": "", "options": []}
    for field, value in ({"privacy": "named"} | config).items():
        edit = {"activity": made, "field": field, "value": value, "former": former[field]}
        world.run(agenda.edit_step, SYSTEM, world.workshop, **edit)
    return made


def guest(world: World, name: str) -> Who:
    join = {"seat_id": None, "capacity": "guest", "name": name}
    return Who("participant", world.run(joining.join, Who("participant"), world.workshop, **join)["participant"])


def give(world: World, who: Who, activity: int, value: object, kind: str = "vote") -> None:
    with world.app.app_context():
        number = db.session.query(Round.id).filter_by(activity_id=activity).scalar()
    sent = {"round": number, "kind": kind, "value": value, "key": f"key-{next(KEYS):018d}", "n": 1}
    world.product.writer.submit(world.workshop, command_of("give").call(who, sent))


def voters(language: str, answers: dict[str, str]) -> Counter[tuple[str, str]]:
    """Return how often a list must say each name beside each answer; Dora's name is gone, her vote is not."""
    nameless = SAID[language][0]
    return Counter((nameless if name in ("", "Dora") else name, answers[answer]) for name, answer in GUESTS)


def page(world: World, what: str, language: str):
    client = world.audience("owner")
    client.set_cookie("language", language)
    return client.get(f"/w/{world.workshop}/{what}")


def words_of(kind: str, file: bytes) -> str:
    """Return all that a file says, in one line."""
    if kind == "pdf":
        said = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file)).pages)
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            said = unmarked(archive.read("word/document.xml").decode())
    elif kind == "xlsx":
        cells = [cell.value for sheet in load_workbook(io.BytesIO(file)) for row in sheet.iter_rows() for cell in row]
        said = " ".join(str(cell) for cell in cells if cell is not None)
    elif kind == "csv":
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            said = " ".join(archive.read(one).decode("utf-8-sig") for one in archive.namelist()).replace(";", " ")
    else:
        said = " ".join(leaves(json.loads(file)))
    return " ".join(said.split())


def unmarked(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def leaves(value: object) -> list[str]:
    if isinstance(value, dict | list):
        return [leaf for one in (value.values() if isinstance(value, dict) else value) for leaf in leaves(one)]
    return [str(value)]


def counted(said: str, wanted: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often a text says each of the pairs."""
    return Counter({pair: len(re.findall(rf"(?<!\w){' '.join(pair)}(?!\w)", said)) for pair in wanted})


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["page", *sorted(MAKERS)])
def test_every_document_has_a_row_for_every_vote_that_was_counted(held, kind, language):
    _, yes, no, abstain = SAID[language]
    if kind == "page":
        said = " ".join(unmarked(page(held, "summary", language).text).split())
    else:
        summary = json.loads(page(held, "download/json", language).data)
        said = words_of(kind, MAKERS[kind].make(summary))
    decided, _, chose = said.rpartition(HEADS[language][1])
    wanted = voters(language, {"yes": yes, "no": no, "abstain": abstain})
    notes = Counter({pair: n for pair, n in wanted.items() if pair[1] != yes})
    notes[SAID[language][0], no] -= 1  # Dora has none any more
    assert counted(decided.partition(HEADS[language][0])[2], wanted) == wanted + notes
    wanted = voters(language, {"yes": "Bus", "no": "Bahn", "abstain": "Bahn"})
    assert counted(chose, wanted) == wanted


@pytest.mark.parametrize("audience", ["cockpit", "screen", "phone"])
def test_the_room_sees_a_name_or_its_lack_for_every_vote(held, audience):
    decided, chose = (picture(held, title, audience) for title in (ROLL_CALL, CHOICE))
    whole = decided["whole"]
    assert len(whole["votes"]) == whole["given"] == whole["yes"] + whole["no"] + whole["abstain"] == len(GUESTS)
    named = Counter((one["who"], one["value"]) for one in whole["votes"])
    assert named == Counter((name if name != "Dora" else "", answer) for name, answer in GUESTS)
    assert chose["named"] == [
        {"label": "Bus", "who": ["Anna"], "nameless": ["", ""]},
        {"label": "Bahn", "who": ["Anna", "Bernd", "Carla"], "nameless": ["", ""]},
    ]


def test_a_note_stands_by_its_own_authors_vote_though_another_has_that_name(held):
    notes = picture(held, ROLL_CALL, "screen")["whole"]["notes"]
    assert [(one["who"], one["text"][len(NOTE) :]) for one in notes] == [
        ("Anna", " 1."), ("Bernd", " 5."), ("Carla", " 6."), ("", " 4.")
    ]  # fmt: skip


def picture(world: World, title: str, audience: str) -> dict:
    with world.product.engine.connect() as connection:
        scene = load_scene(connection, world.workshop, world.product.clock())
        (found,) = [one for one in scene.steps if one.row.title == title]
        return results_for(connection, scene, found, audience)
