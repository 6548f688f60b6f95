"""What Prometheus reads, in its text format 0.0.4: all of it from the database, so that all processes tell the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.checks.judging import FAILING, FINE, UNKNOWN, WARNING, Judged
from app.queries.alerts import SeenAlert

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATES = {FINE: 0, WARNING: 1, FAILING: 2}
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
Sample = tuple[Mapping[str, str], float]


def written(found: Sequence[Judged], alerts: Sequence[SeenAlert]) -> str:
    """Figures, states and thresholds of checks, and how many alerts are open."""
    figures = [(_labels(each), each.reading.figure) for each in found if each.reading.figure is not None]
    states = [(_labels(each), STATES[each.state]) for each in found if each.state != UNKNOWN]
    bounds = [
        (_labels(each) | {"level": level}, figure)
        for each in found
        for level, figure in zip(("warning", "failing"), each.bounds, strict=True)
    ]
    counts = [({"severity": level}, sum(each.severity == level for each in alerts)) for level in (WARNING, FAILING)]
    lines = [
        *_family("countroom_check_figure", "Figure of a check, in the unit of its threshold.", figures),
        *_family("countroom_check_state", "0 fine, 1 warning, 2 failing; none while it cannot be judged.", states),
        *_family("countroom_check_threshold", "From which figure on a check warns or fails.", bounds),
        *_family("countroom_alerts_open", "Alerts that are open, by the worst they were.", counts),
    ]
    return "\n".join(lines) + "\n"


def _family(name: str, meaning: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"
    for labels, value in samples:
        told = ",".join(f'{key}="{text.translate(ESCAPES)}"' for key, text in labels.items())
        yield f"{name}{{{told}}} {value:.10g}"


def _labels(each: Judged) -> dict[str, str]:
    return {"check": each.check.name, "about": each.reading.about}
