"""Undo, proved over the table of commands: do, undo, and all pictures are as before."""

import pytest
from sqlalchemy import select

from tests.services.groups import grouped
from tests.services.hall import PLACE
from workshop.live.commands import COMMANDS
from workshop.models import Attendance, Entry, Seat, Theme, Workshop
from workshop.snapshots.cockpit import for_cockpit
from workshop.snapshots.done import MOST_UNDO
from workshop.snapshots.scene import load_scene

# Commands that are not undone, and why.
NOT_UNDONE = {
    "give": "a participant's own; taken back by take_back",
    "take_back": "a participant's own; given again by give",
    "ask_time": "stores nothing",
    "ask_speak": "a participant's own; taken back by withdraw_speak",
    "withdraw_speak": "a participant's own; asked again by ask_speak",
    "take_vote": "a participant's own; handed over again by give_vote",
    "give_vote": "a participant's own; taken again by take_vote",
    "cast": "a secret ballot is final, as the phone says before it is sent",
    "ballot_status": "changes nothing",
    "disown": "a participant's own; the moderator lets the device in again",
    "wish_secret": "a participant's own; taken back by the same command",
    "sync": "changes nothing",
    "preview": "changes nothing",
    "undo": "is undone by undoing what it did, which is redo",
    "show_new": "what the room has read cannot be taken back; hide_card and hide take it off the wall",
    "renew_code": "a code that was made worthless must not come back by accident, as the question before it says",
    "renew_observers": "a link that was made worthless must not come back by accident",
    "write_note": "a text that is being typed; the cockpit keeps it",
}


def opened_cards(hall):
    hall.open("Beispiele und Hürden")
    return [hall.card(hall.people[n], text) for n, text in enumerate(("Eins", "Zwei", "Drei"))]


def prepared(hall, name):
    """Bring the hall where the command is legal and return its payload."""
    step, cards_step = hall.step("Vertiefung"), hall.step("Beispiele und Hürden")
    if name == "start":
        hall.command("end")
        return {}
    if name in ("close", "extend"):
        hall.open("Vertiefung")
    if name in ("reveal", "hide", "next_round", "reset", "to_round"):
        hall.open("Vertiefung")
        hall.command("close", activity=step)
    if name in ("hide", "next_round", "to_round"):
        hall.command("reveal", activity=step)
    if name == "to_round":
        hall.command("next_round", activity=step)
    for names, payload in PAYLOADS:
        if name in names:
            return payload(hall, name)
    if name in ("approve", "hide_card", "discard", "restore", "merge", "unmerge", "sort", "park"):
        return card_payload(hall, name)
    if name in ("rename_theme", "remove_theme", "move_theme"):
        theme = hall.theme("Sprache")
        return {"theme": theme} | {
            "rename_theme": {"title": "Kurse", "former": "Sprache"},
            "move_theme": {"to": 1},
        }.get(name, {})
    with hall.read() as session:
        seat = session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()
        here = session.scalars(select(Attendance.seat_id).where(Attendance.state == "present")).first()
        subtitle = session.get_one(Workshop, hall.workshop).subtitle
    return {
        "go_live": {"activity": step},
        "open": {"activity": step},
        "close": {"activity": step},
        "reveal": {"activity": step},
        "hide": {"activity": step},
        "next_round": {"activity": step},
        "reset": {"activity": step},
        "to_round": {"activity": step, "n": 1},
        "extend": {"activity": step, "minutes": 2},
        "black": {"on": True},
        "lock": {"on": True},
        "admission": {"on": True},
        "remove": {"participant": hall.people[4].id},
        "zoom": {"percent": 120},
        "hand_over": {"to": hall.moderator.id},
        "show_join": {"on": False},
        "speakers": {"open": False},
        "show_speakers": {"on": True},
        "speech_limit": {"seconds": 120},
        "attend": {"seat": seat, "state": "excused"},
        "left": {"seat": here},
        "entitle": {"seat": seat, "on": False},
        "premoderate": {"activity": cards_step, "on": True},
        "add_theme": {"activity": cards_step, "title": "Verkehr"},
        "edit_workshop": {"field": "subtitle", "value": "Neu", "former": subtitle},
        "add_step": {"type": "choice", "title": "Neu", "after": None},
        "edit_step": {"activity": step, "field": "minutes", "value": 9, "former": 3},
        "move_step": {"activity": step, "to": 1},
        "copy_step": {"activity": step},
        "remove_step": {"activity": step},
    }.get(name, {})


DOORS = ("admit", "admit_device", "refuse", "refuse_all", "confirm")
SPEAKING = ("add_speaker", "readd_speaker", "call_speaker", "end_speech", "drop_speaker", "move_speaker")
CAPTURING = ("capture", "edit_capture", "remove_capture", "done", "unpark")
MEASURING = ("add_measure", "adopt", "edit_measure", "move_measure", "remove_measure")


def speech_payload(hall, name):
    """Two wait; for what is about a speech, the second one is meant."""
    hall.command("show_speakers", on=True)
    hall.command("add_speaker", seat=None, name="Sozialamt")
    speech = hall.command("add_speaker", seat=None, name="Jobcenter")["speech"]
    if name in ("end_speech", "readd_speaker"):
        hall.command("call_speaker", speech=speech)
    if name == "readd_speaker":
        hall.command("end_speech", speech=speech)
    return {
        "add_speaker": {"seat": None, "name": "Kreisjugendring"},
        "move_speaker": {"speech": speech, "to": 1},
    }.get(name, {"speech": speech})


def door_payload(hall, name):
    """The second mayor of a seat waits before the door; the first one took it by the code."""
    if name == "confirm":
        return {"participants": [hall.people[0].id, hall.people[1].id]}
    waiting = hall.knock(hall.seat_of(hall.people[0]), "holder")
    return {} if name == "refuse_all" else {"participant": waiting.id}


def capture_payload(hall, name):
    if name == "unpark":
        return {"capture": hall.command("park", card=opened_cards(hall)[0])["capture"]}
    line = {"kind": "note", "text": "Fristen", "activity": hall.step("Vertiefung")}
    if name == "capture":
        return line
    capture = hall.command("capture", **line)["capture"]
    return {
        "edit_capture": {"capture": capture, "text": "Fristen klären", "former": "Fristen"},
        "done": {"capture": capture, "on": True},
    }.get(name, {"capture": capture})


def measure_payload(hall, name):
    if name == "adopt":
        return {"card": opened_cards(hall)[0]}
    first, last = (hall.command("add_measure", activity=None, what=what)["measure"] for what in ("Eins", "Zwei"))
    return {
        "add_measure": {"activity": hall.step("Vertiefung"), "what": "Kurse"},
        "edit_measure": {"measure": first, "field": "due", "value": "2017-03-31", "former": ""},
        "move_measure": {"measure": last, "to": 1},
        "remove_measure": {"measure": first},
    }[name]


def question_payload(hall, name):
    hall.command("add_step", type="questions", title="Fragen", after=None)
    hall.open("Fragen")
    hall.give(hall.people[0], {"text": "Ab wann gilt das?"}, "Fragen", item="question-1")
    return {"card": hall.rows("Fragen")[0].id, "on": True}


def entered_payload(hall, name):
    hall.open("Beispiele und Hürden")
    question = hall.round("Beispiele und Hürden").frozen["questions"][0]["id"]
    with hall.read() as session:
        seat = session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()
    card = {"question": question, "text": "Bus"}
    return {"activity": hall.step("Beispiele und Hürden"), "seat": seat, "item": "item-entered", "value": card}


def card_payload(hall, name):
    if name == "approve":
        hall.command("premoderate", activity=hall.step("Beispiele und Hürden"), on=True)
    one, two, three = opened_cards(hall)
    if name == "restore":
        hall.command("hide_card", card=one)
    if name == "unmerge":
        hall.command("merge", cards=[one], into=two)
    if name == "sort":
        hall.command("merge", cards=[three], into=one)
    return {
        "approve": {"cards": [one, two]},
        "merge": {"cards": [one, three], "into": two},
        "sort": {"card": one, "theme": hall.theme("Sprache"), "place": 1} if name == "sort" else {},
    }.get(name, {"card": one})


def annul_payload(hall, name):
    """Open a roll call; of a secret ballot annulling is final."""
    hall.open("Empfehlung")
    return {"activity": hall.step("Empfehlung"), "reason": "Der Wortlaut war falsch."}


def group_payload(hall, name):
    grouped(hall)
    return {"activity": hall.step("Vertiefung"), "on": True}


PAYLOADS = (
    (DOORS, door_payload),
    (SPEAKING, speech_payload),
    (CAPTURING, capture_payload),
    (MEASURING, measure_payload),
    (("answer",), question_payload),
    (("enter_for",), entered_payload),
    (("annul",), annul_payload),
    (("break_down",), group_payload),
)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(NOT_UNDONE)))
def test_a_command_done_and_undone_leaves_every_picture_as_it_was(hall, name):
    payload = prepared(hall, name)
    before = hall.pictures()
    hall.command(name, **payload)
    assert hall.pictures() != before, "the command changed nothing, so undoing it proves nothing"
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.pictures() == before


@pytest.mark.parametrize("name", ["open", "merge", "remove_step", "sort"])
def test_undoing_an_undo_does_it_again(hall, name):
    payload = prepared(hall, name)
    hall.command(name, **payload)
    after = hall.pictures()
    hall.command("undo", entry=hall.last_entry().id)
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.pictures() == after
    assert hall.last_entry().command == name


def test_done_undone_and_redone_it_can_be_undone_again(hall):
    before = hall.pictures()
    hall.command("black", on=True)
    for _ in range(3):
        hall.command("undo", entry=hall.last_entry().id)
    assert hall.pictures() == before


def test_what_was_undone_cannot_be_undone_twice(hall):
    hall.command("black", on=True)
    entry = hall.last_entry().id
    hall.command("undo", entry=entry)
    assert hall.refusal("undo", entry=entry) == "undone_already"


def test_the_last_twenty_can_be_taken_back_one_after_the_other(hall):
    step, theme = hall.step("Beispiele und Hürden"), hall.theme("Thema 0")
    moments = []
    for n in range(1, MOST_UNDO + 3):
        moments.append(hall.pictures(only=step))
        match n % 4:
            case 0:
                hall.command("rename_theme", theme=theme, title=f"Thema {n}", former=title_of(hall, theme))
            case 1:
                hall.command("black", on=n % 8 == 1)
            case 2:
                hall.command("zoom", percent=100 + n)
            case 3:
                hall.command("premoderate", activity=step, on=n % 8 == 3)
    assert MOST_UNDO >= 20
    for left in range(MOST_UNDO):
        offered = offered_for_undo(hall)
        assert len(offered) >= MOST_UNDO - left
        hall.command("undo", entry=offered[0])
        assert hall.pictures(only=step) == moments.pop(), left


def title_of(hall, theme: int) -> str:
    with hall.read() as session:
        return session.get_one(Theme, theme).title


def offered_for_undo(hall) -> list[int]:
    """Return the entries that the cockpit offers to take back, the last first."""
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        return [one["entry"] for one in for_cockpit(connection, scene, PLACE, "token")["undo"]]


def test_what_another_command_has_changed_since_is_not_put_back(hall):
    step = hall.step("Vertiefung")
    hall.command("edit_step", activity=step, field="minutes", value=9, former=3)
    entry = hall.last_entry().id
    hall.command("edit_step", activity=step, field="minutes", value=11, former=9)
    before = hall.pictures()
    assert hall.refusal("undo", entry=entry) == "changed_since"
    assert hall.pictures() == before


def test_a_closing_is_not_undone_under_a_result_that_is_on_show(hall):
    hall.open("Vertiefung")
    step = hall.step("Vertiefung")
    hall.command("close", activity=step)
    closing = hall.last_entry().id
    hall.command("reveal", activity=step)
    assert hall.refusal("undo", entry=closing) == "changed_since"
    hall.command("undo", entry=hall.last_entry().id)
    hall.command("undo", entry=closing)
    assert (hall.round("Vertiefung").state, hall.round("Vertiefung").shown) == ("open", False)


def test_an_opening_is_taken_back_only_as_long_as_nobody_has_answered(hall):
    """As a draft it could be opened as named, or with other options, and the answers would be under it."""
    hall.open("Vertiefung")
    opening = hall.last_entry().id
    hall.command("undo", entry=opening)
    hall.command("undo", entry=hall.last_entry().id)
    opening = hall.last_entry().id
    assert ("open", opening) in hall.offered()
    option = hall.round("Vertiefung").frozen["options"][0]["id"]
    hall.give(hall.people[0], [option])
    before = hall.pictures()
    assert opening not in [entry for _, entry in hall.offered()]
    assert hall.refusal("undo", entry=opening) == "answered_since"
    hall.command("take_back", hall.people[0], round=hall.round("Vertiefung").id, key=hall.key(), n=2)
    assert hall.refusal("undo", entry=opening) == "answered_since"
    hall.give(hall.people[0], [option], n=3)
    assert hall.pictures() == before


def test_what_was_answered_without_names_never_gets_any(hall):
    hall.open("Vertiefung")
    opening = hall.last_entry().id
    hall.give(hall.people[0], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    hall.command("close", activity=hall.step("Vertiefung"))
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.refusal("undo", entry=opening) == "answered_since"
    hall.command("close", activity=hall.step("Vertiefung"))
    edit = {"activity": hall.step("Vertiefung"), "field": "privacy", "value": "named", "former": None}
    hall.command("edit_step", **edit)
    hall.command("open", activity=hall.step("Vertiefung"))
    hall.command("close", activity=hall.step("Vertiefung"))
    assert "named" not in hall.pictures()[f"cockpit {hall.step('Vertiefung')}"]


def test_an_entry_of_another_workshop_is_not_found(hall):
    hall.command("black", on=True)
    entry = hall.last_entry().id
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    assert hall.refusal("undo", entry=entry) == "not_found"


def test_a_refused_command_leaves_no_entry_and_no_revision(hall):
    before = hall.revision(), hall.last_entry().id
    assert hall.refusal("close", activity=hall.step("Vertiefung")) == "illegal_action"
    assert (hall.revision(), hall.last_entry().id) == before


def test_the_journal_holds_numbers_and_no_text_of_a_participant(hall):
    cards = opened_cards(hall)
    hall.command("merge", cards=[cards[0]], into=cards[1])
    with hall.read() as session:
        written = repr([entry.changes for entry in session.query(Entry)])
    assert "Eins" not in written and "Zwei" not in written
