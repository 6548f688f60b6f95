"""What happens to acts on many. What was searched for may name a person, so it stands with the run."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class BulkDryRunAsked(Event):
    name = "bulk.dry_run_asked"
    sentence = "Asked what {action} would do ({target}): {reason_code}."
    action: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class BulkRunStarted(Event):
    name = "bulk.run_started"
    sentence = "Started {action} on {agreed} rows ({target}) after dry run {dry_run}: {reason_code}."
    action: str
    dry_run: str
    agreed: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class BulkRunAskedAgain(Event):
    name = "bulk.run_asked_again"
    sentence = "Sent the start of {action} ({target}) again; nothing else happened."
    action: str


@dataclass(frozen=True, kw_only=True)
class BulkRunEnded(Event):
    name = "bulk.run_ended"
    sentence = "{action} ({target}) {state}: {done} done, {skipped} skipped, {failed} failed."
    action: str
    state: str
    done: int
    skipped: int
    failed: int
