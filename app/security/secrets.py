"""Secrets at rest: AES-256-GCM, bound to what they are for, so that a row cannot be swapped for another."""

import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from app.config import encryption_key_of

NONCE = 12  # NIST SP 800-38D §5.2.1.1


def seal(text: str, purpose: str) -> bytes:
    """Encrypt `text` for one `purpose` (“integration-key 7”)."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, text.encode(), purpose.encode())


def unseal(sealed: bytes, purpose: str) -> str:
    """Decrypt; raises cryptography's InvalidTag when the bytes or the purpose are not the ones sealed."""
    return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode()).decode()


def _cipher() -> AESGCM:
    return _aesgcm(encryption_key_of(current_app))


@lru_cache(maxsize=4)
def _aesgcm(key: bytes) -> AESGCM:
    return AESGCM(key)
