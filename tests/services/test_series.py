"""Series and their rosters of seats."""

import pytest

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import Who
from workshop.models import Seat, Series, Workshop
from workshop.services import series, workshops

WORDS = {"title": "MORO", "organiser": "", "moderation": "", "seats_called": ""}
AHORN = {"name": "Ahorn", "ags": "09473112", "kind": "Gemeinde", "group": "", "population": "4.149"}


def test_a_series_needs_a_title(desk, owner):
    assert refused(desk.run, series.create, owner, title="  ") == "empty"


def test_nobody_without_an_account_makes_a_series(desk):
    assert refused(desk.run, series.create, Who("user", 99), title="X") == "not_allowed"


def test_what_a_series_is_called_can_be_changed(desk, owner, moro):
    words = {"title": "Neu", "organiser": "Landkreis", "moderation": "", "seats_called": "Gemeinden"}
    desk.run(series.describe, owner, series_id=moro, **words)
    with desk.read() as session:
        assert session.get(Series, moro).seats_called == "Gemeinden"


def test_departments_are_kept_in_their_order_each_once(desk, owner, moro):
    departments = " Kämmerei \r\n\nÖPNV\nKÄMMEREI\nÖPNV "
    desk.run(series.describe, owner, series_id=moro, **WORDS, departments=departments)
    with desk.read() as session:
        assert session.get(Series, moro).departments == ["Kämmerei", "ÖPNV"]


@pytest.mark.parametrize(
    ("departments", "code"),
    [("\n".join(map(str, range(41))), "too_many_lines"), ("x" * 201, "too_long"), ("a\u202eb", "control")],
)
def test_departments_that_no_list_would_show_are_refused(desk, owner, moro, departments, code):
    assert refused(desk.run, series.describe, owner, series_id=moro, **WORDS, departments=departments) == code


def test_forty_departments_are_possible(desk, owner, moro):
    desk.run(series.describe, owner, series_id=moro, **WORDS, departments="\n".join(map(str, range(40))))


def test_only_those_who_prepare_name_departments(desk, stranger, moro):
    assert refused(desk.run, series.describe, stranger, series_id=moro, **WORDS, departments="x") == "not_allowed"


def test_a_seat_is_added_to_its_series_only(desk, owner, moro, other):
    add(desk, owner, moro, **AHORN)
    assert (seats(desk, moro), seats(desk, other)) == (["Ahorn"], [])


def test_the_same_name_or_key_is_not_added_twice(desk, owner, moro):
    add(desk, owner, moro, **AHORN)
    assert refused(add, desk, owner, moro, name="AHORN") == "seat_twice"
    assert refused(add, desk, owner, moro, name="Ahorn neu", ags="09473112") == "seat_twice"


def test_another_series_may_have_the_same_seat(desk, owner, moro, stranger, other):
    add(desk, owner, moro, **AHORN)
    add(desk, stranger, other, **AHORN)
    assert seats(desk, other) == ["Ahorn"]


def test_a_removed_seat_comes_back_with_its_answers(desk, owner, moro):
    number = add(desk, owner, moro, **AHORN)
    desk.run(series.remove_seat, owner, series_id=moro, seat_id=number)
    assert seats(desk, moro) == []
    assert add(desk, owner, moro, **AHORN) == number


def test_a_seat_can_be_changed(desk, owner, moro):
    number = add(desk, owner, moro, **AHORN)
    edit(desk, owner, moro, number, name="Ahorn am See")
    assert seats(desk, moro) == ["Ahorn am See"]


def test_a_seat_cannot_take_the_name_of_another(desk, owner, moro):
    add(desk, owner, moro, **AHORN)
    number = add(desk, owner, moro, name="Meeder")
    assert refused(edit, desk, owner, moro, number, name="ahorn") == "seat_twice"


def test_a_seat_of_another_series_is_not_found(desk, owner, moro, stranger, other):
    number = add(desk, stranger, other, **AHORN)
    assert refused(edit, desk, owner, moro, number, name="Mine") == "not_found"


@pytest.mark.parametrize("role", ["staff", "observer"])
def test_only_those_who_prepare_change_the_roster(desk, owner, moro, role):
    mia = desk.member(owner, moro, "mia", role)
    assert refused(add, desk, mia, moro, **AHORN) == "not_allowed"


def test_an_import_adds_and_updates(desk, owner, moro):
    add(desk, owner, moro, **AHORN)
    done = imported(desk, owner, moro, [["Name", "AGS"], ["Ahorn neu", "09473112"], ["Meeder", "09473144"]])
    assert (done["added"], done["changed"]) == (1, 1)
    assert seats(desk, moro) == ["Ahorn neu", "Meeder"]


def test_an_import_twice_changes_nothing_the_second_time(desk, owner, moro):
    rows = [["Name", "AGS"], ["Ahorn", "09473112"], ["Meeder", ""]]
    imported(desk, owner, moro, rows)
    assert imported(desk, owner, moro, rows)["same"] == 2


def test_one_broken_line_refuses_the_whole_list(desk, owner, moro):
    rows = [["Name", "AGS"], ["Ahorn", "09473112"], ["Meeder", "x"]]
    assert refused(imported, desk, owner, moro, rows) == "roster_ags"
    assert seats(desk, moro) == []


def test_a_column_the_list_lacks_is_kept(desk, owner, moro):
    add(desk, owner, moro, **AHORN)
    imported(desk, owner, moro, [["Name", "Gruppe"], ["Ahorn", "Rathaus"]])
    with desk.read() as session:
        seat = session.query(Seat).filter_by(series_id=moro).one()
        assert (seat.population, seat.group) == (4149, "Rathaus")


def test_two_names_may_be_exchanged_only_one_after_the_other(desk, owner, moro):
    rows = [["Name", "AGS"], ["A-Dorf", "09473112"], ["B-Dorf", "09473144"]]
    imported(desk, owner, moro, rows)
    swapped = [["Name", "AGS"], ["B-Dorf", "09473112"], ["A-Dorf", "09473144"]]
    assert refused(imported, desk, owner, moro, swapped) == "roster_clash"


def test_a_workshop_gets_a_code_of_its_own(desk, owner, moro):
    codes = {code(desk, create(desk, owner, moro)) for _ in range(5)}
    assert len(codes) == 5


@pytest.mark.parametrize("minutes", [0, 4, 601, -90])
def test_a_workshop_has_a_sensible_length(desk, owner, moro, minutes):
    assert refused(create, desk, owner, moro, minutes=minutes) == "minutes_range"


def test_the_owner_of_another_series_makes_no_workshop_here(desk, moro, stranger, other):
    assert refused(create, desk, stranger, moro) == "not_allowed"


def add(desk, who, series_id, **cells) -> int:
    return desk.run(series.add_seat, who, series_id=series_id, cells=cells)["seat"]


def edit(desk, who, series_id, seat_id, **cells):
    return desk.run(series.edit_seat, who, series_id=series_id, seat_id=seat_id, cells=cells)


def imported(desk, who, series_id, rows):
    return desk.run(series.import_roster, who, series_id=series_id, rows=rows)


def create(desk, who, series_id, **words) -> int:
    return desk.run(workshops.create, who, series_id=series_id, title="Workshop", **words)["workshop"]


def seats(desk, series_id) -> list[str]:
    with desk.read() as session:
        query = session.query(Seat.name).filter_by(series_id=series_id, removed_at=None)
        return [name for (name,) in query.order_by(Seat.position)]


def code(desk, workshop_id) -> str:
    with desk.read() as session:
        return session.get(Workshop, workshop_id).code


def refused(call, *args, **payload) -> str:
    with pytest.raises(WorkshopError) as caught:
        call(*args, **payload)
    return caught.value.code
