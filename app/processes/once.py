"""What gunicorn works out anew for each request though it stays the same: worked out once a worker.

That is about a twelfth of a provider's call. Names inside of gunicorn are replaced: its version is locked, and a test
holds each.
"""

from copy import copy
from functools import lru_cache
from time import time

from gunicorn import util
from gunicorn.config import Config
from gunicorn.http import wsgi


def work_out(config: Config) -> None:
    """To be called in a worker, when all settings are known."""
    _keep_settings(config)
    _keep_environ(config)
    _keep_date()


def _keep_settings(config: Config) -> None:
    """A request asks for some thirty of them; what the object holds itself is not looked up in a register."""
    vars(config).update({name: setting.get() for name, setting in config.settings.items()})


def _keep_environ(config: Config) -> None:
    """What every request's environment begins with, a stream for errors among it. Each gets a copy of its own."""
    kept = wsgi.base_environ(config)
    wsgi.base_environ = lambda _: copy(kept)


def _keep_date() -> None:
    """The `Date` of an answer: written out once a second."""
    written = lru_cache(maxsize=1)(util.http_date)
    util.http_date = lambda timestamp=None: written(int(time() if timestamp is None else timestamp))
