"""A walk through a page with the Tab key alone, as somebody does who has no mouse.

It reports what is wrong in words; which pages are walked through stands in the tests.
"""

from typing import Any

from playwright.sync_api import Page

from tests.browser.looks import ROOT
from tests.browser.stillness import lie_still

SPARE = 12  # presses beyond the controls: areas that scroll take the focus, and each part of a date

# Numbers every control that can be reached, in the order of the document, and says where it lies.
# Of the radio buttons of one name Tab reaches the chosen one, or the first.
COLLECT = """() => {
  const root = %ROOT%;
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[inert]");
  const can = (el) => el.tabIndex >= 0 && !el.matches(":disabled") && seen(el);
  const all = [...root.querySelectorAll(wanted)].filter(can);
  const rival = (el) => all.filter((one) => one.type === "radio" && one.name === el.name && one.form === el.form);
  const stops = all.filter((el) => el.type !== "radio" || !el.name ||
    el === (rival(el).find((one) => one.checked) ?? rival(el)[0]));
  window.__stops = new Map(stops.map((el, i) => [el, i]));
  const start = document.createElement("span");
  start.tabIndex = -1;
  root.prepend(start);
  start.focus();
  start.remove();
  return stops.map((el) => {
    const { left, right } = el.getBoundingClientRect();
    const [top, bottom] = heightsOf(el);
    return { words: wordsOf(el), stuck: isStuck(el), left, right, top: top + scrollY, bottom: bottom + scrollY };
  });
  // What has scrolled out of its area lies at the edge of that area.
  function heightsOf(el) {
    let { top, bottom } = el.getBoundingClientRect();
    for (let one = el.parentElement; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowY === "visible") continue;
      const edge = one.getBoundingClientRect();
      [top, bottom] = [top, bottom].map((y) => Math.min(Math.max(y, edge.top), edge.bottom));
    }
    return [top, bottom];
  }
  function isStuck(el) {
    for (let one = el; one; one = one.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(one).position)) return true;
    }
    return false;
  }
  function wordsOf(el) {
    const label = el.getAttribute("aria-label") ?? (el.labels?.[0] ?? el).textContent ?? "";
    return `${el.localName} "${label.trim().replace(/\\s+/g, " ").slice(0, 40)}"`;
  }
}""".replace("%ROOT%", ROOT)

# What has the focus now: its number, and whether its ring can be seen.
LOOK = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return { stop: null, area: false };
  const stop = window.__stops.get(el) ?? null;
  const area = stop === null && (el.scrollHeight > el.clientHeight || el.scrollWidth > el.clientWidth);
  const parts = ["date", "time", "datetime-local"].includes(el.type);
  return { stop, area, parts, ring: [el, el.nextElementSibling, el.parentElement, el.closest("label")].some(hasRing),
    covered: isCovered(el.closest("label") ?? el), html: el.outerHTML.slice(0, 120) };
  function hasRing(one) {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  }
  function isCovered(one) {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    if (right < 1 || left > innerWidth - 1 || bottom < 1 || top > innerHeight - 1) return "outside";
    const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 2);
    const inside = (y) => Math.min(Math.max(y, 1), innerHeight - 2);
    for (const y of [inside(top + 3), inside((top + bottom) / 2), inside(bottom - 3)]) {
      const hit = document.elementFromPoint(x, y);
      if (hit && hit !== one && !one.contains(hit) && !hit.contains(one)) return hit.outerHTML.slice(0, 80);
    }
    return "";
  }
}"""


# Looks after each press of Tab, as long as the page stands.
RECORD = f"""() => {{
  if (!window.__looks) addEventListener("keyup", (event) => {{
    if (event.key === "Tab") window.__looks.push(({LOOK})());
  }}, true);
  window.__looks = [];
}}"""


def walk(page: Page) -> list[str]:
    """Press Tab through the whole page; return a sentence for each thing that is wrong."""
    return [] if is_fine(page) else slow_walk(page)


def is_fine(page: Page) -> bool:
    """Walk without looking up at each step; return whether all was as it should be at once."""
    stops = page.evaluate(COLLECT)
    page.evaluate(RECORD)
    visited: list[int] = []
    presses = 0
    while len(visited) < len(stops) and presses < len(stops) + SPARE:
        for _ in range(len(stops) - len(visited)):
            page.keyboard.press("Tab")
            presses += 1
        for now in page.evaluate("window.__looks.splice(0)"):
            if (now["stop"] is None and now["area"]) or (now.get("parts") and now["stop"] in visited[-1:]):
                continue
            if now["stop"] is None or not now["ring"] or now["covered"]:
                return False
            visited.append(now["stop"])
    return visited == list(range(len(stops))) and out_of_place(stops) == []


def slow_walk(page: Page) -> list[str]:
    """Walk and look at each control until it has come to rest."""
    stops = page.evaluate(COLLECT)
    visited: list[int] = []
    faults = out_of_place(stops)
    for _ in range(len(stops) + SPARE):
        if len(visited) == len(stops):
            break
        page.keyboard.press("Tab")
        now = page.evaluate(LOOK)
        if (now["stop"] is None and now["area"]) or (now.get("parts") and now["stop"] in visited[-1:]):
            continue
        if now["stop"] is None or now["stop"] in visited:
            faults.append(f"the walk left the page after {len(visited)} of {len(stops)}: {now.get('html')}")
            break
        visited.append(now["stop"])
        faults += hidden(page, stops[now["stop"]]["words"], now)
    missed = sorted(set(range(len(stops))) - set(visited))
    faults += [f"never reached: {stops[number]['words']}" for number in missed]
    if visited != sorted(visited):
        faults.append(f"not in the order of the document: {visited}")
    return faults


def hidden(page: Page, words: str, now: dict[str, Any]) -> list[str]:
    """Look again before complaining: a page may still be scrolling."""
    if now["covered"] or not now["ring"]:
        lie_still(page)
        now = page.evaluate(LOOK)
    if now["ring"] and not now["covered"]:
        return []
    return [f"{words}: covered by {now['covered']}" if now["covered"] else f"{words}: no ring"]


def out_of_place(stops: list[dict[str, Any]]) -> list[str]:
    """Compare each control with the next: reading goes down, or to the right, or to the next column."""
    return [
        f"{after['words']} is read before {before['words']}, but comes after it"
        for before, after in zip(stops, stops[1:], strict=False)
        if goes_back(before, after)
    ]


def goes_back(before: dict[str, Any], after: dict[str, Any]) -> bool:
    if before["bottom"] < 0 or after["bottom"] < 0 or before["stuck"] != after["stuck"]:
        return False  # the jump link waits above the page, a bar lies over it
    is_right = after["left"] >= before["right"] - 1
    is_above = after["bottom"] <= before["top"] + 1 and after["top"] < before["top"]
    beside = min(before["bottom"], after["bottom"]) - max(before["top"], after["top"])
    lower = min(before["bottom"] - before["top"], after["bottom"] - after["top"])
    is_left_on_the_line = beside > lower / 2 and after["right"] <= before["left"] + 1
    return (is_above and not is_right) or is_left_on_the_line
