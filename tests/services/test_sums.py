"""A sum can never be overspent: not by one device, not by two of one voice at the same moment."""

from threading import Thread

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from tests.services.drawing import tries
from workshop.domain.errors import Conflict, WorkshopError
from workshop.live.commands import command_of
from workshop.models import Activity

BUDGET, LIMIT = "Verteilen", 100
OPTIONS = [{"id": "a", "label": "Sprachkurse"}, {"id": "b", "label": "Fahrdienste"}]
PRICED = [{"id": "x", "label": "Bus", "price": 60}, {"id": "y", "label": "Halle", "price": 50}]
FREE = {"ask": "Wie verteilen wir?", "sum": LIMIT, "step": 10, "options": OPTIONS}
BUYING = {"ask": "Was kaufen wir?", "way": "priced", "sum": LIMIT, "priced": PRICED}
SPLITS = st.dictionaries(st.sampled_from("ab"), st.integers(1, 12).map(lambda units: units * 10), min_size=1)
# The mayor (0) or the deputy (3) of one seat gives, or takes everything back.
DOINGS = st.lists(st.tuples(st.sampled_from((0, 3)), st.none() | SPLITS), max_size=12)


@pytest.fixture
def room(hall):
    """The hall with a budget step that is open for a free split."""
    begin(hall, FREE)
    return hall


def test_too_much_is_refused_in_plain_words_and_what_stood_stands(room):
    room.give(room.people[0], {"a": 60}, BUDGET)
    assert room.refusal("give", room.people[0], **answer(room, {"a": 60, "b": 50}, n=2)) == "over_budget"
    assert spent(room) == 60


def test_two_devices_of_one_voice_in_one_batch_never_add_up(room):
    calls = [command_of("give").call(room.people[0], answer(room, {option: 60})) for option in "ab"]
    room.writer._write(room.workshop, calls)
    assert calls[0].answer["ok"]
    assert calls[1].answer.code == "superseded"
    assert calls[1].answer.params["stands"]["value"] == {"a": 60}
    assert spent(room) == 60


def test_two_devices_of_one_voice_that_race_never_add_up(room):
    """Many threads, one seat: each answer is whole, so whichever comes last stands alone."""
    refused = []

    def send(who, value, n):
        try:
            room.command("give", who, **answer(room, value, n=n))
        except WorkshopError as error:
            refused.append(error)

    racing = [
        Thread(target=send, args=(room.people[0], {option: 60}, n), daemon=True) for n in range(1, 6) for option in "ab"
    ]
    for thread in racing:
        thread.start()
    for thread in racing:
        thread.join()
    assert len(room.rows(BUDGET)) == 1
    assert spent(room) == 60
    assert {type(error) for error in refused} <= {Conflict}


def test_what_is_bought_keeps_within_the_sum(hall):
    begin(hall, BUYING)
    hall.give(hall.people[0], ["x"], BUDGET)
    assert hall.refusal("give", hall.people[0], **answer(hall, ["x", "y"], n=2)) == "over_budget"
    hall.command("take_vote", hall.people[3])
    hall.give(hall.people[3], ["y"], BUDGET, n=2)
    assert [row.value for row in hall.rows(BUDGET)] == [["y"]]


@settings(max_examples=tries(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@examples(doings=DOINGS)
def test_any_order_of_giving_and_taking_back_leaves_the_last_that_fits(room, doings):
    room.command("reset", activity=room.step(BUDGET))
    room.command("open", activity=room.step(BUDGET))
    stands: dict[str, int] = {}
    for n, (device, value) in enumerate(doings, start=1):
        room.command("take_vote", room.people[device])
        stands = do(room, room.people[device], value, n, stands)
        assert spent(room) == sum(stands.values()) <= LIMIT


def do(hall, who, value, n, stands):
    """Give or take back, and return what must stand then."""
    if value is None:
        payload = answer(hall, None, n=n)
        del payload["value"]
        hall.command("take_back", who, **payload)
        return {}
    if sum(value.values()) > LIMIT:
        assert hall.refusal("give", who, **answer(hall, value, n=n)) == "over_budget"
        return stands
    hall.command("give", who, **answer(hall, value, n=n))
    return value


def begin(hall, config):
    """Add a budget step with these fields and open it."""
    added = hall.command("add_step", type="budget", title=BUDGET, after=None)["activity"]
    with hall.read() as session:
        present = dict(session.get_one(Activity, added).config)
    for field, value in config.items():
        hall.command("edit_step", activity=added, field=field, value=value, former=present[field])
    hall.open(BUDGET)


def answer(hall, value, n=1):
    return {"round": hall.round(BUDGET).id, "value": value, "key": hall.key(), "n": n}


def spent(hall):
    """Return what the one voice of these tests has given in all."""
    standing = [row.value for row in hall.rows(BUDGET) if row.state == "shown"]
    return sum(sum(value.values()) for value in standing)
