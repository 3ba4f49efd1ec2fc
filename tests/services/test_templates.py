"""Handing a workshop on as a file: out, in and out again is the same; what does not fit is refused whole."""

import json
from copy import deepcopy

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from config import ROOT
from tests.services.desk import make_desk
from tests.services.drawing import tries
from workshop.domain.errors import NotAllowed
from workshop.library import templates as library_templates
from workshop.library.format import File
from workshop.models import Activity, Round, Workshop
from workshop.services import agenda, library, templates
from workshop.services.template_file import MOST_BYTES, MOST_STEPS, read
from workshop.snapshots.schema import template_schema_text

SMALL = {
    "format": "workshop-template/1",
    "workshop": {"title": "Austausch", "subtitle": "", "minutes": 90},
    "agenda": [
        {"id": "karten", "type": "cards", "title": "Karten", "minutes": 10, "note": "Bitte laut lesen.",
         "config": {"questions": [{"id": "a", "label": "Was hilft?"}], "hint": "", "arranges": None}},
        {"id": "wahl", "type": "choice", "title": "Wahl", "minutes": 5,
         "config": {"ask": "Was zuerst?", "options": {"activity": "karten", "what": "themes", "most": 3}, "most": 1}},
        {"id": "spaeter", "type": "astrology", "title": "Später", "minutes": 0,
         "config": {"stars": 3, "from": {"activity": "karten", "what": "themes"}, "arranges": "karten"}},
    ],
}  # fmt: skip
# The sample is the same in both.
OURS = [*library_templates().values(), *(one for one in library_templates("en").values() if one["language"] == "en")]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_the_published_schema_is_that_of_the_code():
    published = (ROOT / "docs" / "template.schema.json").read_text(encoding="utf-8")
    made = template_schema_text()
    assert published == made, "run: python -m workshop.snapshots.schema template > docs/template.schema.json"


@pytest.mark.parametrize("template", OURS, ids=lambda one: f"{one['id']}-{one['language']}")
def test_a_template_of_the_product_is_a_file_that_anybody_could_send(desk, template):
    msgspec.convert(template, File)
    public = {name: value for name, value in template.items() if name not in ("series", "seats", "samples")}
    assert faults(public) == []
    made = taken(desk, public)
    assert json.loads(desk.written(made))["workshop"] == template["workshop"]


@pytest.mark.parametrize("template", [SMALL, *library_templates().values()], ids=lambda one: one.get("id", "small"))
def test_out_in_and_out_again_is_the_same_to_the_byte(desk, template):
    first = desk.written(taken(desk, template))
    assert desk.written(taken(desk, json.loads(first))) == first


def test_what_is_written_keeps_to_the_schema(desk):
    text = desk.written(taken(desk, SMALL))
    file = msgspec.json.decode(text, type=File)
    assert [step.id for step in file.agenda] == ["karten", "wahl", "spaeter"]
    assert file.agenda[1].config["options"] == {"activity": "karten", "what": "themes", "most": 3}
    assert "seats" not in json.loads(text)


def test_a_planted_workshop_comes_back_with_what_was_edited(desk):
    planted = desk.run(library.plant, desk.owner, series_id=desk.one, template="coburg")["workshop"]
    desk.writer.run(planted, agenda.edit_workshop, desk.owner, field="minutes", value=1440, former=90)
    first = desk.written(planted)
    assert json.loads(first)["workshop"]["minutes"] == 1440
    assert desk.written(taken(desk, json.loads(first))) == first


def test_a_step_just_added_can_be_handed_on(desk):
    made = taken(desk, {**SMALL, "agenda": []})
    for name in ("choice", "cards", "scale", "words", "info"):
        desk.writer.run(made, agenda.add_step, desk.owner, type=name, title="Gleicher Titel", after=None)
    first = desk.written(made)
    assert [step["id"] for step in json.loads(first)["agenda"]][:2] == ["gleicher-titel", "gleicher-titel-2"]
    assert desk.written(taken(desk, json.loads(first))) == first


def test_prices_come_back_and_a_line_without_one_is_named(desk):
    lines = [{"id": "a", "label": "Bürgerbus", "price": 45000}, {"id": "b", "label": "Freibad", "price": 30000}]
    step = {"id": "kaufen", "type": "budget", "title": "Kaufen", "config": {"ask": "Was?", "way": "priced"}}
    file = {**SMALL, "agenda": [{**step, "config": step["config"] | {"priced": lines}}]}
    assert json.loads(desk.written(taken(desk, file)))["agenda"][0]["config"]["priced"] == lines
    del lines[1]["price"]
    (fault,) = read(sent(file))[1]
    assert (fault.code, fault.params["at_step"], fault.params["at_field"]) == ("no_price", 1, "priced")


def test_references_lead_to_the_new_steps(desk):
    steps = desk.steps(taken(desk, SMALL))
    assert steps[1].config["options"]["activity"] == steps[0].id
    assert steps[2].config["arranges"] == steps[0].id


def test_statements_and_things_come_back_as_lines_and_as_references(desk):
    lines = [{"id": "wohnen", "label": "Wohnen"}]
    themes = {"activity": "karten", "what": "themes"}
    best = {"activity": "skala", "what": "best", "most": 12}
    asked = [("skala", "scale", {"statements": themes}), ("matrix", "matrix", {"items": best}),
             ("skala-2", "scale", {"statements": lines}), ("matrix-2", "matrix", {"items": lines})]  # fmt: skip
    steps = [{"id": name, "type": kind, "title": name, "config": config} for name, kind, config in asked]
    first = desk.written(taken(desk, {**SMALL, "agenda": [SMALL["agenda"][0], *steps]}))
    came = [step["config"] for step in json.loads(first)["agenda"][1:]]
    assert [one.get("statements", one.get("items")) for one in came] == [themes, best, lines, lines]
    assert desk.written(taken(desk, json.loads(first))) == first


def test_a_file_that_asks_for_more_of_the_best_than_fits_is_still_one(desk):
    config = {"ask": "", "proposal": {"activity": "wahl", "what": "best", "most": 5}}
    decide = {"id": "beschluss", "type": "resolution", "title": "Beschluss", "config": config}
    file = {**SMALL, "agenda": [*SMALL["agenda"], decide]}
    assert desk.steps(taken(desk, file))[3].config["proposal"]["most"] == 5


def test_who_may_not_prepare_takes_nothing(desk):
    stranger = desk.user("fremd")
    with pytest.raises(NotAllowed):
        desk.run(templates.take, stranger, series_id=desk.one, template=read(sent(SMALL))[0])
    assert desk.counts()[0] == 0


@pytest.mark.parametrize(
    ("change", "code", "step", "field"),
    [
        (lambda file: file["workshop"].update(title=""), "empty", 0, "title"),
        (lambda file: file["workshop"].update(minutes=0), "out_of_range", 0, "minutes"),
        (lambda file: file.update(workshop=[]), "wrong_type", 0, "workshop"),
        (lambda file: file["agenda"][0].update(title="x" * 201), "too_long", 1, "title"),
        (lambda file: file["agenda"][0].update(minutes=True), "out_of_range", 1, "minutes"),
        (lambda file: file["agenda"][0].update(position=7), "unknown_field", 1, "position"),
        (lambda file: file["agenda"][1].update(id="karten"), "template_twice", 1, "id"),
        (lambda file: file["agenda"][1].update(id="../x"), "template_name", 2, "id"),
        (lambda file: file["agenda"][1].update(type=["choice"]), "unknown_type", 2, "type"),
        (lambda file: file["agenda"][1]["config"].update(options=[{"id": "a", "label": ""}]), "empty", 2, "options"),
        (lambda file: file["agenda"][1]["config"]["options"].update(activity="weg"), "template_no_step", 2, "options"),
        (lambda file: file["agenda"][1]["config"]["options"].update(activity=1), "template_no_step", 2, "options"),
        (lambda file: file["agenda"][1]["config"]["options"].update(activity="wahl"), "not_that_step", 2, "options"),
        (lambda file: file["agenda"][1]["config"].update(stars=1), "unknown_field", 2, "stars"),
        (lambda file: file["agenda"][1]["config"].update(live=True), "not_an_option", 2, "live"),
        (lambda file: file["agenda"][2]["config"].update(text="\x00"), "control", 3, "text"),
        (lambda file: file["agenda"][2]["config"]["from"].update(most="3"), "out_of_range", 3, "from"),
        (lambda file: file["agenda"][2]["config"].update(stars=2**60), "wrong_type", 3, "stars"),
        (lambda file: file["agenda"][2]["config"].update(stars=10**400), "wrong_type", 3, "stars"),
    ],
)
def test_a_fault_is_named_with_its_place(change, code, step, field):
    file = deepcopy(SMALL)
    change(file)
    found = [(fault.code, fault.params["at_step"], fault.params["at_field"]) for fault in read(sent(file))[1]]
    assert (code, step, field) in found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "template_json"),
        (b"\xff\xfe", "template_json"),
        (b"[" * 100_000, "template_json"),
        (b"9" * 5000, "template_json"),
        (b'{"format": NaN}', "wrong_type"),
        (b"[]", "template_format"),
        (b'{"format": "workshop-template/2"}', "template_format"),
        (b'{"format": "workshop-template/1", "agenda": [1]}', "template_agenda"),
        (b" " * (MOST_BYTES + 1), "sheet_large"),
    ],
)
def test_what_is_no_template_is_refused(data, code):
    assert [fault.code for fault in read(data)[1]] == [code]


def test_an_endless_agenda_is_refused():
    steps = [{"id": f"s{n}", "type": "info", "title": "x"} for n in range(MOST_STEPS + 1)]
    assert faults({**SMALL, "agenda": steps}) == ["template_steps"]


@settings(max_examples=tries(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_taken_whole_or_refused_whole(desk, data):
    file = deepcopy(SMALL)
    damage(file, data)
    before = desk.counts()
    template, found = read(sent(file))
    assert bool(template) != bool(found)
    if template:
        first = desk.written(desk.run(templates.take, desk.owner, series_id=desk.one, template=template)["workshop"])
        assert desk.written(taken(desk, json.loads(first))) == first
    else:
        assert desk.counts() == before
        assert all(str(fault.params).encode() for fault in found)


@settings(max_examples=tries(150))
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_without_a_crash(data):
    assert read(data)[1]


def damage(file: dict, data) -> None:
    """Put anything at any place of the file."""
    at: dict | list = file
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys)) if keys else data.draw(st.text(max_size=5))
        inner = at[key] if keys else None
        if isinstance(inner, (dict, list)) and inner and data.draw(st.integers(0, 3)):
            at = inner
            continue
        if isinstance(at, dict) and data.draw(st.booleans()):
            at[data.draw(st.sampled_from(["live", "who", "privacy", "arranges", "most", "x", "\x00"]))] = data.draw(
                ANYTHING
            )
        elif keys:
            at[key] = data.draw(ANYTHING)
        return


def sent(file: dict) -> bytes:
    return json.dumps(file).encode()


def faults(file: dict) -> list[str]:
    return [fault.code for fault in read(sent({**file}))[1]]


def taken(desk, file: dict) -> int:
    template, found = read(sent(file))
    assert found == []
    return desk.run(templates.take, desk.owner, series_id=desk.one, template=template)["workshop"]


class Owned:
    """A desk with one series, and what the tests here look at."""

    def __init__(self, desk) -> None:
        self.desk, self.run, self.writer, self.user = desk, desk.run, desk.writer, desk.user
        self.owner = desk.user("leitung")
        self.one = desk.series(self.owner)

    def written(self, workshop: int) -> str:
        with self.desk.read() as session:
            return templates.written(session, workshop)

    def steps(self, workshop: int) -> list[Activity]:
        with self.desk.read() as session:
            query = select(Activity).where(Activity.workshop_id == workshop).order_by(Activity.position)
            return list(session.scalars(query))

    def counts(self) -> list[int]:
        with self.desk.read() as session:
            tables = (Workshop, Activity, Round)
            return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.fixture
def desk(sqlite_url) -> Owned:
    return Owned(make_desk(sqlite_url))
