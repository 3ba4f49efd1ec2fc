"""Make an uploaded picture harmless: ``python -m workshop.darkroom < upload > picture``.

A process of its own: decoding is slow and the decoders meet whatever strangers made. What comes out is
drawn anew: PNG or JPEG, upright, at most 1920 pixels a side, on white, without any metadata. It must know
nothing of the product.
"""

import contextlib
import io
import os
import resource
import sys
import warnings

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000  # before it is made smaller; more is a bomb or a poster
LONGEST_SIDE = 1920  # pixels, as the wall has
QUALITY = 85
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 20  # of the processor
POLITE = 10  # the room comes first
REFUSED = {"picture_kind": 3, "picture_pixels": 4}


class Spoilt(Exception):
    """This is no picture that can be shown; says with which code."""


def developed(data: bytes) -> tuple[str, bytes]:
    """Return ("png" | "jpeg", the picture); raises Spoilt."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is checked here
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Spoilt("picture_pixels")
            return _drawn(picture)
    except Spoilt:
        raise
    except Image.DecompressionBombError as fault:
        raise Spoilt("picture_pixels") from fault
    except Exception as fault:  # decoders raise whatever they like
        raise Spoilt("picture_kind") from fault


def _drawn(picture: Image.Image) -> tuple[str, bytes]:
    is_photo = picture.format in ("JPEG", "MPO")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = _on_white(upright)
    photo = _written(plain, "JPEG", quality=QUALITY, progressive=True)
    if is_photo:
        return "jpeg", photo
    drawing = _written(plain, "PNG", optimize=True)
    # Lines and letters stay sharp, unless it is a photograph that would be several times as large.
    return ("png", drawing) if len(drawing) <= 2 * len(photo) else ("jpeg", photo)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return it on white, so that dark letters stay legible on a dark page, and without what it carried along."""
    if picture.mode.startswith("I"):  # 16 bits
        picture = picture.point(lambda level: level / 256).convert("L")
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def main() -> int:
    """Read an upload from stdin, write kind and size in one line and then the picture."""
    os.nice(POLITE)
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # not every system has both
            resource.setrlimit(limit, (most, most))
    try:
        kind, made = developed(sys.stdin.buffer.read())
    except Spoilt as spoilt:
        return REFUSED[str(spoilt)]
    with Image.open(io.BytesIO(made)) as picture:
        sys.stdout.buffer.write(f"{kind} {picture.width} {picture.height}\n".encode() + made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
