"""The looks find what is wrong with a page that has it."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import Contrast
from tests.browser.everybody import faults_in_colours
from tests.browser.looks import THUMB, cut_off, lost_in_forced_colours, moving, mute, too_small

HIDDEN = "<style>input{appearance:none;width:50px;height:50px;border:0}input:checked{background:navy}</style>"
RADIOS = '<label><input type="radio" name="a" checked>Ja</label><label><input type="radio" name="a">Nein</label>'


@pytest.fixture(scope="module")
def page(browser: Browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def faults(page: Page, html: str, look) -> list[str]:
    page.set_content(html)
    return look(page)


def test_a_small_button_is_found(page: Page):
    small, large = (f'<button style="width:{size}px;height:{size}px">x</button>' for size in (30, 44))
    assert faults(page, small + large, lambda one: too_small(one, THUMB)) == ['button "x" is 30 x 30']


def test_a_choice_that_is_only_a_colour_is_found_where_colours_are_forced(page: Page):
    page.emulate_media(forced_colors="active")
    chosen = faults(page, HIDDEN + RADIOS, lost_in_forced_colours)
    assert any("chosen looks the same" in one for one in chosen)
    assert faults(page, RADIOS, lost_in_forced_colours) == []
    page.emulate_media(forced_colors="none")


def test_what_moves_is_found(page: Page):
    turning = "<style>@keyframes turn{to{rotate:1turn}}p{animation:turn 9s infinite}</style><p>x</p>"
    assert faults(page, turning, moving) and not faults(page, "<p>x</p>", moving)


# Whatever else is looked at takes time; here all that fades is over by then, on however quick a machine.
SOON_OVER = """<script>{ let axe; Object.defineProperty(window, "axe", {
  configurable: true,
  get: () => { for (const one of document.getAnimations()) one.finish(); return axe; },
  set: (value) => { axe = value; },
}); }</script>"""
FADING = (
    "<style>p{transition:%s 9s}@media(prefers-color-scheme:dark){html{background:#000}p{color:#fff}}</style><p>x</p>"
)


def test_what_fades_from_one_scheme_to_the_other_is_found_before_it_is_over(page: Page):
    fresh = page.context.new_page()
    for faded, found in (("color", ["dark: reduced motion:  moves: color"]), ("width", [])):
        fresh.set_content(f'<html lang="de">{SOON_OVER}{FADING % faded}')
        fresh.emulate_media(color_scheme="light")
        assert [one for one in faults_in_colours(fresh, is_walked=False) if "moves" in one] == found
    fresh.close()


def test_a_page_has_one_voice_for_what_happens(page: Page):
    voice = '<p role="status"></p>'
    assert faults(page, "<p>x</p>", mute) and faults(page, voice + voice, mute) and not faults(page, voice, mute)


def test_a_pale_text_is_found_among_texts_that_were_good_before(page: Page):
    contrast = Contrast()
    good = '<p style="color:#222">Gut zu lesen</p>'
    pale = {
        "its ink": '<p style="color:#bbb">Blass</p>',
        "its ground": f'<div style="background:#333">{good}</div>',
        "all of it": f'<div style="opacity:0.4">{good}</div>',
    }
    assert faults(page, good, contrast.faults) == []
    for why, one in pale.items():
        assert len(faults(page, good + one, contrast.faults)) == 1, why
        assert len(faults(page, one, contrast.faults)) == 1, f"{why}, a second time"
    assert faults(page, good, contrast.faults) == []


def test_a_link_that_only_its_colour_tells_from_its_sentence_is_found_among_good_ones(page: Page):
    contrast = Contrast()
    link = '<a href="#" style="color:#005;text-decoration:{}">Ort</a>'
    good = f'<p style="color:#222">Mehr zum {link.format("underline")} gibt es hier.</p>'
    alone = f'<p style="color:#222">{link.format("none")}</p>'
    bad = f'<p style="color:#222">Mehr zum {link.format("none")} gibt es hier.</p>'
    assert faults(page, good + alone, contrast.faults) == []
    for again in ("", ", a second time"):
        found = faults(page, good + alone + bad, contrast.faults)
        assert [one.partition(":")[0] for one in found] == ["link-in-text-block"], again


def test_words_that_nobody_can_scroll_to_are_found(page: Page):
    long = "<span>Niemand leitet diesen Workshop</span>"
    box = "width:60px;white-space:nowrap;overflow:"
    assert faults(page, f'<p style="{box}hidden">{long}</p>', cut_off)
    assert not faults(page, f'<p style="{box}auto">{long}</p>', cut_off)
    assert not faults(page, f"<p>{long}</p>", cut_off)
