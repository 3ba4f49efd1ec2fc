"""Every command with hostile values, on each engine: done or refused in words, never a fault."""

from itertools import product
from typing import Any

import pytest

from tests.live.test_commands import required, sample
from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES
from workshop.domain.errors import WorkshopError
from workshop.live.commands import COMMANDS

FAULTS = ("failed", "not_saved", "busy", "disk_full")
DEEP: list[Any] = []
for _ in range(400):
    DEEP = [DEEP]
VALUES: list[Any] = [
    None, True, 0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**63, 2**64 - 1, 1.5, 1e308, "", " ", "a", "a\0b", "\u202eab",
    "\ud800", "x" * 1999, "x" * 4001, "../x", "{{7*7}}", "=1+1", b"\0", [], [1, 2**63], [None], ["a\0b"], {},
    {"id": "a", "label": "\0"}, [{"id": 2**63, "label": "x"}], {"activity": 2**63, "what": "themes"},
    {"question": "\0", "text": "\0"}, {"__proto__": 1}, DEEP,
]  # fmt: skip
OF_EVERY_STEP = ["title", "minutes", "note", "who", "privacy", "config"]
WRITING = [name for name, command in COMMANDS.items() if not command.reads]


@pytest.fixture(params=["sqlite", "postgres"])
def hall(request: pytest.FixtureRequest):
    made = make_hall(request.getfixturevalue(f"{request.param}_url"))
    made.open("Vertiefung")
    yield made
    made.engine.dispose()


def test_no_member_of_a_command_can_be_made_a_fault(hall):
    faults = []
    for name in WRITING:
        for member, value in product(required(name), VALUES):
            faults += fault(hall, name, {**sample(name), member: value})
    assert faults == []


def test_no_answer_can_be_made_a_fault(hall):
    faults = []
    for step in ("Vertiefung", "Beispiele und Hürden", "Ankommen", "Lagebild"):
        if step not in titles(hall):
            continue
        for member, value in product(("value", "item", "kind", "key", "n", "round"), VALUES):
            give = {"round": hall.round(step).id, "value": "a", "key": hall.key(), "n": 1, "item": "1", member: value}
            faults += fault(hall, "give", give)
    assert faults == []


@pytest.mark.parametrize("kind", sorted(TYPES))
@pytest.mark.parametrize("hall", ["sqlite"], indirect=True)
def test_no_field_of_the_editor_can_be_made_a_fault(hall, kind):
    edit(hall, kind, [spec.name for spec in TYPES[kind].fields] + OF_EVERY_STEP)


@pytest.mark.parametrize("hall", ["postgres"], indirect=True)
def test_postgres_is_no_worse_with_each_kind_of_field(hall):
    """A value is cleaned by the kind of its field, whatever the type; so PostgreSQL sees each kind once."""
    one_of_a_kind = {spec.kind: (name, spec.name) for name, kind in TYPES.items() for spec in kind.fields}
    for name, field in one_of_a_kind.values():
        edit(hall, name, [field])
    edit(hall, "choice", OF_EVERY_STEP)


def edit(hall: Hall, kind: str, fields: list[str]) -> None:
    step = hall.command("add_step", type=kind, title=kind, after=None)["activity"]
    faults = []
    for field, value in product(fields, VALUES):
        faults += fault(hall, "edit_step", {"activity": step, "field": field, "value": value, "former": value})
        faults += fault(hall, "edit_step", {"activity": step, "field": field, "value": value, "former": None})
    assert faults == []
    assert hall.pictures()


def test_no_fact_of_the_workshop_can_be_made_a_fault(hall):
    faults = []
    for field, value in product(("title", "subtitle", "minutes", "starts_at", "code", "state", "id"), VALUES):
        faults += fault(hall, "edit_workshop", {"field": field, "value": value, "former": None})
    assert faults == []
    assert hall.pictures()


def fault(hall: Hall, name: str, payload: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return what went wrong beyond a refusal."""
    payload = dict(payload)
    if COMMANDS[name].guarded and payload.get("expected") == 0:
        del payload["expected"]
    who = hall.people[0] if COMMANDS[name].capability == "take_part" else None
    try:
        # What the door refuses never gets further: the hall need not be asked for its revision first.
        COMMANDS[name].read({member: value for member, value in payload.items() if member != "expected"})
        hall.command(name, who, **payload)
    except WorkshopError as refused:
        return [(name, payload)] if refused.code in FAULTS else []
    except Exception as broken:
        return [(name, (payload, repr(broken)[:100]))]
    return []


def titles(hall: Hall) -> list[str]:
    return [step["title"] for step in hall.pictures()["cockpit"]["steps"]]
