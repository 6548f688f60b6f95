"""What Countroom uses of htmx-flask."""

from flask import Flask

class Htmx:
    def __init__(self, app: Flask | None = None) -> None: ...
    def init_app(self, app: Flask) -> None: ...
