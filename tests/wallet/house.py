"""A small house for providers to call: brands, an integration, a game, players with money; and a voice to call with."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from flask import Flask
from sqlalchemy import text

from app.extensions import db, transaction
from app.ids import outside
from app.queries.in_play import Scope
from app.services import availability, integration_keys
from app.services.availability import Why
from app.wallet.runtime import wallet_of

SECRET = "a secret between two"
_NUMBERS = count(1)


@dataclass(frozen=True)
class Player:
    id: int
    ref: str
    currency: str = "EUR"


@dataclass(frozen=True)
class Told:
    """An answer, read."""

    status: int
    body: bytes
    content_type: str

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The api_code of an error, None for a success."""
        return self.json["meta"]["api_code"] if self.status != 200 else None

    @property
    def balance(self):
        return self.json.get("balance") or self.json.get("meta", {}).get("balance")


@dataclass
class House:
    app: Flask
    currencies: tuple[str, ...] = ("EUR", "JPY", "KWD", "BTC")
    ids: dict[str, int] = field(default_factory=dict)
    slot: int = 0

    def build(self):
        """One brand, one provider, one integration “acme” speaking softswiss, one game “slot”."""
        self.wallet.forget()  # the house of the test before
        with self.app.app_context(), transaction():
            licence = _one("insert into licence (code, authority, name) values ('l', 'a', 'n') returning id")
            _one(
                "insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone,"
                " gaming_day_start_hour, stake_order, requires_verified_identity, call_log_days)"
                " values ('p', 1, '2020-01-01', 18, 'UTC', 0, 'cash_first', true, 365) returning id"
            )
            self.ids["brand"] = self._brand("b", licence)
            self.ids["other brand"] = self._brand("c", licence)
            self.ids["provider"] = _one("insert into provider (code, name) values ('acme', 'Acme') returning id")
        self.open_integration("acme")
        self.add_game("slot")
        return self

    def open_integration(self, code, *, dialect="softswiss", brand="brand", secret=SECRET):
        with self.app.app_context(), transaction():
            integration = _one(
                "insert into integration (code, provider_id, brand_id, dialect) values (:c, :p, :b, :d) returning id",
                c=code,
                p=self.ids["provider"],
                b=self.ids[brand],
                d=dialect,
            )
            integration_keys.add(integration, secret)
            for currency in self.currencies:
                self._open_house_accounts(self.ids[brand], currency, integration)
        self.ids[code] = integration
        return integration

    def add_game(self, code, **changes):
        with self.app.app_context(), transaction():
            game = _one(
                "insert into game (provider_id, code, name, kind, theoretical_rtp_ppm)"
                " values (:p, :c, :c, 'slot', 960000) returning id",
                p=self.ids["provider"],
                c=code,
            )
        self.change("game", game, **changes)
        return game

    def change(self, table, row_id, **changes):
        """Set columns of a row, and let the wallet notice."""
        with self.app.app_context(), transaction():
            for column, value in changes.items():
                db.session.execute(text(f"update {table} set {column} = :v where id = :i"), {"v": value, "i": row_id})
        self.wallet.forget()

    def stop(self, kind="disabled", **scope):
        """Stop play at once, as the house itself; returns the stop's outside id."""
        with self.app.app_context():
            return availability.stop(Scope(**scope), why=Why("For a test."), by=None, kind=kind).outside_id

    def lift(self, stop):
        with self.app.app_context():
            availability.lift(stop, why=Why("For a test."), by=None)

    def a_player(self, cash=0, bonus=0, currency="EUR", country="MT", brand="brand"):
        with self.app.app_context(), transaction():
            player_id, public_id = db.session.execute(
                text(
                    "insert into player (brand_id, country, language, occurred_at)"
                    " values (:b, :c, 'en', now()) returning id, public_id"
                ),
                {"b": self.ids[brand], "c": country},
            ).one()
            _one("select ledger.open_wallet(:p, :b, :c)", p=player_id, b=self.ids[brand], c=currency)
        player = Player(player_id, outside("pl", UUID(str(public_id))), currency)
        self.adjust(player, "cash", cash)
        self.adjust(player, "bonus", bonus)
        return player

    def open_session(self, player):
        """A game session of the player: its row's id, and how providers name it."""
        login = self.ask("insert into login_session (player_id) values (:p) returning id", p=player.id)
        with self.app.app_context(), transaction():
            row_id, public_id = db.session.execute(
                text(
                    "insert into game_session (player_id, game_id, integration_id, login_session_id, currency)"
                    " select :p, min(id), :i, :l, :c from game returning id, public_id"
                ),
                {"p": player.id, "i": self.ids["acme"], "l": login, "c": player.currency},
            ).one()
        return row_id, outside("gs", public_id)

    def adjust(self, player, purse, amount):
        if amount:
            self.ask(
                "select (ledger.adjustment(:n, :p, :c, cast(:u as ledger.purse), :a, 1, 'test')).outcome::text",
                n=f"adjustment {next(_NUMBERS)}", p=player.id, c=player.currency, u=purse, a=amount,
            )  # fmt: skip

    def protect(self, player, **flags):
        settings = ", ".join(f"p_{flag} => true" for flag in flags)
        self.ask(f"select ledger.protect(:p, {settings})", p=player.id)

    def ask(self, statement, **parameters):
        """One value, committed."""
        with self.app.app_context(), transaction():
            return _one(statement, **parameters)

    def rows(self, statement, **parameters):
        with self.app.app_context():
            return db.session.execute(text(statement), parameters).all()

    def purses(self, player):
        """Cash, bonus and receivable in minor units."""
        rows = self.rows(
            "select purse::text, balance from ledger.account where player_id = :p and currency = :c",
            p=player.id,
            c=player.currency,
        )
        found = dict(map(tuple, rows))
        return found["cash"], found["bonus"], found["receivable"]

    def movements(self, player=None):
        return self.rows(
            "select count(*) from ledger.transfer where player_id = :p or :p is null", p=player and player.id
        )[0][0]

    def faults(self):
        return [tuple(row) for row in self.rows("select fault, detail from ledger.verify()")]

    def log(self, columns="outcome, http_status, replayed, signature_valid"):
        """The call log, oldest first, once all of it is written."""
        assert self.wallet.log.flush()
        return [
            tuple(row) for row in self.rows(f"select {columns} from provider_call order by received_at, request_id")
        ]

    @property
    def wallet(self):
        with self.app.app_context():
            return wallet_of(self.app)

    def call(
        self,
        operation,
        body,
        *,
        integration="acme",
        secret=SECRET,
        signature=None,
        content_type="application/json",
        client=None,
    ):
        """Post `body` (an object, or bytes as they are), signed."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-REQUEST-SIGN": sign(raw, secret) if signature is None else signature}
        response = (client or self.app.test_client()).post(
            f"/wallet/{integration}/{operation}", data=raw, headers=headers, content_type=content_type
        )
        return Told(response.status_code, response.data, response.content_type)

    def _brand(self, code, licence):
        brand = _one(
            "insert into brand (code, name, licence_id, profile_code) values (:c, :c, :l, 'p') returning id",
            c=code,
            l=licence,
        )
        for currency in self.currencies:
            self._open_house_accounts(brand, currency, None)
        return brand

    def _open_house_accounts(self, brand, currency, integration):
        kinds = [("game", integration)] if integration else [("adjustment", 0), ("refund_due", 0)]
        for kind, counterparty in kinds:
            _one(
                "select ledger.open_house_account(:b, :c, cast(:k as ledger.house_kind), :p)",
                b=brand,
                c=currency,
                k=kind,
                p=counterparty,
            )


def _one(statement, **parameters):
    return db.session.execute(text(statement), parameters).scalar_one()


def sign(raw, secret=SECRET):
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def balance_of(player, **more):
    return {"account_id": player.ref, "currency": player.currency, "game_id": "slot", **more}


def bet(transaction, amount):
    return {"id_provider": transaction, "type": "bet", "amount": amount}


def win(transaction, amount):
    return {"id_provider": transaction, "type": "win", "amount": amount}


def betwin(player, *transactions, round_id="r1", **more):
    return balance_of(player, round_id=round_id, transactions=list(transactions), **more)


def rollback(player, *pairs, round_id="r1", finished=False, **more):
    """Undo: pairs of the rollback's id and the original's."""
    undone = [{"id_provider": own, "type": "rollback", "original_id_provider": original} for own, original in pairs]
    return balance_of(player, round_id_provider=round_id, finished=finished, transactions=undone, **more)


def finish(player, round_id="r1", **more):
    return {"account_id": player.ref, "currency": player.currency, "round_id": round_id, **more}
