"""One folder per area, found by itself: `blueprint`, the `FACES` that show it, its place in the `NAVIGATION`, the
`FINDERS` of its records, the `EXPORTS` of its lists, the `LISTS` of which views are saved, what `BULK` does to many,
what waits for a person in the `INBOX`."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from flask import Flask


def areas() -> list[ModuleType]:
    """Every area there is, by name."""
    return [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.ispkg]


def register(app: Flask, face: str) -> None:
    """Register the areas of this face. What they let jobs do is for every face: the worker shows none of them."""
    for area in areas():
        app.extensions.setdefault("exports", {}).update({offer.name: offer for offer in getattr(area, "EXPORTS", ())})
        app.extensions.setdefault("bulk", {}).update({action.name: action for action in getattr(area, "BULK", ())})
        if face == "all" or face in area.FACES:
            app.register_blueprint(area.blueprint)
            app.extensions.setdefault("navigation", []).extend(getattr(area, "NAVIGATION", ()))
            kept = {each.endpoint: each for each in getattr(area, "LISTS", ())}
            app.extensions.setdefault("kept_lists", {}).update(kept)
            app.extensions.setdefault("finders", []).extend(getattr(area, "FINDERS", ()))
            app.extensions.setdefault("inbox", []).extend(getattr(area, "INBOX", ()))
