"""Numbers of another workshop in every command that has any: not found, and nothing changes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.live.test_commands import COMMANDS, sample
from tests.services.hall import Hall, _take_tables_away, make_hall
from tests.services.schema import bring_up
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM, Who
from workshop.services import people, series

CARDS = "Beispiele und Hürden"
# Member of a payload → whose number it is.
MEMBERS = {
    "activity": "activity", "round": "round", "theme": "theme", "card": "card", "cards": "card", "into": "card",
    "capture": "capture", "measure": "measure", "speech": "speech", "participant": "participant",
    "participants": "participant", "seat": "seat", "entry": "entry",
}  # fmt: skip
PLAIN = ("n", "to", "place", "minutes", "percent", "seconds", "expected", "after")
NAMED = sorted(name for name, command in COMMANDS.items() if set(command.payload.__struct_fields__) & set(MEMBERS))


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Iterator[tuple[Hall, dict[str, int]]]:
    """A hall, and the numbers of what was made in the other one."""
    hall = make_hall(bring_up(f"sqlite:///{tmp_path_factory.mktemp('both') / 'workshop.db'}"))
    yield hall, made_elsewhere(hall)
    hall.engine.dispose()


def test_every_number_on_the_wire_is_known_to_these_tests():
    for name, command in COMMANDS.items():
        numbers = {member for member, value in sample(name).items() if value in (1, [1]) and value is not True}
        assert numbers <= {*MEMBERS, *PLAIN}, name
        assert command


@pytest.mark.parametrize("name", NAMED)
def test_a_number_of_another_workshop_is_not_found(both, name):
    hall, numbers = both
    payload: dict[str, Any] = {}
    for member, value in sample(name).items():
        other = numbers.get(MEMBERS.get(member, ""), value)
        payload[member] = [other] if isinstance(value, list) else other
    for member in set(COMMANDS[name].payload.__struct_fields__) & set(MEMBERS):
        payload.setdefault(member, numbers[MEMBERS[member]])
    payload.pop("expected", None)
    who = hall.people[0] if COMMANDS[name].capability in ("take_part", "any") else hall.moderator
    before = hall.pictures()
    if COMMANDS[name].reads:
        return
    with pytest.raises(WorkshopError) as refused:
        hall.command(name, who, **payload)
    assert refused.value.status in (403, 404, 409, 422)
    assert hall.pictures() == before


def made_elsewhere(hall: Hall) -> dict[str, int]:
    here, hall.workshop = hall.workshop, hall.elsewhere
    _take_tables_away(hall)
    guest = hall.knock(None, name="Anderswo")
    hall.open(CARDS)
    card = hall.card(guest, "Anderswo geschrieben")
    numbers = {
        "card": card,
        "participant": guest.id,
        "activity": hall.step(CARDS),
        "round": hall.round(CARDS).id,
        "theme": hall.theme("Anderswo"),
        "capture": hall.command("capture", kind="note", text="Anderswo", activity=None)["capture"],
        "measure": hall.command("add_measure", activity=None, what="Anderswo")["measure"],
        "speech": hall.command("add_speaker", seat=None, name="Anderswo")["speech"],
        "entry": hall.last_entry().id,
    }
    hall.workshop = here
    owner = hall.writer.run(None, people.add_user, SYSTEM, login="other", name="Other", hashed="x")["user"]
    other = hall.writer.run(None, series.create, Who("user", owner), title="Andere")["series"]
    numbers["seat"] = hall.writer.run(
        None, series.add_seat, Who("user", owner), series_id=other, cells={"name": "Kiel"}
    )["seat"]
    return numbers
