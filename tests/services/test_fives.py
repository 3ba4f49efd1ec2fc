"""Unnamed and live: neither the wall nor the phones move by one person, and no lamp tells whose an answer is."""

import pytest
from sqlalchemy import select

from tests.services.hall import make_hall
from workshop.domain.fives import FIVE
from workshop.domain.permissions import SYSTEM, Who
from workshop.language import Catalogue
from workshop.models import Activity, Seat
from workshop.services import joining
from workshop.services.own import forget_me
from workshop.snapshots.record import Reader
from workshop.snapshots.results import Seen, is_visible, results_for
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of

CARDS, QUESTIONS, VOTE = "Beispiele und Hürden", "Fragen", "Vertiefung"


@pytest.fixture
def room(sqlite_url):
    made = full_hall(sqlite_url)
    yield made
    made.engine.dispose()


def full_hall(url):
    made = make_hall(url)
    with made.read() as session:
        seats = session.scalars(select(Seat.id).order_by(Seat.id)).all()
    for seat in seats[3:15]:
        joined = made.writer.run(made.workshop, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="")
        made.people.append(Who("participant", joined["participant"]))
    made.people = [one for n, one in enumerate(made.people) if n not in (3, 4)]  # one device a seat, no guest
    return made


def test_words_on_the_wall_change_only_by_five_voices(room):
    step = words(room)
    seen = []
    for n, person in enumerate(room.people[:12]):
        room.give(person, f"Wort {n}", step, item="1")
        seen.append(len(shown(room, step)))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    room.command("close", activity=room.step(step))
    assert len(shown(room, step)) == 12


def test_a_change_of_mind_waits_and_a_word_taken_out_goes_at_once(room):
    step = words(room)
    for n, person in enumerate(room.people[:6]):
        room.give(person, f"Wort {n}", step, item="1")
    room.give(room.people[0], "Anders", step, item="1", n=2)
    assert shown(room, step) == {f"Wort {n}" for n in range(5)}
    room.command("hide_card", card=room.rows(step)[1].id)
    assert shown(room, step) == {"Wort 0", "Wort 2", "Wort 3", "Wort 4"}
    assert "Anders" in {one["value"] for one in room.pictures()[f"cockpit {room.step(step)}"]["rows"]}


def test_words_that_were_deleted_stand_in_no_picture_and_nowhere_else(room):
    step = words(room)
    for n, person in enumerate(room.people[:5]):
        room.give(person, f"Wort {n}", step, item="1")
    room.writer.run(room.workshop, forget_me, room.people[0])
    assert shown(room, step) == {f"Wort {n}" for n in range(1, 5)}
    assert "Wort 0" not in {row.told for row in room.rows(step)}


def test_opened_again_it_goes_on_from_what_was_shown(room):
    step = words(room)
    for n, person in enumerate(room.people[:7]):
        room.give(person, f"Wort {n}", step, item="1")
    room.command("close", activity=room.step(step))
    before = shown(room, step)
    room.command("open", activity=room.step(step))
    seen = [shown(room, step) == before]
    for n, person in enumerate(room.people[7:12]):
        seen.append(shown(room, step) == before)
        room.give(person, f"Neu {n}", step, item="1")
    assert seen == [True] * 6
    assert len(shown(room, step)) == 12


def test_of_unnamed_texts_the_cockpit_has_the_number_and_never_whose_they_are(room):
    """Neither when they come, nor at closing, nor when a late one is let in, nor when one is taken back."""
    room.open(CARDS)
    seen = []
    for n, person in enumerate(room.people[:6]):
        room.card(person, f"Karte {n}", item=f"item-{n:08d}")
        seen.append(told(room, CARDS))
    room.command("take_back", room.people[0], round=room.round(CARDS).id, key=room.key(), item="item-00000000", n=2)
    seen.append(told(room, CARDS))
    room.command("close", activity=room.step(CARDS))
    seen.append(told(room, CARDS))
    late = {"question": room.round(CARDS).frozen["questions"][0]["id"], "text": "Spät"}
    room.give(room.people[6], late, CARDS, item="item-00000006", late=True)
    room.command("approve", cards=[room.rows(CARDS)[-1].id])
    seen.append(told(room, CARDS))
    assert seen == [(None, count) for count in (1, 2, 3, 4, 5, 6, 5, 5, 6)]


def test_a_vote_has_its_lamps_until_it_is_opened_again_after_its_tally_was_seen(room):
    room.open(VOTE)
    vote(room, *room.people[:3])
    assert told(room, VOTE) == ([room.seat_of(one) for one in room.people[:3]], 3)
    room.command("close", activity=room.step(VOTE))
    assert told(room, VOTE) == ([room.seat_of(one) for one in room.people[:3]], 3)
    room.command("open", activity=room.step(VOTE))
    seen = [told(room, VOTE)]
    vote(room, room.people[3])
    room.command("take_back", room.people[0], round=room.round(VOTE).id, key=room.key(), n=2)
    seen.append(told(room, VOTE))
    vote(room, room.people[4])
    room.command("close", activity=room.step(VOTE))
    assert [*seen, told(room, VOTE)] == [(None, 3), (None, 3), (None, 4)]
    assert sum(one["count"] for one in room.pictures()[f"cockpit {room.step(VOTE)}"]["whole"]["options"]) == 4


@pytest.mark.parametrize("closing", ["close", "reset", "end"])
def test_a_closing_that_was_undone_leaves_no_lamps_either(room, closing):
    room.open(VOTE)
    vote(room, *room.people[:3])
    room.command(closing, **({} if closing == "end" else {"activity": room.step(VOTE)}))
    room.command("undo", entry=room.last_entry().id)
    assert told(room, VOTE) == (None, 3)
    vote(room, room.people[3])
    room.command("close", activity=room.step(VOTE))
    assert told(room, VOTE) == (None, 4)


def test_opened_again_before_anybody_voted_or_with_names_it_keeps_its_lamps(room):
    room.open(VOTE)
    room.command("close", activity=room.step(VOTE))
    room.command("open", activity=room.step(VOTE))
    vote(room, room.people[0])
    assert told(room, VOTE) == ([room.seat_of(room.people[0])], 1)
    room.command("reset", activity=room.step(VOTE))
    room.command("edit_step", activity=room.step(VOTE), field="privacy", value="named", former=None)
    room.command("open", activity=room.step(VOTE))
    vote(room, room.people[0])
    room.command("close", activity=room.step(VOTE))
    room.command("open", activity=room.step(VOTE))
    assert told(room, VOTE) == ([room.seat_of(room.people[0])], 1)


def test_with_names_every_lamp_comes_on_at_once(room):
    room.command("edit_step", activity=room.step(CARDS), field="privacy", value="named", former=None)
    room.open(CARDS)
    assert lamps(room) == list(range(1, 13))


@pytest.mark.parametrize("audience", ["phone", "screen", "cockpit"])
def test_likes_and_the_queue_move_only_by_five_voices(room, audience):
    first, second = asked(room, 2)
    seen = []
    for person in room.people[2:14]:
        like(room, person, second)
        seen.append(likes(room, audience)[second])
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    room.command("close", activity=room.step(QUESTIONS))
    assert likes(room, audience) == {first: 0, second: 12}


@pytest.mark.parametrize("audience", ["phone", "screen", "cockpit"])
def test_a_like_taken_back_waits_and_no_text_betrays_by_coming_again_that_it_was_liked(room, audience):
    first, _ = asked(room, 2)
    for person in room.people[2:7]:
        like(room, person, first)
    seen = results(room, audience)["version"]
    payload = {"round": room.round(QUESTIONS).id, "kind": "like", "item": str(first), "key": room.key(), "n": 2}
    room.command("take_back", room.people[2], **payload)
    assert likes(room, audience)[first] == 5
    assert results(room, audience, since=seen)["rows"] == []
    for person in room.people[7:11]:
        like(room, person, first)
    assert likes(room, audience)[first] == 8
    assert {row["likes"] for row in results(room, audience, since=seen)["rows"]} == {8, 0}


def test_likes_of_cards_that_became_one_are_counted_once_as_far_as_they_were_told(room):
    first, second = asked(room, 2)
    for person in room.people[2:7]:
        like(room, person, first)
    for person in (*room.people[2:4], *room.people[7:10]):
        like(room, person, second)
    like(room, room.people[10], second)
    room.command("merge", cards=[second], into=first)
    assert likes(room, "screen") == {first: 8, second: 0}


@pytest.mark.parametrize("audience", ["phone", "screen"])
def test_texts_come_in_fives_and_all_at_closing_while_those_who_lead_see_each(room, audience):
    room.command("add_step", type="questions", title=QUESTIONS, after=None)
    room.open(QUESTIONS)
    seen = []
    for n, person in enumerate(room.people[:12]):
        ask(room, person, f"Frage {n}")
        seen.append(len(results(room, audience)["rows"]))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    rows = results(room, "cockpit")["rows"]
    assert [row["value"]["text"] for row in rows if row.get("unseen")] == ["Frage 10", "Frage 11"]
    room.command("close", activity=room.step(QUESTIONS))
    assert len(results(room, audience)["rows"]) == 12


def test_on_every_engine_they_come_in_fives(database_url):
    room = full_hall(database_url)
    first, *_ = asked(room, 5)
    for person in room.people[5:10]:
        like(room, person, first)
    room.command(
        "take_back", room.people[5], round=room.round(QUESTIONS).id, key=room.key(), item=str(first), n=2, kind="like"
    )
    assert (len(texts(room)), likes(room, "phone")[first]) == (5, 5)
    room.command("close", activity=room.step(QUESTIONS))
    assert likes(room, "phone")[first] == 4
    room.engine.dispose()


def test_five_texts_of_one_voice_are_of_one_voice(room):
    room.command("add_step", type="questions", title=QUESTIONS, after=None)
    room.open(QUESTIONS)
    for n in range(6):
        ask(room, room.people[0], f"Frage {n}")
    assert results(room, "screen")["rows"] == []


def test_a_changed_text_stays_as_it_was_until_then_and_one_taken_back_goes_at_once(room):
    numbers = asked(room, 5)
    payload = {"item": room.rows(QUESTIONS)[0].item, "n": 2}
    room.give(room.people[0], {"text": "Ganz anders"}, QUESTIONS, kind="question", **payload)
    assert texts(room)[numbers[0]] == "Frage 0"
    room.command("take_back", room.people[0], round=room.round(QUESTIONS).id, key=room.key(), item=payload["item"], n=3)
    assert numbers[0] not in texts(room)
    assert room.rows(QUESTIONS)[0].told is None


def test_those_who_lead_can_show_texts_before_and_no_count_moves_by_that(room):
    first, _ = asked(room, 2)
    like(room, room.people[4], first)
    ask(room, room.people[3], "Noch eine")
    assert "Noch eine" not in texts(room).values()
    room.command("show_new", activity=room.step(QUESTIONS))
    assert "Noch eine" in texts(room).values()
    assert set(likes(room, "screen").values()) == {0}
    assert room.refusal("show_new", activity=room.step(QUESTIONS)) == "nothing_new"


def test_what_those_who_lead_let_in_or_uncover_is_seen_at_once(room):
    room.open(CARDS)
    room.card(room.people[0], "Vorher")
    room.command("reveal", activity=room.step(CARDS))
    assert set(texts(room, CARDS).values()) == {"Vorher"}
    room.command("premoderate", activity=room.step(CARDS), on=True)
    late = room.card(room.people[1], "Geprüft")
    room.command("approve", cards=[late])
    assert set(texts(room, CARDS).values()) == {"Vorher", "Geprüft"}


def test_a_text_that_was_hidden_before_anybody_saw_it_is_seen_once_it_is_brought_back(room):
    asked(room, 1)
    ask(room, room.people[1], "Noch eine")
    card = room.rows(QUESTIONS)[1].id
    for command in ("hide_card", "restore"):
        assert "Noch eine" not in texts(room).values()
        room.command(command, card=card)
    assert "Noch eine" in texts(room).values()


def test_a_text_taken_back_while_it_was_hidden_is_not_one_of_five_voices(database_url):
    room = full_hall(database_url)
    room.command("add_step", type="questions", title=QUESTIONS, after=None)
    room.open(QUESTIONS)
    ask(room, room.people[0], "Frage 0")
    (card,) = room.rows(QUESTIONS)
    room.command("hide_card", card=card.id)
    payload = {"round": card.round_id, "kind": card.kind, "item": card.item, "key": room.key(), "n": 2}
    room.command("take_back", room.people[0], **payload)
    room.command("restore", card=card.id)
    for n, person in enumerate(room.people[1:6]):
        assert texts(room) == {}
        ask(room, person, f"Frage {n}")
    assert len(texts(room)) == 5
    room.engine.dispose()


def test_a_summary_of_an_open_step_tells_no_text_and_no_like_on_its_own(room):
    first, _ = asked(room, 2)
    for person in room.people[2:8]:
        like(room, person, first)
    ask(room, room.people[8], "Noch eine")
    assert [row[:2] for row in record_of(room)] == [["Frage 0", 5], ["Frage 1", 0]]
    assert [row[:2] for row in record_of(room, leads=True)] == [["Frage 0", 5], ["Frage 1", 0], ["Noch eine", 0]]
    room.command("close", activity=room.step(QUESTIONS))
    assert [row[:2] for row in record_of(room)] == [["Frage 0", 6], ["Frage 1", 0], ["Noch eine", 0]]


def asked(room, count):
    """Open a step of questions with some of them on show; return their numbers."""
    room.command("add_step", type="questions", title=QUESTIONS, after=None)
    room.open(QUESTIONS)
    for n in range(count):
        ask(room, room.people[n], f"Frage {n}")
    if count < FIVE:
        room.command("show_new", activity=room.step(QUESTIONS))
    return [row.id for row in room.rows(QUESTIONS)]


def ask(room, person, text):
    room.give(person, {"text": text}, QUESTIONS, kind="question", item=f"question-{room.key()}")


def like(room, person, text):
    room.give(person, True, QUESTIONS, kind="like", item=str(text))


def results(room, audience, step=QUESTIONS, since=None):
    with room.engine.connect() as connection:
        scene = load_scene(connection, room.workshop, room.now)
        view = scene.step(room.step(step))
        seen = Seen(view.round.id, is_visible(view, audience), since) if since else None
        return results_for(connection, scene, view, audience, seen)


def likes(room, audience):
    return {row["id"]: row["likes"] for row in results(room, audience)["rows"]}


def texts(room, step=QUESTIONS):
    return {row["id"]: row["value"]["text"] for row in results(room, "screen", step)["rows"]}


def record_of(room, *, leads=False):
    """Return the rows of the questions as a document would have them now."""
    reader = Reader("de", "Europe/Berlin", Catalogue(), leads=leads)
    with room.engine.connect() as connection:
        summary = summary_of(connection, room.workshop, room.now, reader)
    return next(step.table.rows for step in summary.steps if step.title == QUESTIONS)


def vote(room, *people):
    for person in people:
        room.give(person, [room.round(VOTE).frozen["options"][0]["id"]])


def told(room, step):
    """Return whose lamps the cockpit shows, and how many it says have given."""
    picture = results(room, "cockpit", step)
    return picture["seats_given"], picture["count"]["given"]


def lamps(room):
    seen = []
    for n, person in enumerate(room.people[:12]):
        room.card(person, f"Karte {n}")
        seen.append(len(room.pictures()[f"cockpit {room.step(CARDS)}"]["seats_given"]))
    return seen


def words(room):
    """Open a step of words with its results on show; return its title."""
    with room.read() as session:
        query = select(Activity.title).where(Activity.workshop_id == room.workshop, Activity.type == "words")
        step = session.scalars(query).first()
    room.open(step)
    if not room.round(step).shown:
        room.command("reveal", activity=room.step(step))
    return step


def shown(room, step):
    return {word["text"] for word in room.pictures()[f"screen {room.step(step)}"]["whole"]["words"]}
