"""GET /metrics: for whoever sends the key, every check in the format of Prometheus."""

import re

import pytest

from app.extensions import transaction
from app.services import alerts
from app.web import metrics
from tests.metrics.conftest import KEY
from tests.monitoring.samples import failing

SAMPLE = re.compile(r'countroom_[a-z_]+(\{([a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?[0-9.e+-]+')


def test_each_check_is_told_with_figure_state_and_thresholds(app, ask):
    with app.app_context(), transaction():
        alerts.follow([failing()])
    answer = ask()
    assert (answer.status_code, answer.content_type) == (200, metrics.CONTENT_TYPE)
    lines = answer.text.splitlines()
    assert [line for line in lines if not line.startswith("# ") and not SAMPLE.fullmatch(line)] == []
    assert 'countroom_check_threshold{check="jobs.failed",about="",level="failing"} 20' in lines
    assert 'countroom_check_figure{check="jobs.failed",about=""} 0' in lines
    assert 'countroom_check_state{check="jobs.failed",about=""} 0' in lines
    assert 'countroom_alerts_open{severity="failing"} 1' in lines
    assert not any('check="servers.worker",about=""} ' in line for line in lines if "threshold" not in line)


def test_a_name_with_quotes_breaks_no_line():
    told = metrics.written([failing(about='a"b\\c\nd')], [], [])
    assert r'countroom_check_figure{check="jobs.failed",about="a\"b\\c\nd"} 7' in told.splitlines()


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", f"Basic {KEY}", f"Bearer {KEY}x"])
def test_whoever_lacks_the_key_is_told_nothing(ask, sent):
    answer = ask(sent)
    assert answer.status_code == 401
    assert "countroom_check" not in answer.text


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer x"])
def test_without_a_key_of_ours_nobody_is_answered(app, database, sent):
    assert app.test_client().get("/metrics", headers={"Authorization": sent}).status_code == 401
