"""A line of a log is one JSON object that says when, and whose request it was, whoever wrote it."""

import json
import logging

from flask import g

from app.audit.who import Actor, acting
from app.ids import outside, uuid7
from app.logs import LineFormatter, add_request_id


def line():
    return json.loads(LineFormatter().format(logging.LogRecord("library", logging.WARNING, "", 0, "odd", None, None)))


def test_a_librarys_line_says_when_and_for_which_request(app):
    with app.test_request_context("/"):
        g.request_id = uuid7()
        said = line()
        assert said["request_id"] == outside("rq", g.request_id)
    assert (said["logger"], said["event"], said["level"]) == ("library", "odd", "warning")
    assert said["timestamp"].endswith("Z")
    assert "request_id" not in line()


def test_a_line_of_a_job_says_which_and_the_request_that_asked_for_it(app):
    request = uuid7()
    with app.app_context(), acting(Actor("system", "write_export"), request):
        assert add_request_id(None, "", {}) == {"actor": "write_export", "request_id": outside("rq", request)}
    with app.app_context(), acting(Actor("system", "judge_checks")):
        assert add_request_id(None, "", {}) == {"actor": "judge_checks"}
