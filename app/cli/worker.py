"""`./countroom worker`: what happens in the background."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command("worker", argument("--once", action="store_true", help="end when nothing is left to do"))
def worker(options: Namespace) -> None:
    """Run background jobs until stopped."""
    with _instance.database():
        from app import create_app
        from app.config import Settings
        from app.database import boot_checks
        from app.jobs.worker import run

        settings = Settings()
        boot_checks.insist(settings.database_url.get_secret_value())
        run(create_app("command", settings), settings, wait=not options.once)
