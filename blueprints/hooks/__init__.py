"""Where payment providers report: one address for each of them."""

from blueprints.hooks.routes import hooks as blueprint

FACES = {"wallet"}

__all__ = ["FACES", "blueprint"]
