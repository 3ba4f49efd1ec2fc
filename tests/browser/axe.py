"""Axe on a page, as often as a page is looked at, and anew where there is something new.

What decides the contrast of a text is its ink, its size and the grounds below it. Most of a page looks like the page
before: a combination that axe has found good once need not be worked out a second time, at any width or in any scheme.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What only colour decides is looked at again in the dark (Contrast), the rest is the same there. In forced colours the
# contrast is the system's affair, and what must still be told apart looks.py says.
FULL: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
# The part of the page that is marked so (everybody.py), or all of it.
PART = 'document.querySelector("[data-looked-at]") ?? document'
# Fifty bits for a text: all that is known goes to the page each time, as one text, which is packed quickest.
DIGEST = """function digest(text) {
    let [high, low] = [0, 0];
    for (const letter of text) {
      low = (Math.imul(low ^ letter.charCodeAt(0), 0x9e3779b1) + high) | 0;
      high = Math.imul(high ^ (low >>> 15), 0x85ebca6b);
    }
    return ((high & 0x3ffff) * 2 ** 32 + (low >>> 0)).toString(36);
  }"""
# Only what is wrong comes back, for the whole answer is large. What is there, what of it can be seen and what scrolls
# decides it all: a page that only got narrower or other colours need not be gone through again. Figures in a text
# are none of it, for clocks go on.
FIND = """async ([options, known]) => {
  const part = %PART%;
  const look = digest([...part.querySelectorAll("*")].map(outline).join("\\n"));
  if (known.split(" ").includes(look)) return { faults: [], look };
  const found = (await axe.run(part, options)).violations;
  return { faults: found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)), look };
  function outline(el) {
    const attributes = [...el.attributes].map(({ name, value }) => `${name}=${value}`);
    const words = [...el.childNodes].map((one) => (one.nodeType === Node.TEXT_NODE ? one.data : "<>")).join("");
    const is = [el.checkVisibility({ visibilityProperty: true }), el.scrollHeight > el.clientHeight,
      el.scrollWidth > el.clientWidth, el.checked, el.disabled];
    return [depth(el), el.localName, ...attributes, ...is, words.replace(/\\d+/g, "0")].join("|");
  }
  function depth(el) {
    return el.parentElement ? depth(el.parentElement) + 1 : 0;
  }
  %DIGEST%
}""".replace("%PART%", PART).replace("%DIGEST%", DIGEST)
# Which elements have text, and by what its contrast is decided. What lies over others by its position is named by its
# class besides, for its ground may be theirs; what is switched off is not judged, so it is another thing. A link in
# a sentence must be told from the words around it, so theirs is part of its key.
CONTRAST = """async (known) => {
  const good = new Set(known.split(" "));
  const keys = new Map();
  const below = new Map();
  const worded = (el) => [...el.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const written = "input:not([type=radio], [type=checkbox]), select, textarea, a[href]";
  const texts = [...(%PART%).querySelectorAll("*")].filter((el) => (el.matches(written) || worded(el)) &&
    el.checkVisibility({ visibilityProperty: true }));
  const fresh = texts.filter((el) => !good.has(keys.set(el, key(el)).get(el)));
  if (!fresh.length) return { faults: [], keys: [] };
  const options = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, elementRef: true };
  const found = await axe.run({ include: fresh }, options);
  const nodes = (results) => results.flatMap((one) => one.nodes);
  // What axe passes over has a key of its own, so it hides nothing that would be judged.
  const isPassed = (el) => isOff(el) || isForReaders(el) || (el.matches("a[href]") && !worded(el));
  const passed = fresh.filter(isPassed);
  const judged = [...nodes(found.passes), ...nodes(found.incomplete)].map((node) => node.element);
  const wrong = new Set(nodes(found.violations).map((node) => keys.get(node.element)));
  return {
    faults: found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
    keys: [...new Set([...judged, ...passed].map((el) => keys.get(el)))].filter((one) => one && !wrong.has(one)),
  };
  function key(el) {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(el);
    const text = [color, fontSize, fontWeight, textShadow, isOff(el), isForReaders(el), ...around(el)];
    return digest([...text, grounds(el)].join("|"));
  }
  function isOff(el) {
    return Boolean(el.closest(":disabled, [aria-disabled=true], [inert]"));
  }
  function isForReaders(el) {
    return Boolean(el.closest(".visually-hidden, .skip-link"));
  }
  function around(el) {
    if (!el.matches("a[href]")) return [];
    const { textDecorationLine, borderBottomWidth, display } = getComputedStyle(el);
    let block = el.parentElement;
    while (/^inline/.test(getComputedStyle(block).display)) block = block.parentElement;
    const isAlone = block.textContent.trim() === el.textContent.trim();
    const beside = getComputedStyle(el.parentElement);
    return [textDecorationLine, borderBottomWidth, display, isAlone, worded(el), beside.color, beside.fontWeight];
  }
  %DIGEST%
  function grounds(el) { // most of them are those of the element before
    if (!el) return "";
    if (!below.has(el)) below.set(el, [ground(el), grounds(el.parentElement)].filter(Boolean).join("|"));
    return below.get(el);
  }
  function ground(el) {
    const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } = getComputedStyle(el);
    const plain = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
    const above = position === "static" || position === "relative" ? "" : String(el.className);
    const usual = opacity === "1" && filter === "none" && mixBlendMode === "normal";
    const changed = usual ? "" : opacity + filter + mixBlendMode;
    return [plain ? "" : backgroundColor + backgroundImage, above, changed].join("");
  }
}""".replace("%PART%", PART).replace("%DIGEST%", DIGEST)


class Structure:
    """Remembers which pages were found good in all that colours do not decide."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def faults(self, page: Page) -> list[str]:
        """Return what axe complains of, contrast aside."""
        found = ask(page, FIND, [FULL, " ".join(self.known)])
        if not found["faults"]:
            self.known.add(found["look"])
        return [str(one) for one in found["faults"]]


class Contrast:
    """Remembers which texts on which grounds were found good."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def faults(self, page: Page) -> list[str]:
        """Return the texts that cannot be read well, and links that only colour tells from the words around them."""
        found = ask(page, CONTRAST, " ".join(self.known))
        self.known.update(found["keys"])
        return [str(one) for one in found["faults"]]


def ask(page: Page, script: str, argument: object) -> Any:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)  # half a megabyte, once a page
    return page.evaluate(script, argument)
