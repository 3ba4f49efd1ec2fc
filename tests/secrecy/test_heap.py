"""PostgreSQL's log is read whole, wherever the files end that it is cut into."""

from sqlalchemy import text

from tests.secrecy.heap import raw_of

MARKS = ("before-the-end-of-a-file", "after-the-end-of-a-file")


def test_a_log_that_goes_on_in_another_file_is_read_to_its_end(on_postgres):
    """A checkpoint throws the former file away: once in some hundred runs a copy just then found none."""
    engine = on_postgres.hall.engine
    before = raw_of(engine, None)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE TABLE marked (words text)"))
        for mark in MARKS:
            connection.execute(text("INSERT INTO marked VALUES (:words)"), {"words": mark})
            connection.execute(text("SELECT pg_switch_wal()"))
    log = raw_of(engine, before).log
    assert [mark for mark in MARKS if mark.encode() in log] == list(MARKS)
