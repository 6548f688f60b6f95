"""How gunicorn serves one face. Imports nothing of ours: psycopg must not load before gevent has patched."""

import os
import time

face = os.environ.get("COUNTROOM_FACE", "all")
wsgi_app = "wsgi:app"
bind = os.environ.get("COUNTROOM_BIND", "127.0.0.1:8000")
proc_name = f"countroom {face}"

# Providers keep their connections; staff's streams each hold a thread for as long as a page is open.
if face == "wallet":
    worker_class, workers, worker_connections = "gevent", 2, 1000
    keepalive = 75
else:
    worker_class, workers, threads = "gthread", 1, 128
    keepalive = 5

preload_app = False  # every worker of the wallet patches first and imports then
control_socket_disable = True
forwarder_headers = ""  # no header of a caller's says where we are mounted
secure_scheme_headers = {}  # nor how it was reached: what a proxy tells is read by the application, if it is told to
forwarded_allow_ips = "*"  # to tell nothing, so that no address is parsed for it
timeout = 30
graceful_timeout = 3
max_requests = 0  # bodies above 1 MiB are refused by the application, before they are read


def post_fork(_: object, worker: object) -> None:
    """Let the first worker come up alone, so that calls are answered sooner; the others of the start follow."""
    if 1 < worker.age <= workers:
        time.sleep(2)


def post_worker_init(worker: object) -> None:
    """Spare each request what is the same for all of them, and say from now on that the worker lives."""
    from app.processes import garbage, heartbeat, once  # by now the worker has patched

    once.work_out(worker.cfg)
    garbage.leave_what_is_loaded()
    heartbeat.begin(worker.wsgi, face)
