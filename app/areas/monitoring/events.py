"""What happens to background work and alerts by hand, and to the database as a whole."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class DatabaseAdopted(Event):
    name = "database.adopted"
    sentence = "Adopted the database of cluster {came_from} in cluster {target}; transactions count {moved} further."
    came_from: str
    moved: str


@dataclass(frozen=True, kw_only=True)
class JobCancelAsked(Event):
    name = "job.cancel_asked"
    sentence = "Asked {target} ({task}) to stop."
    task: str


@dataclass(frozen=True, kw_only=True)
class JobRetried(Event):
    name = "job.retried"
    sentence = "Asked for {target} ({task}) once more."
    task: str


@dataclass(frozen=True, kw_only=True)
class QueuedJobRetried(Event):
    name = "queued_job.retried"
    sentence = "Asked for job {job} of the queue ({task}) once more."
    job: int
    task: str


@dataclass(frozen=True, kw_only=True)
class RecordsPruned(Event):
    name = "records.pruned"
    sentence = "Removed {count} {target}, kept for {kept}."
    count: int
    kept: str


@dataclass(frozen=True, kw_only=True)
class AlertAcknowledged(Event):
    name = "alert.acknowledged"
    sentence = "Acknowledged {target} ({cause})."
    cause: str


@dataclass(frozen=True, kw_only=True)
class AlertsMuted(Event):
    name = "alerts.muted"
    sentence = "Muted the alerts of {cause} until {until}."
    cause: str
    until: str


@dataclass(frozen=True, kw_only=True)
class AlertsUnmuted(Event):
    name = "alerts.unmuted"
    sentence = "Let the alerts of {cause} tell again."
    cause: str
