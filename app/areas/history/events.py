"""What came from elsewhere."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class HistoryImported(Event):
    name = "history.imported"
    sentence = (
        "Imported a file of history ({sha256}): {players} players entered with {transfers} transfers, "
        "{known} were here before, {faulty} stayed outside for {faults} faults."
    )
    sha256: str
    players: int
    known: int
    faulty: int
    faults: int
    transfers: int
