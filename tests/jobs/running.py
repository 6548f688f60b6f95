"""The worker, run from a test: in a thread of its own, since a browser that this process drives keeps an event loop
running in the main one; or as a process that can be killed."""

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from app.jobs import worker
from tests.platform import processes

WORK = """
import sys
from importlib import import_module

from app import create_app
from app.config import Settings
from app.jobs import tasks
from app.jobs.worker import run

for module in sys.argv[2:]:
    tasks.every().update(import_module(module).TASKS)
settings = Settings(env="test", instance=sys.argv[1])
run(create_app("command", settings), settings)
"""


def run(app, settings):
    """Work until nothing is left to do; raises what the worker raised."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker.run, app, settings, wait=False).result()


@contextmanager
def workers(settings, database_url, *modules):
    """Starts a process at each call, which also knows the TASKS of these modules; all are killed at the end."""
    started = []

    def start():
        started.append(processes.run(WORK, settings.instance, *modules, DATABASE_URL=database_url))
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.communicate()
