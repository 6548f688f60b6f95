"""`./countroom`: one door, which says what it offers and why it could not."""

import re
import subprocess

import pytest

from app.areas.games.permissions import Games
from app.database import boot_checks
from tests.platform import processes

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-oracle.lock")


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9_.-]+==\S+", (processes.ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("script", ["countroom", ".ci/run"])
def test_the_scripts_are_plain_shell(script):
    assert subprocess.run(["sh", "-n", processes.ROOT / script], check=False).returncode == 0


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash_and_no_index_is_named(lock):
    text = (processes.ROOT / lock).read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins(lock)) > 0


def test_the_tests_run_on_the_very_packages_that_serve():
    assert pins("requirements.lock") <= pins("requirements-test.lock")


def test_without_a_word_it_says_what_it_offers():
    told = processes.countroom().communicate()[0]
    for word in ("bench", "db", "demo", "import", "ledger", "prove", "routes", "serve", "staff", "test", "worker"):
        assert f"\n    {word}" in told


def test_a_word_it_does_not_know_is_refused():
    process = processes.countroom("routes", "--sideways")
    assert "this means nothing here: --sideways" in process.communicate()[1]
    assert process.returncode == 2


def test_the_first_staff_member_is_added_with_a_password_shown_once(database_url, owner, tmp_path):
    environment = {"DATABASE_URL": database_url, "COUNTROOM_INSTANCE": str(tmp_path)}
    who = ("--email", "ada@example.test", "--name", "Ada", "--role", "security_administrator")
    words = ("staff", "add", *who, "--generate")
    told = processes.countroom(*words, **environment).communicate()[0]
    password = re.search(r"shown this once: (\S{20})\n", told)[1]
    (kept,) = owner.execute("select password_hash from staff where email = 'ada@example.test'").fetchone()
    assert kept.startswith("$argon2id$")
    assert password not in kept

    again = processes.countroom(*words, **environment)
    assert again.communicate()[1] == "countroom: This e-mail address belongs to somebody already.\n"
    assert again.returncode == 1


def test_the_schema_is_brought_up_and_found_as_the_code_says(owner_url, database_url):
    environment = {"DATABASE_URL": database_url, "DATABASE_OWNER_URL": owner_url}
    upgraded = processes.countroom("db", "upgrade", **environment)
    told = f"The schema has version {boot_checks.expected_version()}, as this code needs it.\n"
    said, complaints = upgraded.communicate()
    assert (said, upgraded.returncode) == (told, 0), complaints

    checked = processes.countroom("db", "check", **environment)
    checked.communicate()
    assert checked.returncode == 0


def test_an_upgrade_brings_new_permissions_to_their_roles(owner_url, database_url, owner):
    environment = {"DATABASE_URL": database_url, "DATABASE_OWNER_URL": owner_url}
    processes.countroom("db", "upgrade", **environment).communicate()
    granted = "select count(*) from role_permission where permission = 'games.calls.read'"
    assert owner.execute(granted).fetchone() == (len(Games.CALLS_READ.held_by),)


def test_what_needs_the_owner_says_so(database_url):
    process = processes.countroom("db", "upgrade", DATABASE_URL=database_url)
    assert process.communicate()[1] == "countroom: This needs the database as its owner: set DATABASE_OWNER_URL.\n"
    assert process.returncode == 1
