"""What an operator may decide about background work and alerts, and from which figures on a check warns and fails."""

from datetime import timedelta

from app.areas.monitoring.permissions import Monitoring
from app.settings import Bounds, Duration, Text, Threshold

JOBS_KEPT = Duration(
    key="monitoring.jobs_kept",
    default=timedelta(days=90),
    least=timedelta(days=7),
    most=timedelta(days=3650),
    sentence="A job that has ended, or that the queue gave up, can be looked at for this long, then it is removed.",
    changed_by=Monitoring.JOBS_MANAGE,
)
ALERTS_MAIL_TO = Text(
    key="monitoring.alerts_mail_to",
    default="",
    longest=500,
    sentence="Who is sent alerts by mail: addresses with commas between them; empty: nobody.",
    changed_by=Monitoring.THRESHOLDS_UPDATE,
)
ALERTS_MAIL_FROM = Text(
    key="monitoring.alerts_mail_from",
    default="countroom@localhost",
    longest=200,
    sentence="Whom mails about alerts come from: one address.",
    changed_by=Monitoring.THRESHOLDS_UPDATE,
)


def _threshold(name: str, warns: int, fails: int, unit: str, sentence: str) -> Threshold:
    return Threshold(
        key=f"monitoring.{name}",
        default=Bounds(warns, fails),
        unit=unit,
        sentence=f"{sentence} It warns from the first figure on, and fails from the second.",
        changed_by=Monitoring.THRESHOLDS_UPDATE,
    )


CONNECTIONS = _threshold("database_connections", 70, 90, "%", "Connections to the database, of all that it allows.")
OLDEST_TRANSACTION = _threshold(
    "database_oldest_transaction", 120, 900, "s", "The oldest transaction that is still open."
)
LOCKS_WAITED_FOR = _threshold(
    "database_locks_waited_for", 5, 50, "", "Sessions that wait for a lock somebody else holds."
)
CACHE_MISSES = _threshold(
    "database_cache_misses", 10, 30, "%", "Pages of the database that were read from the disk instead of its memory."
)
DATABASE_SIZE = _threshold("database_size", 500, 900, "GB", "The database on its disk.")
CLOCK_SKEW = _threshold(
    "database_clock_skew", 2, 30, "s", "The difference between the clocks of database and application."
)
STAFF_SERVER = _threshold("servers_staff", 20, 60, "s", "The last sign of life of the server of pages and API.")
WALLET_SERVER = _threshold(
    "servers_wallet", 20, 60, "s", "The last sign of life of the server that game providers call."
)
WORKER = _threshold("servers_worker", 20, 60, "s", "The last sign of life of the worker.")
DISK_USED = _threshold("servers_disk", 85, 95, "%", "The disk of the instance folder, used.")
JOBS_WAITING = _threshold("jobs_waiting", 200, 2000, "", "Jobs that are due and wait for a worker.")
OLDEST_JOB = _threshold("jobs_oldest", 60, 600, "s", "The job that has been due for longest.")
FAILED_JOBS = _threshold("jobs_failed", 1, 20, "", "Jobs that were given up within a day.")
DELIVERIES_DUE = _threshold("webhooks_due", 200, 5000, "", "Deliveries of webhooks that are due.")
OLDEST_DELIVERY = _threshold("webhooks_oldest", 60, 900, "s", "The delivery that has been due for longest.")
DEAD_LETTERS = _threshold(
    "webhooks_dead_letters", 1, 1000, "", "Deliveries that were given up and neither sent again nor dismissed."
)
PROVIDER_FAILURES = _threshold(
    "providers_failures",
    2,
    10,
    "%",
    "Calls of the last minute that failed: a fault of ours, or nothing we can read or trust.",
)
PROVIDER_LATENCY = _threshold(
    "providers_latency", 250, 1000, "ms", "Nineteen of twenty calls of the last minute were answered faster."
)
PROVIDER_REPEATS = _threshold(
    "providers_repeats",
    20,
    40,
    "%",
    "Calls of the last minute that had been answered before: a provider does not hear us.",
)
PROVIDER_SILENCE = _threshold(
    "providers_silence", 50, 200, "missed", "Calls that would have come since the last one, at the pace of before."
)
DEPOSITS_REFUSED = _threshold(
    "payments_refused", 50, 80, "%", "Attempts to deposit of the last quarter of an hour that were declined or ran out."
)
REPORTS_REFUSED = _threshold(
    "payments_reports_refused",
    10,
    50,
    "%",
    "Webhooks of payment providers in the last quarter of an hour that were not accepted.",
)
REPORTS_WAITING = _threshold(
    "payments_reports_waiting",
    60,
    600,
    "s",
    "The oldest accepted webhook of a payment provider that is not worked on yet.",
)
PAYOUTS_UNSENT = _threshold(
    "payments_payouts_unsent",
    300,
    3600,
    "s",
    "The withdrawal that was approved first, of those the payment provider was not asked to pay yet.",
)
PAYOUTS_UNPAID = _threshold(
    "payments_payouts_unpaid",
    86_400,
    259_200,
    "s",
    "The withdrawal that a payment provider was asked first to pay, of those it neither paid nor gave back.",
)
HOUSE_FOLD = _threshold("lag_house_balances", 180, 900, "s", "The balances of house accounts are as of so long ago.")
REPORT_CELLS = _threshold(
    "lag_report_cells", 180, 900, "s", "The oldest movement of money that is not yet added up for reports."
)
OUTBOX = _threshold(
    "lag_outbox", 180, 900, "s", "The oldest message of the outbox that is not yet spread to its receivers."
)
STREAMS = _threshold("lag_streams", 10, 60, "s", "The last look for news of a server whose pages are open.")
