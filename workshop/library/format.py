"""What stands in a file ``workshop-template/1``; docs/template.schema.json is made from it.

A step's ``id`` is a name within the file, by which other steps refer to it. What else a file brings
(the sample has a roster and sample answers) is not part of the format and is not read from outside.
"""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Facts:
    """The workshop: its length in minutes."""

    title: str
    subtitle: str = ""
    minutes: int = 90


@dataclass(frozen=True)
class Step:
    """``config`` holds the fields of the type; a reference in it names the id of another step.

    Options are lines, ``[{"id", "label"}]``, or ``{"activity": step, "what": "themes" | "best", "most": how many}``.
    """

    id: str
    type: str
    title: str
    minutes: int = 5
    note: str = ""
    premoderated: bool = False
    config: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """``title`` and ``about`` say what the template is, ``*_en`` the same in English."""

    format: Literal["workshop-template/1"]
    workshop: Facts
    agenda: list[Step]
    id: str = ""
    title: str = ""
    title_en: str = ""
    about: str = ""
    about_en: str = ""
    language: str = ""
