"""Where the crowd lives: a cluster in a folder that goes away, or in one that is kept for the next time."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import ROOT, Settings
from app.database import embedded, migrations, roles
from benchmarks.crowd import making

YEAR = 380  # days, with some to spare
MADE = 5  # rises when the data are made in another way: what is kept of the old is made anew


@contextmanager
def standing(kept: Path | None, *, players: int, transfers: int) -> Iterator[tuple[embedded.Server, Settings]]:
    """The loaded database on the product's own settings, and what an application needs to use it."""
    folder = kept or Path(tempfile.mkdtemp(prefix="countroom-crowd-"))
    asked = {"players": players, "transfers": transfers, "way": MADE}
    made = folder / "crowd.json"
    try:
        if not made.exists() or json.loads(made.read_text()) != asked:
            _build(folder, players=players, transfers=transfers)
            made.write_text(json.dumps(asked))
        with embedded.running(folder / "database") as server:
            migrations.upgrade(server.url(roles.OWNER))
            _bring_up_to_date(_settings(server, folder))
            yield server, _settings(server, folder)
    finally:
        if kept is None:
            shutil.rmtree(folder)


def _build(folder: Path, *, players: int, transfers: int) -> None:
    shutil.rmtree(folder / "database", ignore_errors=True)
    with embedded.running(folder / "database", making.LOADING) as server:
        migrations.upgrade(server.url(roles.OWNER))
        decides = _found(_settings(server, folder))
        making.make(
            server, players=players, transfers=transfers, staff=decides, say=lambda line: print(line, flush=True)
        )


def _settings(server: embedded.Server, folder: Path) -> Settings:
    return Settings(
        env="development", database_url=server.url(), instance=folder / "instance", cookie_secure=False, face="staff"
    )


def _bring_up_to_date(settings: Settings) -> None:
    """Kept data may be older than some permission, and than the last rates."""
    from app import create_app
    from app.extensions import db, transaction
    from app.security import roles as templates
    from app.services import demo_rates

    with create_app("command", settings).app_context():
        with transaction():
            templates.install()
        demo_rates.enter_missing(YEAR)
        db.engine.dispose()


def _found(settings: Settings) -> str:
    """Brands, providers, games, house accounts, as the demo has them, and one member of staff, whose id it returns."""
    from app import create_app
    from app.extensions import db, transaction
    from app.services import demo_places, staff

    catalogue = json.loads((ROOT / "app" / "demo" / "catalogue.json").read_text("utf-8"))
    app = create_app("command", settings)
    with app.app_context():
        with transaction():
            providers, psp = demo_places.providers(catalogue), demo_places.payment_provider()
            for brand in demo_places.brands():
                integrations = [demo_places.integration(provider, brand) for provider in providers]
                demo_places.open_house_accounts(brand, integrations, psp)
        member = staff.add(email="all@example.test", name="All Seeing", role_code="head_of_operations", password=None)
        decides = member.outside_id
        db.engine.dispose()
    return decides
