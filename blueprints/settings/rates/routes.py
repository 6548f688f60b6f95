"""Currencies and their daily rates, to read, to try out and to enter."""

from flask import Response

from app.areas.settings.permissions import Settings
from app.security.decorators import requires
from app.web.answers import page
from blueprints.settings.area import blueprint
from blueprints.settings.rates import entering, tables


@blueprint.get("/currencies")
@requires(Settings.RATES_READ)
def list_currencies() -> Response:
    return page("settings/currencies.html", **tables.currency_list())


@blueprint.get("/currencies/<currency>")
@requires(Settings.RATES_READ)
def show_currency(currency: str) -> Response:
    return page("settings/currency.html", **tables.currency_record(currency))


@blueprint.get("/rates/new")
@requires(Settings.RATES_ENTER)
def show_new_rates() -> Response:
    return entering.show()


@blueprint.post("/rates/trials")
@requires(Settings.RATES_ENTER)
def try_rates() -> Response:
    return entering.try_out()


@blueprint.post("/rates")
@requires(Settings.RATES_ENTER)
def enter_rates() -> Response:
    return entering.do()
