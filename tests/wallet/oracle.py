"""The vendor's reference wallet: its package is installed, its example unpacked at set-up, neither copied."""

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from beexar import Money, WalletServer

from tests.wallet.house import SECRET, sign

EXAMPLE = "examples/inmemory_wallet.py"


def example():
    """Path of the example wallet: below COUNTROOM_ORACLE, else where set-up unpacks it."""
    given = os.environ.get("COUNTROOM_ORACLE")
    folders = [Path(given)] if given else sorted((Path(sys.prefix) / "oracle").glob("beexar-*"))
    return next((folder / EXAMPLE for folder in folders if (folder / EXAMPLE).is_file()), None)


def wallet_class():
    """The reference wallet; skips the test where set-up did not bring it, and fails it in CI."""
    path = example()
    if path is None:
        reason = (
            "the reference wallet is not there: run ./countroom test once, or point COUNTROOM_ORACLE at beexar's source"
        )
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    spec = spec_from_file_location("reference_wallet", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.InMemoryWallet


class Oracle:
    """The reference wallet behind its own server, asked with the same bytes as ours."""

    def __init__(self, wallet, balances):
        self._wallet = wallet
        self._start(
            {"accounts": {ref: {"currency": "EUR", "balance": money(minor)} for ref, minor in balances.items()}}
        )

    def call(self, operation, raw, signature=None):
        return self._server.dispatch(f"/{operation}", raw, sign(raw) if signature is None else signature)

    def balance(self, ref):
        return Money.parse(self._state.snapshot()["accounts"][ref]["balance"])

    def correct(self, ref, minor):
        """Set a balance: for money that comes from elsewhere, and where we deviate on purpose."""
        state = self._state.snapshot()
        state["accounts"][ref]["balance"] = money(minor)
        self._start(state)

    def _start(self, state):
        self._state = self._wallet(state)
        self._server = WalletServer(self._state, SECRET)


def money(minor):
    return f"{minor // 100}.{minor % 100:02}"
