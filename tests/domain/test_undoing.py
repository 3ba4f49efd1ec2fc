"""What may be offered for taking back."""

from workshop.domain.undoing import Done, nouns_of, opened_by, still_open

ROOM, ROUND = ("workshop", 1), ("round", 7)


def offered(*done: Done) -> list[int]:
    return [one.id for one in still_open(done)]


def test_the_newest_is_offered_first():
    assert offered(Done(1, "black", {ROOM}), Done(2, "extend", {ROUND})) == [2, 1]


def test_what_is_final_is_not_offered():
    assert offered(Done(1, "annul", {ROUND}), Done(2, "renew_code", set())) == []


def test_what_something_final_came_after_is_not_offered():
    assert offered(Done(1, "extend", {ROUND}), Done(2, "black", {ROOM}), Done(3, "close_secret", {ROUND})) == [2]


def test_what_came_after_something_final_is_offered():
    assert offered(Done(1, "end_secret", {ROOM, ROUND}), Done(2, "start", {ROOM})) == [2]


def test_a_final_entry_without_a_noun_settles_nothing():
    assert offered(Done(1, "black", {ROOM}), Done(2, "renew_code", set())) == [1]


def test_an_opening_that_was_answered_is_not_offered_nor_what_came_before_it():
    done = Done(1, "next_round", {ROUND}), Done(2, "open", {ROUND}, answered=True), Done(3, "extend", {ROUND})
    assert offered(*done) == [3]


def test_opened_is_only_what_was_a_draft():
    assert opened_by([["round", 7, "state", "draft", "open"], ["round", 8, "state", "closed", "open"]]) == {7}


def test_whose_columns_changed_is_told_once_each():
    assert nouns_of([["round", 7, "state", "draft", "open"], ["round", 7, "shown", False, True]]) == {ROUND}
