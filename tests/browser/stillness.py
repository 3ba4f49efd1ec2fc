"""When a page lies still: what is measured before that is a passing moment."""

from playwright.sync_api import Page

# Two frames later all boxes are where they were. A page that is not drawn at all has no frames.
REST = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const later = () => new Promise((done) => { setTimeout(done, 1000); });
  const boxes = () => JSON.stringify([...document.querySelectorAll("body *")].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height];
  }));
  await document.fonts.ready;
  for (let before = ""; before !== (before = boxes());) await Promise.race([drawn(), later()]);
}"""


def lie_still(page: Page) -> None:
    """Wait until nothing on the page moves or changes its size any more."""
    page.evaluate(REST)
