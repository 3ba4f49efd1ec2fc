"""What participants give: saved once, never lost, never overwritten by something older."""

from workshop.domain.errors import Conflict
from workshop.models import Contribution
from workshop.services.contributions import MOST_ITEMS


def options(hall):
    return [option["id"] for option in hall.round("Vertiefung").frozen["options"]]


def test_a_vote_is_saved_and_answered_with_its_time(hall):
    hall.open("Vertiefung")
    answer = hall.give(hall.people[0], [options(hall)[0]])
    assert answer == {"ok": True, "n": 1, "saved_at": hall.now, "state": "shown"}


def test_the_same_key_gets_the_same_answer_and_one_row(hall):
    hall.open("Vertiefung")
    key = hall.key()
    first = hall.give(hall.people[0], [options(hall)[0]], key=key)
    hall.now += 60_000
    assert hall.give(hall.people[0], [options(hall)[1]], key=key) == first
    assert [row.value for row in hall.rows()] == [[options(hall)[0]]]


def test_the_same_key_is_answered_after_closing_too(hall):
    hall.open("Vertiefung")
    key = hall.key()
    first = hall.give(hall.people[0], [options(hall)[0]], key=key)
    hall.command("close", activity=hall.step("Vertiefung"))
    assert hall.give(hall.people[0], [options(hall)[0]], key=key) == first


def test_a_later_answer_replaces_the_former(hall):
    hall.open("Vertiefung")
    hall.give(hall.people[0], [options(hall)[0]])
    hall.give(hall.people[0], [options(hall)[1]], n=2)
    assert [row.value for row in hall.rows()] == [[options(hall)[1]]]


def test_a_late_retry_of_an_older_answer_is_told_what_stands(hall):
    hall.open("Vertiefung")
    hall.give(hall.people[0], [options(hall)[1]], n=2)
    payload = {"round": hall.round("Vertiefung").id, "value": [options(hall)[0]], "key": hall.key(), "n": 1}
    try:
        hall.command("give", hall.people[0], **payload)
        raise AssertionError("an older answer was taken")
    except Conflict as refused:
        assert refused.code == "superseded"
        assert refused.params["stands"]["value"] == [options(hall)[1]]
    assert [row.n for row in hall.rows()] == [2]


def test_nobody_fixes_an_answer_by_a_leap_of_its_counter(hall):
    hall.open("Vertiefung")
    payload = _vote(hall, [options(hall)[0]]) | {"n": 1_000_000}
    assert hall.refusal("give", hall.people[0], **payload) == "malformed"
    assert hall.rows() == []


def test_a_closed_step_takes_nothing(hall):
    hall.open("Vertiefung")
    chosen = [options(hall)[0]]
    hall.command("close", activity=hall.step("Vertiefung"))
    assert hall.refusal("give", hall.people[0], **_vote(hall, chosen)) == "closed"
    assert hall.rows() == []


def test_an_ended_workshop_takes_nothing(hall):
    hall.open("Vertiefung")
    chosen = [options(hall)[0]]
    hall.command("end")
    assert hall.refusal("give", hall.people[0], **_vote(hall, chosen)) == "room_closed"


def test_mayor_and_deputy_have_one_vote_together(hall):
    hall.open("Vertiefung")
    hall.give(hall.people[0], [options(hall)[0]])
    hall.command("take_vote", hall.people[3])
    hall.give(hall.people[3], [options(hall)[1]], n=2)
    assert [row.voice for row in hall.rows()] == [hall.rows()[0].voice]


def test_a_guest_has_no_vote_where_seats_vote(hall):
    hall.open("Vertiefung")
    assert hall.refusal("give", hall.people[4], **_vote(hall, [options(hall)[0]])) == "seats_only"


def test_a_guest_can_write_cards(hall):
    hall.open("Beispiele und Hürden")
    hall.card(hall.people[4], "Patenschaften")
    assert len(hall.rows("Beispiele und Hürden")) == 1


def test_what_is_no_option_is_refused_and_nothing_is_saved(hall):
    hall.open("Vertiefung")
    assert hall.refusal("give", hall.people[0], **_vote(hall, ["theme:999"])) == "not_an_option"
    assert hall.rows() == []


def test_one_refused_answer_does_not_hurt_the_others_of_its_batch(hall):
    from workshop.live.commands import command_of

    hall.open("Vertiefung")
    good, bad = _vote(hall, [options(hall)[0]]), _vote(hall, ["nonsense"])
    calls = [command_of("give").call(who, payload) for who, payload in zip(hall.people, (good, bad), strict=False)]
    hall.writer._write(hall.workshop, calls)
    assert calls[0].answer["ok"] and calls[1].answer.code == "not_an_option"
    assert len(hall.rows()) == 1


def test_a_hundred_votes_cost_one_commit(hall):
    from workshop.live.commands import command_of

    hall.open("Beispiele und Hürden")
    question = hall.round("Beispiele und Hürden").frozen["questions"][0]["id"]
    before = hall.writer.counters["commits"]
    calls = []
    for number in range(100):
        value = {"question": question, "text": f"Karte {number}"}
        payload = {"item": f"batch-{number:06d}", "value": value, "key": hall.key(), "n": 1}
        payload["round"] = hall.round("Beispiele und Hürden").id
        calls.append(command_of("give").call(hall.people[0], payload))
    hall.writer._write(hall.workshop, calls)
    assert hall.writer.counters["commits"] == before + 1
    assert len(hall.rows("Beispiele und Hürden")) == 100


def test_somebody_sent_out_gives_nothing_more(hall):
    hall.open("Vertiefung")
    hall.command("remove", participant=hall.people[0].id)
    assert hall.refusal("give", hall.people[0], **_vote(hall, [options(hall)[0]])) == "removed"


def test_somebody_of_another_workshop_is_nobody_here(hall):
    hall.open("Vertiefung")
    foreign = hall.people[0]
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    payload = {"round": 1, "value": [], "key": hall.key(), "n": 1}
    assert hall.refusal("give", foreign, **payload) == "removed"


def test_a_round_of_another_workshop_is_not_found(hall):
    theirs = hall.round("Vertiefung").id
    hall.workshop, hall.elsewhere = hall.elsewhere, hall.workshop
    hall.people[0] = _newcomer(hall)
    payload = {"round": theirs, "value": [], "key": hall.key(), "n": 1}
    assert hall.refusal("give", hall.people[0], **payload) == "not_found"


def test_what_is_taken_back_counts_no_more_and_can_be_given_again(hall):
    hall.open("Beispiele und Hürden")
    hall.card(hall.people[0], "Vereine laden ein", item="taken-back")
    round_ = hall.round("Beispiele und Hürden").id
    hall.command("take_back", hall.people[0], round=round_, item="taken-back", key=hall.key(), n=2)
    [row] = hall.rows("Beispiele und Hürden")
    assert (row.state, row.value) == ("withdrawn", None)
    question = hall.round("Beispiele und Hürden").frozen["questions"][0]["id"]
    again = {"question": question, "text": "Doch"}
    hall.give(hall.people[0], again, "Beispiele und Hürden", item="taken-back", n=3)
    assert [row.state for row in hall.rows("Beispiele und Hürden")] == ["shown"]


def test_with_premoderation_a_new_card_waits(hall):
    hall.command("premoderate", activity=hall.step("Beispiele und Hürden"), on=True)
    hall.open("Beispiele und Hürden")
    hall.card(hall.people[0], "Patenschaften")
    assert [row.state for row in hall.rows("Beispiele und Hürden")] == ["waiting"]


def test_a_card_the_moderator_hid_does_not_come_back_by_an_edit(hall):
    hall.open("Beispiele und Hürden")
    number = hall.card(hall.people[0], "Frau X aus Y", item="hidden-card")
    hall.command("hide_card", card=number)
    question = hall.round("Beispiele und Hürden").frozen["questions"][0]["id"]
    value = {"question": question, "text": "Frau X"}
    answer = hall.give(hall.people[0], value, "Beispiele und Hürden", item="hidden-card", n=2)
    assert answer["state"] == "put_aside"
    assert [row.state for row in hall.rows("Beispiele und Hürden")] == ["hidden"]


def test_cards_of_one_voice_have_an_end(hall):
    hall.open("Beispiele und Hürden")
    with hall.read() as session:
        session.info["writer"] = True
        round_ = hall.round("Beispiele und Hürden").id
        for number in range(MOST_ITEMS):
            session.add(_row(round_, hall, number))
        session.commit()
    question = hall.round("Beispiele und Hürden").frozen["questions"][0]["id"]
    payload = {"round": round_, "item": "one-too-many", "value": {"question": question, "text": "x"}}
    assert hall.refusal("give", hall.people[0], **payload, key=hall.key(), n=1) == "too_many"


def _row(round_: int, hall, number: int) -> Contribution:
    with hall.engine.connect() as connection:
        from workshop.snapshots.me import for_me

        voice = for_me(connection, hall.people[0].id)["voice"]
    return Contribution(
        round_id=round_, voice=voice, kind="card", item=f"item-{number:08d}", n=1, key=hall.key(),
        value={"question": "q", "text": "x"}, version=1, saved_at=hall.now,
    )  # fmt: skip


def _vote(hall, chosen):
    return {"round": hall.round("Vertiefung").id, "value": chosen, "key": hall.key(), "n": 1}


def _newcomer(hall):
    from tests.services.hall import _join

    return _join(hall, None, "guest")


def test_taking_back_what_never_was_has_an_end_too(hall):
    """Else one phone could fill the table with rows for items that nobody was asked about."""
    hall.open("Vertiefung")
    mayor, round_ = hall.people[0], hall.round("Vertiefung").id
    for n in range(MOST_ITEMS):
        hall.command("take_back", mayor, round=round_, key=hall.key(), n=1, item=f"invented-{n}")
    assert hall.refusal("take_back", mayor, round=round_, key=hall.key(), n=1, item="invented") == "too_many"
    assert len(hall.rows()) == MOST_ITEMS
    assert hall.give(mayor, [hall.round("Vertiefung").frozen["options"][0]["id"]])["ok"]
