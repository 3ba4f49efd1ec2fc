"""What goes out to an audience: never more than it may see, also not by difference."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.services.ballot_box import held_at
from tests.services.hall import PLACE, Hall, make_hall
from workshop.domain.permissions import OBSERVER
from workshop.live.broadcast import Broadcast
from workshop.live.listeners import Listener, Listeners
from workshop.tokens import Tokens

CARDS = "Beispiele und Hürden"


class Room:
    """A hall with one phone in it; ``heard`` is what went out, in order."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.heard: list[tuple[str, dict[str, Any], str]] = []
        listeners = self.listeners = Listeners()
        self.phone = Listener("phone", hall.workshop, hall.people[0], ("phone",), "seat:1")
        listeners.add(self.phone)
        self.broadcast = Broadcast(hall.engine, lambda: hall.now, PLACE, Tokens("k" * 32), listeners, Counter())
        self.broadcast.emit = lambda event, picture, to: self.heard.append(
            (event, orjson.loads(orjson.dumps(picture)), to)
        )
        hall.writer.changed.connect(self.broadcast.on_changed, weak=False)
        self.broadcast.welcome(self.phone)

    def results(self) -> dict[str, Any]:
        while not self.hall.writer.is_idle():  # pictures follow the answer
            time.sleep(0.01)
        return [picture for event, picture, _ in self.heard if event == "results"][-1]

    def screens(self, to: str) -> list[dict[str, Any]]:
        """Return what somebody got of the screen's own picture."""
        return [picture for event, picture, at in self.heard if (event, at) == ("state", to) and "join" in picture]


@pytest.fixture
def vote(sqlite_url: str, tmp_path: Path):
    yield from held_at(sqlite_url, tmp_path)


@pytest.fixture
def hall(database_url: str):
    made = make_hall(database_url)
    made.open(CARDS)
    yield made
    made.engine.dispose()


def test_a_card_that_waits_is_not_even_a_number_to_the_room(hall):
    hall.command("reveal", activity=hall.step(CARDS))
    hall.command("premoderate", activity=hall.step(CARDS), on=True)
    room = Room(hall)
    card = hall.card(hall.people[1], "Geheim")
    assert (room.results()["rows"], room.results()["gone"]) == ([], [])
    hall.command("discard", card=card)
    assert (room.results()["rows"], room.results()["gone"]) == ([], [])


def test_a_card_that_the_room_has_seen_is_said_to_be_gone(hall):
    hall.command("reveal", activity=hall.step(CARDS))
    room = Room(hall)
    card = hall.card(hall.people[1], "Zu sehen")
    hall.command("show_new", activity=hall.step(CARDS))
    assert [row["id"] for row in room.results()["rows"]] == [card]
    hall.command("hide_card", card=card)
    assert (room.results()["rows"], room.results()["gone"]) == ([], [card])


def test_an_unnamed_card_is_not_even_a_number_to_the_room_before_five_voices_wrote(hall):
    hall.command("reveal", activity=hall.step(CARDS))
    room = Room(hall)
    hall.card(hall.people[1], "Noch nicht")
    assert (room.results()["rows"], room.results()["gone"]) == ([], [])


def test_a_text_that_was_told_does_not_come_again_because_its_author_changes_it_or_likes_another(hall):
    hall.command("add_step", type="questions", title="Fragen", after=None)
    hall.open("Fragen")
    for n in (0, 1):
        hall.give(hall.people[n], {"text": f"Frage {n}"}, "Fragen", item=f"question-{n}")
    hall.command("show_new", activity=hall.step("Fragen"))
    room = Room(hall)
    hall.command("answer", card=hall.rows("Fragen")[1].id, on=True)
    assert [row["id"] for row in room.results()["rows"]] == [row.id for row in hall.rows("Fragen")], (
        "the first is whole"
    )
    hall.give(hall.people[1], {"text": "Anders"}, "Fragen", item="question-1", n=2)
    assert room.results()["since"] and room.results()["rows"] == []
    hall.give(hall.people[0], True, "Fragen", kind="like", item=str(hall.rows("Fragen")[1].id))
    assert room.results()["rows"] == []
    hall.command("show_new", activity=hall.step("Fragen"))
    assert [row["value"]["text"] for row in room.results()["rows"]] == ["Anders"]


def test_a_hidden_text_is_said_to_be_gone_once_and_not_again_when_its_author_changes_it(hall):
    hall.command("reveal", activity=hall.step(CARDS))
    card = hall.card(hall.people[1], "Zu sehen", item="card-12345678")
    hall.command("show_new", activity=hall.step(CARDS))
    room = Room(hall)
    hall.command("sort", card=card, theme=hall.theme("Verkehr"))
    hall.command("hide_card", card=card)
    assert (room.results()["rows"], room.results()["gone"]) == ([], [card])
    question = hall.round(CARDS).frozen["questions"][0]["id"]
    hall.give(hall.people[1], {"question": question, "text": "Anders"}, CARDS, item="card-12345678", n=2)
    assert (room.results()["rows"], room.results()["gone"]) == ([], [])


def test_observers_get_screen_and_agenda_and_results_of_their_own_without_names(sqlite_url):
    hall = make_hall(sqlite_url)
    hall.command("edit_step", activity=hall.step(CARDS), field="privacy", value="named", former=None)
    hall.open(CARDS)
    hall.command("reveal", activity=hall.step(CARDS))
    room = Room(hall)
    hall.card(hall.people[0], "Vorher")
    room.results()
    assert [row["who"] for row in room.results()["rows"]] == ["Ahorn"]
    observer = Listener("observer", hall.workshop, OBSERVER, ("observer",))
    room.listeners.add(observer)
    room.broadcast.welcome(observer)
    hall.card(hall.people[0], "Danach")
    room.results()
    got = [(event, picture) for event, picture, to in room.heard if to in ("observer", f"{hall.workshop}:observer")]
    assert {picture["audience"] for event, picture in got if event == "state"} == {"screen", "observer"}
    rows = [picture["rows"] for event, picture in got if event == "results"]
    assert rows[0][0]["value"]["text"] == "Vorher" and rows[-1][-1]["value"]["text"] == "Danach"
    assert all("who" not in row for some in rows for row in some) and "Ahorn" not in str(got)
    hall.engine.dispose()


def test_observers_get_the_code_only_while_the_join_slide_is_up(hall):
    room = Room(hall)
    wall, observer = (Listener(name, hall.workshop, OBSERVER, (name,)) for name in ("screen", "observer"))
    for name, on in (("show_join", True), ("black", True), ("black", False), ("show_join", False)):
        hall.command(name, on=on)
        for listener in (wall, observer):
            room.broadcast.welcome(listener)
    code = hall.pictures()["cockpit"]["code"]
    got = [(picture["stage"], picture["join"]) for picture in room.screens("observer")]
    assert {stage for stage, _ in got} == {"join", "black", "step"}
    assert all((join is not None) == (stage == "join") for stage, join in got) and got[0][1]["code"] == code
    assert [picture["join"]["code"] for picture in room.screens("screen")] == [code] * 4


def test_before_the_reveal_the_room_gets_neither_cards_nor_themes(hall):
    room = Room(hall)
    hall.command("sort", card=hall.card(hall.people[1], "Geheim"), theme=hall.theme("Verkehr"))
    assert room.results()["rows"] == []
    assert all("Geheim" not in str(picture) and "Verkehr" not in str(picture) for _, picture, _ in room.heard)


def test_nobody_gets_what_belongs_to_another_person(hall):
    hall.command("close", activity=hall.step(CARDS))
    room = Room(hall)
    hall.open("Vertiefung")
    option = hall.round("Vertiefung").frozen["options"][0]["id"]
    hall.give(hall.people[1], [option])
    room.results()
    own = [picture for event, picture, _ in room.heard if event == "me"]
    assert own and all(picture["given"] == [] for picture in own)
    assert all(to in ("phone", f"{hall.workshop}:phone") for _, _, to in room.heard)


def test_a_newcomer_sees_by_nothing_that_a_ballot_came_before_the_count_moves(vote):
    vote.open()
    room = Room(vote.hall)
    later: list[tuple[Any, Any]] = []
    room.broadcast.spawn = lambda work, *args: later.append((work, args))
    first = heard_anew(room)
    for mayor in vote.mayors[1:3]:
        vote.hall.now += 100
        vote.cast(mayor)
        assert heard_anew(room) == first
    vote.hall.now += 2_000
    for work, args in later:
        work(*args)
    now = heard_anew(room)
    assert [picture["count"]["given"] for event, picture in now if event == "results"] == [2]
    assert [picture["version"] for _, picture in first] == [picture["version"] for _, picture in now]


def test_a_ballot_reaches_no_line_but_its_seats_and_delays_no_picture(vote):
    """Else who watches what comes in, or measures how long a picture takes, would see who has just tapped."""
    vote.open()
    hall, room = vote.hall, Room(vote.hall)
    voter, seat = vote.mayors[1], f"seat:{vote.hall.seat_of(vote.mayors[1])}"
    for sid in ("tablet", "second"):
        room.listeners.add(Listener(sid, hall.workshop, voter, ("phone",), seat))
    room.listeners.add(Listener("desk", hall.workshop, hall.moderator, ("cockpit", "screen")))
    room.listeners.add(Listener("observer", hall.workshop, OBSERVER, ("observer",)))
    rests: list[float] = []
    room.broadcast.sleep = rests.append
    room.broadcast.spawn = lambda work, *args: None if work.__name__ == "_tell_casting" else work(*args)
    room.heard.clear()
    vote.cast(voter)
    wait_for(lambda: len(room.heard) > 1, room)
    assert {(event, to) for event, _, to in room.heard} == {("me", "tablet"), ("me", "second")} and rests == []
    hall.command("black", on=True)
    wait_for(lambda: rests, room)
    assert {f"{hall.workshop}:cockpit", f"{hall.workshop}:phone"} <= {to for _, _, to in room.heard}


def wait_for(is_so: Callable[[], object], room: Room) -> None:
    for _ in range(1000):
        if is_so() and room.hall.writer.is_idle():
            return
        time.sleep(0.01)
    raise AssertionError(room.heard)


def heard_anew(room: Room) -> list[tuple[str, dict[str, Any]]]:
    """Return what a phone gets of the room that asks for all anew, once what was written has been told."""
    room.results()
    room.heard.clear()
    room.broadcast.welcome(room.phone)
    return [(event, picture) for event, picture, _ in room.heard if event in ("state", "results")]


def test_a_device_alone_learns_the_number_of_its_text_where_texts_can_be_liked(hall):
    room = Room(hall)
    hall.card(hall.people[0], "Ohne Zustimmung")
    room.results()
    before = [picture for event, picture, _ in room.heard if event == "me"]
    hall.command("add_step", type="questions", title="Fragen", after=None)
    hall.open("Fragen")
    room.results()
    hall.give(hall.people[0], {"text": "Ab wann?"}, "Fragen", item="question-1")
    room.results()
    own = [picture for event, picture, _ in room.heard if event == "me"]
    assert len(before) == 1
    assert [one["id"] for one in own[-1]["given"]] == [hall.rows(CARDS)[0].id, hall.rows("Fragen")[0].id]


def test_whoever_is_sent_out_is_told_and_put_out(hall):
    room, closed = Room(hall), []
    room.listeners.close = closed.append
    hall.command("remove", participant=hall.people[1].id)
    room.results()
    assert closed == []
    hall.command("remove", participant=hall.people[0].id)
    room.results()
    assert closed == [room.phone]
    assert ("notice", {"code": "removed"}, "phone") in room.heard


def test_with_the_first_answer_the_cockpit_hears_that_the_opening_stands(hall):
    room = Room(hall)
    room.listeners.add(Listener("cockpit", hall.workshop, hall.moderator, ("cockpit",)))
    assert "open" in [command for command, _ in hall.offered()]
    hall.card(hall.people[0], "Eins")
    hall.card(hall.people[1], "Zwei")
    room.results()
    place = ("state", f"{hall.workshop}:cockpit")
    offers = [[one["command"] for one in picture["undo"]] for event, picture, to in room.heard if (event, to) == place]
    assert offers and all("open" not in offer for offer in offers)
    assert len(offers) == 1, "only the first answer changes what is offered"
