"""`./countroom reports rebuild`, as an operator runs it."""

from tests.platform.processes import countroom
from tests.reports import golden


def test_the_command_adds_up_what_was_folded(casino, database_url, owner_url):
    golden.happen(casino)
    casino.fold(3)
    before = casino.cells()
    casino.owner.execute("delete from report.cell where grain = 'detail'")
    process = countroom("reports", "rebuild", DATABASE_URL=database_url, DATABASE_OWNER_URL=owner_url)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert said == f"Added up anew: {casino.one('select count(*) as n from ledger.call').n} calls.\n"
    assert casino.cells() == before
