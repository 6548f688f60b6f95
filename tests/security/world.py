"""One of everything in the brand Norrsken, made by the ways that it comes in on, with one's own words in every text."""

from dataclasses import dataclass, field
from itertools import count

from app.extensions import transaction
from app.ids import outside
from app.security.permissions import every
from app.services import alerts
from app.wallet.runtime import wallet_of
from tests.api.conftest import ADA
from tests.cast import Person, sign_in
from tests.fixtures.receiver import Receiver
from tests.floor import GAME, INTEGRATION, Floor
from tests.monitoring.samples import failing
from tests.payments.till import Decision
from tests.screens.once import once_of
from tests.screens.strict import open_page
from tests.wallet.house import bet, win

NUMBERS = count(1)
ALL = [permission for permission in every() if not permission.is_for_machines]


@dataclass
class World(Floor):
    """`words(most)` is what stands in a text that takes so many characters; `named` what each address asks for."""

    receiver: Receiver
    words: object
    named: dict[str, object] = field(default_factory=dict)

    def build(self):
        self.open()
        self.nora = self.hire("nora", "norrsken")
        for make in (
            self._staff,
            self._people,
            self._play,
            self._money,
            self._adjustments,
            self._receivers,
            self._stops,
            self._alerts,
            self._work,
        ):
            make()
        self.work()
        return self

    def hire(self, name, brand=None) -> Person:
        """Somebody who may everything that staff may, for one brand or for all."""
        self.till.hire(name, *ALL, brand=brand)
        return sign_in(self.app, self.till.staff[name])

    def _one(self, most):
        """The same words, and nobody else's."""
        return f"{self.words(most - 4)}-{next(NUMBERS):03}"

    def _staff(self):
        nils = self.hire("nils", "norrsken")
        self.named["staff_id"] = nils.outside_id
        for argument, prefix, table in (
            ("session_id", "ss", "staff_session"),
            ("assignment_id", "ra", "role_assignment"),
        ):
            [(key,)] = self.till.rows(f"select public_id from {table} where staff_id = :s", s=nils.id)
            self.named[argument] = outside(prefix, key)

    def _people(self):
        person = ADA | {"first_name": self.words(100), "last_name": self.words(100)}
        self.player = self.tool.a_player(**person | {"email": "ada@players.example"})
        login = {"ip": "192.0.2.1", "user_agent": self.words(255)}
        self.named["player_id"] = self.player
        self.named["login_session_id"] = self.tool.post(f"/players/{self.player}/login-sessions", login).json["id"]
        game = {"login_session": self.named["login_session_id"], "integration": INTEGRATION, "game": GAME}
        opened = self.tool.post(f"/players/{self.player}/game-sessions", game | {"currency": "EUR"})
        self.named["game_session_id"] = opened.json["id"]
        self.named |= {"currency": "EUR", "purse": "cash", "brand_code": "norrsken"}

    def _money(self):
        deposit = self.tool.deposits(self.player, 90_000, self._one(255))
        assert deposit.status_code == 201, deposit.text
        self.named["deposit_id"] = deposit.json["id"]
        attempt = self.tool.attempts(self.player, 90_000, external_id=self._one(255))
        assert attempt.status_code == 201, attempt.text
        self.named["attempt_id"] = self.named["deposit_attempt_id"] = attempt.json["id"]
        failed, refused, self.named["withdrawal_id"] = (self.till.asks(self.player, 1_000) for _ in range(3))
        self.till.approve(failed)
        self.till.submit(failed)
        voice = self.voice
        data = {"id": self._one(255), "reference": failed, "currency": "EUR", "amount": 1_000}
        told = {"id": self._one(255), "type": "payout.failed", "data": data | {"failure_code": self.words(60)}}
        assert voice.sends(told).status_code in (200, 400)
        strange = {"id": "po_strange", "reference": failed, "currency": "EUR", "amount": 1}
        assert voice.sends({"id": "evt_strange", "type": "payout.paid", "data": strange}).status_code == 200
        assert (
            voice.sends({"id": self.words(255)}, header=self.words(200).encode().decode("latin-1")).status_code == 401
        )
        [(webhook,)] = self.till.rows("select public_id from payment_webhook where event_id = 'evt_strange'")
        self.named["webhook_id"] = outside("pw", webhook)
        self.till.reject(refused, Decision(reason_code="other", reason_text=self.words(500)))

    def _play(self):
        about = {"account_id": self.player, "currency": "EUR", "game_id": GAME}
        self.tool.deposits(self.player, 10_000)
        actions = [bet(self._one(100), "1.00"), win(self._one(100), "2.00")]
        played = self.play("betwin", about | {"round_id": self.words(100), "transactions": actions})
        assert played.status == 200, played.body
        self.play("betwin", about | {"round_id": self._one(100), "game_id": self.words(90), "transactions": actions})
        self.play("betwin", self.words(5000).encode())
        self.play("betwin", self.words(5000).encode(), **{"X-REQUEST-SIGN": "forged"})
        with self.app.app_context():
            assert wallet_of(self.app).log.flush()
        [(round_id, request_id, call_id)] = self.till.rows(
            "select r.round_id, p.request_id, c.call_id from ledger.round r join ledger.call c using (player_id)"
            " join provider_call p on p.request_id = c.request_id where c.kind::text = 'bet' and not c.refused"
        )
        self.named |= {"round_id": outside("rd", round_id), "provider_call": outside("rq", request_id)}
        self.named |= {"entry": outside("ca", call_id)}

    def _adjustments(self):
        asked = {"reason": "other", "reason_text": self.words(500)}
        open_one, declined = (self.tool.adjusts(self.player, 500, **asked).json["id"] for _ in range(2))
        address = f"/payments/adjustments/credits/{declined}/declines"
        answer = self.nora.post(address, data={"version": "1", "text": self.words(500)})
        assert answer.status_code == 303, answer.text
        self.named["adjustment_id"] = open_one
        form = f"/payments/accounts/{self.player}/EUR/credits"
        looked = open_page(self.nora.client, form, query_string={"purse": "cash", "amount": "1"})
        wanted = {"once": looked.soup.select_one("[name=once]")["value"], "purse": "cash", "amount": "1"}
        given = self.nora.post(form, data=wanted | {"code": "other", "text": self.words(500)})
        assert given.status_code in (303, 409), given.text

    def _receivers(self):
        self.receiver.status, self.receiver.body = 500, self.words(2000).encode()
        wanted = {"url": self.receiver.url, "description": self.words(200), "brand": "norrsken"}
        wanted["once"] = once_of(self.nora, "/webhooks/endpoints/new", "/webhooks/endpoints")
        answer = self.nora.post("/webhooks/endpoints", data=wanted | {"types": ["player.registered"]})
        assert answer.status_code in (200, 201), answer.text
        [(endpoint,)] = self.till.rows("select public_id from webhook_endpoint")
        self.named["endpoint_id"] = outside("ep", endpoint)
        record = f"/webhooks/endpoints/{self.named['endpoint_id']}"
        once = once_of(self.nora, record, f"{record}/tests")
        assert self.nora.post(f"{record}/tests", data={"once": once}).status_code == 303
        self.work()
        [(delivery,)] = self.till.rows("select id from webhook_delivery limit 1")
        self.named["delivery_id"] = outside("dv", delivery)

    def _stops(self):
        [(game,)] = self.till.rows("select public_id from game where code = :c", c=GAME)
        self.named["game_id"] = outside("gm", game)
        paper = {"jurisdiction": self.words(60), "laboratory": self.words(60), "number": self.words(60)}
        paper |= {"valid_from": "2026-01-01", "valid_until": "2030-01-01", "build_hash": "ab" * 32}
        certifies = self.hire("cecilia")  # a game is of every brand, and so is what is certified of it
        answer = certifies.post(f"/games/catalogue/{self.named['game_id']}/certificates", data=paper)
        assert answer.status_code == 303, answer.text
        [(certificate,)] = self.till.rows("select public_id from game_certificate")
        self.named["certificate_id"] = outside("ct", certificate)
        [(integration, fingerprint)] = self.till.rows(
            "select i.public_id, k.fingerprint from integration i join integration_key k on k.integration_id = i.id"
            " where i.code = :c order by k.id limit 1", c=INTEGRATION,
        )  # fmt: skip
        self.named |= {"integration_id": outside("ig", integration), "fingerprint": fingerprint}
        reason = {"code": "other", "text": self.words(500), "brand": "norrsken", "country": "KW"}
        answer = self.nora.post(f"/games/catalogue/{self.named['game_id']}/disabling", data=reason)
        assert answer.status_code == 303, answer.text
        [(stop,)] = self.till.rows("select public_id from play_stop")
        self.named["stop_id"] = outside("sp", stop)

    def _alerts(self):
        [(brand_id,)] = self.till.rows("select brand_id from integration where code = :c", c=INTEGRATION)
        with self.app.app_context(), transaction():
            alerts.follow([failing("providers.failures", 50, INTEGRATION, brand_id)])
        [(alert,)] = self.till.rows("select public_id from alert where brand_id is not null")
        self.named["alert_id"] = outside("al", alert)
        reason = {"code": "other", "text": self.words(500), "span": "1"}
        answer = self.nora.post(f"/monitoring/alerts/{self.named['alert_id']}/muting", data=reason)
        assert answer.status_code == 303, answer.text

    def _work(self):
        reason = {"code": "other", "text": self.words(500)}
        view = {"list": "games.list_rounds", "query": "stake=1", "name": self.words(40)}
        for address, fields in (
            ("/payments/deposits/exports", {"format": "csv"} | reason),
            ("/payments/withdrawals/bulk-rejections", reason),
            ("/views", view | {"query": f"player={self.player}"}),
        ):
            answer = self.nora.post(address, data=fields)
            assert answer.status_code == 303, answer.text
        self.work()
        for argument, prefix, table in (
            ("export_id", "ex", "export"), ("bulk_id", "bk", "bulk_run"), ("view_id", "sv", "saved_view"),
            ("job_id", "jb", "job_run"),
        ):  # fmt: skip
            [(public_id,)] = self.till.rows(f"select public_id from {table} order by id limit 1")
            self.named[argument] = outside(prefix, public_id)
        number = "select -account_id from ledger.house_account h join brand b on b.id = h.brand_id where b.code = :b"
        self.named["house_account"] = self.till.rows(f"{number} limit 1", b="norrsken")[0][0]
