"""A gaming platform's own journal, folded: what it sent, what it was told, and what it believes players hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import Invalid


@dataclass(frozen=True, slots=True)
class Operation:
    """What one identifier is said to have done; `counterparty`: integration, or payment provider for a deposit."""

    line: int
    counterparty: str
    op_class: str
    external_id: str
    player: int
    outcome: str
    moved: int
    owed: int


@dataclass(slots=True)
class Holder:
    """A player as the journal sees it. `lost`: bets of which the platform does not know whether they arrived."""

    outside_id: str = ""
    currency: str = ""
    balance: int = 0
    owed: int = 0
    effective: int = 0
    waiting: int = 0
    lost: dict[str, Operation] = field(default_factory=dict[str, Operation])


@dataclass
class ForeignJournal:
    """Reads on from where it stopped, so that a journal still being written can be followed."""

    path: Path
    holders: dict[int, Holder] = field(default_factory=dict[int, Holder])
    surprises: list[tuple[int, dict[str, Any]]] = field(default_factory=list[tuple[int, dict[str, Any]]])
    touched: set[int] = field(default_factory=set[int])
    _sent: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    _offset: int = 0
    _line: int = 0

    def read_on(self) -> Iterator[Operation]:
        """The operations of every whole line that has come since; `touched` then holds the players they concern."""
        self.touched = set()
        with self.path.open("rb") as file:
            file.seek(self._offset)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._offset += len(line)
                self._line += 1
                yield from self._read(line)

    def _read(self, line: bytes) -> Iterator[Operation]:
        try:
            yield from self._take(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise Invalid(f"Line {self._line} of {self.path} is no record of a journal.") from error

    def _take(self, record: dict[str, Any]) -> Iterator[Operation]:
        event: str = record["event"]
        if event == "sent":
            self._sent[record["call"]] = record
            self._holder(record).waiting += 1
        elif event == "told":
            yield from self._told(self._sent.pop(record["call"]), record)
        elif event == "lost":
            self._lose(self._sent.pop(record["call"]))
        elif event == "surprise":
            self.surprises.append((self._line, record))

    def _told(self, sent: dict[str, Any], told: dict[str, Any]) -> Iterator[Operation]:
        holder = self._holder(sent)
        holder.waiting -= 1
        if sent["kind"] == "register" and told["status"] == 201:
            holder.outside_id, holder.currency = json.loads(told["body"])["id"], sent["currency"]
        for effect in told["effects"]:
            holder.balance += effect["moved"]
            holder.owed += effect["owed"]
            holder.effective += effect["outcome"] in ("applied", "nothing_to_reverse")
            holder.lost.pop(effect["id"], None)
            yield self._operation(sent, effect)

    def _operation(self, sent: dict[str, Any], effect: dict[str, Any]) -> Operation:
        """A deposit names its payment provider in the body; wallet calls stand under their integration."""
        is_deposit = sent["kind"] == "deposit"
        return Operation(
            line=self._line,
            counterparty=json.loads(sent["body"])["payment_provider"] if is_deposit else sent["integration"],
            op_class="deposit" if is_deposit else "play",
            external_id=effect["id"],
            player=sent["player"],
            outcome=effect["outcome"],
            moved=effect["moved"],
            owed=effect["owed"],
        )

    def _lose(self, sent: dict[str, Any]) -> None:
        holder = self._holder(sent)
        holder.waiting -= 1
        for action in sent["actions"]:
            effect = {"id": action["id"], "outcome": "lost", "moved": 0, "owed": 0}
            holder.lost[action["id"]] = self._operation(sent, effect)

    def _holder(self, sent: dict[str, Any]) -> Holder:
        self.touched.add(sent["player"])
        return self.holders.setdefault(sent["player"], Holder())
