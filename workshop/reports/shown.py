"""The pictures that steps showed, on their way into a document."""

import base64
from typing import Any

PNG = b"\x89PNG"  # how such a file begins; what is kept is that or JPEG


def shown_in(outline: dict[str, Any]) -> dict[str, bytes]:
    """Take the files of all pictures out of an outline; return them by the name that stands there instead.

    A picture whose file is gone leaves its words behind.
    """
    files: dict[str, bytes] = {}
    for step in outline["steps"]:
        picture, step["picture"] = step["picture"], None
        if picture and picture["data"]:
            data = base64.b64decode(picture["data"])
            name = f"{picture['hash']}.{'png' if data.startswith(PNG) else 'jpg'}"
            files[name] = data
            step["picture"] = {"file": name, **{key: picture[key] for key in ("alt", "width", "height")}}
        elif picture:
            step["ask"].append(picture["alt"])
    return files
