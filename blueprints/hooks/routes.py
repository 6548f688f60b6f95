"""One route for every payment provider: acknowledged once it is kept, worked on afterwards."""

from flask import Blueprint, Response, jsonify, request

from app.errors import NotFound
from app.security.decorators import Scheme, machine
from app.services import payment_inbox
from app.services.payment_inbox import Receipt
from app.web.raw_bodies import raw_body

hooks = Blueprint("hooks", __name__, url_prefix="/hooks")


@hooks.post("/<payment_provider>")
@machine(Scheme.SIGNATURE)
def receive_webhook(payment_provider: str) -> Response:
    """Every webhook of a payment provider; its signature is checked over the bytes as they came."""
    try:
        receipt = payment_inbox.receive(payment_provider, headers=dict(request.headers), body=raw_body())
    except NotFound as unknown:  # answered here: whoever guesses addresses fills no log
        receipt = Receipt(unknown.status, unknown.message)
    answer = jsonify(status=receipt.status, detail=receipt.detail)
    answer.status_code = receipt.status
    return answer
