"""The list of speakers: one voice once, one speaks at a time, by the server's clock."""

import pytest

from workshop.snapshots.me import for_me


def speakers(hall):
    return hall.pictures()["cockpit"]["speakers"]


def waiting(hall):
    return [one["name"] for one in speakers(hall)["waiting"]]


def speech_of(hall, who):
    with hall.engine.connect() as connection:
        return for_me(connection, who.id)["speech"]


def number_of(hall, place):
    return speakers(hall)["waiting"][place - 1]["id"]


@pytest.fixture
def two(hall):
    """Two mayors wait."""
    for who in hall.people[:2]:
        hall.command("ask_speak", who)
    return waiting(hall)


def test_a_seat_is_on_the_list_once_however_many_ask_for_it(hall, two):
    holder, deputy = hall.people[0], hall.people[3]
    hall.command("ask_speak", holder)
    hall.command("ask_speak", deputy)
    assert len(waiting(hall)) == 2
    assert speech_of(hall, deputy) == speech_of(hall, holder) == {"state": "waiting", "place": 1, "began_at": None}
    assert speech_of(hall, hall.people[1])["place"] == 2


def test_a_guest_is_on_the_list_by_name(hall):
    hall.command("ask_speak", hall.people[4])
    assert waiting(hall) == ["Gast"]


def test_nobody_asks_while_the_list_is_closed_but_who_is_on_it_stays(hall, two):
    hall.command("speakers", open=False)
    assert hall.refusal("ask_speak", hall.people[2]) == "speakers_closed"
    assert waiting(hall) == two
    hall.command("withdraw_speak", hall.people[0])
    assert waiting(hall) == two[1:]


def test_calling_the_next_ends_the_one_who_speaks_and_keeps_both_times(hall, two):
    hall.command("call_speaker", speech=number_of(hall, 1))
    hall.now += 102_000
    hall.command("call_speaker", speech=number_of(hall, 1))
    seen = speakers(hall)
    assert (seen["speaking"]["name"], seen["speaking"]["began_at"]) == (two[1], hall.now)
    assert [(one["name"], one["ended_at"] - one["began_at"]) for one in seen["spoken"]] == [(two[0], 102_000)]
    assert speech_of(hall, hall.people[1])["state"] == "speaking"


def test_the_floor_goes_back_and_forth_by_undo_and_redo_whoever_asked_first(hall, two):
    hall.command("call_speaker", speech=number_of(hall, 2))
    hall.command("call_speaker", speech=number_of(hall, 1))
    for name in (two[1], two[0], two[1]):
        hall.command("undo", entry=hall.last_entry().id)
        assert speakers(hall)["speaking"]["name"] == name


def test_whoever_speaks_ends_by_taking_it_back(hall, two):
    hall.command("call_speaker", speech=number_of(hall, 1))
    hall.now += 5000
    hall.command("withdraw_speak", hall.people[0])
    assert speakers(hall)["speaking"] is None and len(speakers(hall)["spoken"]) == 1


def test_a_place_is_changed_and_somebody_comes_again(hall, two):
    hall.command("move_speaker", speech=number_of(hall, 2), to=1)
    assert waiting(hall) == two[::-1]
    first = number_of(hall, 1)
    hall.command("call_speaker", speech=first)
    assert hall.refusal("readd_speaker", speech=first) == "already_listed"
    hall.command("end_speech", speech=first)
    hall.command("readd_speaker", speech=first)
    assert waiting(hall) == two
    hall.command("drop_speaker", speech=number_of(hall, 1))
    assert waiting(hall) == two[1:]
    assert hall.refusal("end_speech", speech=first) == "not_speaking"


def test_the_end_of_the_workshop_ends_the_speech(hall, two):
    hall.command("call_speaker", speech=number_of(hall, 1))
    hall.command("end")
    assert speakers(hall)["speaking"] is None


def test_the_wall_names_them_only_when_it_may_and_the_phones_never(hall, two):
    hall.command("call_speaker", speech=number_of(hall, 1))
    assert hall.pictures()["screen"]["speakers"] is None
    hall.command("show_speakers", on=True)
    seen = hall.pictures()
    assert seen["screen"]["speakers"]["speaking"]["name"] == two[0]
    assert seen["screen"]["speakers"]["next"] == [two[1]]
    assert two[0] not in str(seen["phone"]) and two[1] not in str(seen["phone"])


def test_everybody_on_the_list_hears_when_their_place_changes(hall, two):
    touched = []
    hall.writer.changed.connect(lambda _, touched, **more: touched_voices.append(touched.voices), weak=False)
    touched_voices = touched
    hall.command("withdraw_speak", hall.people[0])
    while not hall.writer.is_idle():
        pass
    hall.command("undo", entry=_called(hall))
    while not hall.writer.is_idle():
        pass
    with hall.read() as session:
        from workshop.models import Participant

        voices = [session.get_one(Participant, who.id).voice for who in hall.people[:2]]
    assert touched[0] == set(voices)
    assert voices[1] in touched[-1]


def _called(hall):
    hall.command("call_speaker", speech=number_of(hall, 1))
    return hall.last_entry().id
