"""What may stand in a text that a person typed."""

import unicodedata

from workshop.domain.errors import Refused

LONGEST = 2000  # characters, after NFC
_KEPT_CONTROLS = "\n"
# What a copy out of Word, a mail or a messenger brings along unseen: nobody could know what was refused.
_PASTED = str.maketrans({"\t": " ", **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff")})


def clean_text(text: object, longest: int = LONGEST) -> str:
    """Return ``text`` normalised (NFC), trimmed, one kind of line end, without unseen marks.

    Raises Refused: ``wrong_type``, ``empty``, ``too_long`` (with ``most``), ``control``.
    """
    if not isinstance(text, str):
        raise Refused("wrong_type")
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    tidy = unicodedata.normalize("NFC", unix.translate(_PASTED)).strip()
    if not tidy:
        raise Refused("empty")
    if len(tidy) > longest:
        raise Refused("too_long", most=longest)
    if any(_is_control(char) for char in tidy):
        raise Refused("control")
    return tidy


def clean_line(text: object, longest: int = 200) -> str:
    """Return ``text`` as a single tidy line; raises like clean_text."""
    if isinstance(text, str):
        text = " ".join(text.split())
    return clean_text(text, longest)


def optional_line(text: str, longest: int = 200) -> str:
    """Return ``text`` as a single tidy line, "" where nothing was typed; raises like clean_text."""
    return clean_line(text, longest) if text.strip() else ""


def shortened(text: str, most: int) -> str:
    """Return a text as one line of at most so many characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1].rpartition(" ")[0] or line[: most - 1]
    return f"{kept.rstrip(' ,;:.')}…"


def _is_control(char: str) -> bool:
    # Cf holds bidirectional overrides, which make a text read as another text.
    hidden = unicodedata.category(char) in ("Cc", "Cs", "Cf", "Co", "Cn")
    joiner = char in "\u200c\u200d"  # scripts and emoji need the joiners
    return hidden and not joiner and char not in _KEPT_CONTROLS


def short_print(whole: str) -> str:
    """Return how people compare a fingerprint: its first twelve digits, in fours."""
    return " ".join(whole[start : start + 4] for start in (0, 4, 8)) if whole else ""
