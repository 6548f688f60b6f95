"""X-REQUEST-SIGN, against the vendor's own signer."""

import beexar
import pytest

from app.providers.dialect import Inbound
from app.providers.softswiss import verify

BODY = b'{"b": 1,  "a":\t2}'
OLD, NEW = b"the old secret", b"the new secret"


def signed(signature, body=BODY):
    return Inbound("balance", body, {} if signature is None else {"X-REQUEST-SIGN": signature}, {})


def test_the_bytes_are_signed_as_they_came():
    assert verify(signed(beexar.sign(BODY, OLD.decode())), [OLD])
    assert not verify(signed(beexar.sign(BODY, OLD.decode()), body=BODY.replace(b"  ", b" ")), [OLD])


def test_while_keys_rotate_both_fit():
    for secret in (OLD, NEW):
        assert verify(signed(beexar.sign(BODY, secret.decode())), [OLD, NEW])
    assert not verify(signed(beexar.sign(BODY, OLD.decode())), [NEW])


@pytest.mark.parametrize(
    "signature", [None, "", "0" * 64, "é", "\ud800", beexar.sign(BODY, "the old secret").upper(), "x" * 5000]
)
def test_anything_else_does_not_fit(signature):
    assert not verify(signed(signature), [OLD, NEW])


def test_without_a_live_key_nothing_fits():
    assert not verify(signed(beexar.sign(BODY, "")), [])
