"""The one blueprint of this area; its parts register their views on it."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
