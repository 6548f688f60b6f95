"""GET /live, GET /ready."""

from flask import Blueprint, Response, jsonify

from app.queries import health
from app.security.decorators import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/live")
@public("a supervisor asks whether the process lives")
def show_life() -> Response:
    return jsonify(status="live")


@blueprint.get("/ready")
@public("a load balancer asks whether requests can be served")
def show_readiness() -> tuple[Response, int]:
    reason = health.reason_not_to_serve()
    return (jsonify(status="not ready", reason=reason), 503) if reason else (jsonify(status="ready"), 200)
