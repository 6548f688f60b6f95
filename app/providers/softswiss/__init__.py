"""SOFTSWISS Provider-API v2 style, as published for wallets (OpenAPI v.2026.03.03)."""

from app.providers.softswiss.answers import render
from app.providers.softswiss.requests import parse
from app.providers.softswiss.signature import HEADER as SIGNATURE_HEADER
from app.providers.softswiss.signature import verify

MAXIMUM_BODY = 64 * 1024

__all__ = ["MAXIMUM_BODY", "SIGNATURE_HEADER", "parse", "render", "verify"]
