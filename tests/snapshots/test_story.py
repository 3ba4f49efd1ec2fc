"""The story for latecomers: what the room was shown, and no word more."""

VOTE, CARDS, WORDS = "Vertiefung", "Beispiele und Hürden", "Ankommen"


def story(hall):
    return hall.pictures()["phone"]["story"]


def vote(hall, *then):
    hall.open(VOTE)
    options = [option["id"] for option in hall.round(VOTE).frozen["options"]]
    for who, place in zip(hall.people, (2, 2, 1), strict=False):
        hall.give(who, [options[place]])
    for name in ("close", *then):
        hall.command(name, activity=hall.step(VOTE))
    hall.command("go_live", activity=hall.step("Lagebild"))


def test_before_a_step_was_held_there_is_none(hall):
    assert story(hall) is None
    hall.open(WORDS)
    assert story(hall) is None


def test_a_result_that_was_shown_is_told_by_its_best(hall):
    vote(hall, "reveal")
    assert story(hall)["held"] == [
        {"n": 5, "title": VOTE, "best": ["Ehrenamt", "Wohnung", "Ein Ansprechpartner"], "given": 3}
    ]


def test_a_result_that_nobody_was_shown_is_not_told(hall):
    vote(hall)
    assert story(hall)["held"] == [{"n": 5, "title": VOTE, "best": [], "given": 0}]
    for name in ("reveal", "hide"):
        hall.command(name, activity=hall.step(VOTE))
    assert story(hall)["held"][0]["best"] == []


def test_a_vote_that_is_still_open_is_not_told(hall):
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][0]["id"]])
    hall.command("go_live", activity=hall.step("Lagebild"))
    assert story(hall)["held"] == [{"n": 5, "title": VOTE, "best": [], "given": 0}]


def test_cards_are_counted_and_not_quoted(hall):
    hall.open(CARDS)
    hall.card(hall.people[0], "Geheim")
    for name in ("close", "reveal"):
        hall.command(name, activity=hall.step(CARDS))
    hall.command("go_live", activity=hall.step("Lagebild"))
    assert [(step["title"], step["given"]) for step in story(hall)["held"]] == [(CARDS, 1)]
    assert "Geheim" not in str(story(hall))


def test_what_was_accepted_is_told_as_decided(hall):
    hall.command("edit_step", activity=hall.step("Empfehlung"), field="quorum", value="none", former="half")
    hall.open("Empfehlung")
    hall.give(hall.people[0], "yes", "Empfehlung")
    hall.command("close", activity=hall.step("Empfehlung"))
    hall.command("go_live", activity=hall.step("Lagebild"))
    assert story(hall)["decided"] == []
    hall.command("reveal", activity=hall.step("Empfehlung"))
    (wording,) = story(hall)["decided"]
    assert wording.startswith("Die Runde empfiehlt dem Landkreis Coburg")
    assert story(hall)["held"] == [{"n": 8, "title": "Empfehlung", "best": [], "given": 1}]


def test_decisions_are_told_and_notes_are_not(hall):
    vote(hall)
    for kind, text in (("decision", "Wir fangen an."), ("note", "Bürgermeister fragen")):
        hall.command("capture", kind=kind, text=text, activity=None)
    assert story(hall)["decided"] == ["Wir fangen an."]
