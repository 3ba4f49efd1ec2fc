"""Mayor and deputy on one seat: one of them votes, the other can take the vote, and nothing is lost meanwhile."""

import pytest

from tests.services.ballot_box import held_at, voter_key
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Holding
from workshop.models.seats import holders
from workshop.services import joining
from workshop.snapshots.me import for_me


def holding(hall, who):
    with hall.engine.connect() as connection:
        return for_me(connection, who.id)["holding"]


@pytest.fixture
def pair(hall):
    """Whoever came first holds: the mayor."""
    hall.open("Vertiefung")
    hall.option, hall.other_option = [one["id"] for one in hall.round("Vertiefung").frozen["options"][:2]]
    hall.mayor, hall.deputy = hall.people[0], hall.people[3]
    return hall


def test_the_vote_stays_with_whoever_came_first_until_it_is_taken(pair):
    assert holding(pair, pair.mayor) == {"mine": True, "other": "deputy", "log": []}
    assert holding(pair, pair.deputy) == {"mine": False, "other": "holder", "log": []}
    pair.command("take_vote", pair.deputy)
    assert holding(pair, pair.deputy) == {"mine": True, "other": "holder", "log": [{"to": "deputy", "at": pair.now}]}
    assert not holding(pair, pair.mayor)["mine"]


def test_both_see_every_hand_over_the_cockpit_too_and_nobody_else(pair):
    handed = []
    for name, who, to in (("give_vote", pair.mayor, "deputy"), ("take_vote", pair.mayor, "holder")):
        pair.now += 60_000
        pair.command(name, who)
        handed.append({"to": to, "at": pair.now})
    assert holding(pair, pair.mayor)["log"] == holding(pair, pair.deputy)["log"] == handed
    assert holding(pair, pair.people[1])["log"] == []
    seats = pair.pictures()["cockpit"]["seats"]
    assert [seat["handed"] for seat in seats if seat["handed"]] == [handed]
    for audience in ("phone", "screen"):
        assert "handed" not in str(pair.pictures()[audience])


def test_who_is_alone_on_a_seat_holds_it_without_ceremony(pair):
    assert holding(pair, pair.people[1]) == {"mine": True, "other": None, "log": []}
    assert pair.refusal("give_vote", pair.people[1]) == "nobody_else"


def test_a_vote_from_other_hands_is_refused_and_the_same_sending_always_gets_its_answer(pair):
    key = pair.key()
    said = pair.give(pair.mayor, [pair.option], key=key)
    pair.command("give_vote", pair.mayor)
    assert pair.give(pair.mayor, [pair.option], key=key) == said
    payload = {"round": pair.round("Vertiefung").id, "value": [pair.other_option], "n": 2}
    assert pair.refusal("give", pair.mayor, key=pair.key(), **payload) == "held_by_other"
    pair.command("give", pair.deputy, key=pair.key(), **payload)
    assert [(row.voice, row.value) for row in pair.rows()] == [(pair.rows()[0].voice, [pair.other_option])]


def test_taking_back_needs_the_vote_too(pair):
    pair.give(pair.mayor, [pair.option])
    payload = {"round": pair.round("Vertiefung").id, "key": pair.key(), "n": 2}
    assert pair.refusal("take_back", pair.deputy, **payload) == "held_by_other"


def test_texts_come_from_both(pair):
    pair.open("Beispiele und Hürden")
    assert pair.card(pair.deputy, "Bus") and pair.card(pair.mayor, "Bahn")


def test_handing_over_twice_is_one_row_and_only_the_holder_can_give(pair):
    pair.command("take_vote", pair.mayor)
    assert pair.refusal("give_vote", pair.deputy) == "held_by_other"
    pair.command("take_vote", pair.deputy)
    pair.command("take_vote", pair.deputy)
    with pair.read() as session:
        assert [row.participant_id for row in session.query(Holding)] == [pair.deputy.id]


def test_who_came_by_the_code_alone_takes_the_vote_from_nobody_who_is_known_to_be_the_seat(pair):
    pair.command("confirm", participants=[pair.deputy.id])
    pair.command("take_vote", pair.deputy)
    assert pair.refusal("take_vote", pair.mayor) == "held_by_proven"
    pair.command("give_vote", pair.deputy)
    pair.command("take_vote", pair.mayor)  # holds it already
    pair.command("take_vote", pair.deputy)
    pair.command("confirm", participants=[pair.mayor.id])
    pair.command("take_vote", pair.mayor)
    assert holding(pair, pair.mayor)["mine"]


def test_a_guest_has_no_vote_to_hand_over_and_none_where_seats_vote(pair):
    guest = pair.people[4]
    assert holding(pair, guest) is None
    assert {pair.refusal(name, guest) for name in ("take_vote", "give_vote")} == {"seats_only"}
    payload = {"round": pair.round("Vertiefung").id, "key": pair.key(), "n": 1, "value": [pair.option]}
    assert pair.refusal("give", guest, **payload) == "seats_only"


def test_the_vote_falls_back_when_its_holder_is_sent_out(pair):
    pair.command("take_vote", pair.deputy)
    pair.command("remove", participant=pair.deputy.id)
    assert holding(pair, pair.mayor)["mine"]
    pair.give(pair.mayor, [pair.option])


def test_a_second_device_of_the_same_person_is_the_same_hands(pair):
    with pair.engine.connect() as connection:
        seat = for_me(connection, pair.mayor.id)["seat"]["id"]
        before = holders(connection, pair.workshop)
    wish = {"seat_id": seat, "capacity": "holder", "name": ""}
    assert pair.writer.run(pair.workshop, joining.join, SYSTEM, **wish)["participant"] == pair.mayor.id
    with pair.engine.connect() as connection:
        assert holders(connection, pair.workshop) == before


def test_after_a_secret_ballot_was_cast_the_vote_is_handed_over_and_not_doubled(sqlite_url, tmp_path):
    for vote in held_at(sqlite_url, tmp_path):
        hall, mayor = vote.hall, vote.mayors[0]
        deputy = hall.people[3]
        vote.open()
        assert vote.refused(deputy) == "held_by_other"
        vote.cast(mayor)
        hall.command("give_vote", mayor)
        assert vote.refused(deputy, "no", voter_key()) == "already_cast"
        with hall.engine.connect() as connection:
            assert for_me(connection, deputy.id)["cast"] == [vote.round.id]


def test_mid_vote_the_deputy_casts_once_the_vote_is_theirs(sqlite_url, tmp_path):
    for vote in held_at(sqlite_url, tmp_path):
        vote.open()
        deputy = vote.hall.people[3]
        vote.hall.command("take_vote", deputy)
        assert vote.refused(vote.mayors[0]) == "held_by_other"
        vote.cast(deputy)
        assert vote.refused(Who("participant", vote.mayors[0].id)) == "already_cast"
