"""The browser that tests drive: an installed one, else Debian's package."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """Return the browser's path, from CHROMIUM when that is set; installs it where this user may."""
    return _installed() or (_installed() if _install() else None)


def _installed() -> str | None:
    candidates = (os.environ.get("CHROMIUM", ""), *NAMES, *PLACES)
    return next((path for candidate in candidates if candidate and (path := shutil.which(candidate))), None)


def _install() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("countroom: installing Chromium for the browser tests", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = ("apt-get update -qq", "apt-get install -y -qq --no-install-recommends chromium")
    return all(
        subprocess.run(words.split(), env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for words in commands
    )
