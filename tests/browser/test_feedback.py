"""Several questions on one page: each answered by itself, the texts read by the moderator, one result a question."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.browser.people import WALL
from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.browser.stillness import lie_still
from workshop.activities import TYPES
from workshop.models import Activity, Contribution, Round

pytestmark = pytest.mark.timeout(120)
FORM, STATEMENT = "Abschluss", "Der Austausch heute"
TAKEN, ELSE = "Was nehmen Sie mit?", "Was soll beim nächsten Mal anders sein?"
FIRST, SECOND, BEGUN = "Die Liste der Kontaktpersonen", "Mehr Zeit", "Vorab eine Seite mit"


def test_one_phone_answers_a_form(room: Room):
    room.moderator.begin(FORM)
    mayor = room.mayor("Ahorn")
    mayor.rate(STATEMENT, "4")
    write(mayor, TAKEN, FIRST)
    write(mayor, ELSE, SECOND)
    expect(mayor.page.get_by_text("3 von 3 beantwortet")).to_be_visible()
    field(mayor, ELSE).fill(BEGUN)
    mayor.page.reload()
    expect(field(mayor, ELSE)).to_have_value(BEGUN)  # a draft stays with its question
    expect(field(mayor, TAKEN)).to_have_value("")
    field(mayor, ELSE).fill("")
    expect(room.moderator.card(FIRST)).to_contain_text(TAKEN)
    room.moderator.do_to(SECOND, "Ausblenden")
    room.moderator.counts(1)
    room.moderator.close()
    room.moderator.reveal()
    result = mayor.page.locator(".phone-step__result")
    expect(result).to_contain_text(FIRST)
    expect(result).to_contain_text(STATEMENT)
    expect(result).not_to_contain_text(SECOND)


def part(mayor: Mayor, question: str) -> Locator:
    return mayor.page.locator(".feedback__part").filter(has_text=question)


def field(mayor: Mayor, question: str) -> Locator:
    return part(mayor, question).get_by_role("textbox")


def write(mayor: Mayor, question: str, text: str) -> None:
    field(mayor, question).fill(text)
    part(mayor, question).get_by_role("button", name="Antwort senden").click()
    expect(part(mayor, question).get_by_role("listitem")).to_contain_text("gespeichert")


def test_four_questions_of_which_two_are_texts_stay_readable_on_the_wall(room: Room):
    four_questions(room.server.instance)
    wall = room.moderator.open_window()
    wall.set_viewport_size(WALL)  # type: ignore[arg-type]
    wall.goto(f"{room.server.url}/w/1/screen")
    expect(wall.locator(".feedback__part")).to_have_count(4)
    lie_still(wall)  # until the type has its size
    assert wall.evaluate(BELOW_FLOOR, FLOOR) == []
    assert wall.evaluate(
        "(({ clientHeight, firstElementChild }) => firstElementChild.offsetHeight <= clientHeight)"
        "(document.querySelector('.slide__body'))"
    )


FLOOR = 36  # pixels of a wall 1920 wide; the mark of a sample is no part of what is shown
BELOW_FLOOR = """least => [...document.querySelectorAll('.stage__slide *')]
  .filter((one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, .stage__sample'))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < least)
  .map((one) => `${one.className || one.localName}: ${one.textContent} ${getComputedStyle(one).fontSize}`)"""


def four_questions(instance: Path) -> None:
    """Write twelve answers each to a rating, a choice and two free questions into the round of the form."""
    asked = {
        "rated": ("scale", {"ask": STATEMENT, "statements": lines("Ertrag", "Rahmen", "Ich weiß, wie es weitergeht")}),
        "chosen": ("choice", {"ask": "Wie oft?", "options": lines("Einmal im Jahr", "Zweimal im Jahr", "Jeden Monat")}),
        "taken": ("cards", {"questions": [{"id": "q", "label": TAKEN}]}),
        "else": ("cards", {"questions": [{"id": "q", "label": ELSE}]}),
    }
    engine = create_engine(f"sqlite:///{instance / 'workshop.db'}")
    with Session(engine) as session:
        of_form = select(Round).join(Activity, Activity.id == Round.activity_id).where(Activity.title == FORM)
        round_ = session.scalars(of_form).one()
        parts = [{"id": name, "type": of, "frozen": TYPES[of].freeze(config)} for name, (of, config) in asked.items()]
        round_.frozen = {**round_.frozen, "parts": parts}
        for n in range(12):
            answers = [
                ("scale:rating", f"rated:line-{n % 3}", n % 5 + 1),
                ("choice:vote", "chosen:", [f"line-{n % 3}"]),
            ]
            answers += [
                ("cards:card", f"{name}:card-{n}", {"question": "q", "text": FIRST}) for name in ("taken", "else")
            ]
            whose = {
                "round_id": round_.id,
                "voice": f"guest:{9000 + n}",
                "key": "k",
                "n": 1,
                "version": 0,
                "saved_at": 0,
            }
            session.add_all(Contribution(**whose, kind=kind, item=item, value=value) for kind, item, value in answers)
        session.commit()
    engine.dispose()


def lines(*labels: str) -> list[dict[str, str]]:
    return [{"id": f"line-{n}", "label": label} for n, label in enumerate(labels)]
