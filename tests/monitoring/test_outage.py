"""A provider goes away and comes back in a storm of retries: seen within ten seconds, told by mail and by webhook."""

import http.client
import signal
import sys

import pytest
from standardwebhooks import Webhook

from app.areas.monitoring.settings import ALERTS_MAIL_TO
from app.demo.world import read
from app.services import demo_data, settings
from tests.monitoring.post_office import PostOffice
from tests.platform import processes
from tests.platform.processes import until
from tests.webhooks.conftest import Desk

PATIENCE = 150.0
SEEN_WITHIN = 10.0
KNOWN = 300  # calls, so that a pace is known
AWAY = 30  # seconds, and as long it storms
OPENED = """
    select extract(epoch from opened_at - %s)::float from alert where cause = %s
"""
LAST = "select max(received_at) from provider_call join integration on integration.id = integration_id where code = %s"
KNOWN_OF = "select count(*) from provider_call join integration on integration.id = integration_id where code = %s"
STORM = """
    select min(received_at) from provider_call join integration on integration.id = integration_id
    where code = %s and received_at > %s
"""


@pytest.fixture
def office():
    opened = PostOffice()
    yield opened
    opened.close()


@pytest.fixture
def world(app, database):
    """Keys and secrets as the casino needs them, and somebody to be mailed."""
    with app.app_context():
        path = demo_data.prepare().path
        settings.change(ALERTS_MAIL_TO.key, "ops@example.test", reason="on call", by=None)
    return path


@pytest.fixture
def hear(app, settings, world, receiver):
    """Another system is told of alerts: what it heard so far, each as it came found good by the standard's library."""
    _, key = Desk(app, settings, None).add(receiver.url, "alert.opened", "alert.closed")
    heard = set()

    def listen():
        while receiver.came:
            _, headers, body = receiver.came.pop(0)
            told = Webhook(key).verify(body, headers)
            heard.add((told["type"], f"{told['data']['check']} {told['data']['subject']}"))
        return heard

    return listen


@pytest.fixture
def running(world, settings, database_url, office, tmp_path):
    """The servers, a worker and the casino, each a process of its own."""
    environment = {
        "DATABASE_URL": database_url,
        "COUNTROOM_ENV": "test",
        "COUNTROOM_INSTANCE": str(settings.instance),
        "COUNTROOM_SMTP_URL": office.url,
        "COUNTROOM_EGRESS_LOOPBACK": "true",
    }
    port = processes.free_ports()
    house = processes.countroom("serve", "--port", port, **environment)
    assert house.stdout.readline().startswith("Countroom is ready")
    worker = processes.countroom("worker", **environment)
    given = {
        "--staff-url": f"http://127.0.0.1:{port}",
        "--wallet-url": f"http://127.0.0.1:{port + 1}",
        "--world": world,
        "--journal": tmp_path / "journal.ndjson",
        "--pace": 60,
        "--trouble": 0,
        "--outage-lasts": AWAY,
    }
    words = [str(word) for pair in given.items() for word in pair]
    casino = processes.start([sys.executable, "-m", "app.demo", *words], environment)
    started = [casino, worker, house]
    yield port, casino
    for process in started:
        process.terminate()
    for process in started:
        process.communicate(timeout=processes.PATIENCE)


def test_an_outage_and_a_storm_are_seen_within_ten_seconds_and_told(running, world, office, hear, owner):
    away = sorted(read(world).integrations)[0]
    silence, repeats = f"providers.silence {away}", f"providers.repeats {away}"

    until(lambda: owner.execute(KNOWN_OF, [away]).fetchone()[0] >= KNOWN, PATIENCE)
    running[1].send_signal(signal.SIGUSR1)
    until(lambda: _alert(owner, silence), PATIENCE)
    last = owner.execute(LAST, [away]).fetchone()[0]
    assert 0 < owner.execute(OPENED, [last, silence]).fetchone()[0] <= SEEN_WITHIN

    until(lambda: _alert(owner, repeats), PATIENCE)
    came_back = owner.execute(STORM, [away, last]).fetchone()[0]
    assert 0 < owner.execute(OPENED, [came_back, repeats]).fetchone()[0] <= SEEN_WITHIN

    until(lambda: {f"Silence: {away}", f"Repeats: {away}"} <= _subjects(office), PATIENCE)
    until(lambda: {("alert.opened", silence), ("alert.opened", repeats)} <= hear(), PATIENCE)
    until(lambda: ("alert.closed", silence) in hear(), PATIENCE)
    assert {("staff", "api.create_deposit"), ("wallet", "wallet.receive_call")} <= set(
        owner.execute("select face, endpoint from request_count").fetchall()
    )
    assert _status(running[0], "/live") == 200


def _alert(owner, cause):
    return owner.execute("select 1 from alert where cause = %s", [cause]).fetchone()


def _subjects(office):
    """What was mailed about, without state and figure."""
    return {message["Subject"].partition(": ")[2].rpartition(",")[0] for _, message in office.came}


def _status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=processes.PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()
