"""Passwords: Argon2id with OWASP's m=47104 KiB, t=1, p=1 (Password Storage Cheat Sheet)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type

from app.errors import Invalid, TooMany

MINIMUM, MAXIMUM = 12, 128
AT_ONCE, PATIENCE = 4, 2.0  # each takes 46 MiB; seconds to wait for a place
_places = BoundedSemaphore(AT_ONCE)
_hasher = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1, type=Type.ID)
# Checked when the account does not exist, so that unknown and known names cost the same.
_NOBODY = _hasher.hash("nobody signs in with this")


def hash_password(password: str) -> str:
    """The hash to keep; raises Invalid when the password is too short or too long."""
    if not MINIMUM <= len(password) <= MAXIMUM:
        raise Invalid(
            f"A password has {MINIMUM} to {MAXIMUM} characters.", pointers={"password": "Too short or too long."}
        )
    return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Whether it is the password; takes as long when there is no hash to compare with."""
    try:
        with _place():
            return _hasher.verify(password_hash or _NOBODY, password[:MAXIMUM]) and password_hash is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


@contextmanager
def _place() -> Iterator[None]:
    """A burst of guesses must not ask for all of the memory; raises TooMany when no place comes free."""
    if not _places.acquire(timeout=PATIENCE):
        raise TooMany("Too many people are signing in at this moment. Please try again.")
    try:
        yield
    finally:
        _places.release()
