"""Alerts are mailed to whom the setting names, once a server takes them; and told to other systems."""

import json

import pytest
from pydantic import SecretStr

from app.areas.monitoring.settings import ALERTS_MAIL_TO
from app.egress import mail
from app.errors import Invalid
from app.extensions import transaction
from app.services import alert_mail, alerts, settings, webhook_sending
from tests.jobs.running import run
from tests.monitoring.post_office import PostOffice
from tests.monitoring.samples import failing, found


@pytest.fixture
def office():
    opened = PostOffice()
    yield opened
    opened.close()


@pytest.fixture
def mailing(app, settings, office, database, monkeypatch):
    """The application's mail server is the post office."""
    monkeypatch.setattr(settings, "smtp_url", SecretStr(office.url))
    tell_by_mail(app, "ops@example.test, Second <two@example.test>, none")
    return office


def tell_by_mail(app, to):
    with app.app_context():
        settings.change(ALERTS_MAIL_TO.key, to, reason="on call", by=None)


def follow(app, *looks):
    with app.app_context(), transaction():
        alerts.follow(looks)


def test_an_alert_and_its_end_are_mailed_with_what_to_do(app, settings, mailing, owner):
    follow(app, failing("providers.silence", 300, "acme"))
    run(app, settings)
    follow(app, found("fine", "providers.silence", 0, "acme"))
    run(app, settings)
    (to, opened), (_, over) = [each for each in mailing.came if "acme" in each[1]["Subject"]]
    assert to == ["ops@example.test", "two@example.test"]
    assert opened["Subject"] == "Failing: Silence: acme, 300 missed"
    assert over["Subject"] == "Over: Failing: Silence: acme, 300 missed"
    assert "The provider stopped calling" in opened.get_content()
    assert opened["Message-ID"] != over["Message-ID"]
    assert owner.execute("select mailed_at > opened_at from alert where cause like '%% acme'").fetchone() == (True,)


def test_a_server_that_takes_nothing_is_tried_again_by_the_queue(app, settings, mailing, owner):
    mailing.refusing = 2  # both recipients, once
    follow(app, failing())
    run(app, settings)
    told = [message["Subject"] for _, message in mailing.came]
    assert not any(subject.startswith("Failing: Failed") for subject in told)
    owner.execute("update procrastinate.procrastinate_jobs set scheduled_at = null where task_name = 'mail_alert'")
    run(app, settings)
    told = [message["Subject"] for _, message in mailing.came]
    assert [subject for subject in told if subject.startswith("Failing: Failed")] == ["Failing: Failed, 7"]


def test_nobody_named_or_no_server_is_no_job(app, settings, database, owner):
    follow(app, failing())
    tell_by_mail(app, "ops@example.test")
    follow(app, failing(), failing("jobs.oldest", 900))
    asked = "select count(*) from procrastinate.procrastinate_jobs where task_name = 'mail_alert'"
    assert owner.execute(asked).fetchone() == (0,)


@pytest.mark.parametrize("url", ["mail.example.test", "http://mail.example.test", "smtp://", "smtp://host:x"])
def test_a_mail_server_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(Invalid, match="COUNTROOM_SMTP_URL"):
        mail.read(url)


def test_a_mail_server_is_read_with_its_user():
    read = mail.read("smtps://ops%40example.test:p%3Aw@mail.example.test")
    assert (read.user, read.password, read.port, read.is_tls) == ("ops@example.test", "p:w", 465, True)


def test_without_a_trusted_line_nothing_is_said_to_a_server_elsewhere(app, office, monkeypatch, database):
    monkeypatch.setattr(mail, "LOOPBACK", frozenset())  # as if it stood elsewhere: this one knows no TLS
    with app.app_context(), pytest.raises(mail.Undelivered, match="took nothing"):
        mail.send(office.url, alert_mail.EmailMessage())
    assert office.came == []


def test_an_alert_of_the_house_is_told_to_receivers_of_every_brand_alone(app, house, owner):
    brand = house.ids["brand"]
    owner.execute("""
        insert into webhook_endpoint (url, description, types, brand_id) values
          ('https://all.example.test', 'all', '{alert.opened}', null),
          ('https://one.example.test', 'one', '{alert.opened}', (select min(id) from brand))
    """)
    follow(app, failing(), failing("providers.failures", 50, "acme", brand))
    with app.app_context():
        while not webhook_sending.spread():
            pass
    sent = owner.execute("""
        select description, data from webhook_delivery
        join webhook_endpoint on webhook_endpoint.id = endpoint_id
        join outbox_message on outbox_message.id = message_id order by description, outbox_message.id
    """).fetchall()
    assert [(name, json.loads(data)["check"]) for name, data in sent] == [
        ("all", "jobs.failed"),
        ("all", "providers.failures"),
        ("one", "providers.failures"),
    ]
