"""The story for latecomers: what the room was shown, and no word more."""

import pytest

from tests.services.ballot_box import held_at

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
    decide(hall, "yes")
    assert story(hall)["decided"] == []
    hall.command("reveal", activity=hall.step("Empfehlung"))
    (decision,) = story(hall)["decided"]
    assert decision["text"].startswith("Die Runde empfiehlt dem Landkreis Coburg")
    assert {**decision, "text": ""} == told("accepted", 1, 0)
    assert story(hall)["held"] == [{"n": 8, "title": "Empfehlung", "best": [], "given": 1}]


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        (("no", "no", "no"), "rejected"),
        (("yes", "no"), "rejected"),
        ((), "none"),
    ],
    ids=["all against it", "as many for as against it", "nobody voted"],
)
def test_what_was_not_accepted_is_told_with_its_verdict(hall, votes, verdict):
    decide(hall, *votes)
    hall.command("reveal", activity=hall.step("Empfehlung"))
    (decision,) = story(hall)["decided"]
    assert {**decision, "text": ""} == told(verdict, votes.count("yes"), votes.count("no"))


def test_that_too_few_were_there_to_decide_is_told_and_whether_it_would_bind(hall):
    hall.command("edit_step", activity=hall.step("Empfehlung"), field="advisory", value=False, former=True)
    decide(hall, "yes", quorum="half")
    hall.command("reveal", activity=hall.step("Empfehlung"))
    (decision,) = story(hall)["decided"]
    assert {**decision, "text": ""} == told("not_quorate", 1, 0, advisory=False)


def test_a_secret_decision_is_told_once_it_is_shown(sqlite_url, tmp_path):
    for vote in held_at(sqlite_url, tmp_path):
        vote.open()
        for mayor in vote.mayors[:9]:
            vote.cast(mayor, "no")
        assert vote.close() == "sealed"
        vote.hall.command("go_live", activity=vote.hall.step("Lagebild"))
        assert story(vote.hall)["decided"] == []
        vote.hall.command("reveal", activity=vote.hall.step("Empfehlung"))
        (decision,) = story(vote.hall)["decided"]
        assert {**decision, "text": ""} == told("rejected", 0, 9)


def decide(hall, *votes, quorum="none"):
    """Vote by roll call, close, and go on."""
    if quorum != "half":
        hall.command("edit_step", activity=hall.step("Empfehlung"), field="quorum", value=quorum, former="half")
    hall.open("Empfehlung")
    for who, vote in zip(hall.people, votes, strict=False):
        hall.give(who, vote, "Empfehlung")
    hall.command("close", activity=hall.step("Empfehlung"))
    hall.command("go_live", activity=hall.step("Lagebild"))


def told(verdict, yes, no, *, advisory=True):
    return {"n": 8, "text": "", "verdict": verdict, "yes": yes, "no": no, "advisory": advisory}


def test_decisions_are_told_and_notes_are_not(hall):
    vote(hall)
    for kind, text in (("decision", "Wir fangen an."), ("note", "Bürgermeister fragen")):
        hall.command("capture", kind=kind, text=text, activity=None)
    assert story(hall)["noted"] == ["Wir fangen an."]
