"""The way from a page to the writer."""

from workshop.domain.permissions import SYSTEM
from workshop.models import Series
from workshop.product import product_of
from workshop.web import desk


def test_a_request_holds_no_connection_while_it_waits_for_the_writer(ground):
    held = []

    def note(room, who):
        room.session.connection()
        held.append(pool.checkedout())

    with ground.test_request_context():
        desk.reading().query(Series).all()
        pool = product_of(ground).engine.pool
        before = pool.checkedout()
        desk.write(None, note, SYSTEM)
    # Before, the page that reads; meanwhile, only the writer.
    assert (before, held) == (1, [1])
