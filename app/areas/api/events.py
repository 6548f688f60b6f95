"""What happens to requests of internal tools."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class AnswerRepeated(Event):
    name = "api.answer_repeated"
    sentence = "Repeated the answer {status} to a request that had been made before; nothing else happened."
    status: int
