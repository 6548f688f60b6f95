"""What happens to keys and requests of internal tools."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class AnswerRepeated(Event):
    name = "api.answer_repeated"
    sentence = "Repeated the answer {status} to a request that had been made before; nothing else happened."
    status: int


@dataclass(frozen=True, kw_only=True)
class ApiKeyAdded(Event):
    name = "api_key.added"
    sentence = "Added the key {target} with the permissions {permissions} for {brand}, until {expires_at}."
    permissions: str
    brand: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    name = "api_key.revoked"
    sentence = "Revoked the key {target}: it opens nothing any more."
