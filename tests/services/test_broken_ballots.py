"""What does not fit stops a secret vote: nothing is deleted or told, it can only be annulled; the journal says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from tests.services.ballot_box import STEP, Vote, voter_key
from workshop.domain import ballots
from workshop.domain.ballots import KEY_BYTES
from workshop.domain.errors import Conflict
from workshop.domain.keeping import DAY
from workshop.domain.permissions import SYSTEM
from workshop.language import Catalogue
from workshop.live.keeping import Keeping
from workshop.models import Activity, Box, Entry, Roll, Series
from workshop.pictures import Album
from workshop.reports.outline import outline_of
from workshop.services.archive import archive
from workshop.services.ballots import lose_key
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

CAST = 6


def cast(vote: Vote, key: str = "") -> None:
    vote.open()
    for mayor in vote.mayors[:CAST]:
        vote.cast(mayor, "yes", key or None)
        key = ""


def mark(vote: Vote) -> None:
    """Mark a seat that has not cast."""
    with vote.hall.engine.begin() as connection:
        seat = next(row.seat_id for row in vote.rows(Roll) if not row.voted)
        connection.execute(update(Roll).where(Roll.round_id == vote.round.id, Roll.seat_id == seat).values(voted=True))


def a_mark_without_a_ballot(vote: Vote) -> None:
    cast(vote)
    mark(vote)


def a_ballot_without_a_mark(vote: Vote) -> None:
    cast(vote)
    put_in(vote, voter_key(), "")


def two_ballots_with_one_receipt(vote: Vote) -> None:
    """Both are true, both have their mark; only the receipt is the same."""
    key = voter_key()
    cast(vote, key)
    put_in(vote, voter_key(), ballots.code_of(vote.round.id, ballots.voter_key(key), vote.round.salt))
    mark(vote)


def put_in(vote: Vote, key: str, code: str) -> None:
    """Put a true ballot into the box past the door, as only somebody can who has the key file."""
    round_, raw = vote.round, ballots.voter_key(key)
    slot, of_round = ballots.slot_of(round_.id, raw), vote.vault.get(round_.id, round_.key_print)
    code = code or ballots.code_of(round_.id, raw, round_.salt)
    ct = ballots.close_ballot(of_round, round_.id, slot, round_.frozen_hash, code, "yes")
    with vote.hall.engine.begin() as connection:
        connection.execute(insert(Box), [{"round_id": round_.id, "slot": slot, "ct": ct}])


@pytest.mark.parametrize(
    "spoil",
    [a_mark_without_a_ballot, a_ballot_without_a_mark, two_ballots_with_one_receipt],
    ids=lambda one: one.__name__,
)
def test_box_and_roll_that_do_not_fit_are_not_counted_and_nothing_is_deleted(
    either: Vote, spoil: Callable[[Vote], None]
):
    spoil(either)
    before = [{(row.slot, row.ct) for row in either.rows(Box)}, {(row.seat_id, row.voted) for row in either.rows(Roll)}]
    assert either.close() == "broken"
    assert before == [
        {(row.slot, row.ct) for row in either.rows(Box)}, {(row.seat_id, row.voted) for row in either.rows(Roll)}
    ]  # fmt: skip
    assert either.counted() == {} and either.vault.has(either.round.id)
    can_only_be_annulled(either)


def can_only_be_annulled(vote: Vote) -> None:
    step = vote.hall.step(STEP)
    refusals = {vote.hall.refusal(name, activity=step) for name in ("open", "close", "reveal", "next_round")}
    assert refusals == {"illegal_action"}
    assert vote.hall.pictures()[f"cockpit {step}"]["whole"] is None
    vote.hall.command("annul", activity=step, reason="Urne und Wählerverzeichnis passen nicht.")
    assert vote.seal() == "annulled" and vote.counted() == {}
    assert {row.ct for row in vote.rows(Box)} == {b""} and not vote.vault.has(vote.round.id)


@pytest.mark.parametrize("why", ["too few", "broken"])
def test_what_was_not_counted_can_be_annulled_after_the_end_and_stands_in_nobodys_way(vote: Vote, why: str):
    step, hall = vote.hall.step(STEP), vote.hall
    leave_uncounted(vote, why)
    assert vote.seal() == ("closed" if why == "too few" else "broken")
    assert vote.vault.has(vote.round.id) and offered_after_the_end(vote) == {STEP: ["annul"]}
    with pytest.raises(Conflict, match="archive_uncounted"):  # its key would stay for ever
        hall.writer.run(hall.workshop, archive, hall.moderator)
    hall.command("annul", activity=step, reason="Zu wenige Stimmen.")
    assert vote.seal() == "annulled" and not vote.vault.has(vote.round.id)
    assert offered_after_the_end(vote) == {}
    assert hall.writer.run(hall.workshop, archive, hall.moderator)["ok"]


@pytest.mark.parametrize("why", ["too few", "broken"])
def test_what_nobody_annulled_keeps_no_key_beyond_the_day_of_archiving(vote: Vote, why: str, tmp_path: Path):
    hall = vote.hall
    leave_uncounted(vote, why)
    vote.seal()
    with hall.engine.begin() as connection:
        connection.execute(update(Series).values(archive_days=30))
    keeping = Keeping(hall.engine, hall.writer, vote.vault, Album(tmp_path))
    assert [due.what for due in keeping.work(hall.now + 31 * DAY)] == ["archive"]
    assert vote.seal() == "annulled" and not vote.vault.has(vote.round.id)
    by_itself = [(entry.command, entry.by) for entry in entries(vote)][-2:]
    assert by_itself == [("annul", "system:0"), ("archive", "system:0")]
    reader = Reader("de", "Europe/Berlin", Catalogue())
    with hall.engine.connect() as connection:
        found = summary_of(connection, hall.workshop, hall.now, reader).as_dict()
    assert "konnte nicht ausgezählt werden" in str(outline_of(json.loads(json.dumps(found))))


def test_what_waits_only_for_the_count_is_neither_annulled_nor_archived(vote: Vote, tmp_path: Path):
    cast(vote)
    vote.hall.command("end")
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Series).values(archive_days=30))
    keeping = Keeping(vote.hall.engine, vote.hall.writer, vote.vault, Album(tmp_path))
    assert keeping.work(vote.hall.now + 31 * DAY) == []
    assert vote.seal() == "sealed"
    assert [due.what for due in keeping.work(vote.hall.now + 31 * DAY)] == ["archive"]


def leave_uncounted(vote: Vote, why: str) -> None:
    """End a workshop with a vote that nobody can count."""
    vote.open()
    for mayor in vote.mayors[: 4 if why == "too few" else 6]:
        vote.cast(mayor)
    if why == "broken":
        mark(vote)
    vote.hall.command("end")


def offered_after_the_end(vote: Vote) -> dict[str, list[str]]:
    steps = vote.hall.pictures()["cockpit"]["steps"]
    return {one["title"]: one["actions"] for one in steps if one["actions"]}


def test_what_will_be_counted_cannot_be_annulled_after_the_end(vote: Vote):
    cast(vote)
    vote.hall.command("end")
    assert offered_after_the_end(vote) == {}, "it waits only for the count"
    assert vote.seal() == "sealed"
    assert vote.hall.refusal("annul", activity=vote.hall.step(STEP), reason="Zu spät.") == "illegal_action"


def test_a_vote_by_name_cannot_be_annulled_after_the_end(vote: Vote):
    with vote.hall.engine.begin() as connection:
        named = {"ask": "Text", "proposal": [], "privacy": "named"}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=named))
    vote.open()
    vote.hall.command("end")
    assert offered_after_the_end(vote) == {}
    assert vote.hall.refusal("annul", activity=vote.hall.step(STEP), reason="Zu spät.") == "illegal_action"


# The journal.


def entries(vote: Vote) -> list[Entry]:
    with vote.hall.read() as session:
        query = select(Entry).where(Entry.workshop_id == vote.hall.workshop).order_by(Entry.id)
        return list(session.scalars(query))


def state_changes(vote: Vote) -> list[tuple[str, str, str, str]]:
    """Return of every change of the round's state who made it, by which command, from what to what."""
    return [
        (entry.command, "server" if entry.by == SYSTEM.label else "people", former, new)
        for entry in entries(vote)
        for table, number, column, former, new in entry.changes
        if (table, number, column) == ("round", vote.round.id, "state")
    ]


def test_opening_closing_counting_stand_in_the_journal_with_their_step(either):
    cast(either)
    either.close()
    assert state_changes(either) == [
        ("open_secret", "people", "draft", "open"),
        ("close_secret", "people", "open", "closed"),
        ("seal", "server", "closed", "sealed"),
    ]
    assert {entry.about for entry in entries(either)[-3:]} == {either.hall.step(STEP)}


def test_annulling_stands_in_the_journal_with_its_reason(vote):
    cast(vote)
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Falscher Wortlaut.")
    assert state_changes(vote)[-1] == ("annul", "people", "open", "annulled")
    assert ["round", vote.round.id, "reason", "", "Falscher Wortlaut."] in vote.hall.last_entry().changes


def test_what_does_not_fit_at_the_count_stands_in_the_journal(vote):
    a_mark_without_a_ballot(vote)
    vote.close()
    assert state_changes(vote)[-1] == ("seal", "server", "closed", "broken")


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_key_found_lost_at_a_cast_stands_in_the_journal_and_says_nothing_of_who_was_about_to_cast(either, is_gone):
    cast(either)
    lose(either, is_gone=is_gone)
    either.hall.now += 60_000
    assert either.refused(either.mayors[CAST]) == "ballot_key_missing"
    assert state_changes(either)[-1] == ("lose_key", "server", "open", "broken")
    entry = either.hall.last_entry()
    assert (entry.about, entry.at) == (either.hall.step(STEP), either.hall.now)
    assert {(table, column) for table, _, column, *_ in entry.changes} == {("round", "state")}
    assert either.refused(either.mayors[CAST + 1]) == "closed"
    assert len(state_changes(either)) == 2, "only once"
    can_only_be_annulled(either)


def lose(vote: Vote, *, is_gone: bool) -> None:
    vote.vault.erase(vote.round.id)
    if not is_gone:
        vote.vault.put(vote.round.id, bytes(KEY_BYTES))


def test_a_key_found_lost_at_the_start_stands_in_the_journal(vote):
    cast(vote)
    lose(vote, is_gone=True)
    vote.hall.writer.run(vote.hall.workshop, lose_key, SYSTEM, round=vote.round.id)
    assert state_changes(vote)[-1] == ("lose_key", "server", "open", "broken")
    assert vote.hall.last_entry().about == vote.hall.step(STEP)


def test_a_broken_vote_cannot_be_undone_and_is_not_offered(vote):
    cast(vote)
    lose(vote, is_gone=True)
    vote.refused(vote.mayors[CAST])
    assert vote.hall.refusal("undo", entry=vote.hall.last_entry().id) == "secret_is_final"


def test_casting_together_with_the_one_who_finds_the_key_lost_is_refused_like_them(vote):
    """In one batch: the ballots before are not taken back, those after it hear that it is over."""
    cast(vote)
    lose(vote, is_gone=True)
    assert [vote.refused(mayor) for mayor in vote.mayors[CAST : CAST + 3]] == ["ballot_key_missing", "closed", "closed"]
    assert len(vote.rows(Box)) == CAST
