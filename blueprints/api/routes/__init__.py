"""/api/v1: what internal tools may do, each with a key that holds the permission. A module a resource."""

from flask import Blueprint

from app.security import quotas

blueprint = Blueprint("api", __name__, url_prefix="/api")
blueprint.after_request(quotas.tell)
