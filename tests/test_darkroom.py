"""What comes out of the darkroom is a picture drawn anew, or nothing; whatever goes in."""

import io

import pytest
from PIL import Image, PngImagePlugin

from tests.services.bombs import bomb
from workshop.darkroom import LONGEST_SIDE, MOST_PIXELS, Spoilt, developed


def painted(kind: str, size: tuple[int, int] = (60, 40), *, noise: bool = False, **options) -> bytes:
    made = io.BytesIO()
    picture = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, "navy")
    picture.save(made, kind, **options)
    return made.getvalue()


HOSTILE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "html as png": b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>",
    "gif": painted("GIF"),
    "pdf": b"%PDF-1.7\n1 0 obj",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    "nothing": b"",
    "zeros": bytes(5000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused(name):
    assert refusal(HOSTILE[name]) == "picture_kind"


def test_a_truncated_picture_is_refused():
    assert refusal(painted("PNG", (600, 600), noise=True)[:5000]) == "picture_kind"


@pytest.mark.parametrize("side", [30_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_is_unpacked(side):
    assert refusal(bomb(side)) in ("picture_pixels", "picture_kind")


@pytest.mark.parametrize(("kind", "comes_out"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "png")])
def test_each_kind_comes_out_as_what_every_program_reads(kind, comes_out):
    found, made = developed(painted(kind))
    assert found == comes_out
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.size, picture.mode, picture.format) == ((60, 40), "RGB", comes_out.upper())


def test_a_photograph_in_png_becomes_a_jpeg():
    assert developed(painted("PNG", (800, 600), noise=True))[0] == "jpeg"


def test_nothing_of_what_a_camera_wrote_is_left():
    exif = Image.Exif()
    exif[0x010E] = "Aufgenommen bei Familie Muster"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 15.0, 0.0), 3: "E", 4: (10.0, 57.0, 0.0)})
    _, made = developed(painted("JPEG", exif=exif, comment=b"geheim", icc_profile=b"Geraet 4711"))
    assert not [word for word in (b"Muster", b"geheim", b"4711", b"Exif") if word in made]
    with Image.open(io.BytesIO(made)) as picture:
        assert not dict(picture.getexif())


def test_no_words_and_no_second_file_behind_it_are_left():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Geheim")
    _, made = developed(painted("PNG", pnginfo=words) + b"<script>alert(1)</script>")
    assert b"Geheim" not in made
    assert b"script" not in made


def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    _, made = developed(painted("JPEG", (60, 40), exif=exif))
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (40, 60)


def test_a_large_one_is_made_as_large_as_the_wall():
    _, made = developed(painted("JPEG", (4000, 3000)))
    with Image.open(io.BytesIO(made)) as picture:
        assert max(picture.size) == LONGEST_SIDE


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "I;16"])
def test_what_shines_through_becomes_white_and_every_depth_is_read(mode):
    made = io.BytesIO()
    Image.new(mode, (20, 10), 0).save(made, "PNG", **({"transparency": 0} if mode == "P" else {}))
    _, out = developed(made.getvalue())
    with Image.open(io.BytesIO(out)) as picture:
        is_clear = mode in ("RGBA", "LA", "P")
        assert picture.convert("RGB").getpixel((3, 3)) == ((255, 255, 255) if is_clear else (0, 0, 0))


def test_the_limit_is_what_a_good_camera_takes():
    assert MOST_PIXELS > 24_000_000


def refusal(data: bytes) -> str:
    with pytest.raises(Spoilt) as spoilt:
        developed(data)
    return str(spoilt.value)
