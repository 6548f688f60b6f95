"""Requests nobody should send: sound ones, bent in every way we could think of, by a seed that can be repeated."""

import json
import random
from dataclasses import dataclass

from tests.wallet.house import balance_of, bet, betwin, finish, rollback, sign, win

TEXTS = [
    *(
        "",
        " ",
        "x" * 256,
        "x" * 70_000,
        "\0",
        "a\0b",
        "\ud800",
        "\udfff\ud800",
        "é",
        "🎰",
        "'; drop table ledger.call; --",
    ),
    *(
        "%s",
        "{}",
        "{a,b}",
        '"',
        "\\",
        "\n",
        "../../etc/passwd",
        "pl_" + "0" * 26,
        "pl_" + "Z" * 26,
        "gs_" + "0" * 26,
        "null",
    ),
]
VALUES = [*TEXTS, None, True, False, 0, -1, 2**63, 10**400, 1.5, 1e308, [], [[]], {}, {"a": 1}, ["x"]]
AMOUNTS = [
    *(
        "-1",
        "0",
        "0.00",
        "1E2000000000",
        "1e-400",
        "NaN",
        "Infinity",
        "0.001",
        "0." + "0" * 16 + "1",
        "9" * 41,
        "9" * 24,
    ),
    *("1,00", "1 000", "١", "0x10", "+1", ".5", "5.", "1_000", "10000000000001", "100000000000.01"),
]
RAW = [
    *(b"", b"{", b"null", b"[]", b'"x"', b"{}", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf{}", b"{" * 60_000, b"[" * 60_000),
    *(
        b" " * 70_000,
        b"x" * 2_000_000,
        b'{"a":' + b"9" * 60_000 + b"}",
        b'{"account_id":"a","account_id":"b"}',
        b"{'a':1}",
    ),
]
CONTENT_TYPES = [
    None,
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "\xff",
    "a" * 5000,
]
SIGNATURES = ["", "0" * 64, "é" * 64, "x" * 10_000, "0x" + "0" * 62]
OPERATIONS = [
    "bet",
    "balance/",
    "../balance",
    "betwin%00",
    "%ff",
    "balance;x",
    "BETWIN",
    "rollback/finish",
    "a" * 3000,
    "é",
    "%F0%9F%8E%B0",
]
INTEGRATIONS = ["nobody", "ACME", "acme%00", "%ff", "a" * 3000, "é", "..", "acme "]


@dataclass(frozen=True)
class Hostile:
    """What to send, and what was bent."""

    operation: str
    raw: bytes
    more: dict
    bend: str


def requests(players, seed, count):
    """`count` requests, most of them bad."""
    chance = random.Random(seed)
    for number in range(count):
        yield _request(chance, chance.choice(players), f"h{seed}-{number}")


def _request(chance, player, ref):
    operation, body = chance.choice(_sound(player, ref))
    bend = chance.choice([bend_a_field, bend_an_amount, bend_the_bytes, bend_what_is_around, bend_a_transaction, shake])
    return bend(chance, operation, body)


def _sound(player, ref):
    return [
        ("balance", balance_of(player)),
        ("betwin", betwin(player, bet(ref, "0.10"), win(f"{ref}w", "0.10"), session_id="gs_1")),
        ("betwin", betwin(player, bet(ref, "99999"), finished=True)),
        ("rollback", rollback(player, (f"{ref}u", ref))),
        ("finish", finish(player, round_id=ref)),
    ]


def bend_a_field(chance, operation, body):
    field = chance.choice([*body, "session_id", "finished", "new"])
    if chance.random() < 0.2:
        body.pop(field, None)
    else:
        body[field] = chance.choice(VALUES)
    return Hostile(operation, _encode(body), {}, f"field {field}")


def bend_an_amount(chance, operation, body):
    for transaction in body.get("transactions", []):
        transaction["amount"] = chance.choice([*AMOUNTS, *VALUES])
    return Hostile(operation, _encode(body), {}, "amount")


def bend_a_transaction(chance, operation, body):
    for transaction in body.get("transactions", []):
        transaction[chance.choice([*transaction, "type"])] = chance.choice(VALUES)
    if chance.random() < 0.3 and "transactions" in body:
        body["transactions"] *= chance.choice([2, 40, 400])
    return Hostile(operation, _encode(body), {}, "transaction")


def bend_the_bytes(chance, operation, body):
    return Hostile(operation, chance.choice(RAW), {}, "bytes")


def shake(chance, operation, body):
    """Change, drop or double single bytes of a sound body, and sign what came of it."""
    raw = bytearray(_encode(body))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw))
        raw[at : at + chance.randint(0, 2)] = bytes([chance.randrange(256)] * chance.randint(0, 2))
    return Hostile(operation, bytes(raw), {}, "shaken")


def bend_what_is_around(chance, operation, body):
    raw = _encode(body)
    more = chance.choice([
        {"content_type": chance.choice(CONTENT_TYPES)},
        {"signature": chance.choice([*SIGNATURES, sign(raw).upper(), sign(raw)[:-1], sign(raw + b" ")])},
        {"integration": chance.choice(INTEGRATIONS)},
        {"secret": "another secret"},
    ])  # fmt: skip
    if chance.random() < 0.2:
        operation = chance.choice(OPERATIONS)
    return Hostile(operation, raw, more, f"around {list(more)}")


def _encode(body):
    return json.dumps(body).encode()
