"""Several programs run as one: raised when they fall, ended together."""

import os
import signal
import sys

import pytest

from app.errors import Unavailable
from app.processes.supervisor import Program, Supervisor
from tests.platform import processes

SUPERVISE = """
import sys
from app.processes.supervisor import Program, Supervisor

with Supervisor() as supervisor:
    for name in ("first", "second"):
        said = "f'{sys.argv[1]} {os.getpid()}{os.linesep}'.encode()"
        code = f"import os, signal, sys; os.write(1, {said}); signal.pause()"
        supervisor.start(Program(name, (sys.executable, "-c", code, name)))
    supervisor.attend()
"""
APPEND = "import sys; open(sys.argv[1], 'a').write('x')"


@pytest.fixture
def parent():
    process = processes.run(SUPERVISE)
    told = dict(process.stdout.readline().split() for _ in range(2))  # whichever is up first
    children = [int(told[name]) for name in ("first", "second")]
    yield process, children
    process.kill()
    process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_all(parent, ending):
    process, children = parent
    process.send_signal(ending)
    assert process.wait(processes.PATIENCE) == 0
    assert [child for child in children if processes.is_alive(child)] == []


def test_killed_it_leaves_nothing_behind(parent):
    process, children = parent
    process.kill()
    for child in children:
        processes.until(lambda child=child: not processes.is_alive(child))


def test_what_falls_is_raised_again(parent):
    process, children = parent
    os.kill(children[1], signal.SIGKILL)
    name, pid = process.stdout.readline().split()
    assert name == "second"
    assert int(pid) not in children
    assert "second ended with status -9; it is started again" in process.stderr.readline()


def test_what_keeps_falling_ends_everything_with_a_word_on_where_to_look(tmp_path):
    log, trace = tmp_path / "log", tmp_path / "trace"
    with Supervisor() as supervisor:
        supervisor.start(Program("weak", (sys.executable, "-c", APPEND, str(trace)), log=log))
        with pytest.raises(Unavailable, match=rf"weak fell 3 times .* {log}"):
            supervisor.attend()
    assert trace.read_text() == "xxx"


def test_without_its_foundation_nothing_goes_on():
    with Supervisor() as supervisor, processes.run("import signal; signal.pause()") as database:
        supervisor.rely_on("PostgreSQL", database)
        supervisor.start(Program("strong", (sys.executable, "-c", "import signal; signal.pause()")))
        database.kill()
        with pytest.raises(Unavailable, match="PostgreSQL ended with status -9, so everything stops"):
            supervisor.attend()
