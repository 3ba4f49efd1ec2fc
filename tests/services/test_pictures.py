"""Pictures that nothing refers to go; all that anything could still need stays."""

import os
import time

import pytest

from workshop.domain.errors import NotAllowed, NotFound, Refused
from workshop.domain.permissions import Who
from workshop.pictures import FRESH as FRESH_FILE
from workshop.pictures import Album
from workshop.services import library, rehearsals
from workshop.services import pictures as services
from workshop.services.pictures import FRESH, add_picture

NAMES = [letter * 64 for letter in "abcd"]


def add(hall, name, workshop=None):
    facts = {"hash": name, "kind": "png", "width": 4, "height": 3}
    made = hall.writer.run(None, add_picture, hall.moderator, workshop_id=workshop or hall.workshop, **facts)
    return made["gone"]


def show(hall, name):
    """Return a new step that shows the picture."""
    step = hall.command("add_step", type="info", title="Rückblick", after=None)["activity"]
    hall.command("edit_step", activity=step, field="picture", value=kept(name), former=None)
    return step


def kept(name):
    return {"hash": name, "alt": "Karte", "width": 4, "height": 3}


def test_an_upload_that_no_step_took_goes_after_a_day(hall):
    assert add(hall, NAMES[0]) == []
    hall.now += FRESH
    assert add(hall, NAMES[1]) == []
    hall.now += 1
    assert add(hall, NAMES[2]) == [[NAMES[0], "png"]]


def test_what_a_step_shows_stays(hall):
    add(hall, NAMES[0])
    show(hall, NAMES[0])
    hall.now += 2 * FRESH
    assert add(hall, NAMES[1]) == []


def test_what_undo_could_bring_back_stays(hall):
    add(hall, NAMES[0])
    step = show(hall, NAMES[0])
    hall.command("edit_step", activity=step, field="picture", value=None, former=kept(NAMES[0]))
    hall.command("remove_step", activity=step)
    hall.now += 2 * FRESH
    assert add(hall, NAMES[1]) == []


def test_discarding_a_rehearsal_leaves_the_pictures_of_its_series(hall):
    add(hall, NAMES[0])
    show(hall, NAMES[0])
    copy = hall.writer.run(None, rehearsals.rehearse, hall.moderator, workshop_id=hall.workshop)["workshop"]
    hall.writer.run(None, rehearsals.discard, hall.moderator, workshop_id=copy)
    hall.now += 2 * FRESH
    assert add(hall, NAMES[1]) == []


def test_what_a_copy_shows_stays(hall):
    add(hall, NAMES[0])
    show(hall, NAMES[0])
    hall.writer.run(None, library.copy, hall.moderator, workshop_id=hall.workshop)
    hall.now += 2 * FRESH
    assert add(hall, NAMES[1]) == []


def test_an_upload_again_makes_it_fresh(hall):
    add(hall, NAMES[0])
    hall.now += FRESH + 1
    assert add(hall, NAMES[0]) == []


def test_strangers_add_none_and_a_missing_workshop_is_not_found(hall):
    facts = {"hash": NAMES[0], "kind": "png", "width": 4, "height": 3}
    with pytest.raises(NotAllowed):
        hall.writer.run(None, add_picture, Who("user", 999), workshop_id=hall.workshop, **facts)
    with pytest.raises(NotFound):
        hall.writer.run(None, add_picture, hall.moderator, workshop_id=99_999, **facts)


def test_a_series_has_not_more_than_it_may(hall, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    add(hall, NAMES[0])
    add(hall, NAMES[0])
    with pytest.raises(Refused, match="too_many"):
        add(hall, NAMES[1])


def test_a_file_goes_only_when_it_is_old(tmp_path):
    album = Album(tmp_path)
    album.folder.mkdir()
    for name in ("old", "new"):
        album.path(name, "png").write_bytes(b"x")
    past = time.time() - FRESH_FILE - 1
    os.utime(album.path("old", "png"), (past, past))
    album.forget([("old", "png"), ("new", "png"), ("gone", "png")])
    assert [file.name for file in album.folder.iterdir()] == ["new.png"]


def test_a_file_that_is_gone_is_none(tmp_path):
    assert Album(tmp_path).read("a", "png") is None
