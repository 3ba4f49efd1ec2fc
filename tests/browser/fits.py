"""Whether the cockpit fits: all of it on a laptop and a tablet, and every target large enough for a finger."""

from playwright.sync_api import Page

FINGER = 44  # CSS pixels
# What is cut off or covered, of what a moderator must reach at once.
REACHED = ".actions button, .lobby button, .foot button, .head button, .now__switches button, .seats__lamps button, \
#capture-text, .beside button"
NOTE = "#private-note"  # where lamps are as large as fingers, it lies below them
LAPTOP = 1280  # CSS pixels
MISFITS = """(reached) => {
  const wrong = document.scrollingElement.scrollHeight > innerHeight ? ['page'] : [];
  for (const button of document.querySelectorAll(reached)) {
    const box = button.getBoundingClientRect();
    if (!box.width) continue;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
    if (!inside || !button.contains(top)) wrong.push(button.textContent || button.id);
  }
  return wrong;
}"""
# What a finger misses: a box of its own, or the label around it, counts.
SMALL = """(least) => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
.filter((one) => {
  const target = one.matches('input[type=checkbox], input[type=radio]') ? one.closest('label') ?? one : one;
  const box = target.getBoundingClientRect();
  if (!box.width || one.type === 'hidden' || one.closest('[inert], .visually-hidden')) return false;
  return box.width < least - 0.5 || box.height < least - 0.5;
}).map((one) => {
  const { width, height } = one.getBoundingClientRect();
  return `${one.className || one.tagName} ${one.textContent.slice(0, 20)} ${Math.round(width)}x${Math.round(height)}`;
})"""


def misfits(page: Page) -> list[str]:
    """Return what is cut off or covered."""
    width = (page.viewport_size or {"width": 0})["width"]
    reached = f"{REACHED}, {NOTE}" if width >= LAPTOP else REACHED
    return [f"cut off or covered: {one}" for one in page.evaluate(MISFITS, reached)]


def missed(page: Page) -> list[str]:
    """Return what a finger does not hit."""
    return [f"too small for a finger: {one}" for one in page.evaluate(SMALL, FINGER)]
