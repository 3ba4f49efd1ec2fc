"""resolution: a simple majority decides, a tie rejects, and the roll call names who may be named."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities import TYPES
from workshop.activities.base import Given, Material

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
    material = Material([Given(1, "vote", "", "no", who="Ahorn"), Given(2, "vote", "", "yes", who="Sonnefeld")])
    votes = RESOLUTION.results(FROZEN, material)["votes"]
    assert [vote["who"] for vote in votes] == ["Sonnefeld", "Ahorn"]


def test_without_an_own_wording_the_first_proposal_is_decided_on():
    frozen = RESOLUTION.freeze(
        {"proposal": {"activity": 3, "what": "best"}}, [{"id": "theme:7", "label": "Wohnungsbörse"}]
    )
    assert frozen == {"ask": "Wohnungsbörse", "proposal": "theme:7"}


def result_of(votes: list[str]):
    given = [Given(n, "vote", "", vote) for n, vote in enumerate(votes, start=1)]
    return RESOLUTION.results(FROZEN, Material(given))


def test_the_column_of_votes_can_be_summed():
    given = [Given(1, "vote", "", "no", who="Ahorn"), Given(2, "vote", "", "yes", who="Sonnefeld")]
    table = RESOLUTION.table(FROZEN, Material(given))
    assert sum(row[2] or 0 for row in table.rows) == 2
