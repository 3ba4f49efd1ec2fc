"""wsgi.py with a window: on SIGUSR1 the server writes its counters beside its database.

Run as a process in place of wsgi.py; the product itself needs no door for this.
"""

import json
import os
import signal
import sys

import wsgi  # first: it patches


def create_and_watch(config):
    app = create_app(config)

    def show(_number, _frame) -> None:
        draft = config.instance / "counters.new"
        draft.write_text(json.dumps(app.extensions["workshop"].counters))
        os.replace(draft, config.instance / "counters.json")

    signal.signal(signal.SIGUSR1, show)
    return app


if __name__ == "__main__":
    create_app, wsgi.create_app = wsgi.create_app, create_and_watch
    sys.exit(wsgi.main())
