"""Numbers of another workshop in every command that has any: not found, though all else about it is legal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from tests.live.test_commands import COMMANDS, sample
from tests.services.ballot_box import STEP, Vote, take_all_seats, voter_key
from tests.services.hall import PLACE, Hall, _take_tables_away, make_hall
from tests.services.test_history import opened_cards, prepared
from workshop.domain.errors import NotFound
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.broadcast import Broadcast
from workshop.live.listeners import Listeners
from workshop.models import Activity, Box, Roll
from workshop.services import people, series
from workshop.tokens import Tokens
from workshop.vault import Vault

CARDS = "Beispiele und Hürden"
# Member of a payload → whose number it is.
MEMBERS = {
    "activity": "activity", "round": "round", "theme": "theme", "card": "card", "cards": "card", "into": "card",
    "capture": "capture", "measure": "measure", "speech": "speech", "participant": "participant",
    "participants": "participant", "seat": "seat", "entry": "entry", "after": "activity",
}  # fmt: skip
ACCOUNTS = {"hand_over": "to"}
PLAIN = ("n", "to", "place", "minutes", "percent", "seconds", "expected")
CASES = sorted(
    (name, member)
    for name, command in COMMANDS.items()
    for member in command.payload.__struct_fields__
    if member in MEMBERS or ACCOUNTS.get(name) == member
)


@pytest.fixture
def hall(sqlite_url, tmp_path) -> Iterator[Hall]:
    made = make_hall(sqlite_url, Vault(tmp_path / "keys"))
    yield made
    made.engine.dispose()


def test_every_number_on_the_wire_is_known_to_these_tests():
    for name, command in COMMANDS.items():
        numbers = {member for member, value in sample(name).items() if value in (1, [1]) and value is not True}
        assert numbers <= {*MEMBERS, *PLAIN}, name
        assert command


@pytest.mark.parametrize(("name", "member"), [case for case in CASES if not COMMANDS[case[0]].reads])
def test_a_number_of_another_workshop_is_not_found_where_one_of_ours_would_do(hall, name, member):
    who, payload = legal(hall, name)
    numbers = made_elsewhere(hall)
    other = numbers["account" if ACCOUNTS.get(name) == member else MEMBERS[member]]
    foreign = {**payload, member: [*payload[member], other] if isinstance(payload.get(member), list) else other}
    before = everything(hall)
    with pytest.raises(NotFound):
        hall.command(name, who, **foreign)
    assert everything(hall) == before
    assert hall.command(name, who, **payload)["ok"], "it was refused for another reason"


def test_a_card_of_another_workshop_cannot_be_liked(hall):
    hall.command("edit_step", activity=hall.step(CARDS), field="likes", value=True, former=False)
    (card, *_), numbers = opened_cards(hall), made_elsewhere(hall)
    hall.command("reveal", activity=hall.step(CARDS))
    like = {"round": hall.round(CARDS).id, "kind": "like", "value": True, "n": 1}
    with pytest.raises(NotFound):
        hall.command("give", hall.people[1], **like, key=hall.key(), item=str(numbers["card"]))
    assert hall.command("give", hall.people[2], **like, key=hall.key(), item=str(card))["ok"]


def test_every_command_that_reads_a_number_is_under_test_here():
    assert [case for case in CASES if COMMANDS[case[0]].reads] == [("preview", "activity")]


@pytest.mark.parametrize("audience", ["phone", "screen"])
def test_a_step_of_another_workshop_is_not_previewed(hall, audience):
    numbers = made_elsewhere(hall)
    broadcast = Broadcast(hall.engine, lambda: hall.now, PLACE, Tokens("x" * 32), Listeners(), Counter())
    assert broadcast.preview(hall.workshop, hall.step(CARDS), audience)
    assert broadcast.preview(hall.workshop, numbers["activity"], audience) is None


def everything(hall: Hall) -> list[Any]:
    """Return what both workshops show."""
    return [replace(hall, workshop=one).pictures() for one in (hall.workshop, hall.elsewhere)]


def legal(hall: Hall, name: str) -> tuple[Who, dict[str, Any]]:
    """Bring the hall where a command is legal; return who sends it and what with."""
    if name in MAYORS:
        return hall.people[0], MAYORS[name](hall)
    if name in BALLOTS:
        return secret_payload(hall, name)
    if name == "undo":
        hall.command("black", on=True)
        return hall.moderator, {"entry": hall.last_entry().id}
    if name == "show_new":
        opened_cards(hall)
        hall.command("reveal", activity=hall.step(CARDS))
        hall.card(hall.people[0], "Noch neu")
        return hall.moderator, {"activity": hall.step(CARDS)}
    return hall.moderator, prepared(hall, name)


def choice_payload(hall: Hall) -> dict[str, Any]:
    hall.open("Vertiefung")
    round_ = hall.round("Vertiefung")
    return {"round": round_.id, "value": [round_.frozen["options"][0]["id"]], "key": hall.key(), "n": 1}


def taken_back(hall: Hall) -> dict[str, Any]:
    given = choice_payload(hall)
    hall.command("give", hall.people[0], **given)
    return {"round": given["round"], "key": hall.key(), "n": 2}


def timed(hall: Hall) -> dict[str, Any]:
    return {"round": choice_payload(hall)["round"]}


def wished(hall: Hall) -> dict[str, Any]:
    hall.command("go_live", activity=hall.step(STEP))
    return {"activity": hall.step(STEP), "on": True}


def disowned(hall: Hall) -> dict[str, Any]:
    device = hall.knock(hall.seat_of(hall.people[0]), "holder")
    hall.command("admit_device", participant=device.id)
    return {"participant": device.id}


MAYORS = {
    "give": choice_payload, "take_back": taken_back, "ask_time": timed, "wish_secret": wished, "disown": disowned,
}  # fmt: skip
BALLOTS = ("cast", "ballot_status")


def secret_payload(hall: Hall, name: str) -> tuple[Who, dict[str, Any]]:
    """A ballot of this workshop; that of the other one is open as well, and the mayor's seat stands on its roll."""
    mayors = take_all_seats(hall)
    hall.open(STEP)
    ballot = {"round": hall.round(STEP).id, "key": voter_key()}
    return mayors[0], ballot if name == "ballot_status" else {**ballot, "value": "yes"}


@pytest.mark.parametrize("name", BALLOTS)
def test_an_open_secret_ballot_of_another_workshop_takes_and_tells_nothing(hall, name):
    other = replace(hall, workshop=hall.elsewhere)
    secret_elsewhere(other)
    mayor, ballot = secret_payload(hall, name)
    vote = Vote(other, hall.vault, [])
    on_roll = [row.seat_id for row in vote.rows(Roll)]
    assert hall.seat_of(mayor) in on_roll, "nothing but the workshop keeps this mayor from casting there"
    with pytest.raises(NotFound):
        hall.command(name, mayor, **{**ballot, "round": other.round(STEP).id})
    assert vote.rows(Box) == [] and not any(row.voted for row in vote.rows(Roll))
    assert hall.command(name, mayor, **ballot)["ok"]


def secret_elsewhere(other: Hall) -> None:
    with other.engine.begin() as connection:
        secret = {"ask": "Anderswo", "proposal": [], "privacy": "secret"}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=secret))
    other.open(STEP)


def made_elsewhere(hall: Hall) -> dict[str, int]:
    """Make one of everything in the other workshop and return the numbers."""
    other = replace(hall, workshop=hall.elsewhere)
    _take_tables_away(other)
    guest = other.knock(None, name="Anderswo")
    other.open(CARDS)
    numbers = {
        "card": other.card(guest, "Anderswo geschrieben"),
        "participant": guest.id,
        "activity": other.step(CARDS),
        "round": other.round(CARDS).id,
        "theme": other.theme("Anderswo"),
        "capture": other.command("capture", kind="note", text="Anderswo", activity=None)["capture"],
        "measure": other.command("add_measure", activity=None, what="Anderswo")["measure"],
        "speech": other.command("add_speaker", seat=None, name="Anderswo")["speech"],
        "entry": other.last_entry().id,
    }
    owner = hall.writer.run(None, people.add_user, SYSTEM, login="other", name="Other", hashed="x")["user"]
    strange = hall.writer.run(None, series.create, Who("user", owner), title="Andere")["series"]
    seat = hall.writer.run(None, series.add_seat, Who("user", owner), series_id=strange, cells={"name": "Kiel"})["seat"]
    return numbers | {"seat": seat, "account": owner}
