"""`./countroom ledger reconcile`: somebody else's books against ours."""

from argparse import Namespace
from pathlib import Path

from app.cli import _instance
from app.cli.command import argument, command


@command("ledger reconcile", argument("journal", type=Path, help="a gaming platform's own journal, NDJSON"))
def reconcile(options: Namespace) -> int:
    """Compare every operation and balance of a journal with the ledger; 1 when anything differs."""
    with _instance.application():
        from app.services import reconciliation

        found = reconciliation.reconcile(options.journal)
    for difference in found.differences:
        print(difference)
    print(
        f"{found.operations} operations moved {found.moved} minor units; {found.players} players compared,"
        f" {found.busy} in the middle of a call; {len(found.differences)} differences."
    )
    return 1 if found.differences else 0
