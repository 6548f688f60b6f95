"""What an operator sets from outside: environment variables, nothing else."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Process settings; business settings live in the database."""

    model_config = SettingsConfigDict(env_prefix="COUNTROOM_", populate_by_name=True, extra="ignore")

    env: Literal["production", "development", "test"] = "production"
    demo: bool = False
    face: Literal["all", "staff", "wallet"] = "all"
    instance: Path = ROOT / "instance"
    database_url: SecretStr = Field(default=SecretStr(""), validation_alias="DATABASE_URL")
    secret_key: SecretStr = SecretStr("")
    key_encryption_key: SecretStr = SecretStr("")
    dialect_paths: list[Path] = []
    proxies: int = Field(default=0, ge=0)  # how many stand in front and say who really asks
    cookie_secure: bool = True
    metrics_key: SecretStr = SecretStr("")  # what Prometheus sends; empty: nobody is told metrics
    smtp_url: SecretStr = SecretStr("")  # smtp://user:password@host:587, or smtps://…; empty: no mail is sent
    egress_loopback: bool = False  # plain http to this very machine, for a receiver under test; never in production


def settings_of(app: "Flask") -> Settings:
    """The settings an app was made with."""
    return cast(Settings, app.config["SETTINGS"])


def may_call_loopback(app: "Flask") -> bool:
    """Whether a receiver on this very machine may be called; never in production."""
    return settings_of(app).egress_loopback and settings_of(app).env != "production"


def encryption_key_of(app: "Flask") -> bytes:
    """The 32 bytes that seal secrets and key the hashes of personal data."""
    return cast(bytes, app.config["ENCRYPTION_KEY"])
