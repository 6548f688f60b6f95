"""`./countroom settings`: what the house has decided, read and changed at the machine."""

import json

from tests.platform import processes


def asked(database_url, tmp_path, *words):
    process = processes.countroom("settings", *words, DATABASE_URL=database_url, COUNTROOM_INSTANCE=str(tmp_path))
    told, error = process.communicate()
    return process.returncode, told, error


def test_every_setting_is_listed_and_changed_with_a_reason(database_url, owner, tmp_path):
    code, told, _ = asked(database_url, tmp_path)
    assert code == 0
    assert ["auth.session_idle", "30", "min", "default"] in [line.split() for line in told.splitlines()]

    code, told, _ = asked(database_url, tmp_path, "set", "auth.session_idle", "15 min", "--reason", "PCI DSS 8.2.8")
    assert (code, told) == (0, "auth.session_idle is now 15 min.\n")
    told = asked(database_url, tmp_path)[1]
    assert "15 min           command line, " in told
    assert "UTC: PCI DSS 8.2.8\n" in told
    (body,) = owner.execute("select body from audit_record where name = 'setting.changed'").fetchone()
    assert json.loads(body)["actor"] == {"kind": "system", "id": "command line"}

    assert asked(database_url, tmp_path, "reset", "auth.session_idle", "--reason", "Enough")[1].endswith("30 min.\n")


def test_what_cannot_be_is_refused_in_a_sentence(database_url, database, tmp_path):
    code, _, error = asked(database_url, tmp_path, "set", "auth.session_idle", "1 min", "--reason", "Quick")
    assert code == 1
    assert error.startswith("countroom: auth.session_idle: write a time such as “30 min”")
    code, _, error = asked(database_url, tmp_path, "set", "auth.session_idle", "10 min")
    assert code == 2
    assert "--reason" in error
