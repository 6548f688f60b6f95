"""What the list of currencies and the record of one show."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app import clock
from app.areas.settings.permissions import Settings
from app.areas.settings.settings import REPORTING_CURRENCY
from app.errors import NotFound
from app.money import Currency
from app.queries import currency_rates as queries
from app.services import currency_rates
from app.web.addresses import here
from blueprints.settings import tabs
from blueprints.settings.values import tables as values

OLD = timedelta(days=4)  # longer than any week-end with a holiday


def currency_list() -> dict[str, Any]:
    """Every currency and its newest rate against the base, by default the reporting currency."""
    known, base = queries.currencies(), _base()
    newest = queries.newest(base)
    return {
        "currencies": known,
        "base": base,
        "newest": newest,
        "written": queries.written,
        "is_old": {code: clock.now().date() - row.day > OLD for code, row in newest.items()},
        "reporting": currency_rates.reporting_currency(),
        "reporting_address": values.address(REPORTING_CURRENCY),
        "bases": [(each.code, here(base=each.code), each.code == base) for each in known],
        "names": values.who(row.actor_id for row in newest.values()),
        "new": url_for(".show_new_rates", base=base) if current_user.may(Settings.RATES_ENTER) else "",
        "tabs": tabs.drawn("currencies"),
    }


def currency_record(code: str) -> dict[str, Any]:
    """Its days against the base, those that were corrected too."""
    currency, base = named(code), _base()
    rows = queries.history(base, code)
    return {
        "currency": currency,
        "base": base,
        "rows": rows,
        "most": queries.HISTORY,
        "written": queries.written,
        "names": values.who(row.actor for row in rows),
    }


def named(code: str) -> Currency:
    """Raises NotFound."""
    found = next((each for each in queries.currencies() if each.code == code), None)
    if found is None:
        raise NotFound("There is no such currency.")
    return found


def _base() -> str:
    asked = request.args.get("base", "")
    return named(asked).code if asked else currency_rates.reporting_currency()
