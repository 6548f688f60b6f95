"""Thousands of hostile requests: never a fault of ours, and no change by one that was refused."""

import json
import os
from random import Random

from tests.api.conftest import ADA
from tests.api.test_bad_input import COUNTS

REQUESTS = 5000 if os.environ.get("COUNTROOM_PROVE") else 300
TEXTS = ["", "x", "\0", "\ud800", "a" * 300, "a" * 70_000, "' or 1=1 --", "%s", "{{7*7}}", "💥", "EUR", "../x"]
NUMBERS = [0, -1, 1, 1.5, 2**31, 2**63, -(2**63), 10**17, 10**40, True, None]
OF_A_PLAYER = ["", "/balances", "/transfers", "/login-sessions", "/deposits", "/game-sessions", "/../../x"]
PATHS = [
    "/players",
    "/login-sessions/{id}",
    "/deposits/{id}",
    "/game-sessions/{id}",
    "/openapi.json",
    "/nothing",
    *("/players/{id}" + x for x in OF_A_PLAYER),
]
TYPES = ["application/json"] * 9 + ["text/plain", "application/json; charset=utf-16", "multipart/form-data; boundary=x"]
METHODS = ["POST", "POST", "POST", "GET", "DELETE", "PUT"]
KEYS = ["", "Bearer", "Bearer ck_aaaaaaaa_x", "Basic é", "Bearer " + "x" * 5000]


class Attacker:
    """Takes a sound request and breaks it in a few places."""

    def __init__(self, player, login, chance):
        self.chance = chance
        self.ids = [player, login, player[:-1], player.lower(), "pl_" + "Z" * 26, "%00", "é", "a" * 500, "1; drop"]
        self.sound = [
            ADA,
            {"payment_provider": "pretend", "external_id": "d1", "currency": "EUR", "amount_minor": 100},
            {"login_session": login, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"},
            {},
        ]

    def value(self):
        kind = self.chance.randrange(5)
        if kind < 2:
            return self.chance.choice(TEXTS)
        return self.chance.choice(NUMBERS) if kind < 4 else [self.chance.choice(TEXTS)] * self.chance.randrange(3)

    def body(self):
        body = dict(self.chance.choice(self.sound))
        for _ in range(self.chance.randint(1, 3)):
            if body and self.chance.random() < 0.2:
                body.pop(self.chance.choice(list(body)))
            body[self.chance.choice([*body, "x", "__proto__", self.chance.choice(TEXTS)])] = self.value()
        raw = json.dumps(body, ensure_ascii=self.chance.random() < 0.8).encode("utf-8", "surrogatepass")
        if self.chance.random() < 0.3:
            at = self.chance.randrange(len(raw))
            raw = raw[:at] + self.chance.randbytes(self.chance.randint(0, 4)) + raw[at + self.chance.randrange(3) :]
        return raw

    def headers(self):
        key = self.chance.choice(["k1", '"k2"', "", "\x7f", "x" * 300, str(self.chance.random())])
        headers = {"Idempotency-Key": key}
        if self.chance.random() < 0.15:
            headers["Authorization"] = self.chance.choice(KEYS)
        return headers


def test_no_hostile_request_fails_inside_and_no_refused_one_changes_anything(app, tool, player, visitor):
    chance = Random(2026)
    attacker = Attacker(player, tool.a_login(player), chance)
    before, seen = visitor.execute(COUNTS).fetchone(), set()
    app.testing = False  # a fault is answered 500 here, not raised
    try:
        for _ in range(REQUESTS):
            path = chance.choice(PATHS).replace("{id}", chance.choice(attacker.ids))
            method, body = chance.choice(METHODS), attacker.body()
            answer = tool.ask(method, path, body, content_type=chance.choice(TYPES), **attacker.headers())
            now = visitor.execute(COUNTS).fetchone()
            assert answer.status_code < 500, (method, path, body)
            assert answer.status_code < 300 or now == before, (method, path, body)
            before = now
            seen.add(answer.status_code)
    finally:
        app.testing = True
    assert seen >= {400, 401, 404, 405, 415, 422}
