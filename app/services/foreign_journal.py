"""A gaming platform's own journal, folded: what it sent, what it was told, and what it believes players hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import Invalid

HOUSE = "house"
CLASSES = {"deposit": "deposit", "withdrawal": "withdrawal", "cancellation": "withdrawal_close"}  # all else is play
ENDS = {"withdrawal": "withdrawal_close", "adjustment": "adjustment"}


@dataclass(frozen=True, slots=True)
class Operation:
    """What one identifier is said to have done; `counterparty`: integration, payment provider, or the house itself."""

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
    """A player as the journal sees it. `pending`: withdrawals that have not ended as far as the platform knows.

    `unheard`: whether a lost bet arrived and how a withdrawal ended, which only the ledger knows. `adjusted`: those
    of staff's adjustments that the platform has heard of.
    """

    outside_id: str = ""
    currency: str = ""
    balance: int = 0
    owed: int = 0
    effective: int = 0
    waiting: int = 0
    pending: dict[str, int] = field(default_factory=dict[str, int])
    unheard: dict[str, Operation] = field(default_factory=dict[str, Operation])
    adjusted: set[str] = field(default_factory=set[str])


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
        elif event == "heard":
            yield from self._effects(record, ENDS[record["kind"]], record["effects"])
            self._ended(record, record["id"])
        elif event == "lost":
            self._lose(self._sent.pop(record["call"]))
        elif event == "surprise":
            self.surprises.append((self._line, record))

    def _told(self, sent: dict[str, Any], told: dict[str, Any]) -> Iterator[Operation]:
        holder = self._holder(sent)
        holder.waiting -= 1
        if sent["kind"] == "register" and told["status"] == 201:
            holder.outside_id, holder.currency = json.loads(told["body"])["id"], sent["currency"]
        op_class = CLASSES.get(sent["kind"], "play")
        yield from self._effects(sent, op_class, told["effects"])
        if sent["kind"] == "withdrawal" and told["status"] == 201:
            self._asked(sent, json.loads(told["body"])["id"])
        elif sent["kind"] == "cancellation" and told["status"] == 200:
            self._ended(sent, sent["asked"])

    def _effects(self, record: dict[str, Any], op_class: str, effects: list[dict[str, Any]]) -> Iterator[Operation]:
        holder = self._holder(record)
        for effect in effects:
            holder.balance += effect["moved"]
            holder.owed += effect["owed"]
            holder.effective += effect["outcome"] in ("applied", "nothing_to_reverse")
            holder.unheard.pop(effect["id"], None)
            holder.adjusted |= {effect["id"]} if op_class == "adjustment" else set()
            yield self._operation(record, op_class, effect)

    def _asked(self, sent: dict[str, Any], identifier: str) -> None:
        """From now on it may end at any moment."""
        holder = self._holder(sent)
        holder.unheard[identifier] = self._operation(sent, ENDS[sent["kind"]], _unknown(identifier))
        holder.pending[identifier] = sent["amount"]

    def _ended(self, record: dict[str, Any], identifier: str) -> None:
        holder = self._holder(record)
        holder.unheard.pop(identifier, None)
        holder.pending.pop(identifier, None)

    def _operation(self, record: dict[str, Any], op_class: str, effect: dict[str, Any]) -> Operation:
        return Operation(
            line=self._line,
            counterparty=_counterparty(record, op_class),
            op_class=op_class,
            external_id=effect["id"],
            player=record["player"],
            outcome=effect["outcome"],
            moved=effect["moved"],
            owed=effect["owed"],
        )

    def _lose(self, sent: dict[str, Any]) -> None:
        holder = self._holder(sent)
        holder.waiting -= 1
        for action in sent["actions"]:
            holder.unheard[action["id"]] = self._operation(sent, "play", _unknown(action["id"]))

    def _holder(self, sent: dict[str, Any]) -> Holder:
        self.touched.add(sent["player"])
        return self.holders.setdefault(sent["player"], Holder())


def _counterparty(record: dict[str, Any], op_class: str) -> str:
    """A deposit names its payment provider in the body; wallet calls stand under their integration."""
    if op_class == "deposit":
        return json.loads(record["body"])["payment_provider"]
    return record["integration"] if op_class == "play" else HOUSE


def _unknown(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "outcome": "unknown", "moved": 0, "owed": 0}
