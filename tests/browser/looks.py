"""Looks at a page as people do who see less, tap with a thumb, or want nothing to move.

Each returns sentences for what is wrong; which pages are looked at stands in the tests.
"""

from playwright.sync_api import Page

# What is looked at: the part of the page that is marked so, the open dialog, or all.
ROOT = 'document.querySelector("[data-looked-at], dialog[open]") ?? document.body'
THUMB = 44  # CSS pixels each way of what is tapped in the hall
POINTER = 24  # of what is worked with at a desk (WCAG 2.2, 2.5.8)

# Controls with the area that can be hit: a hidden radio's is its label. Links inside a sentence are exempt.
SMALL = """least => {
  const root = %ROOT%;
  const wanted = "button, a[href], input:not([type=hidden]), select, textarea, summary";
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[inert]");
  const area = (el) => {
    const boxes = [el, ...(el.labels ?? [])].map((one) => one.getBoundingClientRect());
    return { width: Math.max(...boxes.map((b) => b.width)), height: Math.max(...boxes.map((b) => b.height)) };
  };
  const inText = (el) => el.localName === "a" && getComputedStyle(el).display === "inline";
  const out = (el) => el.matches(".visually-hidden[tabindex='-1']"); // for scripts alone; nobody can reach it
  const away = (el) => el.getBoundingClientRect().right < 1 || el.getBoundingClientRect().bottom < -1;
  const meant = (el) => seen(el) && !inText(el) && !away(el) && !out(el);
  return [...root.querySelectorAll(wanted)].filter(meant).flatMap((el) => {
    const { width, height } = area(el);
    if (width >= least - 0.5 && height >= least - 0.5) return [];
    const words = (el.getAttribute("aria-label") ?? (el.labels?.[0] ?? el).textContent ?? "").trim().slice(0, 40);
    return [`${el.localName} "${words}" is ${Math.round(width)} x ${Math.round(height)}`];
  });
}""".replace("%ROOT%", ROOT)

# What the system's colours leave of a page: a control needs a line or a native look, a choice more than a colour.
UNCLEAR = """() => {
  const root = %ROOT%;
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[inert]");
  const parts = (el) => [el, el.nextElementSibling, el.closest("label"), el.parentElement].filter(Boolean);
  const style = (el, pseudo) => getComputedStyle(el, pseudo);
  const wide = (s, name) => s[`${name}Style`] !== "none" && parseFloat(s[`${name}Width`]) > 0;
  const line = (s) => ["borderTop", "borderLeft", "outline"].some((name) => wide(s, name));
  const faults = [];
  for (const el of root.querySelectorAll("button, input:not([type=hidden]), select, textarea")) {
    if (!seen(el)) continue;
    const native = !["none", ""].includes(style(el).appearance);
    const worded = el.localName === "button" && el.textContent.trim();
    const chooser = el.type === "file" && line(style(el, "::file-selector-button"));
    const plain = native || worded || chooser || parts(el).some((one) => line(style(one)));
    if (!plain) faults.push(`no edge: ${el.outerHTML.slice(0, 100)}`);
  }
  // What is filled with the colour of the page is not seen.
  const paper = document.createElement("span");
  paper.style.cssText = "position: absolute; background: Canvas";
  document.body.append(paper);
  const canvas = style(paper).backgroundColor;
  paper.remove();
  const unseen = (colour) => colour === canvas || /[ ,]0\\)$/.test(colour);
  const fill = (s) => (unseen(s.backgroundColor) ? "" : s.backgroundColor);
  const layers = [null, "::before", "::after"];
  const signs = (el) => JSON.stringify(parts(el).slice(0, 3).map((one) => layers.map((layer) => {
    const s = style(one, layer);
    return [s.borderTopWidth, s.borderTopStyle, s.outlineStyle, s.outlineWidth, s.content, s.fontWeight, s.display,
      fill(s), one.querySelector?.("svg") ? 1 : 0];
  })));
  const drawn = (el) => style(el).appearance === "none" || parseFloat(style(el).opacity) === 0;
  for (const el of root.querySelectorAll("input[type=radio]:checked")) {
    if (!seen(el) || (!drawn(el) && el.getBoundingClientRect().width > 4)) continue;
    const rivals = root.querySelectorAll(`input[type=radio][name="${CSS.escape(el.name)}"]`);
    const other = [...rivals].find((one) => !one.checked);
    if (other && signs(el) === signs(other)) faults.push(`chosen looks the same: ${el.outerHTML.slice(0, 100)}`);
  }
  return faults;
}""".replace("%ROOT%", ROOT)

MOVING = """() => document.getAnimations().filter((one) => one.playState === "running")
  .map((one) => `${one.effect.target?.className ?? ""} moves: ${one.animationName ?? one.transitionProperty}`)"""

# Words that leave the area they are cut off at: at 400 % nobody can scroll to them.
CUT = """() => {
  const root = %ROOT%;
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest(".visually-hidden, [inert]");
  const cuts = (el) => ["hidden", "clip"].includes(getComputedStyle(el).overflowX);
  const worded = (el) => [...el.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const faults = [];
  for (const el of root.querySelectorAll("*")) {
    if (!worded(el) || !seen(el)) continue;
    const range = document.createRange();
    range.selectNodeContents(el);
    const words = range.getBoundingClientRect();
    for (let one = el; one && one !== document.body; one = one.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX)) break;
      const edge = one.getBoundingClientRect();
      if (cuts(one) && edge.width > 1 && (words.right > edge.right + 1 || words.left < edge.left - 1)) {
        faults.push(`cut off: ${el.outerHTML.slice(0, 120)}`);
        break;
      }
    }
  }
  return faults;
}""".replace("%ROOT%", ROOT)

# The page's one voice for what happens elsewhere on it; what a control says of itself stands beside the control.
SPEAKING = """() => document.querySelectorAll("body > [role=status]").length"""


def too_small(page: Page, least: int) -> list[str]:
    """Return the controls that are hard to hit."""
    return [str(one) for one in page.evaluate(SMALL, least)]


def cut_off(page: Page) -> list[str]:
    """Return the words that cannot be seen whole, whatever one scrolls."""
    return [str(one) for one in page.evaluate(CUT)]


def lost_in_forced_colours(page: Page) -> list[str]:
    """Return what cannot be told apart when the system chooses the colours; it must choose them now."""
    return [str(one) for one in page.evaluate(UNCLEAR)]


def moving(page: Page) -> list[str]:
    """Return what moves although the person wants nothing to; the page must have been told so."""
    return [f"reduced motion: {one}" for one in page.evaluate(MOVING)]


def mute(page: Page) -> list[str]:
    """Return a complaint if not exactly one region can announce what happens, whatever the page shows."""
    found = page.evaluate(SPEAKING)
    return [] if found == 1 else [f"{found} polite status regions"]
