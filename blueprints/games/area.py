"""The one blueprint of this area; its parts register their views on it."""

from flask import Blueprint

blueprint = Blueprint("games", __name__, url_prefix="/games")
