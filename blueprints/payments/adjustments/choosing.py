"""Where an adjustment begins on the list: whose wallet, and whether to give or to take."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.errors import NotFound
from app.ids import inside
from app.queries import wallets
from app.queries.wallets import Wallet
from app.web.answers import page
from blueprints.payments.adjustments.directions import CREDIT, DEBIT
from blueprints.payments.adjustments.forms import PlayerForm

PIECES = {"dialog-body": "payments/_new_adjustment.html"}


def show() -> Response:
    """The question, and once a player is named what may be done to each wallet."""
    form = PlayerForm(request.args)
    found: Sequence[Wallet] = _wallets(form) if "player" in request.args and form.validate() else ()
    directions = [each for each in (CREDIT, DEBIT) if found and each.is_open_for(found[0].accounts[0].brand_id)]
    context: dict[str, Any] = {"form": form, "wallets": found, "directions": directions}
    return page("payments/new_adjustment.html", pieces=PIECES, status=422 if form.errors else 200, **context)


def _wallets(form: PlayerForm) -> Sequence[Wallet]:
    brands = current_user.brands_for(Payments.ADJUSTMENTS_READ)
    try:
        return wallets.of_player(inside("pl", form.player.data or ""), brands)
    except NotFound as error:
        form.player.errors = [error.message]
        return ()
