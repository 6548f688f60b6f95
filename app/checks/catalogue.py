"""Every check there is: by which setting it is judged, and what to do when it warns or fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.areas.monitoring.settings import (
    CACHE_MISSES,
    CLOCK_SKEW,
    CONNECTIONS,
    DATABASE_SIZE,
    DEAD_LETTERS,
    DELIVERIES_DUE,
    DEPOSITS_REFUSED,
    DISK_USED,
    FAILED_JOBS,
    HOUSE_FOLD,
    JOBS_WAITING,
    LOCKS_WAITED_FOR,
    OLDEST_DELIVERY,
    OLDEST_JOB,
    OLDEST_TRANSACTION,
    OUTBOX,
    PAYOUTS_UNPAID,
    PAYOUTS_UNSENT,
    PROVIDER_FAILURES,
    PROVIDER_LATENCY,
    PROVIDER_REPEATS,
    PROVIDER_SILENCE,
    REPORT_CELLS,
    REPORTS_REFUSED,
    REPORTS_WAITING,
    STAFF_SERVER,
    STREAMS,
    WALLET_SERVER,
    WORKER,
)
from app.settings import Threshold
from app.web.filters import duration
from app.words import spelled

GROUPS: Mapping[str, str] = {
    "providers": "Game providers",
    "payments": "Payment providers",
    "database": "Database",
    "servers": "Servers",
    "jobs": "Jobs",
    "webhooks": "Webhooks",
    "lag": "Rollups and streams",
}


@dataclass(frozen=True)
class Check:
    """`name` is its group and what it looks at; `advice` what to do when it is wrong."""

    name: str
    threshold: Threshold
    advice: str

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]

    @property
    def title(self) -> str:
        return spelled(self.name.partition(".")[2])

    @property
    def unit(self) -> str:
        return self.threshold.unit

    def said(self, figure: float) -> str:
        """A figure in its unit: “42 %”, “3 min 5 s”, “1,204”."""
        if self.unit == "s":
            return duration(timedelta(seconds=figure)) if figure else "0 s"
        digits = f"{figure:,.1f}" if self.unit in ("%", "GB") and figure < 10 else f"{figure:,.0f}"
        return f"{digits} {self.unit}".rstrip()


CHECKS = (
    Check(
        "database.connections",
        CONNECTIONS,
        (
            "Look for what opens so many: more servers or workers than planned, or a pool that does not give "
            "back. Raise max_connections only with the memory for it."
        ),
    ),
    Check(
        "database.oldest_transaction",
        OLDEST_TRANSACTION,
        (
            "An open transaction holds back folds, streams and cleaning up. Find it in pg_stat_activity and end "
            "it with pg_terminate_backend, unless it is a dump."
        ),
    ),
    Check(
        "database.locks_waited_for",
        LOCKS_WAITED_FOR,
        "Find who holds the locks: pg_blocking_pids in pg_stat_activity names them.",
    ),
    Check(
        "database.cache_misses",
        CACHE_MISSES,
        (
            "The database reads much from its disk: give it more memory (shared_buffers), or see which report "
            "reads so much."
        ),
    ),
    Check(
        "database.size",
        DATABASE_SIZE,
        "See that the disk has room, and how long raw calls are kept: they are the largest part.",
    ),
    Check(
        "database.clock_skew",
        CLOCK_SKEW,
        "Set the clocks of both machines by NTP: signatures and sessions go by them.",
    ),
    Check(
        "servers.staff",
        STAFF_SERVER,
        "Start the server of pages again, and look at the end of its log.",
    ),
    Check(
        "servers.wallet",
        WALLET_SERVER,
        "Players cannot bet. Start the wallet’s server again, and look at the end of its log.",
    ),
    Check(
        "servers.worker",
        WORKER,
        "Payouts, webhooks and alerts wait. Start ./countroom worker again, and look at the end of its log.",
    ),
    Check(
        "servers.disk",
        DISK_USED,
        "Make room: logs and old dumps first. Below five per cent the database stops writing.",
    ),
    Check(
        "jobs.waiting",
        JOBS_WAITING,
        "Look at Jobs: one kind may hold the others up. A second worker shares the work.",
    ),
    Check(
        "jobs.oldest",
        OLDEST_JOB,
        "Look at Jobs for what runs so long, and at the worker’s log.",
    ),
    Check(
        "jobs.failed",
        FAILED_JOBS,
        "Look at Schedule and queue: mend the cause, then ask for them again.",
    ),
    Check(
        "webhooks.due",
        DELIVERIES_DUE,
        "A receiver is slow or away: look at Webhooks for which. Disable it if it holds up nobody else’s work.",
    ),
    Check(
        "webhooks.oldest",
        OLDEST_DELIVERY,
        "Look whether the worker lives, and which receiver is slow.",
    ),
    Check(
        "webhooks.dead_letters",
        DEAD_LETTERS,
        "Ask the receiver to mend its end, then send the dead letters again, or dismiss them.",
    ),
    Check(
        "providers.failures",
        PROVIDER_FAILURES,
        "Open the refused calls: a wrong signature is a key that was changed on one side, a fault is ours.",
    ),
    Check(
        "providers.latency",
        PROVIDER_LATENCY,
        "Look at the database first: locks and transactions. Then at how many calls come.",
    ),
    Check(
        "providers.repeats",
        PROVIDER_REPEATS,
        (
            "The provider does not get our answers and asks again. No money moves twice. Look at the network "
            "between us, and tell the provider."
        ),
    ),
    Check(
        "providers.silence",
        PROVIDER_SILENCE,
        "The provider stopped calling: see its status page, tell its support, and consider disabling its games.",
    ),
    Check(
        "payments.refused",
        DEPOSITS_REFUSED,
        "Players cannot pay in. Look at the reasons of the attempts, and at the payment provider’s status page.",
    ),
    Check(
        "payments.reports_refused",
        REPORTS_REFUSED,
        "A wrong signature is a key that was changed on one side, or somebody else who writes to the address.",
    ),
    Check(
        "payments.reports_waiting",
        REPORTS_WAITING,
        "Look at Jobs for process_payment_webhook and why it fails.",
    ),
    Check(
        "payments.payouts_unsent",
        PAYOUTS_UNSENT,
        "Look at Jobs for submit_withdrawal and why it fails. Nothing is paid twice when it is tried again.",
    ),
    Check(
        "payments.payouts_unpaid",
        PAYOUTS_UNPAID,
        (
            "Ask the payment provider what became of the first of Withdrawals → Being paid: its webhook may have "
            "been lost, or refused."
        ),
    ),
    Check(
        "lag.house_balances",
        HOUSE_FOLD,
        "Look for an old open transaction, and whether the worker lives.",
    ),
    Check(
        "lag.report_cells",
        REPORT_CELLS,
        (
            "Reports stay exact and grow slower: they read call by call what is not added up. Look for an old open "
            "transaction, and whether the worker lives."
        ),
    ),
    Check(
        "lag.outbox",
        OUTBOX,
        "Look for an old open transaction, and whether the worker lives.",
    ),
    Check(
        "lag.streams",
        STREAMS,
        "Pages look by themselves every half minute. Start the server of pages again if this goes on.",
    ),
)
BY_NAME: Mapping[str, Check] = {check.name: check for check in CHECKS}


def titled(cause: str) -> str:
    """“providers.failures acme” reads “Failures: acme”; a check there is no more says itself."""
    name, _, about = cause.partition(" ")
    title = BY_NAME[name].title if name in BY_NAME else name
    return f"{title}: {about}" if about else title
