"""resolution: a simple majority decides, a tie rejects, and the roll call names who may be named."""

from collections import Counter

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities import TYPES
from workshop.activities.base import Base, Given, Material
from workshop.activities.resolution import ANSWERS
from workshop.domain.errors import Refused

RESOLUTION = TYPES["resolution"]
FROZEN = RESOLUTION.freeze({"ask": "Die Runde empfiehlt eine Anlaufstelle."})
answers = st.lists(st.sampled_from(["yes", "no", "abstain"]), max_size=60)


# A tie is a rejection (Art. 51 (1) 2 BayGO); abstentions are counted and do not decide.
@pytest.mark.parametrize(
    ("yes", "no", "abstain", "verdict"),
    [
        (12, 2, 2, "accepted"),
        (8, 8, 0, "rejected"),
        (7, 8, 2, "rejected"),
        (1, 0, 16, "accepted"),
        (0, 0, 17, "rejected"),
        (0, 0, 0, "none"),
    ],
)
def test_a_simple_majority_decides(yes, no, abstain, verdict):
    result = result_of(["yes"] * yes + ["no"] * no + ["abstain"] * abstain)
    assert (result["yes"], result["no"], result["abstain"], result["verdict"]) == (yes, no, abstain, verdict)


@examples(votes=answers)
def test_every_vote_is_counted_once(votes):
    result = result_of(votes)
    assert result["yes"] + result["no"] + result["abstain"] == len(votes)


@examples(votes=answers.filter(bool))
def test_an_abstention_changes_no_verdict_that_there_is(votes):
    before = result_of(votes)["verdict"]
    assert result_of([*votes, "abstain"])["verdict"] == before


@examples(votes=answers, order=st.randoms())
def test_the_order_of_voices_leaves_no_trace(votes, order):
    mixed = list(votes)
    order.shuffle(mixed)
    assert result_of(mixed) == result_of(votes)


def test_the_roll_call_stands_by_vote_and_name():
    material = Material(
        [Given(1, "vote", "", "no", who="Ahorn", by=1), Given(2, "vote", "", "yes", who="Sonnefeld", by=2)]
    )
    votes = RESOLUTION.results(FROZEN, material)["votes"]
    assert [vote["who"] for vote in votes] == ["Sonnefeld", "Ahorn"]


@examples(votes=st.lists(st.tuples(st.sampled_from(["", "Anna", "Bernd"]), st.sampled_from(ANSWERS)), max_size=12))
def test_the_roll_call_has_a_row_for_every_vote_whatever_the_names(votes):
    given = [Given(n, "vote", "", value, who=who, by=n) for n, (who, value) in enumerate(votes, start=1)]
    result, sections = RESOLUTION.results(FROZEN, Material(given)), RESOLUTION.sections(FROZEN, Material(given))
    rows = [tuple(row) for section in sections if section.title == "resolution.votes" for row in section.table.rows]
    assert Counter(rows) == Counter((who or "common.nameless", f"resolution.{value}") for who, value in votes)
    assert Counter((one["who"], one["value"]) for one in result["votes"]) == Counter(votes)
    assert len(rows) == result["given"]


def test_without_an_own_wording_the_first_proposal_is_decided_on():
    frozen = RESOLUTION.freeze(
        {"proposal": {"activity": 3, "what": "best"}}, [{"id": "theme:7", "label": "Wohnungsbörse"}]
    )
    assert (frozen["ask"], frozen["proposal"]) == ("Wohnungsbörse", "theme:7")


def test_what_was_accepted_is_what_later_steps_can_follow_from():
    proposed = RESOLUTION.freeze({"ask": "Ein\nWortlaut."}, [{"id": "theme:7", "label": "Wohnungsbörse"}])
    assert RESOLUTION.best(proposed, result_of(["yes"])) == [{"id": "theme:7", "label": "Ein Wortlaut."}]
    (own,) = RESOLUTION.best(FROZEN, result_of(["yes"]))
    assert own["label"] == FROZEN["ask"]
    assert RESOLUTION.options_in(FROZEN) == [own]
    assert RESOLUTION.options_in(proposed) == []


@pytest.mark.parametrize("votes", [["no"], ["yes", "no"], []])
def test_from_what_was_not_accepted_nothing_follows(votes):
    assert RESOLUTION.best(FROZEN, result_of(votes)) == []


def test_a_long_wording_is_cut_between_words_where_it_is_an_option():
    long = RESOLUTION.freeze({"ask": "Wort " * 100})
    label = RESOLUTION.best(long, result_of(["yes"]))[0]["label"]
    assert label.endswith(" Wort…")
    assert 150 < len(label) <= 160


def result_of(votes: list[str], frozen=FROZEN, base=None):
    given = [Given(n, "vote", "", vote) for n, vote in enumerate(votes, start=1)]
    return RESOLUTION.results(frozen, Material(given, base=base))


def frozen_as(**config):
    return RESOLUTION.freeze({"ask": "Die Runde empfiehlt eine Anlaufstelle.", **config})


def answered(yes: int, no: int, abstain: int = 0) -> list[str]:
    return ["yes"] * yes + ["no"] * no + ["abstain"] * abstain


def test_the_result_names_rule_base_and_quorum():
    result = result_of(answered(12, 2, 2), base=Base("seats", 17, 16, excused=1))
    assert result["rule"] == {"name": "simple", "share": "", "of": "votes", "base": 14, "needed": 8}
    assert result["quorum"] == {"needed": 9, "of": 17, "present": 16}
    assert (result["verdict"], result["given"], result["there"], result["excused"]) == ("accepted", 16, 16, 1)


@pytest.mark.parametrize(
    ("config", "base", "needed"),
    [
        ({"rule": "absolute"}, 16, 9),
        ({"rule": "two_thirds"}, 14, 10),
        ({"rule": "own", "share": "60 %", "of": "given"}, 15, 9),
        ({"rule": "own", "share": "3/4", "of": "seats"}, 17, 13),
    ],
)
def test_each_rule_has_its_base(config, base, needed):
    result = result_of(answered(12, 2, 1), frozen_as(**config), Base("seats", 17, 16))
    assert (result["rule"]["base"], result["rule"]["needed"]) == (base, needed)


def test_too_few_there_decide_nothing():
    assert result_of(answered(8, 0), base=Base("seats", 17, 8))["verdict"] == "not_quorate"
    assert result_of(answered(8, 0), base=Base("seats", 17, 9))["verdict"] == "accepted"
    assert result_of(answered(8, 0), frozen_as(quorum="none"), Base("seats", 17, 8))["verdict"] == "accepted"
    two_thirds = frozen_as(quorum="own", quorum_share="2/3")
    assert result_of(answered(11, 0), two_thirds, Base("seats", 17, 11))["quorum"]["needed"] == 12


def test_whoever_voted_was_there_whatever_the_list_says():
    result = result_of(answered(9, 0), frozen_as(rule="absolute"), Base("seats", 17, 3))
    assert (result["there"], result["rule"]["base"], result["verdict"]) == (9, 9, "accepted")


def test_a_room_without_a_roster_needs_no_quorum():
    assert result_of(answered(2, 1), base=Base("people", 40, 40))["quorum"] is None


def test_a_secret_count_is_decided_by_the_same_rule():
    counted = Material(counted={"yes": 9, "no": 5, "abstain": 2}, base=Base("seats", 17, 16))
    result = RESOLUTION.results(frozen_as(rule="two_thirds"), counted)
    assert (result["verdict"], result["rule"]["needed"], result["votes"]) == ("rejected", 10, [])


def test_what_was_frozen_before_there_were_rules_still_has_its_result():
    old = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": ""}
    result = result_of(answered(2, 1), old, Base("seats", 17, 3))
    assert (result["verdict"], result["quorum"], result["advisory"]) == ("accepted", None, False)


def test_a_note_stands_with_its_name_and_only_while_it_dissents():
    votes = [Given(1, "vote", "", "no", who="Ahorn", by=1), Given(2, "vote", "", "yes", who="Sonnefeld", by=2)]
    notes = [
        Given(3, "note", "", "Zu teuer.", who="Ahorn", by=1),
        Given(4, "note", "", "Doch gut.", who="Sonnefeld", by=2),
    ]
    material = Material([*votes, *notes])
    assert RESOLUTION.results(FROZEN, material)["notes"] == [{"who": "Ahorn", "text": "Zu teuer."}]
    entered = Material([Given(1, "vote", "", "no", who="Ahorn *", by=1), notes[0]])
    assert RESOLUTION.results(FROZEN, entered)["notes"] == [{"who": "Ahorn *", "text": "Zu teuer."}]
    assert [section.title for section in RESOLUTION.sections(FROZEN, material)] == [
        "resolution.decision", "resolution.votes", "resolution.notes"
    ]  # fmt: skip


@pytest.mark.parametrize("mine", [{}, {("vote", ""): "yes"}])
def test_who_agreed_or_said_nothing_here_has_no_note_to_give(mine):
    with pytest.raises(Refused, match="not_dissenting"):
        RESOLUTION.check_after("note", "", FROZEN, {}, mine)


def test_the_column_of_votes_can_be_summed():
    given = [Given(1, "vote", "", "no", who="Ahorn", by=1), Given(2, "vote", "", "yes", who="Sonnefeld", by=2)]
    table = RESOLUTION.table(FROZEN, Material(given))
    assert sum(row[1] for row in table.rows) == 2
