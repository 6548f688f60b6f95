"""A question that takes too long is stopped and said to be so; it starves nobody."""

from sqlalchemy import text

from app.extensions import db
from tests.games.pages import ROUNDS
from tests.screens.strict import open_page


def test_every_question_of_a_page_is_stopped_in_time(app, database):
    with app.app_context():
        assert db.session.scalar(text("select current_setting('statement_timeout')")) == "5s"


def test_a_list_that_takes_too_long_says_what_to_do(grace, monkeypatch):
    def endless():
        db.session.execute(text("set local statement_timeout = '20ms'"))
        return db.session.scalar(text("select pg_sleep(60)::text"))

    monkeypatch.setattr("app.queries.rounds.watermark", endless)
    page = open_page(grace.client, ROUNDS)
    assert (page.status, page.state) == (503, "failed")
    assert "for instance for a shorter period" in page.text
