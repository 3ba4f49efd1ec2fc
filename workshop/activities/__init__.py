"""The folder is the registry: every module here that defines an ActivityType is a type."""

import importlib
import inspect
import pkgutil

from workshop.activities.base import ActivityType


def _found() -> dict[str, ActivityType]:
    types = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for _, made in inspect.getmembers(module, inspect.isclass):
            if issubclass(made, ActivityType) and made.__module__ == module.__name__ and made is not ActivityType:
                types[made.name] = made()
    for found in types.values():
        found.compose(types)
    return dict(sorted(types.items()))


TYPES: dict[str, ActivityType] = _found()
# Who said only something about themselves has given nothing; a test sees to it that no other kind has such a name.
BESIDE = sorted({kind.name for type_ in TYPES.values() for kind in type_.kinds if kind.beside})
# Who only said yes to what others gave has not answered either, but that counts.
LIKES = sorted({kind.name for type_ in TYPES.values() for kind in type_.kinds if kind.of})
LIKED = sorted({kind.of for type_ in TYPES.values() for kind in type_.kinds if kind.of})


def type_of(name: str) -> ActivityType:
    """Return the type called ``name``; a step whose type does not exist yet gets an empty one."""
    return TYPES.get(name) or _Pending()


def exists(name: str) -> bool:
    """Return whether there is such a type."""
    return name in TYPES


class _Pending(ActivityType):
    """Stands for a type that an imported agenda names and this version lacks."""

    name = "pending"

    def takes_input(self, frozen: dict[str, object]) -> bool:
        return False
