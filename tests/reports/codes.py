"""What a PDF draws with a pen: the lines to cut along, and QR codes module by module."""

from collections.abc import Iterator

import segno
from pypdf import PageObject
from pypdf.generic import ContentStream

Point = tuple[float, float]
Line = tuple[Point, Point]
Place = tuple[int, int]  # of a card on its page: row, column
EDGE = (595.28, 841.89)  # points of an A4 page


def drawn(page: PageObject) -> Iterator[tuple[list, list[Line]]]:
    """Yield what a page draws with a pen: the dashes, and the lines from point to point on the page."""
    at, dash, kept, lines, here = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], [], [], (0.0, 0.0)
    for given, name in ContentStream(page.get_contents(), page.pdf).operations:
        match name:
            case b"q":
                kept.append((at, dash))
            case b"Q":
                at, dash = kept.pop()
            case b"cm":
                at = _within(at, tuple(map(float, given)))
            case b"d":
                dash = list(given[0])
            case b"m":
                here = _on_page(at, given)
            case b"l":
                lines.append((here, here := _on_page(at, given)))
            case b"S" | b"B":
                yield dash, lines
                lines = []
            case b"n" | b"f":
                lines = []


def codes_on(page: PageObject) -> dict[Place, set[tuple[int, int]]]:
    """Return the dark modules of each code, by the card it stands on."""
    return dict(_as_code(lines) for _, lines in drawn(page) if len(lines) > 100)


def dark(link: str) -> set[tuple[int, int]]:
    """Return which modules of a link's code are dark, as (row, column)."""
    matrix = segno.make(link, error="m", micro=False).matrix
    return {(row, column) for row, line in enumerate(matrix) for column, is_dark in enumerate(line) if is_dark}


def _within(outer: tuple[float, ...], inner: tuple[float, ...]) -> tuple[float, ...]:
    """Return both changes of place as one (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _on_page(at: tuple[float, ...], point: list) -> Point:
    x, y = map(float, point)
    return at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]


def _as_code(lines: list[Line]) -> tuple[Place, set[tuple[int, int]]]:
    """Return on which card a code stands (row, column) and which of its modules are dark."""
    left, top = min(start[0] for start, _ in lines), max(start[1] for start, _ in lines)
    one = (top - min(start[1] for start, _ in lines)) / (len({round(start[1], 2) for start, _ in lines}) - 1)
    place = int((EDGE[1] - top) / (EDGE[1] / 4)), int(left / (EDGE[0] / 2))
    return place, {
        (round((top - y) / one), round((x - left) / one) + n)
        for (x, y), (to, _) in lines
        for n in range(round((to - x) / one))
    }
