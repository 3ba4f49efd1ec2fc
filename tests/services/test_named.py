"""Named: the room sees who, on wall, phones and in documents, for every type that offers it; and never else."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES
from workshop.activities.base import ActivityType
from workshop.language import Catalogue
from workshop.models import Round
from workshop.services.own import forget_me
from workshop.snapshots.record import Reader
from workshop.snapshots.results import results_for
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of

STEP, NAMES = "Vertiefung", ("Ahorn", "Dörfles-Esbach")
READER = Reader("de", "Europe/Berlin", Catalogue())
NAMED = [kind for kind in TYPES.values() if "named" in kind.privacies]
every_named = pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.name)


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


@every_named
def test_the_room_and_the_documents_see_who_once_the_result_is_shown_and_outsiders_never(room, kind):
    answer(room, kind, "named")
    assert [names_in(seen(room, audience)) for audience in ("cockpit", "screen", "phone")] == [set(NAMES), set(), set()]
    room.command("reveal", activity=room.step(STEP))
    for said in (seen(room, "screen"), seen(room, "phone"), document(room)):
        assert names_in(said) == set(NAMES)
    assert outside(room)["count"]["given"] == 2 and names_in(outside(room)) == set()


@pytest.mark.parametrize("kind", [kind for kind in NAMED if "unnamed" in kind.privacies], ids=lambda kind: kind.name)
def test_where_it_was_not_announced_nobody_is_named_to_anybody(room, kind):
    answer(room, kind, "unnamed")
    room.command("reveal", activity=room.step(STEP))
    for said in (seen(room, audience) for audience in ("cockpit", "screen", "phone")):
        assert names_in(said) == set()
        assert "named" not in said and '"who"' not in json.dumps(said)
    assert names_in(document(room)) == set()


@pytest.mark.parametrize(("name", "room_sees"), [("choice", set()), ("cards", set()), ("resolution", set(NAMES))])
def test_a_round_that_opened_before_the_room_saw_names_keeps_what_it_announced(room, name, room_sees):
    answer(room, TYPES[name], "named")
    with Session(room.engine, info={"writer": True}) as session:
        round_ = session.get_one(Round, room.round(STEP).id)
        round_.base = {key: value for key, value in round_.base.items() if key != "names"}
        session.commit()
    room.command("reveal", activity=room.step(STEP))
    assert [names_in(seen(room, audience)) for audience in ("screen", "phone")] == [room_sees] * 2
    assert names_in(seen(room, "cockpit")) == names_in(document(room)) == set(NAMES)


def test_a_vote_says_under_each_answer_who_gave_it(room):
    answer(room, TYPES["choice"], "named", [["a"], ["b"]])
    assert seen(room, "cockpit")["named"] == [{"label": "A", "who": [NAMES[0]]}, {"label": "B", "who": [NAMES[1]]}]


def test_points_say_how_many_came_from_whom(room):
    answer(room, TYPES["dots"], "named", [{"a": 2, "b": 1}, {"b": 2}])
    assert seen(room, "cockpit")["named"] == [
        {"label": "Wohnen", "who": ["Ahorn\u00a02"]},
        {"label": "Bus", "who": ["Ahorn\u00a01", "Dörfles-Esbach\u00a02"]},
    ]
    (section,) = document(room)["sections"]
    assert section["title"] == "Wer was gegeben hat"
    assert section["table"]["rows"] == [["Ahorn", "Wohnen 2 · Bus 1"], ["Dörfles-Esbach", "Bus 2"]]


def test_cards_that_were_put_together_name_all_who_wrote_them(room):
    answer(room, TYPES["cards"], "named")
    first, second = (row.id for row in room.rows(STEP) if row.kind == "card")
    room.command("merge", cards=[second], into=first)
    assert names_in({"themes": document(room)["themes"]}) == set(NAMES)


@pytest.mark.parametrize("kind", [kind for kind in NAMED if kind.votes], ids=lambda kind: kind.name)
def test_a_list_of_names_explains_every_voice_also_of_who_took_theirs_away(room, kind):
    answer(room, kind, "named")
    lists = [rows_of_names(document(room))]
    for who in room.people[:2]:
        room.writer.run(room.workshop, forget_me, who)
        lists.append(rows_of_names(document(room)))
    assert [len(rows) for rows in lists] == [2, 2, 2] == [document(room)["count"]["given"]] * 3
    assert [sorted(who for who, _ in rows) for rows in lists] == [
        [*NAMES], [NAMES[1], "ohne Namen"], ["ohne Namen", "ohne Namen"],
    ]  # fmt: skip
    assert len({str(sorted(said for _, said in rows)) for rows in lists}) == 1


def rows_of_names(found: dict[str, Any]) -> list[list[str]]:
    """Return who gave what, as a document lists it."""
    (rows,) = [one["table"]["rows"] for one in found["sections"] if one["table"]["columns"][0][0] in ("Von", "Wer")]
    return [list(row) for row in rows]


def answer(hall: Hall, kind: ActivityType, privacy: str, values: list[Any] | None = None) -> None:
    """Two seats answer the step as one of this type, as its samples do or with these values; it is closed."""
    hall.make_it(STEP, kind, privacy=privacy)
    hall.open(STEP)
    apart = {one.name for one in kind.kinds if one.of or one.after or one.beside}
    good = [sample for sample in kind.samples["good"] if sample[0] not in apart]
    beside = [sample for sample in kind.samples["good"] if sample[0] in {one.name for one in kind.kinds if one.beside}]
    for n, who in enumerate(hall.people[:2]):
        of, item, value = good[n % len(good)]
        for said in (*beside, (of, item, values[n] if values else value)):
            hall.give(who, said[2], STEP, kind=said[0], item=said[1])
    hall.command("close", activity=hall.step(STEP))
    if kind.opens_shown:
        hall.command("hide", activity=hall.step(STEP))


def names_in(said: Any) -> set[str]:
    text = json.dumps(said, ensure_ascii=False)
    return {name for name in NAMES if name in text}


def seen(hall: Hall, audience: str) -> dict[str, Any]:
    found: dict[str, Any] = hall.pictures()[f"{audience} {hall.step(STEP)}"]
    return found


def outside(hall: Hall) -> dict[str, Any]:
    """Return what observers see of it."""
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        assert scene is not None
        step = scene.step(hall.step(STEP))
        assert step is not None
        return results_for(connection, scene, step, "observer")


def document(hall: Hall) -> dict[str, Any]:
    with hall.engine.connect() as connection:
        summary = summary_of(connection, hall.workshop, hall.now, READER)
    assert summary is not None
    (found,) = [step for step in summary.as_dict()["steps"] if step["title"] == STEP]
    return found
