"""`./countroom db …`: the schema, and a way in."""

import subprocess
from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command

ROLE = argument("--role", choices=["app", "owner", "reader"], default="reader", help="whom to connect as")


@command("db upgrade")
def upgrade(_: Namespace) -> None:
    """Bring the schema to this code's version, and permissions that are new to the roles they name."""
    from app.database import boot_checks, migrations

    with _instance.database():
        migrations.upgrade(_instance.url("owner"))
        with _instance.application():
            from app.extensions import transaction
            from app.security import roles

            with transaction():
                roles.install()
    print(f"The schema has version {boot_checks.expected_version()}, as this code needs it.")


@command("db check")
def check(_: Namespace) -> None:
    """Fail when the tables differ from what the code expects."""
    from app.database import migrations

    with _instance.database():
        migrations.check(_instance.url("owner"))


@command("db url", ROLE)
def url(options: Namespace) -> None:
    """Print the database's address, password included."""
    with _instance.database():
        print(_instance.url(options.role))


@command("db psql", ROLE, argument("arguments", nargs="*", help="for psql; after --"))
def psql(options: Namespace) -> int:
    """Open psql on the database."""
    from app.database import binaries

    with _instance.database():
        return subprocess.call([binaries.directory() / "psql", _instance.url(options.role), *options.arguments])
