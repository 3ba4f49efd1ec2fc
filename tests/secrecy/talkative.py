"""wsgi.py as somebody starts it who looks for a fault and forgets about it: the socket writes down what comes in.

Run as a process in place of wsgi.py; no setting of the product does this.
"""

import logging
import sys

import wsgi  # first: it patches


def create_and_listen(config):
    app = create_app(config)
    for name in ("engineio.server", "socketio.server"):
        logging.getLogger(name).setLevel(logging.INFO)
    return app


if __name__ == "__main__":
    create_app, wsgi.create_app = wsgi.create_app, create_and_listen
    sys.exit(wsgi.main())
