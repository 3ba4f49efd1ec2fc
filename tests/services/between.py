"""What is taken back after something else came in between, per noun: the entry, what comes, and why undo refuses."""

from collections.abc import Callable, Iterator

from sqlalchemy import select

from tests.services.hall import Hall
from tests.services.test_history import opened_cards
from workshop.models import Seat

Case = Callable[[Hall], Iterator[int]]
CASES: list[tuple[str, Case]] = []
CARDS, VOTE = "Beispiele und Hürden", "Vertiefung"


def refused_as(code: str) -> Callable[[Case], Case]:
    """A case yields the entry that is to be taken back, then lets something come in between."""

    def keep(case: Case) -> Case:
        CASES.append((code, case))
        return case

    return keep


# The list of speakers.


@refused_as("already_listed")
def speech_taken_off_who_asks_again_on_the_phone(hall):
    speech = hall.command("add_speaker", seat=hall.seat_of(hall.people[0]), name="")["speech"]
    hall.command("drop_speaker", speech=speech)
    yield hall.last_entry().id
    hall.command("ask_speak", hall.people[0])


@refused_as("other_speaks")
def speech_ended_and_another_called(hall):
    first, second = (hall.command("add_speaker", seat=None, name=name)["speech"] for name in ("Eins", "Zwei"))
    hall.command("call_speaker", speech=first)
    hall.command("end_speech", speech=first)
    yield hall.last_entry().id
    hall.command("call_speaker", speech=second)


@refused_as("changed_since")
def speech_called_and_finished_by_the_speaker(hall):
    hall.command("ask_speak", hall.people[1])
    hall.command("call_speaker", speech=waiting(hall)[0])
    yield hall.last_entry().id
    hall.command("withdraw_speak", hall.people[1])


@refused_as("not_running")
def speech_ended_in_a_workshop_that_ended(hall):
    speech = hall.command("add_speaker", seat=None, name="Eins")["speech"]
    hall.command("call_speaker", speech=speech)
    hall.command("end_speech", speech=speech)
    yield hall.last_entry().id
    hall.command("end")


# Measures, themes, cards.


@refused_as("adopted")
def measure_removed_and_adopted_anew(hall):
    card = opened_cards(hall)[0]
    hall.command("remove_measure", measure=hall.command("adopt", card=card)["measure"])
    yield hall.last_entry().id
    hall.command("adopt", card=card)


@refused_as("parked_already")
def capture_struck_and_its_card_parked_anew(hall):
    card = opened_cards(hall)[0]
    hall.command("remove_capture", capture=hall.command("park", card=card)["capture"])
    yield hall.last_entry().id
    hall.command("restore", card=card)
    hall.command("park", card=card)


@refused_as("card_back")
def capture_struck_and_its_card_back_on_the_board(hall):
    card = opened_cards(hall)[0]
    hall.command("remove_capture", capture=hall.command("park", card=card)["capture"])
    yield hall.last_entry().id
    hall.command("restore", card=card)


@refused_as("theme_exists")
def theme_removed_and_added_anew(hall):
    hall.command("remove_theme", theme=hall.theme("Sprache"))
    yield hall.last_entry().id
    hall.theme("SPRACHE")


@refused_as("theme_exists")
def theme_renamed_and_another_called_so(hall):
    hall.command("rename_theme", theme=hall.theme("Sprache"), title="Kurse", former="Sprache")
    yield hall.last_entry().id
    hall.theme("Sprache")


@refused_as("theme_in_use")
def theme_added_and_cards_put_into_it(hall):
    card = opened_cards(hall)[0]
    theme = hall.theme("Sprache")
    yield hall.last_entry().id
    hall.command("sort", card=card, theme=theme)


@refused_as("theme_gone")
def card_sorted_out_of_a_theme_that_is_removed(hall):
    card = opened_cards(hall)[0]
    former, theme = hall.theme("Sprache"), hall.theme("Bus")
    hall.command("sort", card=card, theme=former)
    hall.command("sort", card=card, theme=theme)
    yield hall.last_entry().id
    hall.command("remove_theme", theme=former)


@refused_as("changed_since")
def card_parted_from_one_that_lies_under_another(hall):
    one, two, three = opened_cards(hall)
    hall.command("merge", cards=[one], into=two)
    hall.command("unmerge", card=one)
    yield hall.last_entry().id
    hall.command("merge", cards=[two], into=three)


@refused_as("changed_since")
def card_parted_under_which_another_lies_now(hall):
    one, two, three = opened_cards(hall)
    hall.command("merge", cards=[one], into=two)
    hall.command("unmerge", card=one)
    yield hall.last_entry().id
    hall.command("merge", cards=[three], into=one)


@refused_as("changed_since")
def card_let_in_and_taken_back_by_its_author(hall):
    hall.open(CARDS)
    hall.command("premoderate", activity=hall.step(CARDS), on=True)
    hall.command("approve", cards=[hall.card(hall.people[0], "Eins", "item-taken-back")])
    yield hall.last_entry().id
    place = {"round": hall.round(CARDS).id, "item": "item-taken-back"}
    hall.command("take_back", hall.people[0], **place, key=hall.key(), n=2)


@refused_as("round_closed")
def answer_entered_into_a_round_that_closed(hall):
    hall.open(VOTE)
    option = hall.round(VOTE).frozen["options"][0]["id"]
    with hall.read() as session:
        seat = session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()
    hall.command("enter_for", activity=hall.step(VOTE), seat=seat, value=[option])
    yield hall.last_entry().id
    hall.command("close", activity=hall.step(VOTE))


# Rounds and the agenda.


def closed(hall) -> int:
    hall.open(VOTE)
    hall.command("close", activity=hall.step(VOTE))
    return hall.last_entry().id


@refused_as("not_running")
def round_closed_in_a_workshop_that_ended(hall):
    yield closed(hall)
    hall.command("end")


@refused_as("other_round")
def round_closed_and_the_next_one_begun(hall):
    yield closed(hall)
    hall.command("next_round", activity=hall.step(VOTE))


@refused_as("step_gone")
def round_closed_and_its_step_removed(hall):
    step = hall.command("add_step", type="words", title="Nebenher", after=None)["activity"]
    hall.open("Nebenher")
    hall.command("close", activity=step)
    yield hall.last_entry().id
    hall.command("go_live", activity=hall.step(VOTE))
    hall.command("remove_step", activity=step)


@refused_as("answered_since")
def round_opened_and_answered(hall):
    hall.open(VOTE)
    yield hall.last_entry().id
    hall.give(hall.people[0], [hall.round(VOTE).frozen["options"][0]["id"]])


@refused_as("round_open")
def step_gone_to_a_round_that_was_opened_there(hall):
    closed(hall)
    hall.command("next_round", activity=hall.step(VOTE))
    hall.command("to_round", activity=hall.step(VOTE), n=1)
    hall.command("open", activity=hall.step(VOTE))
    hall.command("close", activity=hall.step(VOTE))
    hall.command("next_round", activity=hall.step(VOTE))
    hall.command("to_round", activity=hall.step(VOTE), n=1)
    yield next(entry for command, entry in hall.offered() if command == "to_round")
    hall.command("open", activity=hall.step(VOTE))


def added(hall) -> int:
    return hall.command("add_step", type="choice", title="Neu", after=None)["activity"]


@refused_as("step_live")
def step_added_and_taken_live(hall):
    step = added(hall)
    yield hall.last_entry().id
    hall.command("go_live", activity=step)


@refused_as("step_live")
def step_removed_put_back_opened_and_removed_again(hall):
    hall.command("remove_step", activity=hall.step(VOTE))
    hall.command("undo", entry=hall.last_entry().id)
    yield hall.last_entry().id
    hall.command("open", activity=hall.step(VOTE))


def more_cards(hall) -> int:
    return hall.command("add_step", type="cards", title="Mehr", after=None)["activity"]


def another_vote(hall) -> int:
    return hall.command("copy_step", activity=hall.step(VOTE))["activity"]


def build_on(hall, vote: int, step: int, former: int) -> None:
    wanted, stood = ({"activity": number, "what": "themes"} for number in (step, former))
    hall.command("edit_step", activity=vote, field="options", value=wanted, former=stood)


@refused_as("step_needed")
def step_added_and_built_on(hall):
    vote = another_vote(hall)
    step = more_cards(hall)
    yield hall.last_entry().id
    build_on(hall, vote, step, hall.step(CARDS))


@refused_as("step_gone")
def step_built_on_another_than_one_that_is_removed(hall):
    step, vote = more_cards(hall), another_vote(hall)
    build_on(hall, vote, step, hall.step(CARDS))
    build_on(hall, vote, hall.step(CARDS), step)
    yield hall.last_entry().id
    hall.command("remove_step", activity=step)


@refused_as("step_gone")
def step_removed_and_then_what_it_was_built_on(hall):
    step, vote = more_cards(hall), another_vote(hall)
    build_on(hall, vote, step, hall.step(CARDS))
    hall.command("remove_step", activity=vote)
    yield hall.last_entry().id
    hall.command("remove_step", activity=step)


@refused_as("frozen")
def step_edited_and_opened(hall):
    former = {"activity": hall.step(CARDS), "what": "themes"}
    own = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
    hall.command("edit_step", activity=hall.step(VOTE), field="options", value=own, former=former)
    yield hall.last_entry().id
    hall.open(VOTE)


@refused_as("step_gone")
def workshop_led_on_from_a_step_that_is_removed(hall):
    first = added(hall)
    hall.command("go_live", activity=first)
    hall.command("go_live", activity=hall.step(VOTE))
    yield hall.last_entry().id
    hall.command("remove_step", activity=first)


@refused_as("still_running")
def workshop_opened_again_and_a_round_in_it(hall):
    hall.command("go_live", activity=hall.step(VOTE))
    hall.command("end")
    hall.command("start")
    yield hall.last_entry().id
    hall.command("open", activity=hall.step(VOTE))


# Who is inside.


@refused_as("seat_by_link")
def person_sent_out_and_the_seat_taken_by_its_link(hall):
    seat = hall.seat_of(hall.people[1])
    hall.command("remove", participant=hall.people[1].id)
    yield hall.last_entry().id
    hall.by_link(seat)


@refused_as("seat_by_link")
def person_confirmed_and_the_link_came(hall):
    hall.command("confirm", participants=[hall.people[1].id])
    yield hall.last_entry().id
    hall.by_link(hall.seat_of(hall.people[1]))


@refused_as("nobody_to_be")
def person_found_to_be_a_device_of_somebody_sent_out(hall):
    device = hall.knock(hall.seat_of(hall.people[1]), "holder")
    hall.command("admit_device", participant=device.id)
    hall.command("undo", entry=hall.last_entry().id)
    yield hall.last_entry().id
    hall.command("remove", participant=hall.people[1].id)


def waiting(hall) -> list[int]:
    return [one["id"] for one in hall.cockpit()["speakers"]["waiting"]]


def in_between(hall: Hall, case: Case) -> int:
    """Let a case happen; return the entry that cannot be taken back now."""
    steps = case(hall)
    entry = next(steps)
    assert next(steps, None) is None
    return entry
