"""Books to be read: a house with a payment provider. Money comes in by the same service that the API calls."""

from itertools import count

from app.security.api_keys import Client
from app.services import deposits, house_balances
from tests.platform.processes import until
from tests.wallet.house import House

TOOL = Client(0, "a tool", frozenset(), None)
_NUMBERS = count(1)


class Books(House):
    """A house that also takes deposits."""

    def build(self):
        super().build()
        self.ids["psp"] = self.ask(
            "insert into payment_provider (code, name) values ('pretend', 'Pretend Payments') returning id"
        )
        for brand in ("brand", "other brand"):
            for currency in self.currencies:
                self.open_account(brand, currency, "psp_clearing", self.ids["psp"])
        return self

    def open_account(self, brand, currency, kind, counterparty):
        return self.ask(
            "select ledger.open_house_account(:b, :c, cast(:k as ledger.house_kind), :p)",
            b=self.ids[brand], c=currency, k=kind, p=counterparty,
        )  # fmt: skip

    def deposit(self, player, amount_minor, external_id=None):
        """The outside id of a captured deposit."""
        named = external_id or f"payment-{next(_NUMBERS)}"
        payment = deposits.Payment("pretend", named, player.currency, amount_minor)
        with self.app.app_context():
            deposit, _ = deposits.capture(player.ref, payment, by=TOOL)
            return deposit.outside_id

    def fold(self, at_most=10_000, *, is_patient=True):
        """Fold what has ended; patient: another test's open transaction in this cluster holds it up for a moment."""
        if is_patient:
            self._await_the_oldest()
        with self.app.app_context():
            return house_balances.fold(at_most)

    def _await_the_oldest(self):
        last = self.ask("select max(xid)::text from ledger.call")
        until(lambda: self.ask("select settled_place() > cast(:last as xid8)", last=last or "0"))

    def number_of(self, kind, currency="EUR", brand="brand"):
        """Of a house account, as its address names it."""
        return -self.ask(
            "select max(account_id) from ledger.house_account"
            " where brand_id = :b and currency = :c and cast(kind as text) = :k",
            b=self.ids[brand], c=currency, k=kind,
        )  # fmt: skip
