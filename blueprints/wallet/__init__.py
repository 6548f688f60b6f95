"""Where game providers call: one address for all of them."""

from blueprints.wallet.routes import wallet as blueprint

FACES = {"wallet"}

__all__ = ["FACES", "blueprint"]
