"""A house in which the Coburg workshop is brought from one stage of its day to the next.

Four windows stay open: a mayor's phone, the cockpit, once more on a tablet, the wall; sixteen quick mayors answer.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from config import ROOT
from tests.browser import secretly
from tests.browser.people import LAPTOP, Moderator, Person, join_code, seat_link
from tests.browser.phones import Guest, Mayor
from tests.services.server import Server
from workshop.activities import TYPES
from workshop.models import Activity, Round

PATIENCE = 20_000  # milliseconds; against hanging only
SOON = 60_000  # milliseconds until sixteen have started, come in and answered
TABLET = {"width": 1024, "height": 768}
PACE = 0.02  # fifty times as fast as people
# They are told to come by a line of input: until then they have got ready.
CROWD = """import sys; from workshop.rehearsal import main; sys.stdin.readline()
main(sys.argv[1], sys.argv[2], 16, float(sys.argv[3]))"""
THEMES = ("Ein Ansprechpartner", "Frühzeitig informieren", "Kosten fair verteilen")
READING = "Rückblick"
# The day of Coburg comes by some types; for each of the others there is a step behind it, made of the type's sample.
IN_THE_DAY = ("words", "scale", "cards", "choice", "info")
BARS = "dots"  # of the types that draw bars: the one that is asked twice
OTHERS = {name: f"Probe: {kind.texts['de']['name']}" for name, kind in TYPES.items() if name not in IN_THE_DAY}


class House:
    """``reach(stage)`` does all that lies before it, once."""

    def __init__(self, browser: Browser, instance: Path) -> None:
        self.browser = browser
        add_steps(instance)
        secretly.make_secret(instance)
        self.server = Server(instance).start()
        self.code = join_code(self.server)
        self.moderator = Moderator(browser, self.server)
        self.moderator.context.set_default_timeout(PATIENCE)
        self.visitor = Person(browser, self.server.url, LAPTOP)
        self.foreigner = Person(browser, self.server.url, LAPTOP, locale="en-GB")
        self.desk = self.moderator.open_tab()
        self.tablet = self.by_finger()
        self.reached: list[str] = []
        self.stuck = ""
        command = [sys.executable, "-c", CROWD, self.server.url, self.code, str(PACE)]
        self.crowd = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)

    def close(self) -> None:
        self.server.kill()
        self.crowd.kill()
        self.crowd.communicate()

    def reach(self, stage: str) -> None:
        # After one stage that did not come about, the others would only wait in vain.
        assert not self.stuck, f"the day ended at: {self.stuck}"
        for name, happens in STAGES.items():
            if name not in self.reached:
                self.stuck = name
                happens(self)
                self.reached.append(name)
                self.stuck = ""
            if name == stage:
                return

    @property
    def cockpit(self) -> Page:
        return self.moderator.page

    @property
    def wall(self) -> Page:
        return self.moderator.wall

    @property
    def phone(self) -> Page:
        return self.mayor.page

    def by_finger(self) -> Page:
        """Open the cockpit once more, on a tablet without pointer and keys."""
        signed_in = self.moderator.context.storage_state()
        touched = {"has_touch": True, "is_mobile": True, "storage_state": signed_in}
        page = Person(self.browser, self.server.url, TABLET, **touched).page
        page.goto(f"{self.server.url}/w/1/cockpit")
        expect(page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
        assert page.evaluate("matchMedia('(pointer: coarse)').matches")
        return page

    def step(self, name: str) -> int:
        """Return the number of the first step of a type."""
        engine = create_engine(f"sqlite:///{self.server.instance / 'workshop.db'}")
        with Session(engine) as session:
            of_type = select(Activity.id).where(Activity.workshop_id == 1, Activity.type == name)
            number = session.scalars(of_type.order_by(Activity.position)).first()
        engine.dispose()
        assert number
        return number

    @property
    def waiting(self) -> Page:
        """Who stands before the door."""
        return self.deputy.page

    @property
    def link(self) -> Page:
        """Whose seat a personal link is, and as what one can come."""
        page = self.visitor.page
        page.goto(self.server.url + seat_link(self.server, "Meeder"))
        page.get_by_role("button", name="Weiter").click()
        expect(page.get_by_role("heading", name="Gemeinde Meeder")).to_be_visible()
        return page

    @property
    def receipts(self) -> Page:
        """The list of the secret vote that was counted, with the mayor's receipt found in it."""
        address = self.phone.get_by_role("link", name="Eingangsbeleg prüfen").get_attribute("href")
        code = self.phone.locator("#receipt-code").inner_text()
        self.desk.goto(f"{self.server.url}{address}")
        self.desk.get_by_label("Ihr Eingangsbeleg").fill(code)
        self.desk.get_by_role("button", name="Prüfen").click()
        expect(self.desk.get_by_role("status").last).to_contain_text(code)
        return self.desk

    @property
    def observer(self) -> Page:
        """What an institute sees that has the observers' link."""
        with self.dialog("^Leinwand"):
            self.cockpit.get_by_text("Beobachtende").click()
            address = self.cockpit.locator("#observer-link").input_value()
        self.visitor.page.goto(address)
        expect(self.visitor.page.get_by_role("navigation", name="Tagesordnung")).to_be_visible()
        return self.visitor.page

    @contextmanager
    def dialog(self, *buttons: str) -> Iterator[None]:
        """Open a dialog of the cockpit by its button, and close it again; further buttons are inside."""
        for button in buttons:
            self.moderator.press(button)
            expect(self.cockpit.get_by_role("dialog")).to_be_visible()
        try:
            yield
        finally:
            self.cockpit.keyboard.press("Escape")
            expect(self.cockpit.get_by_role("dialog")).to_be_hidden()

    def invitation(self) -> str:
        """Return the path of a fresh invitation."""
        self.desk.goto(f"{self.server.url}/series/1/team")
        self.desk.get_by_role("button", name="Einladung erstellen").click()
        return "/invite/" + self.desk.locator("#invitation").input_value().partition("/invite/")[2]

    def add_reading(self) -> None:
        """Add a step with something to read behind the others."""
        page = self.desk
        page.goto(f"{self.server.url}/w/1/edit#step-10")
        page.get_by_role("button", name="Schritt hinzufügen").click()
        page.locator(".type-list__type", has_text="Information").click()
        expect(page.get_by_label("Titel")).to_be_focused()  # the new step's form is there
        page.get_by_label("Titel").fill(READING)
        page.fill("#field-body", "# Was schon läuft\n\nSeit 2016 gibt es *drei* Helferkreise.\n\n- Kochabend\n- Bus")
        page.locator("#field-body").blur()
        expect(page.locator(".editor-head__state")).to_have_text("gespeichert")


def add_steps(instance: Path) -> None:
    """Lay a step of each type that the day does not come by behind the agenda."""
    engine = create_engine(f"sqlite:///{instance / 'workshop.db'}")
    with Session(engine) as session:
        for place, (name, title) in enumerate(OTHERS.items(), start=100):
            config = TYPES[name].samples["config"]
            step = Activity(workshop_id=1, position=place, type=name, title=title, config=config)
            session.add(step)
            session.flush()
            session.add(Round(activity_id=step.id))
        session.commit()
    engine.dispose()


def arrive(house: House) -> None:
    house.mayor = Mayor(house.browser, house.server.url, house.code, "Weitramsdorf")
    assert house.crowd.stdin
    house.crowd.stdin.write(b"\n")
    house.crowd.stdin.flush()
    expect(house.cockpit.locator(".head__fact").first).to_contain_text("17", timeout=SOON)


def asked(title: str) -> Callable[[House], None]:
    """A step is live and open, and the sixteen have answered."""

    def happens(house: House) -> None:
        house.moderator.go_live(title)
        house.moderator.open()
        house.moderator.counts(16)

    return happens


def taken_up(house: House) -> None:
    """Two of the proposed measures stand in the register."""
    tried(OTHERS["measures"])(house)
    for number in (1, 2):
        house.cockpit.get_by_role("button", name="Übernehmen").first.click()
        expect(house.cockpit.locator(".measures > li")).to_have_count(number)


def closed(house: House) -> None:
    house.moderator.close()


def revealed(house: House) -> None:
    house.moderator.reveal()
    expect(house.phone.get_by_role("heading", name="Ergebnis")).to_be_visible()


def tried(title: str) -> Callable[[House], None]:
    """A step is live and open, and the first answers are there."""

    def happens(house: House) -> None:
        house.moderator.go_live(title)
        house.moderator.open()
        expect(house.cockpit.locator(".centre__count")).to_contain_text(re.compile(r"[1-9]\d* von 17"))
        rest(house.phone)

    return happens


# All words but the seconds of clocks, which never rest.
LASTING = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const clock of main.querySelectorAll('[role="timer"], .foot')) clock.remove();
  return main.textContent.replace(/\\d+:\\d\\d/g, "");
}"""


def rest(page: Page) -> None:
    """Wait until nothing comes in any more: who walks through a list must not meet one that grows."""
    former, quiet = "", 0
    for _ in range(80):
        now = page.evaluate(LASTING)
        quiet = quiet + 1 if now == former else 0
        if quiet == 3:  # simulated people write at most 0.7 s apart
            return
        former = now
        page.wait_for_timeout(400)


def shown(house: House) -> None:
    """It is closed and what came of it is on show."""
    house.moderator.close()
    if house.moderator.action("aufdecken").count():
        house.moderator.reveal()


def again(house: House) -> None:
    """What was shown last is asked once more, and what comes of it stands beside what was before."""
    house.moderator.action("beginnen").click()
    house.moderator.open()
    house.moderator.counts(16)
    shown(house)
    expect(house.wall.get_by_text("Runde 1: ").first).to_be_visible()


def written(house: House) -> None:
    """Some cards of one's own, so that the phone shows what has become of them."""
    asked("Beispiele und Hürden")(house)
    house.mayor.write_card("Der letzte Bus fährt um 17 Uhr.")


def arranged(house: House) -> None:
    """Themes are made and twelve cards sorted into them by keys; each gives the focus to the next."""
    house.moderator.close()
    house.moderator.go_live("Ordnen")
    for theme in THEMES:
        house.moderator.new_theme(theme)
    house.cockpit.locator("[data-card]").first.focus()
    for count, number in enumerate("112231223123", start=1):
        house.cockpit.keyboard.press(number)
        expect(house.cockpit.locator(".themes__sum")).to_have_text(f"{count} Karte{'n' if count > 1 else ''}")
    speak_and_write_down(house)


def speak_and_write_down(house: House) -> None:
    """Two lines are written down beside the agenda, and the mayor asks to speak."""
    house.moderator.write_down("d", "Runder Tisch im März, Einladung durch den Landkreis")
    house.moderator.write_down("n", "Fristen klären")
    house.mayor.press("Wortmeldung")
    house.mayor.sees("Sie stehen auf Platz 1 der Redeliste.")


def shown_and_called(house: House) -> None:
    """The result of the themes, and the mayor has the floor."""
    house.moderator.reveal()
    house.moderator.show_speakers()
    house.moderator.press("^Nächste")
    house.moderator.wall_shows("Es spricht Weitramsdorf")


def read(house: House) -> None:
    house.add_reading()
    # A command decided on an older picture would be refused: first the cockpit has all of the text.
    house.cockpit.get_by_role("navigation").get_by_role("button", name=READING).click()
    expect(house.cockpit.get_by_role("img", name="Vorschau")).to_contain_text("Kochabend")
    house.moderator.go_live(READING)
    Guest(house.browser, house.server.url, house.code, "Kreisjugendring")


def ended(house: House) -> None:
    house.moderator.press("^Beenden")
    house.moderator.press("Jetzt beenden")
    house.mayor.sees("beendet")


STAGES: dict[str, Callable[[House], None]] = {
    "before": arrive,
    "words": asked("Ankommen"),
    "words closed": closed,
    "scale": asked("Lagebild"),
    "scale closed": closed,
    "scale result": revealed,
    "scale round 2 result": again,
    "cards": written,
    "themes": arranged,
    "themes result": shown_and_called,
    "choice": asked("Vertiefung"),
    "choice closed": closed,
    "choice result": revealed,
    **secretly.STAGES,
    **{
        stage: happens
        for name, title in OTHERS.items()
        for stage, happens in (
            (name, tried(title)),
            (f"{name} result", shown),
            *([(f"{name} round 2 result", again)] if name == BARS else []),
        )
    },
    "measures": taken_up,
    "reading": read,
    "ended": ended,
}
