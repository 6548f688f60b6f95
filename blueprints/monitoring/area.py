"""The blueprint of monitoring, on which its parts hang their routes."""

from flask import Blueprint

blueprint = Blueprint("monitoring", __name__, url_prefix="/monitoring")
