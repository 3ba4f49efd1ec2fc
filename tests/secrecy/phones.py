"""Two real phones that vote again and again, and what anybody can see of it: on their lines, in their pages, in the
files of their browsers. One is as everybody's; the other was made careless: it keeps drafts and fills no ballot up.

Each way returns its guesses, a vote each; where it has none, the judge tosses a coin.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from random import Random

from playwright.async_api import BrowserContext, Page, async_playwright

from tests.browser.people import PHONE
from tests.browser.phones import KEPT, PAGE
from tests.faults.moderator import Moderator
from tests.secrecy.held import CHOICES, voter_key
from tests.secrecy.judge import likelihood
from tests.secrecy.reading import LABELLED, LABELS
from tests.secrecy.running import House
from tests.services import missing
from tests.services.chromium import find_chromium, flags

SAID = {choice: label for label, choice in LABELS.items() if label != choice}
VOTES, FEWER = 13, 7  # all right by chance: once in 1.6 million times, of the phone that hides nothing; once in 2,000
OTHERS = 4  # people without a browser: below five ballots nothing is counted
NEAR = 60  # bytes
PING = 10  # characters; what is shorter comes by itself
COUNTED = re.compile(r"^\d+|(?<=\"round\":)\d+")
TEXTS = re.compile(r'<script type=\\"application/json.*?</script>')  # the same for every phone
CARELESS = """
addEventListener("change", ({ target }) => {
  const label = target.closest("label").innerText;
  localStorage.setItem(`draft/${target.name}`, label);
  document.documentElement.dataset.last = label;
}, true);
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (data) { send.call(this, data.replace(/,"fill":" *"/, "")); };
"""


@dataclass
class Trace:
    """One vote of a phone. ``truth`` is for the judge alone. ``sent``: how much left the phone, without the digits of
    numbers that grow by themselves."""

    round: int
    truth: str
    sent: int = 0
    page: str = ""
    kept: str = ""


@dataclass
class Phone:
    context: BrowserContext
    page: Page
    folder: Path
    traces: list[Trace] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)  # that left it lately
    profile: list[bytes] = field(default_factory=list)  # the files, once the browser has ended

    async def vote(self, number: int, choice: str) -> None:
        page = self.page
        await page.locator(f'[name="ballot-{number}"]').first.wait_for(state="attached")
        await page.get_by_role("radio", name=SAID[choice], exact=True).check(force=True)
        await page.get_by_role("button", name="Weiter zur Bestätigung").click()
        self.frames.clear()
        await page.get_by_role("dialog").get_by_role("button", name="Stimme abgeben").click()
        await page.locator("#receipt-code").wait_for()
        trace = Trace(number, choice, sum(len(COUNTED.sub("", frame)) for frame in self.frames if len(frame) > PING))
        trace.page, trace.kept = await page.evaluate(PAGE), await page.evaluate(KEPT)
        self.traces.append(trace)

    async def end(self) -> None:
        await self.context.close()
        self.profile = [one.read_bytes() for one in sorted(self.folder.rglob("*")) if one.is_file()]


async def hold(house: House, folder: Path) -> list[Phone]:
    """Let both phones vote in each of many rounds, and close their browsers."""
    chance = Random(3)
    orders = [chance.sample(CHOICES * VOTES, votes) for votes in (FEWER, VOTES)]
    async with async_playwright() as driver:
        moderator = await Moderator.enter(house)
        phones = [
            await opened(driver, house, folder / str(n), house.facts.mayors[n].id, script)
            for n, script in enumerate(("", CARELESS))
        ]
        lines = [await house.line(who.id) for who in house.facts.mayors[2 : 2 + OTHERS]]
        for choices in zip_longest(*orders):
            number = await house.open_round(moderator)
            for phone, choice in zip(phones, choices, strict=True):
                if choice:
                    await phone.vote(number, choice)
            for line in lines:
                await line.call("cast", {"round": number, "value": "no", "key": voter_key(chance)})
            await house.close_round(moderator)
        for phone in phones:
            await phone.end()
        for line in (moderator.line, *lines):
            line.close()
    return phones


async def opened(driver, house: House, folder: Path, participant: int, script: str) -> Phone:
    path = find_chromium() or missing("No Chromium could be found or fetched: set CHROMIUM")
    context = await driver.chromium.launch_persistent_context(
        folder, executable_path=path, args=flags(), viewport=PHONE, locale="de-DE"
    )
    if script:
        await context.add_init_script(script)
    await context.add_cookies([{**house.cookie(participant), "url": house.server.url}])
    phone = Phone(context, context.pages[0], folder)
    phone.page.on("websocket", lambda line: line.on("framesent", lambda frame: phone.frames.append(str(frame))))
    await phone.page.goto(f"{house.server.url}/w/{house.workshop}")
    return phone


# What was seen, for whoever wants to know the choice.


def words_in_the_page(phone: Phone) -> list[str | None]:
    return [most(LABELS[word] for word in LABELLED.findall(TEXTS.sub("", trace.page))) for trace in phone.traces]


def most(found: Iterable[str]) -> str | None:
    return next((choice for choice, _ in Counter(found).most_common(1)), None)


def words_that_are_kept(phone: Phone) -> list[str | None]:
    """In what the browser keeps beside the page, near the number of the round."""
    return [near(trace.round, [trace.kept.encode()]) for trace in phone.traces]


def words_in_the_profile(phone: Phone) -> list[str | None]:
    """The same in all files that the browser left on the disk."""
    return [near(trace.round, phone.profile) for trace in phone.traces]


def near(number: int, files: Sequence[bytes]) -> str | None:
    """Return the choice, as people or programs write it, that stands behind the number of a round."""
    said = "|".join([*SAID.values(), *(f'"{choice}"' for choice in CHOICES)])
    wanted = re.compile(rf"(?<!\d){number}(?!\d).{{0,{NEAR}}}?(?<![A-Za-z])({said})(?![A-Za-z])".encode(), re.DOTALL)
    return most(LABELS[found.decode().strip('"')] for file in files for found in wanted.findall(file))


def the_length_of_what_is_sent(phone: Phone) -> list[str | None]:
    """An encrypted line does not hide how much it carries."""
    return by_length([trace.sent for trace in phone.traces])


def the_length_of_what_is_kept(phone: Phone) -> list[str | None]:
    grown = [len(later.kept) - len(trace.kept) for trace, later in zip(phone.traces, phone.traces[1:], strict=False)]
    return [None, *by_length(grown)]


def by_length(sizes: list[int]) -> list[str | None]:
    lengths = sorted(set(sizes))
    known = dict(zip(lengths, sorted(CHOICES, key=len), strict=False)) if len(lengths) == len(CHOICES) else {}
    return [known.get(size) for size in sizes]


SEEN: list[Callable[[Phone], list[str | None]]] = [
    words_in_the_page, words_that_are_kept, words_in_the_profile,
    the_length_of_what_is_sent, the_length_of_what_is_kept,
]  # fmt: skip


def of_votes(way: Callable[[Phone], list[str | None]], phone: Phone) -> float:
    """Return how likely it is to know the choices that well without knowing anything."""
    coin = Random(way.__name__)
    hits = sum(
        (guess or coin.choice(CHOICES)) == trace.truth for guess, trace in zip(way(phone), phone.traces, strict=True)
    )
    return likelihood(hits, len(phone.traces), 1 / len(CHOICES))
