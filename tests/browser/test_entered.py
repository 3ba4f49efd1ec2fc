"""What the moderator entered, as the real components draw it for each audience: the star, and what it means."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.entered import ABSENT, ITSELF, NOTE, STAR, STEPS, day_in
from workshop.activities import TYPES
from workshop.language import Catalogue

# Who sees it, and as what its result is drawn there.
AUDIENCES = {"screen": "screen", "phone": "phone", "cockpit": "page", "observer": "phone"}


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    yield from day_in(tmp_path_factory.mktemp("entered"))


@pytest.fixture(scope="module")
def page(browser):
    """A page that can draw the result of every type."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    made = subprocess.run(
        ["node", Path(__file__).parent / "drawing.mjs"],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"PATH": paths},
    )
    areas = [*TYPES, "chart", "common", "documents", "phone", "screen", "secret"]
    boot = {"language": "de", "timezone": "Europe/Berlin", "strings": Catalogue().of_areas("de", areas)}
    context = browser.new_context()
    page = context.new_page()
    page.set_content('<!doctype html><html lang="de"><script type="application/json" id="boot"></script><body>')
    page.evaluate("(words) => void (document.getElementById('boot').textContent = words)", json.dumps(boot))
    page.add_script_tag(content=made.stdout)
    yield page
    context.close()


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind.name}-{step.privacy}")
def test_the_star_stands_at_the_name_and_what_it_means_below(page, day, step, audience):
    live = day.lives[step.title, "phone" if audience in ("phone", "cockpit") else "screen"]
    props = {"live": live, "results": day.seen[step.title, audience], "facts": day.facts, "place": AUDIENCES[audience]}
    said = page.evaluate("([type, props]) => draw(type, props)", [step.kind.name, props])
    assert NOTE in said
    sees_names = step.is_named and audience != "observer"
    assert (NOTE + STAR in said, "(*)" in said) == (sees_names, sees_names)
    assert (f"{ABSENT} *" in said, ITSELF in said, f"{ITSELF} *" in said) == (sees_names, sees_names, False)
    assert said.count(ABSENT) == said.count(f"{ABSENT} *")
