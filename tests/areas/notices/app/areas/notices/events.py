"""What happens to the notice."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticePosted(Event):
    name = "notice.posted"
    sentence = "{target} posted a notice of {length} characters."
    length: int
