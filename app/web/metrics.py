"""What Prometheus reads, in its text format 0.0.4: all of it from the database, so that all processes tell the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from app.checks.judging import FAILING, FINE, UNKNOWN, WARNING, Judged
from app.models.request_count import RequestCount
from app.queries.alerts import SeenAlert
from app.web.request_counts import BOUNDS

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATES = {FINE: 0, WARNING: 1, FAILING: 2}
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
Sample = tuple[Mapping[str, str], float]


def written(found: Sequence[Judged], alerts: Sequence[SeenAlert], counts: Sequence[RequestCount]) -> str:
    """Figures, states and thresholds of checks, how many alerts are open, what was answered and how fast."""
    figures = [(_labels(each), each.reading.figure) for each in found if each.reading.figure is not None]
    states = [(_labels(each), STATES[each.state]) for each in found if each.state != UNKNOWN]
    bounds = [
        (_labels(each) | {"level": level}, figure)
        for each in found
        for level, figure in zip(("warning", "failing"), each.bounds, strict=True)
    ]
    opened = [({"severity": level}, sum(each.severity == level for each in alerts)) for level in (WARNING, FAILING)]
    lines = [
        *_family("countroom_check_figure", "Figure of a check, in the unit of its threshold.", figures),
        *_family("countroom_check_state", "0 fine, 1 warning, 2 failing; none while it cannot be judged.", states),
        *_family("countroom_check_threshold", "From which figure on a check warns or fails.", bounds),
        *_family("countroom_alerts_open", "Alerts that are open, by the worst they were.", opened),
        *_requests(counts),
    ]
    return "\n".join(lines) + "\n"


def _requests(counts: Sequence[RequestCount]) -> Iterator[str]:
    """`counts` in their order: by face, endpoint, status."""
    answered = [(_place(each) | {"status": f"{each.status}"}, sum(each.buckets)) for each in counts]
    yield from _family("countroom_requests_total", "Requests that were answered.", answered, kind="counter")
    name = "countroom_request_seconds"
    yield from _head(name, "How long it took until an answer began.", "histogram")
    for _, same in groupby(counts, key=lambda each: (each.face, each.endpoint)):
        rows = list(same)
        place, reached = _place(rows[0]), list(accumulate(map(sum, zip(*(each.buckets for each in rows), strict=True))))
        bounds = [*(f"{bound:g}" for bound in BOUNDS), "+Inf"]
        yield from (_line(f"{name}_bucket", place | {"le": le}, n) for le, n in zip(bounds, reached, strict=True))
        yield _line(f"{name}_sum", place, sum(each.seconds for each in rows))
        yield _line(f"{name}_count", place, reached[-1])


def _family(name: str, meaning: str, samples: Iterable[Sample], *, kind: str = "gauge") -> Iterator[str]:
    yield from _head(name, meaning, kind)
    yield from (_line(name, labels, value) for labels, value in samples)


def _head(name: str, meaning: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    told = ",".join(f'{key}="{text.translate(ESCAPES)}"' for key, text in labels.items())
    return f"{name}{{{told}}} {value:.15g}"


def _place(each: RequestCount) -> dict[str, str]:
    return {"face": each.face, "endpoint": each.endpoint}


def _labels(each: Judged) -> dict[str, str]:
    return {"check": each.check.name, "about": each.reading.about}
