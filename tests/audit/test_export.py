"""Audit records are taken out as the list is filtered, with the canonical body, by whoever may so for every brand."""

import json

from tests.cast import hire, sign_in
from tests.exports.files import lines
from tests.jobs.running import run

RECORDS = "/audit/records"


def test_a_file_holds_what_the_list_shows_and_asking_for_it_is_recorded(app, settings, walter, grace, owner):
    audrey = sign_in(app, hire(app, "audrey", "auditor"))
    walter.post(f"/security/staff/{grace.outside_id}/sessions/ending", data={"code": "device"})
    asked = {"format": "csv", "code": "authority", "text": ""}
    answer = audrey.post(f"{RECORDS}/exports?actor={walter.outside_id}&view=all", data=asked)
    assert answer.status_code == 303, answer.text
    run(app, settings)
    _, titles, *rows = lines(audrey, answer.location)
    found = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [row["Action"] for row in found] == ["staff.sessions_ended", "security.end_sessions"]
    assert found[0]["About"] == grace.outside_id
    stored = owner.execute("select body from audit_record where name = 'staff.sessions_ended'").fetchone()[0]
    assert json.loads(found[0]["Canonical body"]) == json.loads(stored)
    effects = owner.execute("select name from audit_record where phase = 'effect' and name like 'export.%'").fetchall()
    assert ("export.asked",) in effects


def test_whoever_only_reads_takes_nothing_out(walter):
    assert walter.get(f"{RECORDS}/exports/new").status_code == 403
    assert "exports/new" not in walter.get(RECORDS).text
