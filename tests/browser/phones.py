"""People with a phone: mayors, who stands in for them, guests."""

import re
from copy import copy
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.browser.hands import tick
from tests.browser.people import PHONE, Person

# All that a browser keeps beside the page itself; and the page.
KEPT = """async () => JSON.stringify([history.length, history.state, location.href, document.title, document.cookie,
  {...localStorage}, {...sessionStorage}, (await indexedDB.databases()).map(({ name }) => name),
  self.caches ? await caches.keys() : [], navigation.entries().map((one) => [one.url, one.getState()])])"""
PAGE = """() => JSON.stringify([document.documentElement.outerHTML,
  [...document.querySelectorAll("input")].map((one) => [one.checked, one.value])])"""
# The whole document once more, without the sentences that every phone of the house gets, whatever it chose.
OWN_PAGE = """(but) => {
  const page = document.documentElement.cloneNode(true);
  const shared = ["script[type='application/json']", but].filter(Boolean).join();
  for (const one of page.querySelectorAll(shared)) one.remove();
  return JSON.stringify([page.outerHTML,
    [...document.querySelectorAll("input")].map((one) => [one.checked, one.value, one.name])]);
}"""
RESULT = ".phone-step__result"  # where they stand for everybody, at the end
INVALID = "Ungültig stimmen"
ANSWERS = ("Ja", "Nein", "Enthaltung", INVALID)
KEYS = ("yes", "no", "abstain")  # of the same, as programs write them
ON_ITS_WAY = re.compile("Ihre Stimme wird (wieder )?gesendet")  # the second after a while without an answer


def named(text: str, answers: tuple[str, ...] = ANSWERS) -> list[str]:
    """Return which answers of a secret ballot a text names; what is only part of another word is none."""
    in_words = [word for word in answers if re.search(rf"\b{word}\b", text)]
    return in_words + [key for key in KEYS if re.search(rf'"{key}\\*"', text)]


class Phone(Person):
    """Takes part on a phone, once in."""

    def __init__(self, browser: Browser, url: str, script: str = "", **options: Any) -> None:
        super().__init__(browser, url, PHONE, script, **options)

    def take_seat(self, code: str, seat: str, capacity: str) -> None:
        self.page.goto(f"{self.url}/j/{code}")
        self.page.get_by_role("link", name=re.compile(f"^{seat}")).click()
        self.press(capacity)
        self.page.wait_for_url("**/w/1")

    def open_link(self, link: str, capacity: str) -> None:
        """Come by a seat's personal link."""
        self.page.goto(f"{self.url}{link}")
        self.press("^Weiter")
        self.press(capacity)
        self.page.wait_for_url("**/w/1")

    def second_tab(self) -> "Phone":
        """Open the page once more in the same browser, as a phone with hands of its own."""
        other = copy(self)
        other.page = self.open_window()
        other.page.goto(f"{self.url}/w/1")
        return other

    def word(self, slot: int) -> Locator:
        return self.page.get_by_label(f"Wort {slot}")

    def card(self, text: str) -> Locator:
        """Return one of the own cards with what is said about it."""
        return self.page.locator(".cards__list").get_by_role("listitem").filter(has_text=text)

    def sit_at(self, table: int) -> None:
        """Choose a table, or change to it."""
        self.page.get_by_role("button", name=f"Tisch {table}", exact=True).click()
        expect(self.page.locator(".tables")).to_contain_text("Ihr Tisch")

    def at_a_table(self) -> None:
        """Sit down where the step has tables and none is chosen yet."""
        ask = self.page.locator(".tables--open")
        expect(self.page.get_by_label("Neue Karte").or_(ask)).to_be_visible()
        if ask.is_visible():
            self.sit_at(1)

    def new_card(self) -> Locator:
        self.at_a_table()
        return self.page.get_by_label("Neue Karte")

    def banner(self) -> Locator:
        """Return what says that the line is down."""
        return self.page.locator(".note--waiting").filter(has_text=re.compile("Verbindung|Netz"))

    def at(self, title: str) -> None:
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()

    def say(self, *words: str) -> None:
        for slot, word in enumerate(words, start=1):
            self.page.get_by_label(f"Wort {slot}").fill(word)
            self.page.keyboard.press("Enter")
        expect(self.page.get_by_text("gespeichert").first).to_be_visible()

    def rate(self, statement: str, value: str) -> None:
        group = self.page.get_by_role("group", name=statement)
        tick(group.get_by_role("radio", name=value, exact=True))
        expect(group.get_by_text(re.compile(r"\d\d:\d\d")).first).to_be_visible()

    def choose(self, option: str) -> None:
        tick(self.page.get_by_role("radio", name=option))
        expect(self.page.get_by_text("gespeichert").first).to_be_visible()

    def choose_secretly(self, *answers: str) -> None:
        """Choose on a secret ballot and go on to the last question."""
        for answer in answers:
            tick(self.page.get_by_label(answer, exact=True))
        self.press("Weiter zur Bestätigung")
        expect(self.page.get_by_role("dialog")).to_contain_text(", ".join(answers))

    def think_again(self) -> None:
        """Go back from the last question to the ballot."""
        self.press("Zurück und ändern")
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def confirm_ballot(self) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name="Stimme abgeben").click()

    def receipt(self) -> str:
        """Return the code of the receipt, once it is there."""
        self.sees("Ihre Stimme ist in der Urne.")
        return self.page.locator("#receipt-code").inner_text()

    def cast_secretly(self, *answers: str) -> str:
        """Cast a secret ballot and return the code of its receipt."""
        self.choose_secretly(*answers)
        self.confirm_ballot()
        return self.receipt()

    def kept(self) -> str:
        """Return all that the page, its storage and its history hold, as one text."""
        return self.page.evaluate(PAGE) + self.page.evaluate(KEPT)

    def left_of_choice(self, but: str = "", answers: tuple[str, ...] = ANSWERS) -> list[str]:
        """Return which answers are still named in document, dialogs, regions that are read out, storage and history.

        ``but``: where they must be, as where the result stands.
        """
        return named(self.page.evaluate(OWN_PAGE, but) + self.page.evaluate(KEPT), answers)

    def turn_to(self, question: int) -> None:
        self.at_a_table()
        tick(self.page.get_by_role("radio", name=re.compile(f"Frage {question}")))

    def type_card(self, text: str) -> None:
        self.new_card().press_sequentially(text)

    def send_card(self) -> None:
        self.press("Karte senden")

    def write_card(self, text: str) -> None:
        self.new_card().fill(text)
        self.send_card()
        expect(self.page.get_by_role("listitem").filter(has_text=text)).to_contain_text("gespeichert")


class Mayor(Phone):
    """Holds a seat, or stands in for who does."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        code: str,
        seat: str,
        capacity: str = "Bürgermeister",
        script: str = "",
        link: str = "",
    ) -> None:
        super().__init__(browser, url, script)
        if link:
            self.open_link(link, capacity)
        else:
            self.take_seat(code, seat, capacity)
        expect(self.page.locator("main")).to_contain_text(seat)

    def take_vote(self) -> None:
        """Take the vote of the seat from the other person on it."""
        self.press("Stimme übernehmen")
        self.sees("Die Stimme Ihres Sitzes liegt bei Ihnen.")

    def give_vote(self) -> None:
        """Hand the vote of the seat to the other person on it."""
        self.page.get_by_role("button", name=re.compile("^An die .* übergeben$")).click()
        expect(self.page.get_by_role("button", name="Stimme übernehmen")).to_be_visible()


class Deputy(Mayor):
    """Stands in for the holder of a seat, who may be there too: then by the seat's link."""

    def __init__(self, browser: Browser, url: str, code: str, seat: str, script: str = "", link: str = "") -> None:
        super().__init__(browser, url, code, seat, "Stellvertretung", script, link)


class Guest(Phone):
    """Has a name and no seat."""

    def __init__(self, browser: Browser, url: str, code: str, name: str) -> None:
        super().__init__(browser, url)
        self.page.goto(f"{url}/j/{code}?as=guest")
        self.page.get_by_label("Ihr Name").fill(name)
        self.press("Teilnehmen")
        expect(self.page.locator("main")).to_contain_text(name)
