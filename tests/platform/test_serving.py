"""The house as processes: up with one command, down with it, however it ends."""

import http.client
import runpy
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from app.database import embedded, roles
from app.database.cluster import Cluster
from tests.platform import processes

SECONDS = 20  # nominally eight for whatever is left of a demo that was killed; the rest is for a busy machine


@pytest.fixture
def environment(database_url, tmp_path) -> dict[str, str]:
    return {"DATABASE_URL": database_url, "COUNTROOM_ENV": "test", "COUNTROOM_INSTANCE": str(tmp_path)}


@pytest.fixture
def serving(environment):
    port = processes.free_ports()
    process = processes.countroom("serve", "--port", port, **environment)
    assert process.stdout.readline().startswith(f"Countroom is ready: http://127.0.0.1:{port} ")
    yield process, port
    process.kill()
    process.communicate()


def status(port: int, path: str, method: str = "GET") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=processes.PATIENCE)
    try:
        connection.request(method, path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_pages_and_wallet_stand_on_their_own_ports_and_end_with_a_word(serving):
    process, port = serving
    below = processes.children_of(process.pid)
    assert (status(port, "/sign-in"), status(port + 1, "/sign-in")) == (200, 404)
    assert (status(port, "/wallet/none/balance", "POST"), status(port + 1, "/live")) == (404, 200)

    process.send_signal(signal.SIGTERM)

    assert process.wait(processes.PATIENCE) == 0
    assert [pid for pid in below if processes.is_alive(pid)] == []


def test_killed_it_leaves_no_server_behind(serving):
    process, port = serving
    below = processes.children_of(process.pid)
    assert len(below) >= 5  # two gunicorns, a worker of pages, two of the wallet

    process.kill()

    processes.until(lambda: not any(processes.is_alive(pid) for pid in below))
    with pytest.raises(ConnectionRefusedError):
        status(port, "/live")


def test_a_taken_port_is_said_in_a_sentence(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = processes.countroom("serve", "--port", port, **environment)
        said = process.communicate()[1]
    assert process.returncode == 1
    assert said.startswith(f"countroom: Port {port} cannot be had (Address already in use): end the program")


def test_an_unfit_database_is_said_in_a_sentence(environment, server):
    port = processes.free_ports()
    process = processes.countroom("serve", "--port", port, **{**environment, "DATABASE_URL": server.url("postgres")})
    said = process.communicate()[1]
    assert process.returncode == 1
    assert "run ./countroom db upgrade" in said


def test_gunicorn_is_set_up_without_touching_psycopg(monkeypatch):
    monkeypatch.setenv("COUNTROOM_FACE", "wallet")
    before = set(sys.modules)
    settings = runpy.run_path(str(processes.ROOT / "gunicorn.conf.py"))
    assert (settings["worker_class"], settings["preload_app"], settings["control_socket_disable"]) == (
        "gevent",
        False,
        True,
    )
    assert {name for name in set(sys.modules) - before if name.startswith(("app", "psycopg"))} == set()


@pytest.fixture
def open_demo(tmp_path):
    """Opens a demo on this test's instance; whatever is still open at the end is killed."""
    opened = []

    def open_on(port: int, *more: object) -> subprocess.Popen[str]:
        words = ("demo", "--port", port, "--history", 5, *more)
        opened.append(processes.countroom(*words, COUNTROOM_INSTANCE=str(tmp_path)))
        return opened[-1]

    yield open_on
    for demo in opened:
        with demo:
            demo.kill()


def works(place: Path) -> bool:
    """Whether the worker of the instance's demo has begun, each of its lanes."""
    with psycopg.connect(embedded.Server(Cluster(place / "database")).url(roles.OWNER)) as connection:
        return connection.execute("select count(*) from procrastinate.procrastinate_workers").fetchone() == (3,)


def test_the_demo_comes_up_alone_stays_alone_and_keeps_its_data(open_demo, tmp_path):
    port = processes.free_ports()
    demo = open_demo(port, "--players", 3, "--pace", 1)
    assert demo.stdout.readline() == f"Countroom is ready: http://localhost:{port}  (Ctrl-C stops everything)\n"
    assert demo.stdout.readline() == f"Providers call http://localhost:{port + 1}; keys and data lie in {tmp_path}\n"
    history = tmp_path / "demo" / "history.log"
    processes.until(lambda: "5 players entered" in history.read_text())
    world = (tmp_path / "demo" / "world.json").read_text()

    assert "A demo runs on" in open_demo(processes.free_ports()).communicate()[1]
    processes.until(lambda: works(tmp_path))
    below = processes.children_of(demo.pid)
    demo.kill()
    demo.communicate()
    processes.until(lambda: not any(processes.is_alive(pid) for pid in below), SECONDS)

    again = open_demo(port, "--no-live")
    assert again.stdout.readline().startswith("Countroom is ready")
    again.send_signal(signal.SIGINT)
    assert again.communicate()[1] == ""
    assert again.returncode == 0
    assert (tmp_path / "demo" / "world.json").read_text() == world
