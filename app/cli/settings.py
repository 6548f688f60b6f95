"""`./countroom settings`: what the house has decided, and a way to change it."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command("settings")
def show(_: Namespace) -> None:
    """Print every setting with its value and where that came from."""
    with _instance.application():
        from app.queries import settings

        for seen in settings.listed():
            source = "default" if seen.changed_at is None else f"{seen.actor}, {seen.changed_at:%Y-%m-%d %H:%M} UTC"
            told = f": {seen.reason}" if seen.reason else ""
            name = f"{seen.setting.key}{f' ({seen.brand})' if seen.brand else ''}"
            print(f"{name:<32} {seen.value:<16} {source}{told}\n    {seen.setting.sentence}")


@command(
    "settings set",
    argument("key", help="of the setting, area.name"),
    argument("value", help="as `./countroom settings` writes it"),
    argument("--reason", required=True, help="why; kept in the audit log"),
    argument("--brand", default="", help="for this brand alone (its code)"),
)
def change(options: Namespace) -> None:
    """Give a setting another value, from the next request on."""
    with _instance.application():
        from app.services import settings

        now = settings.change(options.key, options.value, reason=options.reason, by=None, brand=options.brand)
    print(f"{options.key} is now {now}.")


@command(
    "settings reset",
    argument("key", help="of the setting, area.name"),
    argument("--reason", required=True, help="why; kept in the audit log"),
    argument("--brand", default="", help="for this brand alone (its code)"),
)
def reset(options: Namespace) -> None:
    """Return a setting to its default."""
    with _instance.application():
        from app.services import settings

        now = settings.change(options.key, None, reason=options.reason, by=None, brand=options.brand)
    print(f"{options.key} is now {now}.")
