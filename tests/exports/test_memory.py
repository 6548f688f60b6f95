"""A worker that writes 100,000 rows stays below 250 MB, and tells how far it is."""

import pytest

from tests.platform import processes

ROWS, MOST_MEGABYTES = 100_000, 250
FILL = """
insert into provider_call (request_id, integration_id, operation, received_at, body, signature_valid, headers, outcome,
  replayed, http_status, answer, latency_us, wait_us, batch_size, round_ref)
select uuidv7(make_interval(secs => -number)), (select min(id) from integration), 'bet', now(),
  convert_to(repeat('x', 400), 'UTF8'), true, '{}',
  'applied', false, 200, '', 1, 1, 1, 'round ' || number
from generate_series(1, %s) number
"""
WORK = """
import resource, sys
from app import create_app
from app.config import Settings
from app.jobs.worker import run

settings = Settings(env="test", instance=sys.argv[1])
run(create_app("command", settings), settings, wait=False)
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # rusage knows the parent's too
print("peak", int(own.split()[1]) // 1024)
"""
NOTE_PROGRESS = """
create table test_progress (done bigint);
create function test_note_progress() returns trigger language plpgsql security definer as
  $$ begin insert into test_progress values (new.done); return null; end $$;
create trigger test_note_progress after update on job_run for each row execute function test_note_progress();
"""
FORGET_PROGRESS = "drop table test_progress; drop function test_note_progress cascade"


@pytest.fixture
def progress(owner):
    """Every progress that was told."""
    owner.execute(NOTE_PROGRESS)
    yield lambda: [done for (done,) in owner.execute("select distinct done from test_progress order by 1")]
    owner.execute(FORGET_PROGRESS)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(house, grace, owner, database_url, settings, progress, form):
    owner.execute(FILL, [ROWS])
    address = grace.post("/games/calls/exports", data={"format": form, "code": "report"}).location
    worker = processes.run(WORK, settings.instance, DATABASE_URL=database_url)
    told, complaints = worker.communicate()

    assert worker.returncode == 0, complaints
    peak = int(told.split("peak ")[1])
    assert peak <= MOST_MEGABYTES
    assert progress() == list(range(0, ROWS + 1, 1_000))
    rows, written = owner.execute("select rows, size from export").fetchone()
    assert (rows, written > ROWS * 10) == (ROWS, True)
    with grace.get(f"{address}/file") as answer:
        assert len(answer.get_data()) == written
