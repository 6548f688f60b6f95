"""GET /metrics."""

from flask import Blueprint, Response

from app.checks import looking
from app.queries import alerts, request_counts
from app.security.decorators import Scheme, machine
from app.web import metrics

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@machine(Scheme.METRICS_KEY)
def show_metrics() -> Response:
    told = metrics.written(looking.look(), list(alerts.standing().values()), request_counts.counted())
    return Response(told, content_type=metrics.CONTENT_TYPE)
