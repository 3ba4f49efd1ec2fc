"""Live workshops for the public sector."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Config


def create_app(config: "Config") -> "Flask":
    """Build the app for one configuration. The database must have been brought up before."""
    # Late, because the process that draws documents imports workshop.reports and no server.
    from workshop.factory import build

    return build(config)
