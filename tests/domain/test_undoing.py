"""What may be offered for taking back."""

from dataclasses import dataclass, replace
from typing import Any

from workshop.domain.undoing import Changes, Done, nouns_of, opened_by, still_open

ROOM, ROUND, SPEECH = ("workshop", 1), ("round", 7), ("speech", 3)


@dataclass(frozen=True)
class Room:
    """Stands in the way of some nouns, of some only as long as what is named beside them was not taken back."""

    in_the_way: tuple[tuple[tuple[str, int], Any], ...] = ()
    gone: frozenset[tuple[str, int]] = frozenset()

    def allows(self, changes: Changes) -> bool:
        return not any(noun in nouns_of(changes) and unless not in self.gone for noun, unless in self.in_the_way)

    def without(self, changes: Changes) -> "Room":
        return replace(self, gone=self.gone | nouns_of(changes))


def done(number: int, command: str, *nouns: tuple[str, int]) -> Done:
    return Done(number, command, [[*noun, "column", 0, 1] for noun in nouns])


def offered(*entries: Done, room: Room | None = None, most: int = 20) -> list[int]:
    return [one.id for one in still_open(entries, room or Room(), most)]


def waiting(*entries: Done, room: Room | None = None) -> list[int]:
    return [one.id for one in still_open(entries, room or Room(), 20) if one.waits]


def test_the_newest_is_offered_first():
    assert offered(done(1, "black", ROOM), done(2, "extend", ROUND)) == [2, 1]


def test_no_more_is_offered_than_asked_for():
    assert offered(*(done(n, "extend", ("round", n)) for n in range(5)), most=3) == [4, 3, 2]


def test_what_came_before_something_else_to_the_same_noun_waits_for_it():
    assert waiting(done(1, "close", ROUND), done(2, "black", ROOM), done(3, "reveal", ROUND)) == [1]


def test_what_is_final_is_not_offered():
    assert offered(done(1, "annul", ROUND), done(2, "renew_code")) == []


def test_what_something_final_came_after_is_not_offered():
    assert offered(done(1, "extend", ROUND), done(2, "black", ROOM), done(3, "close_secret", ROUND)) == [2]


def test_what_shares_a_noun_with_something_that_cannot_be_taken_back_settles_its_others():
    entries = done(1, "call_speaker", SPEECH), done(2, "end", ROUND, SPEECH), done(3, "close_secret", ROUND)
    assert offered(*entries) == []


def test_what_came_after_something_final_is_offered():
    assert offered(done(1, "end_secret", ROOM, ROUND), done(2, "start", ROOM)) == [2]


def test_a_final_entry_without_a_noun_settles_nothing():
    assert offered(done(1, "black", ROOM), done(2, "renew_code")) == [1]


def test_what_the_room_stands_in_the_way_of_is_not_offered_nor_what_came_before_it():
    entries = done(1, "next_round", ROUND), done(2, "open", ROUND), done(3, "extend", ROOM)
    assert offered(*entries, room=Room(((ROUND, None),))) == [3]


def test_what_something_newer_is_in_the_way_of_waits_for_it():
    entries, room = (done(1, "end_speech", SPEECH), done(2, "end", ROOM)), Room(((SPEECH, ROOM),))
    assert (offered(*entries, room=room), waiting(*entries, room=room)) == ([2, 1], [1])


def test_opened_is_only_what_was_a_draft():
    assert opened_by([["round", 7, "state", "draft", "open"], ["round", 8, "state", "closed", "open"]]) == {7}


def test_whose_columns_changed_is_told_once_each():
    assert nouns_of([["round", 7, "state", "draft", "open"], ["round", 7, "shown", False, True]]) == {ROUND}
