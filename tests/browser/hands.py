"""Two pairs of hands for one and the same day: one taps and clicks, the other has nothing but a keyboard."""

from playwright.sync_api import Locator, expect

FURTHEST = 300  # presses of Tab; no page has more to stop at
# In every page of who has no mouse: whatever a mouse does there is a mistake of the test.
NO_MOUSE = """for (const event of ["mousedown", "touchstart"])
  addEventListener(event, () => { throw new Error("somebody used a mouse"); }, true);"""
HAS_FOCUS = "el => el === document.activeElement"
GROUP_HAS_FOCUS = "el => document.activeElement?.type === 'radio' && document.activeElement.name === el.name"


def tick(radio: Locator, *, stays: bool = True) -> None:
    """Press a radio by its label, which is what is drawn of it, once that lies still.

    ``stays``: choosing puts nothing else into its place, so that one can see it chosen.
    """
    radio.locator("xpath=ancestor::label").click()
    if stays:
        expect(radio).to_be_checked()


class Mouse:
    """Taps, clicks, and types into what was tapped."""

    script = ""

    def press(self, control: Locator) -> None:
        control.click()

    def choose(self, radio: Locator) -> None:
        tick(radio)

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def select(self, field: Locator, label: str) -> None:
        field.select_option(label=label)


class Keyboard:
    """Goes to each control with Tab, as far as that may be, and presses keys."""

    script = NO_MOUSE

    def press(self, control: Locator) -> None:
        self.reach(control)
        control.page.keyboard.press("Enter")

    def choose(self, radio: Locator) -> None:
        """Tab stops once at a group of radios; the arrows choose in it, Space chooses where nothing is chosen."""
        self.reach(radio, GROUP_HAS_FOCUS)
        radio.page.keyboard.press("Space")
        for _ in range(30):
            if radio.is_checked() and radio.evaluate(HAS_FOCUS):
                return
            radio.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never came to {radio}")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(text)

    def select(self, field: Locator, label: str) -> None:
        self.reach(field)
        field.page.keyboard.type(label[:12])
        expect(field.locator("option:checked")).to_have_text(label)

    def reach(self, control: Locator, is_there: str = HAS_FOCUS) -> None:
        expect(control).to_be_attached()
        look = f"el => [el.isConnected, ({is_there})(el), document.activeElement === document.body]"
        for key in ("Tab", "Shift+Tab"):
            found = control.element_handle()  # to find it anew at each press would take the most time
            for presses in range(FURTHEST):
                is_connected, has_come, is_off = found.evaluate(look)
                if not is_connected:  # drawn anew meanwhile
                    found = control.element_handle()
                    has_come = found.evaluate(is_there)
                if has_come:
                    return
                if is_off and presses:
                    break  # the end of the page; back again the other way
                control.page.keyboard.press(key)
        raise AssertionError(f"Tab never came to {control}")


Hands = Mouse | Keyboard
