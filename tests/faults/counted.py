"""wsgi.py with a window: on SIGUSR1 the server writes its counters, and when it told the lamps, beside its database.

Run as a process in place of wsgi.py; the product itself needs no door for this.
"""

import json
import os
import signal
import sys
import time

import wsgi  # first: it patches
from workshop.live.presence import Presence

told: list[float] = []  # seconds, by the server's own clock
tell = Presence._tell


def tell_and_note(self, workshop) -> None:
    told.append(time.monotonic())
    tell(self, workshop)


def create_and_watch(config):
    app = create_app(config)

    def show(_number, _frame) -> None:
        draft = config.instance / "counters.new"
        draft.write_text(json.dumps({"counters": app.extensions["workshop"].counters, "told": told}))
        os.replace(draft, config.instance / "counters.json")

    signal.signal(signal.SIGUSR1, show)
    return app


if __name__ == "__main__":
    Presence._tell = tell_and_note
    create_app, wsgi.create_app = wsgi.create_app, create_and_watch
    sys.exit(wsgi.main())
