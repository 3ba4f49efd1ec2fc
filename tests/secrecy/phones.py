"""Real phones that vote again and again, and what anybody can see of it: on their lines, in their pages, in the files
of their browsers. All are as everybody's but one, which was made careless: it keeps drafts and fills no ballot up.

Each way returns its guesses, a vote each; where it has none, the judge tosses a coin. Every ballot is drawn by itself,
and what all phones together chose is no matter to any way: here the binomial is the law.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random

from playwright.async_api import BrowserContext, Page, async_playwright

from tests.browser.people import PHONE
from tests.browser.phones import KEPT, PAGE
from tests.faults.moderator import Moderator
from tests.secrecy.asked import RESOLUTION
from tests.secrecy.judge import likelihood
from tests.secrecy.reading import LABELLED, LABELS
from tests.secrecy.running import House
from tests.services import missing
from tests.services.chromium import find_chromium, flags

CHOICES = RESOLUTION.ballots
SAID = {choice: label for label, choice in LABELS.items() if label != choice and choice in CHOICES}
PHONES, ROUNDS = 5, 41  # 205 ballots; below five in a round nothing is counted
CARELESS_ROUNDS = 24  # to know 20 of them happens by chance once in 1.5 million times
MODERATORS = 3  # take turns: one line may send only so much
NEAR = 60  # bytes
VOTING = 60.0  # seconds; against hanging only
FLUSHED = 30.0  # seconds until the files of a browser hold what it kept last
COUNTED = re.compile(r"^\d+|(?<=\"round\":)\d+")
NUMBERED = re.compile(r"(?<=ballot[/-])\d+")
COMMAND = re.compile(r"^\d+\[\"(\w+)\"")
TEXTS = re.compile(r'<script type=\\"application/json.*?</script>')  # the same for every phone
WORDS = re.compile(rf"(?<![A-Za-z])({'|'.join([*SAID.values(), *CHOICES])})(?![A-Za-z])".encode())
NUMBER = re.compile(rb"(?<!\d)\d{1,4}(?!\d)")
# The taps, one after the other as soon as there is something to tap: from outside each would wait for a drawn picture.
TAP = """async ([round, label]) => {
  const until = async (find) => {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise((go) => setTimeout(go, 10));
    }
  };
  const named = (tag, words) => [...document.querySelectorAll(tag)].find((one) => one.textContent.trim() === words);
  await until(() => document.querySelector(`[name="ballot-${round}"]`));
  (await until(() => named("label", label))).querySelector("input").click();
  for (const words of ["Weiter zur Bestätigung", "Stimme abgeben"]) {
    (await until(() => [named("button", words)].find((one) => one && !one.disabled))).click();
  }
  await until(() => document.querySelector("#receipt-code"));
}"""
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
    """One vote of a phone. ``truth`` is for the judge alone. ``sent``: how long the first frame of each command was
    that left the phone, without the digits of numbers that grow by themselves."""

    round: int
    truth: str
    sent: dict[str, int] = field(default_factory=dict)
    page: str = ""
    kept: str = ""


@dataclass
class Phone:
    context: BrowserContext
    page: Page
    folder: Path
    chance: Random
    begun: str = ""  # what it kept before its first vote
    traces: list[Trace] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)  # that left it lately
    profile: list[bytes] = field(default_factory=list)  # the files, once the browser has ended

    async def vote(self, number: int) -> None:
        trace = Trace(number, self.chance.choice(CHOICES))
        self.frames.clear()
        async with asyncio.timeout(VOTING):
            await self.page.evaluate(TAP, [number, SAID[trace.truth]])
            while "cast" not in (sent := self.sent()):
                await asyncio.sleep(0.01)  # the page knows of its answer before we hear of its question
        trace.sent = sent
        trace.page, trace.kept = await self.page.evaluate(PAGE), await self.page.evaluate(KEPT)
        self.traces.append(trace)

    def sent(self) -> dict[str, int]:
        """Return the length of the first frame of each command: whatever else is sent, or again, must not hide it."""
        found: dict[str, int] = {}
        for frame in self.frames:
            if command := COMMAND.match(frame):
                found.setdefault(command[1], len(COUNTED.sub("", frame)))
        return found

    async def end(self) -> None:
        """Close the browser and read its files once they hold what it kept last, and so all that it kept before."""
        last = f"kept-last-{self.chance.getrandbits(64):x}"
        await self.page.evaluate("(last) => localStorage.setItem('last', last)", last)
        await self.context.close()
        async with asyncio.timeout(FLUSHED):
            while not any(last.encode() in one for one in self.profile):
                await asyncio.sleep(0.1)
                self.profile = [one.read_bytes() for one in sorted(self.folder.rglob("*")) if one.is_file()]


async def hold(house: House, folder: Path, seed: int) -> list[Phone]:
    """Let all phones vote in each of many rounds, and close their browsers; the careless one is the last."""
    async with async_playwright() as driver:
        moderators = [await Moderator.enter(house) for _ in range(MODERATORS)]
        phones = [
            await opened(driver, house, folder / str(n), house.facts.mayors[n].id, Random(seed + n), script)
            for n, script in enumerate([""] * PHONES + [CARELESS])
        ]
        for n, moderator in zip(range(ROUNDS), cycle(moderators), strict=False):
            await moderator.until(lambda one=moderator: one.state["revision"] == house.vote.hall.revision())
            number = await house.open_round(moderator)
            voters = phones if n < CARELESS_ROUNDS else phones[:PHONES]
            await asyncio.gather(*(phone.vote(number) for phone in voters))
            await house.close_round(moderator)
        await asyncio.gather(*(phone.end() for phone in phones))
        for moderator in moderators:
            moderator.line.close()
    return phones


async def opened(driver, house: House, folder: Path, participant: int, chance: Random, script: str) -> Phone:
    path = find_chromium() or missing("No Chromium could be found or fetched: set CHROMIUM")
    context = await driver.chromium.launch_persistent_context(
        folder, executable_path=path, args=flags(), viewport=PHONE, locale="de-DE"
    )
    if script:
        await context.add_init_script(script)
    await context.add_cookies([{**house.cookie(participant), "url": house.server.url}])
    phone = Phone(context, context.pages[0], folder, chance)
    phone.page.on("websocket", lambda line: line.on("framesent", lambda frame: phone.frames.append(str(frame))))
    await phone.page.goto(f"{house.server.url}/w/{house.workshop}")
    phone.begun = await phone.page.evaluate(KEPT)
    return phone


# What was seen, for whoever wants to know the choice.


def words_in_the_page(phone: Phone) -> list[str | None]:
    return [most(LABELS[word] for word in LABELLED.findall(TEXTS.sub("", trace.page))) for trace in phone.traces]


def most(found: Iterable[str]) -> str | None:
    return next((choice for choice, _ in Counter(found).most_common(1)), None)


def words_that_are_kept(phone: Phone) -> list[str | None]:
    """In what the browser keeps beside the page, near the number of the round."""
    return [most(near([trace.kept.encode()]).get(trace.round, ())) for trace in phone.traces]


def words_in_the_profile(phone: Phone) -> list[str | None]:
    """The same in all files that the browser left on the disk."""
    found = near(phone.profile)
    return [most(found.get(trace.round, ())) for trace in phone.traces]


def near(files: Sequence[bytes]) -> dict[int, list[str]]:
    """Return the choices, as people or programs write them, that stand shortly behind each number."""
    found: dict[int, list[str]] = {}
    for file in files:
        for word in WORDS.finditer(file):
            before = file[max(0, word.start() - NEAR) : word.start()]
            for number in set(map(int, NUMBER.findall(before))):
                found.setdefault(number, []).append(LABELS[word[1].decode()])
    return found


def the_length_of_what_is_sent(phone: Phone) -> list[str | None]:
    """An encrypted line does not hide how much it carries, nor which frame is the ballot's: they come in turn."""
    commands = sorted({name for trace in phone.traces for name in trace.sent})
    told = [by_length([trace.sent.get(name, 0) for trace in phone.traces], len) for name in commands]
    return next((one for one in told if any(one)), [None] * len(phone.traces))


def the_length_of_what_is_kept(phone: Phone) -> list[str | None]:
    kept = [len(NUMBERED.sub("", one)) for one in (phone.begun, *(trace.kept for trace in phone.traces))]
    grown = [later - before for before, later in zip(kept, kept[1:], strict=False)]
    return by_length(grown, lambda choice: len(SAID[choice]))


def by_length(sizes: list[int], length: Callable[[str], int]) -> list[str | None]:
    """Tell the choices by the three sizes that there are most of."""
    usual = sorted(size for size, _ in Counter(sizes).most_common(len(CHOICES)))
    known = dict(zip(usual, sorted(CHOICES, key=length), strict=True)) if len(usual) == len(CHOICES) else {}
    return [known.get(size) for size in sizes]


SEEN: list[Callable[[Phone], list[str | None]]] = [
    words_in_the_page, words_that_are_kept, words_in_the_profile,
    the_length_of_what_is_sent, the_length_of_what_is_kept,
]  # fmt: skip


def of_votes(way: Callable[[Phone], list[str | None]], phones: Sequence[Phone]) -> float:
    """Return how likely it is to know the choices that well without knowing anything."""
    coin = Random(way.__name__)
    votes = [one for phone in phones for one in zip(way(phone), phone.traces, strict=True)]
    hits = sum((guess or coin.choice(CHOICES)) == trace.truth for guess, trace in votes)
    return likelihood(hits, len(votes), 1 / len(CHOICES))
