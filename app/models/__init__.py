"""Every noun we keep, found by itself and imported together, so that each table finds the ones it refers to."""

from importlib import import_module
from pkgutil import iter_modules

for _found in iter_modules(__path__):
    import_module(f"{__name__}.{_found.name}")
