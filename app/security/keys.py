"""The process's own keys: from the environment, else made once and kept beside the data, readable by us alone."""

import os
import re
import secrets
from pathlib import Path

from app.config import Settings


def cookie_key(settings: Settings) -> bytes:
    """Signs cookies and cursors."""
    return _key(settings.secret_key.get_secret_value(), settings.instance / "keys" / "cookie")


def encryption_key(settings: Settings) -> bytes:
    """Seals secrets at rest: 32 bytes, given as 64 hexadecimal digits; raises RuntimeError for anything else."""
    return _thirty_two_bytes(
        _key(settings.key_encryption_key.get_secret_value(), settings.instance / "keys" / "encryption").decode()
    )


def _thirty_two_bytes(text: str) -> bytes:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise RuntimeError(
            "COUNTROOM_KEY_ENCRYPTION_KEY must be 64 hexadecimal digits: openssl rand -hex 32 makes one."
        )
    return bytes.fromhex(text)


def _key(given: str, path: Path) -> bytes:
    if given:
        return given.encode()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(32))
    try:
        os.link(fresh, path)  # the first of several processes wins, and all read the same key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()
