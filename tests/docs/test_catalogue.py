"""The catalogue: every sentence in both languages, none empty, none missing, none that nobody says.

Keys made at run time (``errors.{code}``) are found by their two halves: the beginning as it
stands in the source, and the rest as a word in quotes somewhere.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from workshop.activities import TYPES
from workshop.language import FOLDER, LANGUAGES, Catalogue

ROOT = Path(__file__).parents[2]
SOURCES = ("static/src/**/*.ts", "static/src/**/*.tsx", "templates/**/*.html", "templates/**/*.typ", "workshop/**/*.py")
GERMAN, ENGLISH = (Catalogue().sentences[language] for language in LANGUAGES)
AREAS = {path.stem for path in (FOLDER / "de").glob("*.json")}
TEXT = "\n".join(file.read_text(encoding="utf-8") for pattern in SOURCES for file in sorted(ROOT.glob(pattern)))
LITERALS = set(re.findall(r"""["'`]([a-z_]+\.[a-z0-9_]+)["'`]""", TEXT))
JOINED = re.findall(r"""["'`]([a-z_]+\.[a-z0-9_]*)["']\s*[~+]\s*[\w.]+(?:\s*[~+]\s*["']([a-z_]+)["'])?""", TEXT)
FILLED = re.findall(r"""["'`]([a-z_]+\.(?:[a-z0-9_]|\$?\{[^{}]+\})*)["'`]""", TEXT)
ENDPOINTS = set(re.findall(r"""(?:url_for|redirect_to|endpoint)\(\s*["']([\w.]+)["']""", TEXT))
WORDS = set(re.findall(r"""["'`]([a-z0-9_]+)["'`]""", TEXT)) | set(re.findall(r"\b([a-z0-9_]+)\??:", TEXT))
RAISED = set(re.findall(r"""(?:Refused|Conflict|NotAllowed|NotFound|Limited|WorkshopError)\(\s*["'](\w+)["']""", TEXT))
STEMS = tuple(set(re.findall(r"""["'`]([a-z_]+_)\$?\{[^{}]+\}["'`]""", TEXT)))  # of codes: http_{status}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_both_languages_say_the_same_things():
    assert set(GERMAN) == set(ENGLISH)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.json")), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_key_stands_twice(file):
    """The later sentence would silently take the place of the earlier one."""
    keys = Counter(re.findall(r'^  "([^"]+)":', file.read_text(encoding="utf-8"), re.MULTILINE))
    assert [key for key, times in keys.items() if times > 1] == []


def test_nothing_is_empty():
    for language in (GERMAN, ENGLISH):
        assert [key for key, sentence in language.items() if not all(forms(sentence))] == []


def test_what_can_be_taken_back_is_named_in_one_style():
    for language in (GERMAN, ENGLISH):
        named = [sentence for key, sentence in language.items() if key.startswith("undo.")]
        assert [one for one in named if not one[0].isupper()] == []


def test_plurals_have_both_forms():
    for language in (GERMAN, ENGLISH):
        wrong = [key for key, sentence in language.items() if isinstance(sentence, dict) and set(sentence) != FORMS]
        assert wrong == []


def test_both_languages_fill_in_the_same_things():
    differing = {key for key in GERMAN if filled(GERMAN[key]) != filled(ENGLISH[key])}
    assert differing == set()


def test_what_is_said_without_facts_asks_for_none():
    """Else the reader sees the braces: on a button as the name of a key, say."""
    bare = set(re.findall(r"""\bt\(["']([a-z_]+\.[a-z0-9_]+)["']\)|\bshown: ["']([a-z_]+\.[a-z0-9_]+)["']""", TEXT))
    assert {key for keys in bare for key in keys if filled(GERMAN.get(key, ""))} == set()


def test_what_the_sources_say_is_in_the_catalogue():
    said = {key for key in LITERALS - ENDPOINTS if key.partition(".")[0] in AREAS and not is_file(key)}
    assert said - set(GERMAN) == set()


def test_every_error_has_a_sentence():
    assert {code for code in RAISED if f"errors.{code}" not in GERMAN} == set()


@pytest.mark.parametrize("area", sorted(AREAS))
def test_nothing_stands_in_the_catalogue_that_nobody_says(area):
    keys = {key for key in GERMAN if key.partition(".")[0] == area}
    assert {key for key in keys if not is_said(key)} == set()


def test_a_type_brings_its_own_texts_and_no_area_has_its_name():
    assert not AREAS & set(TYPES)


FORMS = {"one", "other"}


def forms(sentence) -> list[str]:
    return list(sentence.values()) if isinstance(sentence, dict) else [sentence]


def filled(sentence) -> set[str]:
    """What is filled in; a plural's ``one`` may do without the number."""
    return set(PLACEHOLDER.findall(" ".join(forms(sentence)))) - {"count"}


def is_said(key: str) -> bool:
    return key in LITERALS or any(fits(key, template) for template in templates())


def fits(key: str, template: str) -> bool:
    """Whether the key is this template filled in; where all but the area is filled in, with a word of the sources."""
    start, *rest = re.split(r"\$?\{[^{}]+\}", template)
    if rest == [""] and start.endswith("."):
        name = key.removeprefix(start)
        return key.startswith(start) and (name in WORDS or name.startswith(STEMS))
    return bool(re.fullmatch("[a-z0-9_]+".join(map(re.escape, (start, *rest))), key))


def templates() -> set[str]:
    """Return every key that is put together at run time, with its gaps in braces."""
    return {*(key for key in FILLED if "{" in key), *(f"{start}{{x}}{end}" for start, end in JOINED)}


def is_file(name: str) -> bool:
    return name.endswith(("_", ".html", ".js", ".css", ".json", ".typ", ".py"))
