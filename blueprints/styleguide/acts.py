"""The friction ladder, one sample act for each level: what it asks before anything is done."""

from dataclasses import dataclass, field
from typing import Any

from app.errors import NotFound
from app.money import Currency, Money
from app.web.effects import Change, DryRun, Skipped
from app.web.reasons import ReasonForm
from blueprints.styleguide.forms import SampleCount, SampleReason

EUR = Currency("EUR", 2)
CHANGES = (
    Change("Pending withdrawal", Money(240_000, EUR), Money(0, EUR)),
    Change("Paid out, lifetime", Money(2_126_000, EUR), Money(2_366_000, EUR)),
    Change("Free to withdraw", Money(78_420, EUR), Money(78_420, EUR), "stays as it is"),
)
RUN = DryRun(
    count=9_812,
    sample=("wd_06EXAMPLE0000000000000001A", "wd_06EXAMPLE0000000000000002B", "wd_06EXAMPLE0000000000000003C"),
    skipped=(
        Skipped("claimed by somebody else", 143, ("wd_06EXAMPLE0000000000000004D",)),
        Skipped("above the limit of your role", 45),
    ),
)


@dataclass(frozen=True)
class Act:
    """What a dialog of one level is given."""

    title: str
    verb: str
    about: str
    tone: str = "primary"
    more: dict[str, Any] = field(default_factory=dict[str, Any])

    def form(self) -> ReasonForm:
        run = self.more.get("run")
        return SampleCount(expected=run.count) if run else SampleReason()


ACTS = {
    "0": Act("Add the tag VIP?", "Add tag", "Without the dialog this asks nothing and offers to take it back."),
    "1": Act("Suspend Elina Korhonen?", "Suspend the player", "No new bet is taken from now on.", "danger"),
    "2": Act("Pay €2,400.00 to Elina Korhonen?", "Approve and pay €2,400.00", "", more={"changes": CHANGES}),
    "3": Act(
        "Credit €50.00 to Elina Korhonen?",
        "Ask for approval of €50.00",
        "",
        more={
            "changes": (Change("Cash", Money(78_420, EUR), Money(83_420, EUR)),),
            "second": "This needs a second person: somebody with the role Finance decides, within 24 hours.",
        },
    ),
    "4": Act(
        "Reject 9,812 withdrawals?", "Reject 9,812 withdrawals", "", "danger", {"run": RUN, "noun": "withdrawals"}
    ),
}


def act(level: str) -> Act:
    """Raises NotFound when the ladder has no such step."""
    if level not in ACTS:
        raise NotFound("The ladder has the levels 0 to 4.")
    return ACTS[level]


def examples() -> dict[str, Any]:
    return {"changes": CHANGES, "run": RUN}
