"""The writer: one commit a batch, answers after it, a refused command changes nothing."""

import sqlite3
import threading

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from workshop.domain.errors import Refused, WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.models import Series, Workshop
from workshop.writer import Call


def test_writing_outside_the_writer_is_a_mistake(hall):
    with hall.read() as session, pytest.raises(RuntimeError):
        session.add(Series(title="MORO", created_at=1))
        session.flush()


def test_the_answer_comes_after_the_commit(hall):
    order = []
    event.listen(hall.engine, "commit", lambda connection: order.append("commit"))
    call = Call("rename", SYSTEM, {}, verb=rename)
    call.settle = lambda answer: order.append("answer")  # type: ignore[method-assign]
    hall.writer._write(hall.workshop, [call])
    assert order == ["commit", "answer"]


def test_the_change_is_told_after_the_answer_of_all(hall):
    told = []
    hall.writer.changed.connect(lambda writer, **facts: told.append(facts["touched"].state), weak=False)
    hall.command("black", on=True)
    assert told == [True]


def test_a_refused_verb_leaves_nothing_while_its_batch_goes_on(hall):
    calls = [
        Call("rename", SYSTEM, {"title": "Erster"}, verb=rename),
        Call("rename_and_refuse", SYSTEM, {}, verb=rename_and_refuse),
        Call("resubtitle", SYSTEM, {}, verb=resubtitle),
    ]
    hall.writer._write(hall.workshop, calls)
    assert (title(hall), subtitle(hall)) == ("Erster", "danach")
    assert [isinstance(call.answer, WorkshopError) for call in calls] == [False, True, False]


def test_a_batch_is_one_commit_however_many_savepoints(hall):
    commits = []
    event.listen(hall.engine, "commit", lambda connection: commits.append(1))
    hall.writer._write(hall.workshop, [Call("rename", SYSTEM, {"title": f"T{n}"}, verb=rename) for n in range(50)])
    assert len(commits) == 1


def test_a_broken_call_does_not_take_the_others_down(hall):
    calls = [Call("rename", SYSTEM, {}, verb=rename), Call("breaks", SYSTEM, {}, verb=breaks)]
    hall.writer._write(hall.workshop, calls)
    assert calls[0].answer["ok"]
    assert calls[1].answer.code == "not_saved"


def test_a_mistake_of_ours_does_not_take_the_votes_beside_it_down(hall):
    calls = [Call("rename", SYSTEM, {}, verb=rename), Call("stumbles", SYSTEM, {}, verb=stumbles)]
    hall.writer._write(hall.workshop, calls)
    assert calls[0].answer["ok"]
    assert calls[1].answer.code == "failed"


def test_a_line_that_breaks_at_its_answer_takes_no_other_answer_along(hall):
    told = []
    broken = Call("rename", SYSTEM, {}, verb=rename, reply=stumbles)
    whole = Call("rename", SYSTEM, {}, verb=rename, reply=told.append)
    hall.writer._write(hall.workshop, [broken, whole])
    assert told == [{"ok": True}]


def test_the_version_grows_once_a_transaction(hall):
    before = version(hall)
    hall.writer._write(hall.workshop, [Call("rename", SYSTEM, {"title": f"T{n}"}, verb=rename) for n in range(5)])
    assert version(hall) == before + 1


def test_commands_from_many_threads_are_all_answered(hall):
    answers = []

    def call_it(number):
        answers.append(hall.writer.run(hall.workshop, rename, SYSTEM, title=f"T{number}"))

    threads = [threading.Thread(target=call_it, args=(n,), daemon=True) for n in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=20)
    assert [answer["ok"] for answer in answers] == [True] * 20


def test_a_workshop_that_is_not_there_is_not_found(hall):
    with pytest.raises(WorkshopError) as raised:
        hall.writer.run(4711, rename, SYSTEM)
    assert raised.value.code == "not_found"


def test_a_database_held_by_another_process_is_a_plain_refusal(sqlite_url):
    from tests.services.hall import make_hall

    hall = make_hall(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkshopError) as raised:
        hall.writer.run(hall.workshop, rename, SYSTEM, title="Gesperrt")
    assert raised.value.code == "busy"
    other.execute("ROLLBACK")
    assert hall.writer.run(hall.workshop, rename, SYSTEM, title="Frei")["ok"]


def test_the_disk_is_asked_before_the_answer(sqlite_url):
    from tests.services.hall import make_hall

    hall = make_hall(sqlite_url)
    with hall.engine.connect() as connection:
        full = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert (full, mode, keys) == (2, "wal", 1)


def rename(room, who, title="Neu"):
    room.workshop.title = title


def resubtitle(room, who):
    room.workshop.subtitle = "danach"


def rename_and_refuse(room, who):
    room.workshop.title = "Darf nicht bleiben"
    room.session.flush()
    raise Refused("empty")


def stumbles(*_anything):
    raise KeyError("a mistake of ours")


def breaks(room, who):
    room.session.add(Workshop(series_id=room.workshop.series_id, title="x", code=room.workshop.code, created_at=1))
    room.session.flush()


def _workshop(hall) -> Workshop:
    with Session(hall.engine) as session:
        return session.get_one(Workshop, hall.workshop)


def title(hall):
    return _workshop(hall).title


def subtitle(hall):
    return _workshop(hall).subtitle


def version(hall):
    return _workshop(hall).version
