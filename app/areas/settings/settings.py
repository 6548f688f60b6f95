"""What an operator decides about the house as a whole."""

from app.areas.settings.permissions import Settings
from app.settings import CurrencyCode, Truth

REPORTING_CURRENCY = CurrencyCode(
    key="settings.reporting_currency",
    default="EUR",
    sentence="Reports of all currencies in one are told in this one, each day’s sums at the rate of that day.",
    changed_by=Settings.CURRENCY_UPDATE,
)
REGISTRATION_OPEN = Truth(
    key="settings.registration_open",
    default=True,
    sentence="New players may register; those there are play on when they may not.",
    changed_by=Settings.REGISTRATION_UPDATE,
    is_per_brand=True,
)
