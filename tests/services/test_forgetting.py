"""Who deletes what they gave has one voice afterwards, and takes nothing that is another's or on record.

Whatever the way by which a closed round opens again: what was left there as nobody's no longer counts.
"""

import pytest
from sqlalchemy.orm import Session

from tests.services.hall import make_hall
from workshop.models import Activity
from workshop.services.own import forget_me
from workshop.snapshots.own import own_of

VOTE, DECISION, CARDS = "Vertiefung", "Empfehlung", "Beispiele und Hürden"
NOTE = "Die Finanzierung ist nicht geklärt."
MAYOR, DEPUTY, GUEST = 0, 3, 4


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


def reopen(room, way, step):
    if way == "open":
        room.command("open", activity=room.step(step))
    else:
        room.command("undo", entry=room.last_entry().id)
    assert room.round(step).state == "open"


@pytest.mark.parametrize("way", ["open", "close", "reset", "end"])
def test_who_deletes_and_gives_again_has_one_vote(room, way):
    room.open(VOTE)
    option, other = [one["id"] for one in room.round(VOTE).frozen["options"]][:2]
    for person in room.people[:3]:
        room.give(person, [option])
    shut = {"open": "close"}.get(way, way)
    room.command(shut, **({"activity": room.step(VOTE)} if shut != "end" else {}))
    forget(room, room.people[0])
    reopen(room, way, VOTE)
    assert given(room) == [("seat:2", [option]), ("seat:3", [option])]
    assert seen(room)["count"]["given"] == 2
    room.give(room.people[0], [other])
    room.command("close", activity=room.step(VOTE))
    assert [one["count"] for one in seen(room)["whole"]["options"]][:2] == [2, 1]
    assert seen(room)["count"]["given"] == 3


def test_a_roll_call_that_was_annulled_and_is_put_back_has_one_vote_of_a_seat(room):
    room.open(DECISION)
    room.give(room.people[0], "yes", DECISION)
    room.command("annul", activity=room.step(DECISION), reason="Falscher Wortlaut.")
    forget(room, room.people[0])
    reopen(room, "annul", DECISION)
    room.give(room.people[0], "no", DECISION)
    room.command("close", activity=room.step(DECISION))
    whole = seen(room, DECISION)["whole"]
    assert (whole["given"], [vote["value"] for vote in whole["votes"]]) == (1, ["no"])


def test_a_guest_who_deletes_and_gives_again_is_one_guest(room):
    step = VOTE
    set_config(room, step, who="all")
    room.open(step)
    for person in (room.people[0], room.people[GUEST]):
        room.give(person, [room.round(step).frozen["options"][0]["id"]], step)
    room.command("close", activity=room.step(step))
    counts = [counted(room, step)]
    forget(room, room.people[GUEST])
    counts.append(counted(room, step))
    reopen(room, "open", step)
    counts.append(counted(room, step))
    room.give(room.people[GUEST], [room.round(step).frozen["options"][0]["id"]], step)
    assert [*counts, counted(room, step)] == [(1, 1), (1, 1), (1, 0), (1, 1)]


def test_a_text_put_aside_counts_no_second_voice_of_who_writes_again(room):
    room.open(CARDS)
    room.command("hide_card", card=room.card(room.people[0], "Ein Bus fährt nicht"))
    room.command("close", activity=room.step(CARDS))
    forget(room, room.people[0])
    assert seen(room, CARDS)["count"]["given"] == 1
    reopen(room, "open", CARDS)
    room.card(room.people[0], "Doch ein Bus")
    assert seen(room, CARDS)["count"]["given"] == 1


def test_never_more_seats_have_given_than_there_are(room):
    """All have, one deletes what they wrote, and hands in another text after closing."""
    room.open(CARDS)
    question = room.round(CARDS).frozen["questions"][0]["id"]
    for seat in room.round(CARDS).base["roll"]:
        value = {"question": question, "text": "Für einen Sitz gesagt"}
        room.command("enter_for", activity=room.step(CARDS), seat=seat, value=value, item=f"item-{seat:08d}")
    room.command("hide_card", card=room.rows(CARDS)[0].id)
    room.command("close", activity=room.step(CARDS))
    forget(room, room.people[0])
    late = {"question": question, "text": "Doch noch ein Bus"}
    room.give(room.people[0], late, CARDS, item="item-late-001", late=True)
    room.command("approve", cards=[room.rows(CARDS)[-1].id])
    count = seen(room, CARDS)["count"]
    assert (count["given"], count["of"], count["guests"]) == (17, 17, 0)


def test_who_likes_again_likes_once(room):
    """Cards with names: each like is told at once, by deltas, too."""
    set_config(room, CARDS, privacy="named", likes=True)
    room.open(CARDS)
    card = room.card(room.people[0], "Ein Bus fährt nicht")
    room.command("reveal", activity=room.step(CARDS))
    for person in room.people[1:3]:
        like(room, person, card)
    told = [likes(room)]
    room.command("close", activity=room.step(CARDS))
    forget(room, room.people[1])
    told.append(likes(room))
    reopen(room, "open", CARDS)
    told.append(likes(room))
    like(room, room.people[1], card)
    assert [*told, likes(room)] == [2, 2, 1, 2]


def test_without_names_a_like_left_behind_goes_with_five_others_and_is_none_of_the_five(room):
    set_config(room, CARDS, privacy="unnamed", likes=True)
    room.open(CARDS)
    crowd = [room.knock(None, name=f"Gast {n}") for n in range(6)]
    card = room.card(room.people[0], "Ein Bus fährt nicht")
    room.command("reveal", activity=room.step(CARDS))
    for person in (*room.people[1:3], *crowd[:3]):
        like(room, person, card)
    told = [likes(room)]
    room.command("close", activity=room.step(CARDS))
    forget(room, room.people[1])
    reopen(room, "open", CARDS)
    for person in (room.people[1], *crowd[3:]):
        told.append(likes(room))
        like(room, person, card)
    like(room, room.people[GUEST], card)
    assert [*told, likes(room)] == [5, 5, 5, 5, 5, 9]


def test_no_tally_after_opening_again_says_what_the_lamp_that_went_out_had_given(room):
    room.open(VOTE)
    for person in room.people[:3]:
        room.give(person, [room.round(VOTE).frozen["options"][0]["id"]])
    room.command("close", activity=room.step(VOTE))
    assert len(seen(room)["seats_given"]) == 3
    forget(room, room.people[0])
    lamps = [seen(room)["seats_given"]]
    for name in ("open", "close"):
        room.command(name, activity=room.step(VOTE))
        lamps.append(seen(room)["seats_given"])
    assert lamps == [None, None, None]


@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_the_vote_of_the_seat_is_for_its_holder_to_take_back(room, is_open):
    room.open(VOTE)
    option = room.round(VOTE).frozen["options"][0]["id"]
    room.give(room.people[MAYOR], [option])
    if not is_open:
        room.command("close", activity=room.step(VOTE))
    assert stays(room, room.people[DEPUTY]) == ["held"]
    assert forget(room, room.people[DEPUTY]) == {"texts": 0, "votes": 0, "held": 1}
    assert given(room) == [("seat:1", [option])]
    room.command("take_vote", room.people[DEPUTY])
    assert (stays(room, room.people[MAYOR]), stays(room, room.people[DEPUTY])) == (["held"], [""])
    assert forget(room, room.people[DEPUTY]) == {"texts": 0, "votes": 1}
    assert "seat:1" not in dict(given(room))


def test_the_texts_of_the_seat_go_from_whichever_hands(room):
    room.open(CARDS)
    room.card(room.people[MAYOR], "Ein Bus fährt nicht")
    assert forget(room, room.people[DEPUTY]) == {"texts": 1, "votes": 0}
    assert [row.value for row in room.rows(CARDS)] == [None]


@pytest.fixture
def decided(room):
    """One abstained, another said no and why; all have seen it."""
    room.command("edit_step", activity=room.step(DECISION), field="quorum", value="none", former="half")
    room.open(DECISION)
    for person, value in zip(room.people[:3], ("abstain", "no", "yes"), strict=True):
        room.give(person, value, DECISION)
    for name in ("close", "reveal"):
        room.command(name, activity=room.step(DECISION))
    room.give(room.people[1], NOTE, DECISION, kind="note")
    return room


def test_a_roll_call_that_was_shown_keeps_its_names_and_a_note_goes(decided):
    before = seen(decided, DECISION)["whole"]
    assert [note["text"] for note in before["notes"]] == [NOTE]
    assert stays(decided, decided.people[1]) == ["record", ""]
    assert forget(decided, decided.people[1]) == {"texts": 1, "votes": 0, "record": 1}
    assert seen(decided, DECISION)["whole"] == before | {"notes": []}
    assert NOTE not in str([row.value for row in decided.rows(DECISION)])


def test_whoever_holds_it_the_record_stays_and_the_note_is_the_holders(decided):
    decided.give(decided.people[MAYOR], NOTE, DECISION, kind="note")
    decided.command("end")
    assert forget(decided, decided.people[DEPUTY]) == {"texts": 0, "votes": 0, "record": 1, "held": 1}
    assert forget(decided, decided.people[MAYOR]) == {"texts": 1, "votes": 0, "record": 1}


def test_before_it_is_shown_a_roll_call_is_no_record(room):
    room.open(DECISION)
    room.give(room.people[0], "yes", DECISION)
    room.command("close", activity=room.step(DECISION))
    assert forget(room, room.people[0]) == {"texts": 0, "votes": 1}
    whole = seen(room, DECISION)["whole"]
    assert (whole["given"], whole["votes"]) == (1, [{"who": "", "value": "yes"}])


def forget(room, who):
    answer = room.writer.run(room.workshop, forget_me, who)
    assert answer.pop("ok")
    return answer


def set_config(room, step, **config):
    with Session(room.engine, info={"writer": True}) as session:
        row = session.get_one(Activity, room.step(step))
        row.config = row.config | config
        session.commit()


def like(room, who, card):
    room.give(who, True, CARDS, kind="like", item=str(card))


def likes(room):
    """Return how often the first card is liked, as the wall says."""
    return room.pictures(only=room.step(CARDS))[f"screen {room.step(CARDS)}"]["rows"][0]["likes"]


def stays(room, who):
    with room.engine.connect() as connection:
        return [one["stays"] for one in own_of(connection, who.id, room.now)["given"]]


def seen(room, step=VOTE):
    return room.pictures(only=room.step(step))[f"cockpit {room.step(step)}"]


def counted(room, step):
    return seen(room, step)["count"]["given"], seen(room, step)["count"]["guests"]


def given(room, step=VOTE):
    return sorted((row.voice, row.value) for row in room.rows(step) if row.state != "withdrawn")
