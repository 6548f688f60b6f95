"""Which calls of a round are one request sent again, and which of them won."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.calls import SeenCall
from app.queries.journal import JournalEntry


@dataclass(frozen=True)
class Attempts:
    """One request, sent once or more often, with the journal entries it led to."""

    calls: Sequence[SeenCall]
    entries: Sequence[JournalEntry]

    def entries_of(self, call: SeenCall) -> list[JournalEntry]:
        """What one of the calls led to: nothing for a replay."""
        return [entry for entry in self.entries if entry.request_id == call.request_id]

    @property
    def is_retried(self) -> bool:
        return len(self.calls) > 1

    def part_of(self, call: SeenCall) -> str:
        """How a call fared among its repetitions."""
        if call.is_refused:
            return "refused"
        return "replayed" if call.replayed else "won"


def attempts(calls: Sequence[SeenCall], entries: Sequence[JournalEntry]) -> list[Attempts]:
    """Calls with the same bytes to the same operation belong together; each group stands where its first call came."""
    groups: dict[tuple[str, bytes], list[SeenCall]] = {}
    for call in calls:
        groups.setdefault((call.operation, call.digest), []).append(call)
    return [Attempts(group, _caused_by(group, entries)) for group in groups.values()]


def _caused_by(calls: Sequence[SeenCall], entries: Sequence[JournalEntry]) -> list[JournalEntry]:
    ids = {call.request_id for call in calls}
    return [entry for entry in entries if entry.request_id in ids]
