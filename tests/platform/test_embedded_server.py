"""The embedded PostgreSQL: a child that keeps its data and never outlives us."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from app.database import embedded
from app.database.cluster import Cluster
from app.errors import Unavailable
from tests.platform import processes

KEEP = """
import signal
import sys
import tempfile
from pathlib import Path
import psycopg
from app.database import embedded

with embedded.running(Path(sys.argv[1])) as server:
    with psycopg.connect(server.url("countroom_owner"), autocommit=True) as connection:
        connection.execute("create table if not exists kept (at timestamptz default now())")
        connection.execute("insert into kept default values")
        print(connection.execute("select count(*) from kept").fetchone()[0], flush=True)
    if "stay" in sys.argv:
        signal.pause()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A cluster that was made and stopped again, to copy from."""
    directory = tmp_path_factory.mktemp("cluster") / "database"
    embedded.start(directory).stop()
    return directory


@pytest.fixture
def directory(made, tmp_path) -> Path:
    return shutil.copytree(made, tmp_path / "a folder" / "database")


def postmaster(directory: Path) -> int:
    return int((directory / "data" / "postmaster.pid").read_text().splitlines()[0])


def rows(directory: Path) -> int:
    with embedded.running(directory) as server, psycopg.connect(server.url("countroom_owner")) as connection:
        return connection.execute("select count(*) from kept").fetchone()[0]


def test_its_roles_may_what_they_should_and_nobody_else_comes_in(directory):
    with embedded.running(directory) as server:
        with psycopg.connect(server.url("countroom_app")) as connection:
            powers = (
                "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user"
            )
            assert connection.execute(powers).fetchone() == (False, False, False, False)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url().replace(server.cluster.passwords["countroom_app"], "guessed"))


def test_passwords_and_socket_are_ours_alone(directory):
    cluster = Cluster(directory)
    assert stat.S_IMODE((directory / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700


def test_stopped_and_started_it_has_its_data(directory):
    for count in ("1", "2"):
        assert processes.run(KEEP, directory).communicate()[0].strip() == count


def test_killed_its_parent_takes_it_along_and_nothing_is_lost(directory):
    parent = processes.run(KEEP, directory, "stay")
    assert parent.stdout.readline().strip() == "1"
    server = postmaster(directory)

    parent.kill()
    parent.communicate()

    processes.until(lambda: not processes.is_alive(server))
    assert rows(directory) == 1


def test_killed_itself_it_recovers_what_was_acknowledged(directory):
    parent = processes.run(KEEP, directory, "stay")
    assert parent.stdout.readline().strip() == "1"
    os.kill(postmaster(directory), signal.SIGKILL)
    parent.kill()
    parent.communicate()

    assert rows(directory) == 1


def test_a_second_process_joins_the_server_and_leaves_it_running(directory):
    with embedded.running(directory) as server:
        assert processes.run(KEEP, directory).communicate()[0].strip() == "1"
        assert server.process.poll() is None


def test_a_pid_file_that_names_another_program_is_forgotten(directory):
    (directory / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{directory / 'data'}\n")
    with embedded.running(directory) as server:
        assert server.process.pid != os.getpid()


def test_a_folder_for_sockets_is_found_however_long_the_temporary_one_is(directory, tmp_path, monkeypatch):
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with embedded.running(directory) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_an_interrupted_beginning_is_begun_again(tmp_path):
    (tmp_path / "data.draft").mkdir()
    (tmp_path / "data.draft" / "half").touch()
    with embedded.running(tmp_path) as server:
        assert not (tmp_path / "data.draft").exists()
        assert not (tmp_path / "initial_password").exists()
        assert server.process.poll() is None


def test_data_of_another_version_are_left_alone_with_a_word_on_what_to_do(directory):
    (directory / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(Unavailable, match=r"written by PostgreSQL 17 and this is PostgreSQL 18: .* pg_upgrade"):
        embedded.start(directory)


def test_production_has_a_database_of_its_own(directory, monkeypatch):
    monkeypatch.setenv("COUNTROOM_ENV", "production")
    with pytest.raises(Unavailable, match="set DATABASE_URL and DATABASE_OWNER_URL"):
        embedded.start(directory)
    monkeypatch.setenv("COUNTROOM_EMBEDDED", "yes")
    embedded.start(directory).stop()


def test_a_server_that_cannot_start_says_why(directory):
    with pytest.raises(Unavailable, match="no_such_setting"):
        embedded.start(directory, {"no_such_setting": "1"})


@pytest.mark.skipif(os.geteuid() != 0, reason="already an ordinary user")
def test_an_ordinary_user_runs_it_too():
    as_nobody = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", sys.executable]
    if subprocess.run([*as_nobody, "-c", "import psycopg"], capture_output=True, cwd="/", check=False).returncode:
        pytest.skip("nobody cannot reach this Python")
    # Not below pytest's own folder, which is closed to other users by every run that starts.
    with tempfile.TemporaryDirectory(prefix="countroom-nobody-") as home:
        shutil.chown(home, "nobody")
        ran = processes.start([*as_nobody, "-c", KEEP, f"{home}/database"], {"HOME": home}).communicate()
    assert ran == ("1\n", "")
