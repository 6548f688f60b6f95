"""What each back-office area brings, one folder an area, found by itself: its permissions, its audit events, its
settings.

Areas are what `blueprints/` shows under the same name. A part is a module: `permissions.py`, `events.py`,
`settings.py`.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType


@cache
def names() -> Sequence[str]:
    """Every area that brings anything, looked for once a process: code that came later needs a new one anyway."""
    return sorted(found.name for found in iter_modules(__path__) if found.ispkg)


@cache
def bring_in(part: str) -> Sequence[ModuleType]:
    """The module `part` of every area that has one."""
    wanted = [f"{__name__}.{name}.{part}" for name in names()]
    return [import_module(module) for module in wanted if find_spec(module)]


def title(name: str) -> str:
    """What an area is called in headings: the words before the colon of its docstring."""
    words = import_module(f"{__name__}.{name}").__doc__ or name
    return words.partition(":")[0].rstrip(".")
