"""A whole house, and files of history to bring into it."""

import json
from collections.abc import Callable

import pytest

from app.services import demo_data, history


@pytest.fixture
def house(app, database):
    """The demo's places, without anybody in them."""
    with app.app_context():
        demo_data.prepare()


@pytest.fixture
def write(tmp_path) -> Callable:
    """Writes a file of history; a line is an object, or text or bytes as they stand."""

    def write(lines, *, name="history.ndjson", brands=("norrsken", "lagoon")):
        header = {"type": "history", "version": 1, "brands": list(brands)}
        path = tmp_path / name
        path.write_bytes(b"".join(as_bytes(line) + b"\n" for line in [header, *lines]))
        return path

    return write


def as_bytes(line):
    if isinstance(line, dict):
        return json.dumps(line).encode()
    return line if isinstance(line, bytes) else line.encode()


@pytest.fixture
def bring_in(app, house, owner_url) -> Callable:
    def bring_in(path, **options):
        with app.app_context():
            return history.bring_in(path, owner_url=owner_url, **options)

    return bring_in


@pytest.fixture
def verified(house, owner) -> Callable:
    """Every fault of the ledger; by the owner, whom no statement's time is limited."""
    return lambda: owner.execute("select fault, player_id, detail from ledger.verify()").fetchall()
