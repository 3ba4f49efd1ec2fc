"""What may happen to a round, and when."""

from itertools import product

import pytest

from workshop.domain.errors import Conflict
from workshop.domain.lifecycle import CLOSED, DRAFT, OPEN, RoundFacts, check_action, legal_actions

ACTIONS = ("open", "close", "reveal", "hide", "next_round")
EVERY_ROUND = [
    RoundFacts(state, *flags) for state, flags in product((DRAFT, OPEN, CLOSED), product((False, True), repeat=4))
]


def test_a_draft_can_only_open():
    assert legal_actions(vote(DRAFT)) == ("open",)


def test_an_open_vote_can_only_close():
    assert legal_actions(vote(OPEN)) == ("close",)


def test_open_cards_can_be_shown_and_hidden_meanwhile():
    assert legal_actions(cards(OPEN)) == ("close", "reveal")
    assert legal_actions(cards(OPEN, shown=True)) == ("close", "hide")


def test_a_closed_vote_can_be_shown_opened_again_or_run_again():
    assert legal_actions(vote(CLOSED)) == ("reveal", "open", "next_round")


def test_whose_result_was_seen_is_not_opened_again():
    assert legal_actions(vote(CLOSED, shown=True)) == ("hide", "next_round")
    assert legal_actions(vote(CLOSED, was_shown=True)) == ("reveal", "next_round")


def test_cards_can_be_opened_again_even_after_they_were_seen():
    assert legal_actions(cards(CLOSED, shown=True)) == ("hide", "open")


def test_what_takes_no_input_is_only_shown_and_hidden():
    for state in (DRAFT, OPEN, CLOSED):
        assert legal_actions(RoundFacts(state, False, False, False, False)) == ("reveal",)
        assert legal_actions(RoundFacts(state, True, True, False, False)) == ("hide",)


@pytest.mark.parametrize("facts", EVERY_ROUND, ids=str)
def test_there_is_always_something_to_do_and_the_room_is_never_stuck(facts):
    assert 1 <= len(legal_actions(facts)) <= 3
    assert set(legal_actions(facts)) <= set(ACTIONS)


@pytest.mark.parametrize("facts", EVERY_ROUND, ids=str)
def test_a_vote_is_never_shown_while_it_runs(facts):
    if facts.state == OPEN and facts.takes_input and not facts.shows_live:
        assert "reveal" not in legal_actions(facts)


@pytest.mark.parametrize("facts", EVERY_ROUND, ids=str)
def test_exactly_the_legal_actions_pass_the_check(facts):
    for action in ACTIONS:
        if action in legal_actions(facts):
            check_action(action, facts)
        else:
            with pytest.raises(Conflict) as raised:
                check_action(action, facts)
            assert raised.value.as_dict() == {"code": "illegal_action", "action": action, "state": facts.state}


def vote(state, *, shown=False, was_shown=False):
    return RoundFacts(state, shown, shown or was_shown, takes_input=True, shows_live=False)


def cards(state, *, shown=False):
    return RoundFacts(state, shown, shown, takes_input=True, shows_live=True)
