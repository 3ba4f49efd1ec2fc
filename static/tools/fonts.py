"""Cut the fonts: read {"source", "target", "ranges"} from stdin, write {"name": "hashed name"} to stdout.

Called by fonts.mjs only. It must not know where fonts are used.
"""

import hashlib
import json
import logging
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

WEIGHTS = {400: "FiraSans-Regular", 500: "FiraSans-Medium", 600: "FiraSans-SemiBold"}
# Whole fonts for the PDF, which names its fonts by family and weight.
PRINT = [*WEIGHTS.values(), "FiraSans-Italic"]
FEATURES = ["kern", "liga", "tnum", "mark", "mkmk"]
NOTICE = """Fira Sans
Digitized data copyright (c) 2012-2015, The Mozilla Foundation and Telefonica S.A.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
The licence is available with a FAQ at https://openfontlicense.org
The files in this folder are cut from it (fewer characters) and otherwise unchanged.
"""


def main() -> None:
    """Write all fonts and the notice, print the names."""
    request = json.load(sys.stdin)
    source, target = Path(request["source"]), Path(request["target"])
    names = {}
    for weight, file in WEIGHTS.items():
        for part, ranges in request["ranges"].items():
            names |= write_part(source / f"{file}.woff2", target, f"fira-sans-{weight}-{part}", ranges)
    for file in PRINT:
        write_whole(source / f"{file}.woff2", target / f"{file}.ttf")
    (target / "OFL.txt").write_text(NOTICE, encoding="utf-8")
    json.dump(names, sys.stdout)


def write_part(source: Path, target: Path, name: str, ranges: str) -> dict[str, str]:
    """Write the characters of `ranges` as woff2, named by their content."""
    options = Options(layout_features=FEATURES, hinting=False, flavor="woff2")
    font = TTFont(source, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=parse_unicodes(ranges.replace(" ", "")))
    cutter.subset(font)
    font.flavor = "woff2"
    draft = target / f"{name}.woff2"
    font.save(draft)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()[:8].upper()
    draft.rename(target / f"{name}-{digest}.woff2")
    return {f"fonts/{name}.woff2": f"fonts/{name}-{digest}.woff2"}


def write_whole(source: Path, target: Path) -> None:
    """Write the whole font without compression."""
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)


logging.getLogger("fontTools").setLevel(logging.ERROR)
main()
