"""All imports of the product point down, as docs/architecture.md draws it.

A part may import what stands in a line above it here, and itself; besides, what BESIDE names.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "workshop"
LAYERS = [
    {"domain", "library", "shim", "logs", "darkroom"},
    {"activities"},
    {"models", "language", "tokens", "vault"},
    {"room", "journal", "writer", "storage", "pictures"},
    {"services", "snapshots", "reports"},
    {"product", "live"},
    {"web", "rehearsal"},
    {"factory", "__init__", "cli"},
]
BESIDE = {
    ("journal", "room"), ("writer", "journal"), ("writer", "room"),
    ("reports", "snapshots"),  # the shape of the Summary
    ("product", "live"), ("live", "product"),  # the bag of what belongs together
    ("__init__", "factory"), ("cli", "__init__"),
}  # fmt: skip
# Where only some packages from outside may be used; everywhere else all of them may.
OUTSIDE = {
    "domain": {"argon2", "cryptography", "openpyxl"},
    "activities": {"markdown_it"},
    "library": set(),
    "darkroom": {"PIL"},
    "models": {"sqlalchemy", "flask_sqlalchemy"},
    "services": {"sqlalchemy"},
    "rehearsal": {"aiohttp", "orjson"},
}
STATEMENTS = {"", "select", "insert", "update", "delete", "text", "union", "exists"}
FILES = sorted(file for file in ROOT.rglob("*.py") if "migrations" not in file.parts)
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))


@every_file
def test_imports_point_down(file):
    part = part_of(file)
    for name in inner(file):
        is_below = depth(name) < depth(part)
        assert name == part or is_below or (part, name) in BESIDE, f"{part} must not import {name}"


@every_file
def test_rules_and_verbs_know_no_door(file):
    allowed = OUTSIDE.get(part_of(file))
    if allowed is not None:
        assert {package for package, _ in outer(file)} <= allowed


@every_file
def test_only_the_shim_knows_eventlet(file):
    assert part_of(file) == "shim" or "eventlet" not in {package for package, _ in outer(file)}


@every_file
def test_the_doors_hold_no_sql(file):
    if part_of(file) in ("web", "live"):
        assert not [name for package, name in outer(file) if package == "sqlalchemy" and name in STATEMENTS]


@every_file
def test_a_rehearsal_knows_only_rules_and_the_wire(file):
    if part_of(file) == "rehearsal":
        assert inner(file) <= {"rehearsal", "library", "activities", "domain"}


@every_file
def test_a_module_says_what_it_is_for(file):
    assert ast.get_docstring(parsed(file))


def test_every_part_has_a_layer():
    assert {part_of(file) for file in FILES} <= set().union(*LAYERS)


def test_every_part_that_the_architecture_draws_is_there():
    page = (ROOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^  (\w+)(?:/|\.py)? ", page.split("```")[1], re.MULTILINE)
    assert set(drawn) <= {part_of(file) for file in FILES}


def depth(part: str) -> int:
    return next(n for n, layer in enumerate(LAYERS) if part in layer)


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def inner(file: Path) -> set[str]:
    names = {name.split(".")[1] if "." in name else "__init__" for name, _ in imports(file) if is_ours(name)}
    return {name if name in set().union(*LAYERS) else "__init__" for name in names}


def outer(file: Path) -> set[tuple[str, str]]:
    packages = {(module.split(".")[0], name) for module, name in imports(file) if not is_ours(module)}
    return {(package, name) for package, name in packages if package not in sys.stdlib_module_names}


def is_ours(module: str) -> bool:
    return module.split(".")[0] == "workshop"


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of every import, also those inside functions."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "workshop":
            yield from ((f"workshop.{alias.name}", alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{file.name}: import by full name"
            yield from ((node.module, alias.name) for alias in node.names)


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
