"""The table of commands, every row: who may, when, and what is refused at the door.

The tests are made from the table, so a new command is under test before it is used. Those that only read are answered
by the socket itself: test_doors.py.
"""

from typing import Any

import msgspec
import pytest

from tests.services.ballot_box import STEP, take_all_seats, voter_key
from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES
from workshop.activities.forms import clean_field, field_of
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import CAPABILITIES, SYSTEM, Who
from workshop.live.commands import ALWAYS, COMMANDS, command_of
from workshop.models import Series, Workshop
from workshop.services import people
from workshop.vault import Vault

WRITING = [name for name, command in COMMANDS.items() if not command.reads]
LEADING = [name for name in WRITING if not COMMANDS[name].hot]
# Of those that phones send by the hundred: what they are told before the room opens and after its end.
HOT = {"give": "room_closed", "take_back": "room_closed", "cast": "closed", "ballot_status": ""}
OPEN, SECRET = "Vertiefung", STEP
ROLES = ("owner", "moderator", "staff", "observer", "participant", "screen", "stranger")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory) -> dict[str, Any]:
    """A hall with somebody of every role, an open vote and an open secret ballot; the tests change nothing of it."""
    from tests.services.schema import bring_up

    folder = tmp_path_factory.mktemp("crowd")
    hall = make_hall(bring_up(f"sqlite:///{folder / 'workshop.db'}"), Vault(folder / "keys"))
    take_all_seats(hall)
    for title in (OPEN, SECRET):
        hall.open(title)
    who = {role: _member(hall, role) for role in ("owner", "moderator", "staff", "observer")}
    strange = hall.writer.run(None, people.add_user, SYSTEM, login="stranger", name="Fremd", hashed="x")["user"]
    who |= {"participant": hall.people[0], "screen": Who("screen"), "stranger": Who("user", strange)}
    return {"hall": hall, "who": who}


@pytest.mark.parametrize("state", ALWAYS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LEADING)
def test_a_command_is_for_its_roles_in_its_states(crowd, name, role, state):
    hall, command = crowd["hall"], COMMANDS[name]
    code = _tried(hall, name, crowd["who"][role], state)
    if role not in CAPABILITIES[command.capability]:
        assert code == "not_allowed"
    elif state not in command.states:
        assert code == "workshop_state"
    else:
        assert code not in ("not_allowed", "workshop_state")


@pytest.mark.parametrize("state", ALWAYS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", HOT)
def test_only_participants_give_and_only_while_the_room_is_open(crowd, name, role, state):
    code = _tried(crowd["hall"], name, crowd["who"][role], state, _given(crowd["hall"], name))
    assert code == ("removed" if role != "participant" else HOT[name] if state != "open" else "")


def test_every_command_is_tried_with_every_role_in_every_state():
    assert set(COMMANDS) == {*LEADING, *HOT, *(name for name, command in COMMANDS.items() if command.reads)}


def test_the_shortest_ballot_of_the_largest_choice_may_be_filled_up():
    most = field_of(TYPES["choice"], "most").most
    options = [{"id": f"{n}".ljust(40, "x"), "label": f"{n}"} for n in range(most)]
    assert clean_field(field_of(TYPES["choice"], "options"), options) == options
    fill = len(msgspec.json.encode([option["id"] for option in options])) * " "
    msgspec.convert({"round": 1, "key": voter_key(), "value": [], "fill": fill}, COMMANDS["cast"].payload)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_member_is_refused(name):
    payload = {**sample(name), "unknown": 1}
    assert _refusal(name, payload) == "malformed"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_missing_member_is_refused(name):
    for member in required(name):
        payload = {key: value for key, value in sample(name).items() if key != member}
        assert _refusal(name, payload) == "malformed"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("nonsense", [[], {}, "x" * 5000, -(2**70), 2**70, 1.5])
def test_a_member_of_the_wrong_kind_is_refused(name, nonsense):
    for member in required(name):
        if COMMANDS[name].payload.__annotations__[member] is not Any:
            assert _refusal(name, {**sample(name), member: nonsense}) == "malformed"


@pytest.mark.parametrize("payload", ["text", 7, [], [1], True])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_no_object_is_refused(name, payload):
    assert _refusal(name, payload) == "malformed"


@pytest.mark.parametrize("name", [name for name in COMMANDS if COMMANDS[name].guarded])
def test_a_guarded_command_needs_the_revision_it_was_decided_on(name):
    payload = {key: value for key, value in sample(name).items() if key != "expected"}
    assert _refusal(name, payload) == "malformed"


@pytest.mark.parametrize("name", ["connect", "disconnect", "__class__", "", "GIVE", "open_round"])
def test_what_is_not_in_the_table_is_no_command(name):
    with pytest.raises(WorkshopError) as raised:
        command_of(name)
    assert raised.value.code == "unknown_command"


def sample(name: str) -> dict[str, Any]:
    """Return a payload that passes the door."""
    values = {
        "key": "k" * 22, "state": "present", "audience": "screen", "cards": [1], "title": "T", "text": "T", "what": "T",
        "former": "", "field": "title", "type": "choice", "on": True, "value": "v", "minutes": 1, "theme": 1,
        "kind": "note", "open": True, "percent": 110, "reason": "R", "participants": [1],
    }  # fmt: skip
    made = {member: values.get(member, 1) for member in required(name)}
    return made | ({"expected": 0} if COMMANDS[name].guarded else {})


def required(name: str) -> list[str]:
    return [spec.name for spec in msgspec.structs.fields(COMMANDS[name].payload) if spec.required]


def _refusal(name: str, payload: Any) -> str:
    with pytest.raises(WorkshopError) as raised:
        COMMANDS[name].call(SYSTEM, payload) if not COMMANDS[name].reads else COMMANDS[name].read(payload)
    return raised.value.code


def _given(hall: Hall, name: str) -> dict[str, Any]:
    """Return what a participant of this hall may send."""
    if name in ("cast", "ballot_status"):
        return {"round": hall.round(SECRET).id, "key": voter_key()} | ({"value": "yes"} if name == "cast" else {})
    vote = hall.round(OPEN)
    answer = {"round": vote.id, "key": hall.key(), "n": 1}
    return answer | ({"value": [vote.frozen["options"][0]["id"]]} if name == "give" else {})


def _tried(hall: Hall, name: str, who: Who, state: str, payload: dict[str, Any] | None = None) -> str:
    """Run a command in a transaction that is always rolled back; return its refusal or ""."""
    from sqlalchemy.orm import Session

    from workshop.room import Room
    from workshop.writer import _alone

    call = COMMANDS[name].call(who, payload or sample(name))
    call.expected = None
    with Session(hall.engine, info={"writer": True}, autoflush=False) as session:
        workshop = session.get_one(Workshop, hall.workshop)
        workshop.state = state
        session.flush()
        room = Room(session, hall.now, workshop, hall.vault)
        answer = call.hot(room, [call])[0] if call.hot else _alone(room, call)
        session.rollback()
    return answer.code if isinstance(answer, WorkshopError) else ""


def _member(hall: Hall, role: str) -> Who:
    user = hall.writer.run(None, people.add_user, SYSTEM, login=f"the-{role}", name=role, hashed="x")["user"]
    with hall.read() as session:
        series = session.get_one(Workshop, hall.workshop).series_id
        assert session.get(Series, series)
    hall.writer.run(None, people.give_role, SYSTEM, series_id=series, user_id=user, role=role)
    return Who("user", user)
