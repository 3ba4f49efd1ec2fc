"""The built files, sent compressed where the browser takes it: the build writes a .gz beside each.

It compresses nothing itself, because that would stop the room for as long as it takes.
"""

import mimetypes
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.utils import safe_join

LONGEST_NAME = 200  # bytes; most file systems take 255


def attach(app: Flask) -> None:
    """Put the choice of the compressed file before Flask's own view of static files."""
    folder = str(app.static_folder)

    def send(filename: str) -> Response:
        if len(filename.encode()) > LONGEST_NAME:
            abort(404)  # a file system would not even look for it
        packed = safe_join(folder, f"{filename}.gz")
        if packed is None or not Path(packed).is_file():
            return app.send_static_file(filename)
        answer = _packed(app, filename) if request.accept_encodings["gzip"] else app.send_static_file(filename)
        answer.headers["Vary"] = "Accept-Encoding"
        return answer

    app.view_functions["static"] = send


def _packed(app: Flask, filename: str) -> Response:
    answer = app.send_static_file(f"{filename}.gz")
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Type"] = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    return answer
