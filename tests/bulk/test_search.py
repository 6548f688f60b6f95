"""A bulk run is found by its id by whoever asked for it, and by nobody else."""

from tests.bulk.conftest import RIGHTS


def test_only_whoever_asked_finds_it(crowd, person, try_out):
    crowd.ask(5)
    asker, other = (person(name, *RIGHTS, "search.records.find") for name in ("paul", "olga"))
    dry = try_out(asker)
    wanted = dry.rpartition("/")[2]
    assert asker.get("/search", query_string={"q": wanted}).location == dry
    assert other.get("/search", query_string={"q": wanted}).status_code == 200
