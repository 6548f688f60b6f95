"""The worker, run from a test: in a thread of its own, since a browser that this process drives keeps an event loop
running in the main one."""

from concurrent.futures import ThreadPoolExecutor

from app.jobs import worker


def run(app, settings):
    """Work until nothing is left to do; raises what the worker raised."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker.run, app, settings, wait=False).result()
