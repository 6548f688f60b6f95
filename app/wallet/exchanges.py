"""One request of a provider with its answer, as the raw call log keeps it."""

from dataclasses import dataclass
from datetime import datetime
from json import JSONEncoder
from time import perf_counter_ns
from typing import Any
from uuid import UUID

from app.providers.dialect import Answer, Headers

COLUMNS = (
    *("request_id", "integration_id", "operation", "player_id", "round_ref", "received_at", "body", "signature_valid"),
    *("headers", "outcome", "replayed", "http_status", "answer", "latency_us", "wait_us", "batch_size"),
)
_encode = JSONEncoder(separators=(",", ":")).encode
SIGNATURE_SHOWN = 12


@dataclass(slots=True)
class Exchange:
    """Filled in as the request goes its way. `batch_size` 0: it never reached the ledger."""

    request_id: UUID
    operation: str
    body: bytes
    received_at: datetime
    started: int  # perf_counter_ns
    remote: str
    headers: str = "{}"
    integration_id: int | None = None
    player_id: int | None = None
    round_ref: str | None = None
    signature_valid: bool = False
    outcome: str = ""
    replayed: bool = False
    http_status: int = 0
    answer: bytes = b""
    latency_us: int = 0
    wait_us: int = 0
    batch_size: int = 0

    def note_headers(self, headers: Headers, signature_header: str) -> None:
        """Of the signature only its beginning: enough to compare, too little to use."""
        signature = (headers.get(signature_header) or "")[:SIGNATURE_SHOWN]
        shown = {"content-type": headers.get("Content-Type") or "", "signature": signature, "remote": self.remote}
        self.headers = _encode({name: value.replace("\0", "") for name, value in shown.items()})  # jsonb holds none

    def close(self, answer: Answer) -> None:
        self.http_status, self.answer = answer.status, answer.body
        self.latency_us = (perf_counter_ns() - self.started) // 1000

    def row(self) -> tuple[Any, ...]:
        """The values of COLUMNS."""
        return (
            *(self.request_id, self.integration_id, self.operation, self.player_id, self.round_ref, self.received_at),
            *(self.body, self.signature_valid, self.headers, self.outcome, self.replayed, self.http_status),
            *(self.answer, self.latency_us, self.wait_us, self.batch_size),
        )
