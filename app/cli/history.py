"""`./countroom import history FILE`: what another platform booked, into our ledger."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import _instance
from app.cli.command import argument, command
from app.errors import Refused

if TYPE_CHECKING:
    from app.queries.history import Parity
    from app.services.history import Outcome


@command(
    "import history",
    argument("file", type=Path, help="as docs/history-format.md describes it"),
    argument("--all-or-nothing", action="store_true", help="one faulty player keeps everybody out"),
    argument("--json", action="store_true", help="print the report as one JSON document"),
)
def import_history(options: Namespace) -> int:
    """Bring a file of history into the ledger and compare; 1 when a line is faulty or a figure differs."""
    if not options.file.is_file():
        raise Refused(f"There is no file {options.file}.")
    with _instance.application():
        from app.database import boot_checks
        from app.services import history, report_cells

        boot_checks.insist(_instance.url("app"))
        outcome = history.bring_in(
            options.file,
            owner_url=_instance.url("owner"),
            all_or_nothing=options.all_or_nothing,
            say=lambda words: print(words, file=sys.stderr),
        )
        report_cells.catch_up()  # whoever looks at a report next does not wait for it
        history.tell_the_planner(_instance.url("owner"))
    print(json.dumps(document(outcome), indent=1) if options.json else report(outcome))
    return 0 if outcome.is_clean and not outcome.faults else 1


def document(outcome: "Outcome") -> dict[str, Any]:
    """The report for machines."""
    return {
        "import": str(outcome.import_id),
        "sha256": outcome.sha256,
        "new": outcome.is_new,
        "refused": outcome.is_refused,
        "players": outcome.players,
        "transfers": outcome.transfers,
        "clean": outcome.is_clean,
        "faults": [fault._asdict() for fault in outcome.faults],
        "parity": [_parity(each) for each in outcome.parity],
        "seconds": {"reading": round(outcome.read_seconds, 2), "posting": round(outcome.post_seconds, 2)},
        "transfers_per_second": round(outcome.transfers / outcome.post_seconds) if outcome.is_new else None,
    }


def _parity(each: "Parity") -> dict[str, Any]:
    figures = {name: getattr(each, name)._asdict() for name in ("told", "found", "differences")}
    return {"brand": each.brand, "currency": each.currency, **figures}


def report(outcome: "Outcome") -> str:
    """The report for people."""
    lines = [f"line {fault.line}: {fault.reason}" for fault in outcome.faults]
    lines += [
        "" if lines else "No line is faulty.",
        "brand and currency     figure        in the file   in the ledger   difference",
    ]
    for each in outcome.parity:
        for name, told, found, differs in zip(each.told._fields, each.told, each.found, each.differences, strict=True):
            lines.append(f"{each.brand + ' ' + each.currency:<22} {name:<10} {told:>14,} {found:>15,} {differs:>12,}")
    return "\n".join([*lines, "", *_summary(outcome)])


def _summary(outcome: "Outcome") -> list[str]:
    counts = outcome.players
    entered, known, outside = (counts.get(state, 0) for state in ("entered", "known", "faulty"))
    said = [f"{entered:,} players entered, {known:,} were here before, {outside:,} stayed outside."]
    if outcome.is_refused:
        said += ["Nothing of the file entered: all or nothing was asked for."]
    elif not outcome.is_new:
        said += ["This file had been imported before; nothing changed."]
    else:
        speed = outcome.transfers / outcome.post_seconds
        said += [
            f"{outcome.transfers:,} transfers: read in {outcome.read_seconds:.1f} s, "
            f"posted in {outcome.post_seconds:.1f} s ({speed:,.0f} a second)."
        ]
    return [*said, "Ledger and file agree." if outcome.is_clean else "LEDGER AND FILE DIFFER."]
