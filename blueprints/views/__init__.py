"""Saved views: lists as somebody narrowed them, under a name."""

from blueprints.views.routes import blueprint

FACES = {"staff"}
__all__ = ["FACES", "blueprint"]
