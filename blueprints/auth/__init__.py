"""Who sits before the screen: signing in, signing out, and where to begin."""

from blueprints.auth.routes import blueprint

FACES = {"staff"}
__all__ = ["FACES", "blueprint"]
