"""`./countroom api-key …`: what an internal tool shows at the JSON API."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command(
    "api-key add",
    argument("--name", required=True, help="the tool it is for"),
    argument("--permission", required=True, action="append", help="such as api.players.read; once for each"),
    argument("--brand", default="", help="a brand's code; without it, every brand"),
    argument("--days", type=int, default=365, help="how long it lasts"),
    argument("--requests-per-minute", type=int, default=6000),
)
def add(options: Namespace) -> None:
    """Make a key and print it, this once."""
    with _instance.application():
        from app.services import api_keys

        wanted = api_keys.Wanted(
            name=options.name,
            permissions=options.permission,
            brand=options.brand,
            days=options.days,
            requests_per_minute=options.requests_per_minute,
        )
        key, text = api_keys.add(wanted)
        print(f"{key.name} may ask until {key.expires_at:%Y-%m-%d}. Its key, shown this once: {text}")


@command("api-key revoke", argument("key", help="how it begins: ck_ and eight letters"))
def revoke(options: Namespace) -> None:
    """End a key at once."""
    with _instance.application():
        from app.services import api_keys

        key = api_keys.revoke(options.key)
        print(f"{key.outside_id} ({key.name}) opens nothing any more.")


@command("api-key list")
def show(_: Namespace) -> None:
    """List the keys there are, without what opens."""
    with _instance.application():
        from app.services import api_keys

        for key, brand in api_keys.listed():
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else f"until {key.expires_at:%Y-%m-%d}"
            print(f"{key.outside_id}  {state}  {brand or 'every brand'}  {key.name}: {', '.join(key.permissions)}")
