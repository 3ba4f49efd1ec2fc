"""A look at a page as everybody meets it: wide, narrow, in a hand, in the light, in the dark and in forced colours."""

from playwright.sync_api import Page

from tests.browser.axe import Contrast, Structure
from tests.browser.looks import POINTER, THUMB, cut_off, lost_in_forced_colours, moving, mute, too_small
from tests.browser.walk import walk

# A laptop's window at 400 % (WCAG 2.2, 1.4.10): nothing may need scrolling sideways, no bar cover what has the focus.
NARROW, HAND = 320, 390
HEIGHT = {1366: 768, HAND: 844, NARROW: 256}
# Of one look at all pages.
STRUCTURE = Structure()
CONTRAST = Contrast()


def check(page: Page, least: int = POINTER, part: str = "", *, is_still: bool = False) -> None:
    """Look at a page in every way it is looked at; ``least``: how large what can be tapped must be.

    ``part``: where the rest of the page is what it was the last time, only this is read, tapped and walked through.
    ``is_still``: a file without scripts, in which nothing ever happens that a voice could tell.
    """
    page.bring_to_front()
    size = page.viewport_size
    if part:
        page.locator(part).evaluate("(part) => part.setAttribute('data-looked-at', '')")
    # What is worked with at a desk is wide, or zoomed until it is narrow.
    widths = [width for width in HEIGHT if least == THUMB or width != HAND]
    tapped = (HAND, NARROW) if least == THUMB else widths
    faults = [] if is_still else mute(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        found = too_small(page, least) if width in tapped else []
        found += [*too_wide(page), *cut_off(page)] if width == NARROW else []
        faults += [f"{width}: {fault}" for fault in (*found, *faults_in_colours(page, is_walked=width != HAND))]
    page.set_viewport_size(size)  # the same windows go on through the day
    if part:
        page.locator(part).evaluate("(part) => part.removeAttribute('data-looked-at')")
    assert not faults, "\n".join(faults)


def too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"the page is {width} px wide"] if width > NARROW else []


def faults_in_colours(page: Page, *, is_walked: bool) -> list[str]:
    """Look at it in the light, in the dark, and in colours that the system chooses."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    # At once: what only fades from the colours before is over when the rest has been looked at.
    found = [f"light: {one}" for one in (*moving(page), *STRUCTURE.faults(page), *CONTRAST.faults(page))]
    found += walk(page) if is_walked else []
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in (*moving(page), *CONTRAST.faults(page))]
    page.emulate_media(forced_colors="active")
    found += [f"forced colours: {one}" for one in (*STRUCTURE.faults(page), *lost_in_forced_colours(page))]
    page.emulate_media(forced_colors="none")
    return found
