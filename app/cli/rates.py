"""`./countroom rates`: what currencies are worth, read and entered at the machine."""

from argparse import Namespace
from pathlib import Path

from app.cli import _instance
from app.cli.command import argument, command


@command("rates", argument("--base", default="", help="against this currency; by default the reporting currency"))
def show(options: Namespace) -> None:
    """Print the newest rate of each currency."""
    with _instance.application():
        from app.queries import currency_rates as queries
        from app.services import currency_rates

        base = options.base or currency_rates.reporting_currency()
        for currency, row in sorted(queries.newest(base).items()):
            print(f"{row.day} 1 {base} = {queries.written(row.rate)} {currency}  {row.source}, {row.actor_id}")


@command(
    "rates import",
    argument("file", type=Path, help="lines of day,currency,rate such as 2026-11-23,SEK,11.2345"),
    argument("--base", default="", help="so much for one of this; by default of the reporting currency"),
    argument("--source", required=True, help="where they are from"),
    argument("--reason", default="", help="why, where rates are corrected; kept in the audit log"),
    argument("--dry-run", action="store_true", help="say what would become of each line, and do nothing"),
)
def bring_in(options: Namespace) -> int:
    """Enter rates from a file: all of its lines, or none when one has a fault."""
    with _instance.application():
        from app.queries import currency_rates as queries
        from app.services import currency_rates

        base, text = options.base or currency_rates.reporting_currency(), options.file.read_text("utf-8")
        trial = currency_rates.try_out(text, base=base, by=None)
        for line in trial.lines:
            was = f", was {queries.written(line.was)}" if line.was else ""
            print(f"line {line.number}: {line.text}: {line.becomes}{was}{f'. {line.told}' if line.told else ''}")
        if options.dry_run or not trial.is_sound:
            return 1 if trial.count("fault") else 0
        currency_rates.enter(
            text, base=base, source=options.source, reason=options.reason, digest=trial.digest, by=None
        )
    print(f"{trial.count('new')} entered, {trial.count('correction')} corrected.")
    return 0
