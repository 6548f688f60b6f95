"""Builds the wallet of a process, at its first call: never before a server has forked its workers."""

import atexit
from dataclasses import dataclass
from typing import cast

import psycopg
from flask import Flask

from app.config import Settings
from app.providers.dialect import add_folders
from app.wallet.call_log import CallLog
from app.wallet.connections import Pool
from app.wallet.directory import Directory
from app.wallet.gateway import Gateway
from app.wallet.group import Group
from app.wallet.knowledge import Newest
from app.wallet.ledger import Ledger
from app.wallet.service import Service

CONNECTIONS = 6


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a process needs to serve game providers."""

    pool: Pool
    directory: Directory
    newest: Newest
    log: CallLog
    gateway: Gateway

    def forget(self) -> None:
        """Ask the database again about integrations, players and games."""
        self.directory.forget()
        self.newest.forget()

    def close(self) -> None:
        """Write down what was answered, and let go of the database."""
        self.log.close()
        self.pool.close()


def wallet_of(app: Flask) -> Wallet:
    """The wallet of this app in this process."""
    wallet = app.extensions.get("wallet")
    if wallet is None:
        settings = cast(Settings, app.config["SETTINGS"])
        wallet = app.extensions.setdefault("wallet", build(settings))
        atexit.register(wallet.close)
    return wallet


def build(settings: Settings) -> Wallet:
    """A wallet on `settings.database_url`, speaking the dialects found in `settings.dialect_paths` too."""
    add_folders(settings.dialect_paths)
    pool = Pool(settings.database_url.get_secret_value().replace("+psycopg", "", 1), CONNECTIONS)
    directory, newest, ledger, log = Directory(pool), Newest(pool), Ledger(pool), CallLog(pool)
    service = Service(directory, ledger, Group(ledger.alone, ledger.together, psycopg.Error))
    return Wallet(pool, directory, newest, log, Gateway(directory, newest, service, log))
