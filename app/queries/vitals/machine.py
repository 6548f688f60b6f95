"""The machine this very process runs on."""

import shutil
from pathlib import Path

from app.queries.vitals.reading import Reading

GIGABYTE = 10**9


def readings(folder: Path) -> list[Reading]:
    """The disk that holds `folder`; nothing to judge by while it is not there."""
    if not folder.exists():
        return [Reading("servers.disk", None, "the instance folder is not there yet")]
    disk = shutil.disk_usage(folder)
    used = disk.total - disk.free
    return [Reading("servers.disk", 100 * used / disk.total, f"{disk.free / GIGABYTE:,.0f} GB free")]
