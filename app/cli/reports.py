"""`./countroom reports rebuild`: the sums of all reports added up anew from the ledger's calls."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import command

AT_ONCE = 100_000


@command("reports rebuild")
def rebuild(_: Namespace) -> None:
    """Add up what reports show anew from every call; until it is done, everybody reads what stood."""
    import psycopg

    with _instance.database(), psycopg.connect(_instance.url("owner")) as owner:
        row = owner.execute("select report.rebuild(%s)", [AT_ONCE]).fetchone()
    print(f"Added up anew: {row[0] if row else 0:,} calls.")
