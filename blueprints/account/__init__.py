"""One's own account, reached by the menu of one's own name."""

from blueprints.account.routes import blueprint

FACES = {"staff"}
__all__ = ["FACES", "blueprint"]
