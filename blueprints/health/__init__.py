"""Whether this process lives and can work; asked by supervisors and load balancers, without a session."""

from blueprints.health.routes import blueprint

FACES = {"staff", "wallet"}
__all__ = ["FACES", "blueprint"]
