"""Without names nobody can tell who wrote a card: had others written it, all that leaves the house were the same."""

import json
from dataclasses import replace
from itertools import count
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.drawing import tries
from tests.services.hall import Hall, make_hall
from tests.services.schema import attach
from workshop.language import Catalogue
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

STEP = "Beispiele und Hürden"
PEOPLE = (0, 1, 2, 4)  # three on seats and a guest
WORDS = ("Feste Termine", "Der letzte Bus", "Wohnung", "Dolmetscher")
READER = Reader("de", "Europe/Berlin", Catalogue())


@pytest.fixture
def written(sqlite_url, tmp_path):
    """Return what leaves the house when these people have written these cards, in this order."""
    template = make_hall(sqlite_url)
    template.command("edit_step", activity=template.step(STEP), field="tables", value=2, former=0)
    template.engine.dispose()
    names = count()

    def write(writers: tuple[int, ...], privacy: str = "unnamed") -> dict[str, Any]:
        file = copy(Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / f"{next(names)}.db")
        hall = replace(template, engine=attach(f"sqlite:///{file}"), keys=count(1))
        try:
            if privacy == "named":
                hall.command("edit_step", activity=hall.step(STEP), field="privacy", value=privacy, former=None)
            hall.open(STEP)
            return _written(hall, writers)
        finally:
            hall.engine.dispose()

    return write


def _written(hall: Hall, writers: tuple[int, ...]) -> dict[str, Any]:
    for person in sorted(writers):
        hall.give(hall.people[person], 1, STEP, kind="table")
    question = hall.round(STEP).frozen["questions"][0]["id"]
    for n, (person, text) in enumerate(zip(writers, WORDS, strict=True)):
        hall.give(hall.people[person], {"question": question, "text": text, "table": 1}, STEP, item=f"item-{n:08d}")
    cards = [row.id for row in hall.rows(STEP) if row.kind == "card"]
    hall.command("merge", cards=[cards[1]], into=cards[0])
    hall.command("hide_card", card=cards[3])
    hall.command("close", activity=hall.step(STEP))
    hall.command("reveal", activity=hall.step(STEP))
    with hall.engine.connect() as connection:
        summary = summary_of(connection, hall.workshop, hall.now, READER)
    assert summary is not None
    return hall.pictures() | {"documents": summary.as_dict()}


@settings(max_examples=tries(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writers=st.permutations(PEOPLE))
def test_who_wrote_which_card_changes_nothing_that_leaves_the_house(written, writers):
    assert json.dumps(written(tuple(writers)), sort_keys=True) == json.dumps(written(PEOPLE), sort_keys=True)


def test_no_voice_is_in_anything_that_leaves_the_house(written):
    said = json.dumps(written(PEOPLE))
    assert "seat:" not in said and "guest:" not in said and '"voice"' not in said


def test_a_name_stands_only_in_the_list_of_those_who_are_there(written):
    seen = written(PEOPLE)
    results = json.dumps([picture for name, picture in seen.items() if name.split()[-1].isdigit()])
    steps = json.dumps(seen["documents"]["steps"])
    for name in ("Ahorn", "Dörfles"):
        assert json.dumps(name)[1:-1] not in results + steps
    assert "who" not in {key for picture in seen.values() for row in picture.get("rows") or [] for key in row}


def test_with_names_it_would_be_seen(written):
    assert written(PEOPLE, "named") != written(PEOPLE[::-1], "named")
