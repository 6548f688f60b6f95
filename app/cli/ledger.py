"""`./countroom ledger verify`: the books recomputed from their own rows."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command("ledger verify", argument("--player", default="", help="only this player (pl_…)"))
def verify(options: Namespace) -> int:
    """Recompute sums, balances, versions, calls and rounds, and name the place of each fault; 1 when there is one."""
    with _instance.application():
        from app.queries import ledger_faults

        found = ledger_faults.found(options.player)
        for fault in found:
            print(fault)
        counts = ledger_faults.extent()
    rows = ", ".join(f"{count:,} {table}" for table, count in counts.items())
    print(f"{len(found)} faults in {rows}." if found else f"Nothing found: {rows}.")
    return 1 if found else 0
