"""The chain: a step takes its options from the result of an earlier one, with the ids they were born with."""

VOTE, NEXT = "Vertiefung", "Schwerpunkte"


def link(hall, **more):
    source = {"activity": hall.step(VOTE), "what": "best", **more}
    former = {"activity": hall.step("Beispiele und Hürden"), "what": "themes"}
    hall.command("edit_step", activity=hall.step(NEXT), field="options", value=source, former=former)


def vote(hall, *places):
    """The mayors vote for the options at these places, one each, the vote is closed and its result shown."""
    hall.open(VOTE)
    ids = [option["id"] for option in hall.round(VOTE).frozen["options"]]
    for who, place in zip(hall.people, places, strict=False):
        hall.give(who, [ids[place]])
    hall.command("close", activity=hall.step(VOTE))
    hall.command("reveal", activity=hall.step(VOTE))
    return ids


def options(hall):
    return [option["id"] for option in hall.round(NEXT).frozen["options"]]


def test_the_best_of_a_vote_become_the_options_of_the_next_step(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    hall.open(NEXT)
    assert options(hall) == [ids[2], ids[1], ids[0]]


def test_only_so_many_of_the_best_are_taken_as_asked_for(hall):
    link(hall, most=2)
    ids = vote(hall, 2, 2, 1)
    hall.open(NEXT)
    assert options(hall) == [ids[2], ids[1]]


def test_while_the_vote_is_open_nothing_is_offered_for_it_would_tell_the_tally(hall):
    link(hall)
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][2]["id"]])
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_a_closed_vote_offers_nothing_before_its_result_was_shown(hall):
    link(hall)
    hall.open(VOTE)
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][2]["id"]])
    hall.command("close", activity=hall.step(VOTE))
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.pictures()["phone"]["live"]["ask"]["options"] == []
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_the_cockpit_says_why_it_cannot_open(hall):
    link(hall)
    steps = {step["activity"]: step["unready"] for step in hall.pictures()["cockpit"]["steps"]}
    assert steps[hall.step(NEXT)] == "best_missing"


def test_a_second_round_of_the_vote_changes_what_was_not_opened_and_nothing_else(hall):
    link(hall)
    vote(hall, 2, 2, 1)
    hall.open(NEXT)
    before = options(hall)
    hall.command("next_round", activity=hall.step(VOTE))
    vote(hall, 0, 0, 0)
    assert options(hall) == before
    hall.command("reset", activity=hall.step(NEXT))
    hall.open(NEXT)
    assert options(hall)[0] == hall.round(VOTE).frozen["options"][0]["id"]


def test_a_round_that_was_set_aside_leads_nowhere(hall):
    link(hall)
    vote(hall, 2, 2, 1)
    hall.command("reset", activity=hall.step(VOTE))
    hall.command("go_live", activity=hall.step(NEXT))
    assert hall.refusal("open", activity=hall.step(NEXT)) == "best_missing"


def test_going_back_to_a_round_that_was_reset_brings_its_result_back(hall):
    link(hall)
    ids = vote(hall, 2, 2, 1)
    hall.command("reset", activity=hall.step(VOTE))
    hall.command("to_round", activity=hall.step(VOTE), n=1)
    hall.open(NEXT)
    assert options(hall)[0] == ids[2]
