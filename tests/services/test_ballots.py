"""The secret ballot from opening to sealing, on both engines."""

import base64
import hashlib
import threading
from itertools import cycle

import pytest
from sqlalchemy import select, update

from tests.services.ballot_box import STEP, Vote, all_on_one_seat, held_at, take_all_seats, voter_key
from tests.services.hall import make_hall
from workshop.domain.ballots import code_of, list_print, shown_code
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import Who
from workshop.language import Catalogue
from workshop.models import Activity, Box, Entry, Participant, Receipt, Roll, Round
from workshop.snapshots.me import for_me
from workshop.snapshots.record import Reader
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of
from workshop.vault import Vault


@pytest.fixture
def vote(sqlite_url, tmp_path):
    yield from held_at(sqlite_url, tmp_path)


@pytest.fixture
def either(database_url, tmp_path):
    """The same, once on each engine."""
    yield from held_at(database_url, tmp_path)


def test_what_was_cast_is_counted_and_only_the_two_lists_are_left(either):
    either.open()
    codes = [either.cast(mayor, value)["code"] for mayor, value in zip(either.mayors, votes(12, 2, 2), strict=False)]
    assert either.close() == "sealed"
    assert either.counted() == {"abstain": 2, "no": 2, "yes": 12}
    assert sorted(shown_code(row.code) for row in either.rows(Receipt)) == sorted(codes)
    assert either.rows(Box) == []
    assert not either.vault.has(either.round.id)
    assert either.round.outcome == {"cast": 16, "of": 17, "list": list_print(row.code for row in either.rows(Receipt))}


def votes(yes: int, no: int, abstain: int) -> list[str]:
    return ["yes"] * yes + ["no"] * no + ["abstain"] * abstain


def test_nothing_can_be_seen_of_the_result_before_it_is_sealed_and_shown(vote):
    vote.open()
    for mayor in vote.mayors[:6]:
        vote.cast(mayor)
    assert shown_to(vote, "phone") is None and shown_to(vote, "cockpit") is None
    vote.hall.command("close", activity=vote.hall.step(STEP))
    assert shown_to(vote, "cockpit") is None
    vote.seal()
    assert shown_to(vote, "phone") is None
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    shown = shown_to(vote, "phone")
    assert (shown["yes"], shown["verdict"], shown["votes"]) == (6, "accepted", [])
    assert shown["quorum"] == {"needed": 9, "of": 17, "present": 17}


def shown_to(vote: Vote, audience: str):
    return vote.hall.pictures()[f"{audience} {vote.hall.step(STEP)}"]["whole"]


def test_the_same_key_gets_the_same_receipt_whatever_comes_with_it_and_whenever(either):
    either.open()
    key = voter_key()
    first = either.cast(either.mayors[0], "yes", key)
    assert either.cast(either.mayors[0], "no", key) == first
    for mayor in either.mayors[1:6]:
        either.cast(mayor, "no")
    either.hall.command("close", activity=either.hall.step(STEP))
    assert either.cast(either.mayors[0], "abstain", key) == first
    either.seal()
    assert either.cast(either.mayors[0], "nonsense", key) == first
    assert either.counted() == {"no": 5, "yes": 1}


def test_keys_whose_receipts_began_alike_without_a_salt_get_receipts_that_do_not(vote):
    """Two voters know the round's number long before, and search for keys that agree in what they can compute: four
    letters are found at once, nine overnight."""
    keys = alike(vote.round.id)
    vote.open()
    first, second = (vote.cast(mayor, "yes", key)["code"] for mayor, key in zip(vote.mayors, keys, strict=False))
    assert first[:5] != second[:5]


def alike(number: int) -> tuple[str, str]:
    found: dict[str, str] = {}
    while True:
        key = voter_key()
        other = found.setdefault(code_of(number, base64.urlsafe_b64decode(key + "=="), "")[:4], key)
        if other != key:
            return other, key


def test_what_goes_into_the_receipts_is_drawn_once_and_shown_to_nobody(vote):
    vote.open()
    drawn = vote.round.salt
    assert len(drawn) == 32
    for mayor in vote.mayors[:4]:
        vote.cast(mayor)
    vote.close()
    vote.hall.command("open", activity=vote.hall.step(STEP))
    vote.cast(vote.mayors[4])
    assert vote.close() == "sealed" and vote.round.salt == drawn
    with vote.hall.read() as session:
        journal = [entry.changes for entry in session.scalars(select(Entry))]
        told = summary_of(session.connection(), vote.hall.workshop, vote.hall.now, Reader("de", "UTC", Catalogue()))
    assert drawn not in str((vote.hall.pictures(), journal, told))


def test_a_round_that_was_opened_before_receipts_were_salted_keeps_its_own(either):
    either.open()
    with either.hall.engine.begin() as connection:
        connection.execute(update(Round).where(Round.id == either.round.id).values(salt=""))
    key = voter_key()
    first = either.cast(either.mayors[0], "yes", key)
    plain = hashlib.sha256(b"code" + either.round.id.to_bytes(8, "big") + base64.urlsafe_b64decode(key + "==")).digest()
    assert first["code"] == shown_code(base64.b32encode(plain).decode()[:9])


def test_a_seat_casts_once_however_many_devices_it_has(vote):
    vote.open()
    vote.cast(vote.mayors[0])
    assert {vote.refused(vote.mayors[0], value) for value in ("yes", "no")} == {"already_cast"}
    assert len(vote.rows(Box)) == 1


def test_a_used_key_from_another_seat_is_refused_and_that_seat_can_still_vote(either):
    either.open()
    key = voter_key()
    either.cast(either.mayors[0], "yes", key)
    assert either.refused(either.mayors[1], "no", key) == "ballot_key_used"
    either.cast(either.mayors[1], "no")
    assert len(either.rows(Box)) == 2


@pytest.mark.parametrize("key", ["short-key-of-16-cha", "a" * 40, "_" * 23])
def test_a_key_that_is_no_key_is_refused(vote, key):
    vote.open()
    assert vote.refused(vote.mayors[0], key=key) == "ballot_key"


@pytest.mark.parametrize("value", ["maybe", None, ["yes"], True])
def test_nonsense_marks_nobody_on_the_roll(vote, value):
    vote.open()
    assert vote.refused(vote.mayors[0], value) == "not_an_option"
    assert not any(row.voted for row in vote.rows(Roll)) and vote.rows(Box) == []


def test_a_seat_taken_by_the_rooms_code_alone_has_to_be_confirmed_first(vote):
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Participant).where(Participant.id == vote.mayors[0].id).values(proof="code"))
    vote.open()
    assert vote.refused(vote.mayors[0]) == "seat_unproven"


def test_an_ordinary_answer_has_no_way_into_a_secret_round(vote):
    vote.open()
    payload = {"round": vote.round.id, "value": "yes", "key": vote.hall.key(), "n": 1}
    assert vote.hall.refusal("give", vote.mayors[0], **payload) == "cast_only"


def test_too_few_ballots_are_not_counted_for_anybody_and_the_round_can_go_on(either):
    either.open()
    for mayor in either.mayors[:4]:
        either.cast(mayor)
    assert either.close() == "closed"
    assert either.counted() == {} and either.vault.has(either.round.id)
    either.hall.command("open", activity=either.hall.step(STEP))
    either.cast(either.mayors[4])
    assert either.close() == "sealed"
    assert either.counted() == {"yes": 5}


def test_annulled_with_a_reason_it_is_never_counted(either):
    either.open()
    for mayor in either.mayors:
        either.cast(mayor)
    either.hall.command("annul", activity=either.hall.step(STEP), reason="Der Wortlaut war falsch.")
    assert either.seal() == "annulled"
    assert (
        {row.ct for row in either.rows(Box)} == {b""}
        and either.counted() == {}
        and not either.vault.has(either.round.id)
    )
    assert either.round.reason == "Der Wortlaut war falsch."
    assert either.refused(either.mayors[0]) in ("already_cast", "closed")


def test_a_missing_key_stops_the_vote_at_the_next_cast(vote):
    vote.open()
    vote.cast(vote.mayors[0])
    vote.vault.erase(vote.round.id)
    assert vote.refused(vote.mayors[1]) == "ballot_key_missing"
    assert vote.round.state == "broken"
    assert [row.seat_id for row in vote.rows(Roll) if row.voted] == [vote.rows(Roll)[0].seat_id]


@pytest.mark.parametrize("spoil", ["ct", "slot"])
def test_a_ballot_that_was_tampered_with_breaks_the_round_and_deletes_nothing(either, spoil):
    either.open()
    for mayor in either.mayors:
        either.cast(mayor)
    either.hall.command("close", activity=either.hall.step(STEP))
    one = either.rows(Box)[0]
    spoilt = {"ct": one.ct[:-1] + bytes([one.ct[-1] ^ 1])} if spoil == "ct" else {"slot": bytes(16)}
    with either.hall.engine.begin() as connection:
        connection.execute(update(Box).where(Box.slot == one.slot).values(**spoilt))
    assert either.seal() == "broken"
    assert len(either.rows(Box)) == 17 and either.counted() == {} and either.vault.has(either.round.id)


@pytest.mark.parametrize("name", ["open", "close"])
def test_what_is_final_cannot_be_undone_and_is_not_offered(vote, name):
    vote.open()
    if name == "close":
        vote.hall.command("close", activity=vote.hall.step(STEP))
    entry = vote.hall.last_entry()
    assert entry.command == f"{name}_secret"
    assert vote.hall.refusal("undo", entry=entry.id) == "secret_is_final"
    assert entry.id not in dict(map(reversed, vote.hall.offered()))


def test_ending_the_workshop_closes_an_open_ballot_for_good_and_says_so_in_the_journal(vote):
    vote.open()
    for mayor in vote.mayors[:6]:
        vote.cast(mayor)
    vote.hall.command("end")
    entry = vote.hall.last_entry()
    assert entry.command == "end_secret"
    assert vote.hall.refusal("undo", entry=entry.id) == "secret_is_final"
    assert vote.seal() == "sealed"
    vote.hall.command("start")
    assert vote.round.state == "sealed" and vote.counted() == {"yes": 6}


@pytest.mark.parametrize("ending", ["end", "close", "annul"])
def test_whatever_is_offered_can_be_taken_back_one_after_the_other(vote, ending):
    step = vote.hall.step(STEP)
    vote.hall.command("black", on=True)
    vote.open()
    vote.hall.command("extend", activity=step, minutes=2)
    vote.hall.command("attend", seat=vote.hall.seat_of(vote.mayors[0]), state="excused")
    vote.hall.command(
        ending, **{"end": {}, "close": {"activity": step}, "annul": {"activity": step, "reason": "Falsch."}}[ending]
    )
    assert vote.hall.offered()[0][0] == "attend"
    while offered := vote.hall.offered():
        vote.hall.command("undo", entry=offered[0][1])


def test_the_planned_end_of_an_open_ballot_can_be_put_back(vote):
    vote.open()
    before = vote.round.closes_at
    vote.hall.command("extend", activity=vote.hall.step(STEP), minutes=2)
    vote.hall.command("undo", entry=vote.hall.offered()[0][1])
    assert vote.round.closes_at == before


def test_resetting_cannot_get_around_it(vote):
    vote.open()
    assert vote.hall.refusal("reset", activity=vote.hall.step(STEP)) == "secret_is_final"


def test_how_many_have_cast_moves_every_two_seconds_and_who_is_told_to_nobody(vote):
    vote.open()
    assert given(vote) == 0
    vote.cast(vote.mayors[0])
    assert given(vote) == 0
    vote.hall.now += 2_000
    assert given(vote) == 1
    picture = vote.hall.pictures()[f"cockpit {vote.hall.step(STEP)}"]
    assert picture["seats_given"] == []


def given(vote: Vote) -> int:
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
        assert scene is not None
        step = scene.step(vote.hall.step(STEP))
        assert step is not None
        return scene.count(step)["given"]


def test_only_the_own_devices_know_that_the_seat_has_cast(vote):
    vote.open()
    vote.cast(vote.mayors[0])
    with vote.hall.engine.connect() as connection:
        assert for_me(connection, vote.mayors[0].id)["cast"] == [vote.round.id]
        assert for_me(connection, vote.mayors[1].id)["cast"] == []


def test_casting_leaves_no_entry_in_the_journal(vote):
    vote.open()
    before = vote.hall.last_entry().id
    vote.cast(vote.mayors[0])
    assert vote.hall.last_entry().id == before


def test_opened_over_a_line_that_can_be_read_only_by_the_setting(sqlite_url, tmp_path):
    hall = make_hall(sqlite_url, Vault(tmp_path / "keys", is_plain=True, may_open=False))
    take_all_seats(hall)
    hall.command("go_live", activity=hall.step(STEP))
    assert hall.refusal("open", activity=hall.step(STEP)) == "needs_https"
    assert hall.round(STEP).state == "draft" and not (tmp_path / "keys").exists()
    hall.engine.dispose()


def test_fewer_seats_than_ballots_are_needed_cannot_vote_secretly(vote):
    with vote.hall.engine.begin() as connection:
        few = {**vote.round.frozen, "ask": "Text", "proposal": [], "privacy": "secret", "least_ballots": 18}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=few))
    vote.hall.command("go_live", activity=vote.hall.step(STEP))
    assert vote.hall.refusal("open", activity=vote.hall.step(STEP)) == "too_few_seats"


def test_a_choice_keeps_no_combinations(vote):
    options = [{"id": name, "label": name} for name in ("a", "b", "c")]
    vote.asks("choice", ask="Was?", options=options, most=2)
    vote.open()
    for mayor, value in zip(vote.mayors, [["a", "b"], ["a"], ["c"], ["a", "c"], ["b"]], strict=False):
        vote.cast(mayor, value)
    assert vote.close() == "sealed"
    assert vote.counted() == {"a": 3, "b": 2, "c": 2}


def test_a_hundred_devices_of_one_seat_at_once_cast_one_ballot(either):
    people = all_on_one_seat(either)
    either.open()
    answers: list[str] = []

    def send(who: Who) -> None:
        try:
            answers.append(either.cast(who)["code"])
        except WorkshopError as refused:
            answers.append(refused.code)

    threads = [
        threading.Thread(target=send, args=(who,), daemon=True)
        for who, _ in zip(cycle(people), range(100), strict=False)
    ]
    for n, thread in enumerate(threads):
        thread.start()
        if n % 10 == 0:  # meanwhile the vote goes from hand to hand
            either.hall.command("take_vote", people[1 - n // 10 % 2])
    for thread in threads:
        thread.join()
    send(people[0])
    send(people[1])  # one of the two holds the vote
    codes = [one for one in answers if one not in ("already_cast", "held_by_other")]
    assert len(codes) == 1 and len(answers) == 102
    assert len(either.rows(Box)) == 1


def test_a_step_whose_box_waits_to_be_counted_stays_on_the_agenda(vote):
    """Else nobody could count or annul it, and the workshop could never be archived."""
    hall, step = vote.hall, vote.hall.step(STEP)
    hall.command("remove_step", activity=hall.step("Maßnahmen"))  # which builds on it
    hall.command("remove_step", activity=step)
    hall.command("undo", entry=hall.last_entry().id)
    removing = hall.last_entry().id
    vote.open()
    hall.command("close", activity=step)
    hall.command("go_live", activity=hall.step("Vertiefung"))
    assert hall.refusal("remove_step", activity=step) == "secret_uncounted"
    assert hall.refusal("undo", entry=removing) == "secret_uncounted"
    assert removing not in [entry for _, entry in hall.offered()]
    hall.command("annul", activity=step, reason="Zu wenige.")
    hall.command("remove_step", activity=step)
