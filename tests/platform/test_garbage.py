"""A worker of gunicorn looks for rings of objects among what requests leave behind, not among what it has loaded."""

import gc
import runpy
from types import SimpleNamespace

import pytest

from app.config import ROOT
from app.processes import heartbeat, once


@pytest.fixture
def collector():
    """Put back as it was afterwards."""
    found = gc.get_threshold()
    yield gc
    gc.unfreeze()
    gc.set_threshold(*found)


def test_what_a_worker_has_loaded_is_left_alone_and_a_ring_that_comes_later_is_found(app, collector, monkeypatch):
    monkeypatch.setattr(heartbeat, "begin", lambda *_: None)
    monkeypatch.setattr(once, "work_out", lambda _: None)
    runpy.run_path(str(ROOT / "gunicorn.conf.py"))["post_worker_init"](SimpleNamespace(cfg=None, wsgi=app))
    assert collector.get_freeze_count() > len(gc.get_objects())
    assert collector.get_threshold()[0] == 10_000

    ring: list[object] = []
    ring.append(ring)
    del ring
    assert collector.collect() >= 1
