"""The wallet's workers patch their sockets before psycopg is loaded: else it would serve one call at a time."""

import os
import subprocess
import sys

from app.config import ROOT

CONFIGURATION = """
import sys, runpy
settings = runpy.run_path("gunicorn.conf.py")
assert settings["worker_class"] == "gevent", settings["worker_class"]
assert settings["preload_app"] is False
assert not {"psycopg", "app", "sqlalchemy"} & set(sys.modules), "loaded before the workers patch"
"""

TOGETHER = """
from gevent import monkey
monkey.patch_all()
import sys, time
assert "psycopg" not in sys.modules
from threading import Thread
from app.wallet.connections import Pool

pool = Pool(sys.argv[1], 8)
def sleep():
    pool.run(lambda connection: connection.execute("select pg_sleep(0.5)"), time.monotonic() + 20)
sleep()
began = time.monotonic()
sleepers = [Thread(target=sleep) for _ in range(8)]
for sleeper in sleepers: sleeper.start()
for sleeper in sleepers: sleeper.join()
pool.close()
print(time.monotonic() - began)
"""


def python(code, *arguments, **variables):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip


def test_nothing_is_loaded_before_the_workers_patch():
    python(CONFIGURATION, COUNTROOM_FACE="wallet")


def test_patched_workers_wait_for_the_database_together(database_url):
    assert float(python(TOGETHER, database_url)) < 2.0  # one after another: four
