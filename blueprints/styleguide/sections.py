"""The sections of the style guide, each with the example data it is drawn with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.errors import NotFound
from blueprints.styleguide import acts, examples, forms, samples

Examples = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """One page: `templates/styleguide/<name>.html`."""

    name: str
    title: str
    about: str
    examples: Examples = dict
    pieces: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def template(self) -> str:
        return f"styleguide/_{self.name}.html"


def _forms() -> dict[str, Any]:
    return {
        "form": forms.SampleForm(),
        "wrong": forms.with_errors(),
        "span": forms.SampleRange(formdata=None, prefix="span-"),
        "why": forms.SampleReason(formdata=None, prefix="why-"),
    }


SECTIONS = (
    Section("forms", "Forms", "Fields, the error summary, and why somebody acts", _forms),
    Section("dialogs", "Dialogs", "Friction in proportion to damage: five levels", acts.examples),
    Section(
        "lists",
        "Lists",
        "Tabs, columns, order, height of rows, selection",
        examples.a_list,
        {"list": "styleguide/_list.html"},
    ),
    Section(
        "queues",
        "Queues",
        "A list on the left, the open record on the right",
        examples.a_queue,
        {"open": "styleguide/_open.html"},
    ),
    Section("states", "States", "First use, nothing matches, failed, no right, loading", samples.states),
    Section("changes", "Changes", "Old and new, the log, jobs, exports, paper", samples.changes),
    Section("reports", "Reports", "Parameters, summary, chart or table, what the figures are", samples.report),
    Section(
        "finding",
        "Finding",
        "The palette, a look beside the list, every key",
        samples.finding,
        {"peek": "styleguide/_peek.html"},
    ),
    Section("records", "Records", "Head, tabs, steps, checks, timeline", examples.a_record),
)


def section(name: str) -> Section:
    """Raises NotFound when there is none of that name."""
    for each in SECTIONS:
        if each.name == name:
            return each
    raise NotFound("The style guide has no such section.")
