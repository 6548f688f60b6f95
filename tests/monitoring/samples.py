"""A threshold of nobody's, and calls of a provider as the log keeps them."""

from app.areas.monitoring.permissions import Monitoring
from app.checks.catalogue import BY_NAME
from app.checks.judging import Judged
from app.queries.vitals.reading import Reading
from app.settings import Bounds, Threshold

THRESHOLD = Threshold(
    key="monitoring.sample",
    default=Bounds(5, 9),
    unit="%",
    sentence="A sample.",
    changed_by=Monitoring.THRESHOLDS_UPDATE,
)
CALL = """
    insert into provider_call (request_id, integration_id, operation, received_at, body, signature_valid, headers,
      outcome, replayed, http_status, answer, latency_us, wait_us, batch_size)
    select uuidv7(- age), %(integration)s, 'betwin', clock_timestamp() - age, '', true, '{}',
      %(outcome)s, %(replayed)s, 200, '', %(latency_us)s, 0, 1
    from generate_series(1, %(count)s) number
    cross join lateral (select make_interval(secs => %(first)s - number * %(every)s) as age) told
"""


def called(
    owner, integration, count, *, seconds_ago=50.0, every=1.0, outcome="applied", replayed=False, latency_us=2_000
):
    """So many calls, the first so long ago, and one `every` so many seconds from then on."""
    told = {"integration": integration, "count": count, "first": seconds_ago, "every": every}
    owner.execute(CALL, told | {"outcome": outcome, "replayed": replayed, "latency_us": latency_us})


def found(state, name="jobs.failed", figure=7, about="", brand_id=None):
    """What a look at a check found."""
    return Judged(BY_NAME[name], Reading(name, figure, "", about, brand_id), Bounds(1, 5), state)


def failing(name="jobs.failed", figure=7, about="", brand_id=None):
    return found("failing", name, figure, about, brand_id)
