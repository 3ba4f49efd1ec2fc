"""A text that comes after closing: its author says so, it waits, and it counts once it was let in."""

CARDS = "Beispiele und Hürden"


def card(hall, **more):
    question = hall.round(CARDS).frozen["questions"][0]["id"]
    return {
        "round": hall.round(CARDS).id,
        "value": {"question": question, "text": "Zu spät"},
        "item": "item-late",
        "n": 1,
    } | more


def closed(hall):
    hall.open(CARDS)
    hall.command("close", activity=hall.step(CARDS))


def test_without_the_word_that_it_is_late_it_is_refused(hall):
    closed(hall)
    assert hall.refusal("give", hall.people[0], **card(hall), key=hall.key()) == "closed"
    assert hall.rows(CARDS) == []


def test_it_waits_and_nobody_but_the_moderator_sees_it(hall):
    closed(hall)
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    [row] = hall.rows(CARDS)
    assert (row.state, row.late) == ("waiting", True)
    seen = hall.pictures()
    step = hall.step(CARDS)
    assert [one["late"] for one in seen[f"cockpit {step}"]["rows"]] == [True]
    assert seen[f"screen {step}"]["rows"] == []
    assert seen[f"cockpit {step}"]["count"]["given"] == 0


def test_the_agenda_says_how_many_wait_though_the_room_is_at_another_step(hall):
    closed(hall)
    hall.command("go_live", activity=hall.step("Lagebild"))
    before = hall.pictures()
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    seen = hall.pictures()
    assert waiting(seen) == {CARDS: 1}
    assert unlike(seen["cockpit"], before["cockpit"]) == {"steps"}
    assert (seen["phone"], seen["screen"]) == (before["phone"], before["screen"])
    hall.command("approve", cards=[hall.rows(CARDS)[0].id])
    assert waiting(hall.pictures()) == {}


def test_the_agenda_counts_what_waits_for_a_look_beforehand_too(hall):
    hall.command("premoderate", activity=hall.step(CARDS), on=True)
    hall.open(CARDS)
    hall.card(hall.people[0], "Bus")
    hall.command("close", activity=hall.step(CARDS))
    hall.command("go_live", activity=hall.step("Lagebild"))
    assert waiting(hall.pictures()) == {CARDS: 1}
    hall.command("approve", cards=[hall.rows(CARDS)[0].id])
    assert waiting(hall.pictures()) == {}


def test_what_its_author_took_back_waits_no_longer(hall):
    closed(hall)
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    hall.command("take_back", hall.people[0], round=hall.round(CARDS).id, item="item-late", n=2, key=hall.key())
    assert waiting(hall.pictures()) == {}


def waiting(seen):
    return {step["title"]: step["texts_waiting"] for step in seen["cockpit"]["steps"] if step["texts_waiting"]}


def unlike(one, other):
    return {name for name in one if one[name] != other[name]}


def test_let_in_it_counts_and_says_that_it_came_late(hall):
    closed(hall)
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    hall.command("reveal", activity=hall.step(CARDS))
    hall.command("approve", cards=[hall.rows(CARDS)[0].id])
    seen = hall.pictures()[f"screen {hall.step(CARDS)}"]
    assert [one["late"] for one in seen["rows"]] == [True]
    assert seen["count"]["given"] == 1


def test_what_was_written_anew_while_it_is_open_again_is_no_longer_late(hall):
    closed(hall)
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    hall.command("open", activity=hall.step(CARDS))
    hall.command("give", hall.people[0], **card(hall, n=2), key=hall.key())
    [row] = hall.rows(CARDS)
    assert (row.state, row.late) == ("shown", False)
    hall.command("close", activity=hall.step(CARDS))
    assert hall.refusal("give", hall.people[0], **card(hall, n=3), key=hall.key()) == "closed"


def test_what_was_put_aside_does_not_come_back_by_a_late_change(hall):
    closed(hall)
    hall.command("give", hall.people[0], **card(hall, late=True), key=hall.key())
    hall.command("discard", card=hall.rows(CARDS)[0].id)
    hall.command("give", hall.people[0], **card(hall, n=2, late=True), key=hall.key())
    assert [row.state for row in hall.rows(CARDS)] == ["discarded"]


def test_nothing_comes_late_to_a_round_that_was_put_aside(hall):
    closed(hall)
    late = card(hall, late=True)
    hall.command("reset", activity=hall.step(CARDS))
    assert hall.refusal("give", hall.people[0], **late, key=hall.key()) == "closed"


def test_a_vote_cannot_come_late(hall):
    hall.open("Vertiefung")
    option = hall.round("Vertiefung").frozen["options"][0]["id"]
    hall.command("close", activity=hall.step("Vertiefung"))
    payload = {"round": hall.round("Vertiefung").id, "value": [option], "n": 1, "key": hall.key(), "late": True}
    assert hall.refusal("give", hall.people[0], **payload) == "closed"


def test_a_phone_is_offered_to_come_late_with_texts_alone(hall):
    assert offered_late(hall) is None
    hall.open(CARDS)
    assert offered_late(hall) is False
    hall.command("close", activity=hall.step(CARDS))
    assert offered_late(hall) is True
    for title in ("Vertiefung", "Lagebild", "Empfehlung"):
        hall.open(title)
        hall.command("close", activity=hall.step(title))
        assert offered_late(hall) is False, title


def offered_late(hall):
    live = hall.pictures()["phone"]["live"]
    return live and live["may_be_late"]


def test_what_was_in_before_closing_is_not_changed_under_that_word(hall):
    hall.open(CARDS)
    hall.card(hall.people[0], "Rechtzeitig", item="item-late")
    hall.command("close", activity=hall.step(CARDS))
    assert hall.refusal("give", hall.people[0], **card(hall, late=True, n=2), key=hall.key()) == "closed"
