"""What a worker works out once is what gunicorn would have worked out each time, and gunicorn takes it from there."""

import runpy
from types import SimpleNamespace

import pytest
from gunicorn import util
from gunicorn.config import Config
from gunicorn.http import wsgi

from app.config import ROOT
from app.processes import garbage, heartbeat, once

REQUEST = SimpleNamespace(body=None, method="POST", query="", uri="/wallet", version=(1, 1), should_close=lambda: False)


@pytest.fixture
def config(monkeypatch):
    """A worker's, with gunicorn put back as it was afterwards."""
    monkeypatch.setattr(util, "http_date", util.http_date)
    monkeypatch.setattr(wsgi, "base_environ", wsgi.base_environ)
    config = Config()
    config.set("keepalive", 75)
    config.set("workers", 2)
    return config


@pytest.fixture
def begin(app, monkeypatch):
    """What happens in a worker before its first request, but for what has tests of its own."""
    monkeypatch.setattr(heartbeat, "begin", lambda *_: None)
    monkeypatch.setattr(garbage, "leave_what_is_loaded", lambda: None)

    def begun(config):
        conf = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
        conf["post_worker_init"](SimpleNamespace(cfg=config, wsgi=app))

    return begun


def environ_of(config):
    return wsgi.default_environ(REQUEST, None, config)


def test_every_setting_is_what_it_was(config, begin):
    before = {name: getattr(config, name) for name in config.settings}
    begin(config)
    assert {name: getattr(config, name) for name in before} == before
    config.settings = {}
    assert config.keepalive == 75, "asked of the register again"


def test_every_request_has_an_environment_of_its_own_that_begins_alike(config, begin):
    before = environ_of(config)
    begin(config)
    first, second = environ_of(config), environ_of(config)
    first["wsgi.multithread"] = "changed"
    assert second | {"wsgi.errors": None} == before | {"wsgi.errors": None}
    assert second["wsgi.errors"] is first["wsgi.errors"], "made again"


def test_an_answer_is_dated_by_the_second_it_is_given_in(config, begin, monkeypatch):
    begin(config)
    for now, date in ((1000.0, "00:16:40"), (1000.999, "00:16:40"), (1001.0, "00:16:41"), (1000.0, "00:16:40")):
        monkeypatch.setattr(once, "time", lambda now=now: now)
        answer = wsgi.Response(REQUEST, None, config)
        answer.start_response("200 OK", [("Content-Length", "0")])
        assert f"Date: Thu, 01 Jan 1970 {date} GMT\r\n" in answer.default_headers()


def test_other_moments_are_written_as_before(config, begin):
    moments = [0, 1, 951782400, 1796050000.75]
    before = [util.http_date(moment) for moment in moments]
    begin(config)
    assert [util.http_date(moment) for moment in moments] == before
