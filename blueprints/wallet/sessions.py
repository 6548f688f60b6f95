"""Providers have no session: where nobody else is served, none is looked for."""

from typing import cast

from flask import Flask
from flask.blueprints import BlueprintSetupState
from flask.sessions import SessionInterface, SessionMixin
from flask.wrappers import Request, Response


class NoSession(SessionInterface):
    """A session cookie is neither read nor written."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        return None


def spare(state: BlueprintSetupState) -> None:
    """Signing and reading cookies costs a tenth of a call."""
    app = cast(Flask, state.app)
    if app.config["FACE"] == "wallet":
        app.session_interface = NoSession()
