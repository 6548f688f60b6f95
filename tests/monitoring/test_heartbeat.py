"""A server says that it lives, for as long as it does."""

from app.processes.heartbeat import Heartbeat
from tests.platform.processes import until

SEEN = "select seen_at, face, streams from server_heartbeat"


def test_a_server_beats_until_it_ends_and_is_missed_then(app, owner):
    heart = Heartbeat(app, "staff", every=0.02)
    heart.start()
    until(lambda: owner.execute(SEEN).fetchone())
    first = owner.execute(SEEN).fetchone()
    until(lambda: owner.execute(SEEN).fetchone()[0] > first[0])
    heart.stop()
    last = owner.execute(SEEN).fetchall()
    assert [row[1] for row in last] == ["staff"]


def test_a_database_that_ends_the_connection_is_asked_again(app, owner):
    heart = Heartbeat(app, "wallet", every=0.02)
    heart.start()
    until(lambda: owner.execute(SEEN).fetchone())
    owner.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%%server_heartbeat%%'"
        " and usename = 'countroom_app' and datname = current_database()"
    )
    first = owner.execute("select clock_timestamp()").fetchone()
    until(lambda: owner.execute(SEEN).fetchone()[0] > first[0])
    heart.stop()
