"""Door 2, the pages. The folder is the registry: every module here with ``pages`` is a blueprint.

Views read with ``snapshots`` and write with verbs through the writer. They hold no SQL.
"""

import importlib
import pkgutil
from typing import Any

from flask import Blueprint, Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1  # what a database keeps as a number; a larger one is no address of ours


def attach(app: Flask) -> None:
    """Put doors, errors and all pages on the app, whose ``extensions["workshop"]`` is there already.

    Comes last in the making of the app: the headers go around everything that answers.
    """
    from workshop.web import accounts, built, errors, guards, rendering

    app.url_map.converters["int"] = _Number
    guards.attach(app)
    accounts.attach(app)
    rendering.attach(app)
    errors.attach(app)
    built.attach(app)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)


class _Number(IntegerConverter):
    """A number in an address."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **options})


def _blueprints() -> list[Blueprint]:
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return [module.pages for module in modules if isinstance(getattr(module, "pages", None), Blueprint)]
