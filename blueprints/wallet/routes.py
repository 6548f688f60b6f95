"""One route for every operation of every provider: raw bytes in, raw bytes out."""

from time import perf_counter_ns

from flask import Blueprint, Response, current_app, g, request

from app import clock
from app.security.decorators import Scheme, machine
from app.wallet.exchanges import Exchange
from app.wallet.runtime import wallet_of
from app.web.raw_bodies import raw_body
from blueprints.wallet import sessions

LONGEST_OPERATION = 100  # of what is kept in the call log

wallet = Blueprint("wallet", __name__, url_prefix="/wallet")
wallet.record_once(sessions.spare)


@wallet.post("/<string:integration>/<path:operation>")
@machine(Scheme.SIGNATURE)
def receive_call(integration: str, operation: str) -> Response:
    """Every call of every provider; its dialect verifies, reads and answers."""
    exchange = Exchange(
        request_id=g.request_id,
        operation=operation.replace("\0", "\ufffd")[:LONGEST_OPERATION],
        body=raw_body(),
        received_at=clock.now(),
        started=perf_counter_ns(),
        remote=request.remote_addr or "",
    )
    answer = wallet_of(current_app).gateway.answer(integration, request.headers, exchange)
    return Response(answer.body, answer.status, content_type=answer.content_type)
