"""In whose hands a vote is: at any time exactly one person's, and the log alone says whose."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.holding import holder_of

PEOPLE = st.integers(1, 2)
DOINGS = st.tuples(st.sampled_from(["come", "take", "give", "leave"]), st.sampled_from(["holder", "deputy"]))
STEPS = st.lists(DOINGS, max_size=30)


@given(STEPS)
def test_whatever_happens_one_person_there_holds_it_and_the_log_says_who(steps):
    log: list[int] = []
    there: dict[str, int] = {}  # who comes again after being sent out is a new person
    held: int | None = None  # as the two see it, told from what happens
    for number, (what, capacity) in enumerate(steps):
        person, other = there.get(capacity), there.get("deputy" if capacity == "holder" else "holder")
        if what == "come" and not person:
            there[capacity] = number + 1
            held = held or there[capacity]
        elif what == "take" and person:
            log.append(person)
            held = person
        elif what == "give" and person and held == person and other:
            log.append(other)
            held = other
        elif what == "leave" and person:
            del there[capacity]
            held = other if held == person else held
        assert holder_of(log, list(there.values())) == held
        assert (held is None) == (not there)


@given(st.lists(PEOPLE))
def test_the_newest_hand_over_decides(log):
    assert holder_of(log, [1, 2]) == (log[-1] if log else 1)


def test_whoever_came_first_keeps_it_until_it_is_handed_over_or_taken():
    assert holder_of([], [4, 7]) == 4
    assert holder_of([7], [4, 7]) == 7
    assert holder_of([7, 4], [4, 7]) == 4


def test_it_falls_back_when_its_holder_is_sent_out():
    assert holder_of([7], [4]) == 4
    assert holder_of([4], [7]) == 7
