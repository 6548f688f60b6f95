"""Metrics: what Prometheus collects."""

from blueprints.metrics.routes import blueprint

FACES = {"staff"}
__all__ = ["FACES", "blueprint"]
