"""Two brands whose days begin at different hours, with providers, games and a payment provider; and the words for what
happened there and when. Play and money move by the ledger's own functions."""

from datetime import UTC, datetime

import psycopg
from psycopg.rows import namedtuple_row

from tests.ledger.book import PER_ACTION, PER_CALL, SINGLE, Ledger, key
from tests.platform.processes import until
from tests.reports.raw import RAW

STAFF = 7
FOUNDING = """
insert into licence (code, authority, name) values ('l', 'a', 'n');
insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone, gaming_day_start_hour,
                                  stake_order, requires_verified_identity, call_log_days)
values ('north', 1, '2020-01-01', 18, 'Europe/Stockholm', 6, 'cash_first', true, 365),
       ('east', 1, '2020-01-01', 18, 'Asia/Tokyo', 0, 'cash_first', true, 365);
insert into brand (code, name, licence_id, profile_code)
select n, initcap(n), l.id, p from licence l, (values ('norrsken', 'north'), ('lagoon', 'east')) b (n, p);
insert into provider (code, name) values ('northlight', 'Northlight'), ('comet', 'Comet');
insert into integration (code, provider_id, brand_id, dialect)
select p.code || '-' || b.code, p.id, b.id, 'softswiss' from provider p, brand b;
insert into game (provider_id, code, name, kind, theoretical_rtp_ppm)
select p.id, g, initcap(g), 'slot', rtp
  from (values ('northlight', 'slot', 960000), ('northlight', 'wheel', 945000),
               ('comet', 'dice', 990000)) v (p_code, g, rtp)
  join provider p on p.code = p_code;
insert into payment_provider (code, name) values ('pretend', 'Pretend Payments');
select ledger.open_house_account(b.id, c, k::ledger.house_kind, n)
  from brand b, (values ('EUR'), ('SEK')) u (c),
       lateral (select 'game', i.id from integration i where i.brand_id = b.id
                union all values ('adjustment', 0), ('refund_due', 0)
                union all select 'psp_clearing', id from payment_provider) a (k, n);
"""


def moment(text):
    """“10 08:30” is that time of March 2026, in UTC; a moment is itself."""
    if isinstance(text, datetime):
        return text
    return datetime.strptime(f"2026-03-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


class Casino(Ledger):
    """The application's connection for what happens, the owner's for what has to be dated."""

    def __init__(self, uri, owner_uri, founding=FOUNDING):
        super().__init__(uri)
        self.owner = psycopg.connect(owner_uri, autocommit=True, row_factory=namedtuple_row)
        self.owner.execute(founding)
        self.ids = {
            (table, row.code): row.id
            for table in ("brand", "integration", "game", "payment_provider")
            for row in self.all(f"select id, code from {table}")
        }

    @classmethod
    def beside(cls, casino, uri):
        """Another connection to the same casino, for whoever plays at the same time; it dates nothing."""
        own = cls.__new__(cls)
        Ledger.__init__(own, uri)
        own.ids, own.owner = casino.ids, None
        return own

    def close(self):
        super().close()
        if self.owner:
            self.owner.close()

    def register(self, at, brand="norrsken", *, country="SE", currency="EUR", is_test=False):
        number = self.one(
            "insert into player (brand_id, country, language, occurred_at, is_test)"
            " values (%s, %s, 'en', %s, %s) returning id",
            self.ids["brand", brand], country, moment(at), is_test,
        ).id  # fmt: skip
        self.one("select ledger.open_wallet(%s, %s, %s)", number, self.ids["brand", brand], currency)
        return number

    def deposit(self, at, player, amount, currency="EUR", name=None):
        psp = self.ids["payment_provider", "pretend"]
        return self.one(
            "select * from ledger.deposit(%s, %s, %s, %s, %s, %s)",
            psp, name or key(), player, currency, amount, moment(at),
        )  # fmt: skip

    def credit(self, at, player, amount, purse="cash", currency="EUR"):
        return self._dated(at, self.adjust(player, amount, purse, currency))

    def withdraw(self, player, amount, *, asked, paid=None, cancelled=None, currency="EUR"):
        name, psp = key(), self.ids["payment_provider", "pretend"]
        asking = "select * from ledger.withdrawal_request(%s, %s, %s, %s)"
        self._dated(asked, self.one(asking, name, player, currency, amount))
        if paid:
            self._dated(paid, self.one("select * from ledger.withdrawal_release(%s, %s, %s)", name, player, psp))
        if cancelled:
            self._dated(cancelled, self.one("select * from ledger.withdrawal_cancel(%s, %s)", name, player))

    def recover(self, at, player, amount, currency="EUR"):
        self._dated(at, self.one("select * from ledger.recovery(%s, %s, %s, %s)", key(), player, currency, amount))

    def play(self, at, player, *actions, ref="", settle=True, game="slot", provider="northlight", currency="EUR"):
        """One call of the provider's; without a `ref`, a round of its own."""
        brand = self.one("select b.code from player p join brand b on b.id = p.brand_id where p.id = %s", player).code
        made = {
            "integration_id": self.ids["integration", f"{provider}-{brand}"], "game_id": self.ids["game", game],
            "player_id": player, "currency": currency, "round_ref": ref or key(), "settle": settle,
            "occurred_at": moment(at), "stake_order": "cash_first",
        }  # fmt: skip
        done = [action.get(name) for action in actions for name in PER_ACTION]
        arrays = [done[n :: len(PER_ACTION)] for n in range(len(PER_ACTION))]
        return self.all(f"select * from ledger.wallet_call({SINGLE})", *(made.get(name) for name in PER_CALL), *arrays)

    def fold(self, at_most=10_000):
        """Fold what has ended; another test's open transaction in this cluster holds it up for a moment."""
        last = self.one("select max(xid)::text as xid from ledger.call").xid
        until(lambda: self.one("select settled_place() > %s::xid8 as ok", last or "0").ok)
        while self.one("select report.fold_calls(%s) as n", at_most).n >= at_most:
            pass

    def raw(self):
        """What the cells of a day must be; only the owner reads what it is worked out from."""
        return self.owner.execute(RAW).fetchall()

    def cells(self):
        """Everything that is folded, in one order; a count that came to nothing is none."""
        tables = ("cell", "minute", "player_day", "first_deposit", "stray")
        found = {table: self.all(f"select {table}::text from report.{table}") for table in tables}
        for table, nothing in (("active_count", "{}"), ("first_deposit_count", "0")):
            found[table] = self.all(f"select {table}::text from report.{table} where players <> %s", nothing)
        return {table: sorted(rows) for table, rows in found.items()}

    def _dated(self, at, answer):
        """What staff and payment providers do is dated by the database's clock: here it happened then."""
        assert answer.outcome == "applied", answer
        for table in ("call", "transfer"):
            self.owner.execute(
                f"update ledger.{table} set occurred_at = %s where call_id = %s", [moment(at), answer.call_id]
            )
        self.owner.execute("update ledger.call c set digest = ledger.digest_of(c) where call_id = %s", [answer.call_id])
        return answer
