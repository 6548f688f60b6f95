"""The programs that make up a running Countroom, and how to see that they answer."""

import http.client
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from app.cli._instance import ROOT
from app.errors import Unavailable
from app.processes.supervisor import Program, Supervisor

STEP = 0.05  # seconds between two looks


def server(face: str, *, host: str, port: int, log: Path | None = None) -> Program:
    """One gunicorn with one face."""
    arguments = (sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "--chdir", str(ROOT))
    return Program(face, arguments, {"COUNTROOM_FACE": face, "COUNTROOM_BIND": f"{host}:{port}"}, log)


def worker(log: Path | None = None) -> Program:
    """What runs the jobs."""
    return Program("worker", (sys.executable, "-m", "app.cli", "worker"), log=log, is_vital=False)


def insist_on_free(host: str, *ports: int) -> None:
    """Raises Unavailable when another program listens already."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                told = f"Port {port} cannot be had ({os.strerror(error.errno or 0)})"
                raise Unavailable(f"{told}: end the program that uses it, or choose other ports with --port.") from None


def await_ready(supervisor: Supervisor, host: str, *ports: int) -> bool:
    """Wait until each port says it is ready; False when asked to end before."""
    waiting = list(ports)
    while waiting:
        if not supervisor.watch(STEP):
            return False
        waiting = [port for port in waiting if not _is_ready(host, port)]
    return True


def _is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    connection.close()
    return False
