"""`./countroom db dump|restore|adopt`: the whole database as a file, and its life in another cluster."""

import subprocess
from argparse import Namespace
from pathlib import Path

from app.cli import _instance
from app.cli.command import argument, command
from app.errors import Refused


@command("db dump", argument("file", type=Path, help="to write; it must not be there yet"))
def dump(options: Namespace) -> int:
    """Write the whole database into one file, as it is at this moment; everything may go on meanwhile."""
    from app.database import binaries

    if options.file.exists():
        raise Refused(f"{options.file} is there already. Name a file that is not.")
    if not options.file.parent.is_dir():
        raise Refused(f"There is no folder {options.file.parent}.")
    status = 1
    try:
        options.file.touch(mode=0o600)  # all that is known of players: for its owner alone
        with _instance.database():
            words = ("--format=custom", f"--file={options.file}", f"--dbname={_instance.url('owner')}")
            status = subprocess.call([binaries.directory() / "pg_dump", *words])
    finally:
        if status:  # half a dump would be taken for one
            options.file.unlink(missing_ok=True)
    if status == 0:
        print(f"Written: {options.file}, {options.file.stat().st_size / 1_000_000:.1f} MB.")
    return status


@command("db restore", argument("file", type=Path, help="as `./countroom db dump` wrote it"))
def restore(options: Namespace) -> int:
    """Read a dump into this database, which must be empty: all of it, or nothing."""
    import psycopg

    from app.database import binaries, boot_checks

    with _instance.database():
        with psycopg.connect(_instance.url("owner"), autocommit=True) as connection:
            if boot_checks.version(connection):
                raise Refused("This database is not empty. Restore into a new one, or a new COUNTROOM_INSTANCE.")
        words = ("--single-transaction", "--exit-on-error", f"--dbname={_instance.url('owner')}", options.file)
        status = subprocess.call([binaries.directory() / "pg_restore", *words])
        if status == 0:
            print(f"Restored. Next: {_next()}.")
    return status


def _next() -> str:
    """What a database that was just restored still needs."""
    import psycopg

    from app.database import boot_checks

    with psycopg.connect(_instance.url("owner")) as connection:
        is_current = boot_checks.version(connection) == boot_checks.expected_version()
    return "./countroom db adopt" if is_current else "./countroom db upgrade, then ./countroom db adopt"


@command("db adopt")
def adopt(_: Namespace) -> None:
    """Make a database that was restored from another cluster at home in this one, before anything is served."""
    with _instance.database():
        from app import create_app
        from app.config import Settings
        from app.services import adoption

        with create_app("command", Settings.model_validate({"database_url": _instance.url("owner")})).app_context():
            is_new_here = adoption.adopt()
    print("The database is at home here now." if is_new_here else "The database is at home here; nothing changed.")
