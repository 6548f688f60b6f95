"""The record of an export outlives its file, and goes with its job when its own time is over."""

import pytest

from app.services import exports, pruning
from tests.screens.strict import open_page

KIND = next(kind for kind in pruning.KINDS if kind.name == "exports")
RUNS = next(kind for kind in pruning.KINDS if kind.name == "job_runs")
OLDER = "update job_run set ended_at = ended_at - make_interval(days => %s)"


@pytest.fixture
def prune(app):
    def pruned(kind=KIND):
        with app.app_context():
            return pruning.prune(kind, 100)

    return pruned


def test_a_record_goes_after_its_file_and_with_its_job(app, grace, player, take_out, prune, owner):
    address = take_out(grace)
    owner.execute(OLDER, [366])
    assert prune() == 0  # the file is still there
    owner.execute("update export set expires_at = now() - interval '1 second'")
    with app.app_context():
        assert exports.remove_expired() == 1
    assert prune(RUNS) == 0  # its job goes with it, not before
    assert open_page(grace.client, address).status == 200
    assert (prune(), prune()) == (1, 0)
    assert owner.execute("select from export union all select from job_run").rowcount == 0
    page = open_page(grace.client, address)
    assert (page.status, "it lasts 365\N{NO-BREAK SPACE}days" in page.text) == (404, True)
    assert owner.execute("select from audit_record where name = 'export.written'").rowcount == 1


def test_a_younger_record_stays(app, grace, player, take_out, prune, owner):
    address = take_out(grace)
    owner.execute("update export set removed_at = now()")
    owner.execute(OLDER, [364])
    assert prune() == 0
    assert open_page(grace.client, address).status == 200
