"""The live stream: marks, resuming, caps and ends, without a clock to wait for."""

from threading import Event

import pytest

from app.errors import Unavailable
from app.web import stream
from app.web.stream import Hub


class Ledger:
    """Something to look at, whose mark a test moves; each look can be waited for."""

    def __init__(self):
        self.mark, self.looked = "7", Event()

    def read(self):
        self.looked.set()
        return self.mark


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def hub(app, ledger):
    made = Hub(app, ledger.read, every=0.01)
    yield made
    made.close()


def test_the_first_mark_says_only_where_the_page_stands_and_the_next_that_the_ledger_moved(hub, ledger):
    messages = iter(hub.answer(1, "").response)
    assert next(messages) == ": open\n\n"
    assert next(messages) == "id: 7\n\n"
    ledger.mark = "8"
    assert next(messages) == "id: 8\nevent: ledger-moved\ndata: 8\n\n"


def test_a_page_that_comes_back_is_told_at_once_what_it_missed(hub):
    messages = iter(hub.answer(1, "5").response)
    assert [next(messages), next(messages)] == [": open\n\n", "id: 7\nevent: ledger-moved\ndata: 7\n\n"]


def test_in_silence_a_heartbeat_keeps_the_line_open_and_after_a_while_it_ends(hub, monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    monkeypatch.setattr(stream, "LONGEST", 0.2)
    messages = list(hub.answer(1, "7").response)
    assert set(messages) == {": open\n\n", ": still here\n\n"}


def test_the_newest_pages_of_a_person_win(hub):
    streams = [iter(hub.answer(1, "7").response) for _ in range(stream.OF_ONE_STAFF + 1)]
    assert next(streams[0]) == ": open\n\n"
    assert next(streams[0]).startswith("event: dismissed\nretry: 20000")
    assert list(streams[0]) == []


def test_a_process_serves_only_so_many_streams(hub, monkeypatch):
    monkeypatch.setattr(stream, "OF_ONE_PROCESS", 2)
    answers = [hub.answer(staff, "7") for staff in (1, 2)]
    with pytest.raises(Unavailable, match="every half minute"):
        hub.answer(3, "7")
    answers[0].close()
    hub.answer(3, "7")


def test_nobody_looks_at_the_database_while_nobody_listens(hub, ledger):
    assert not ledger.looked.is_set()
    answer = hub.answer(1, "7")
    assert ledger.looked.wait(5)
    watcher = hub._watcher
    answer.close()
    watcher.join(5)
    assert not watcher.is_alive()


def test_a_look_that_fails_ends_no_stream(hub, ledger):
    faults = iter([RuntimeError("down"), RuntimeError("down")])

    def read():
        for fault in faults:
            raise fault
        return "9"

    hub.read = read
    messages = iter(hub.answer(1, "7").response)
    assert [next(messages), next(messages)] == [": open\n\n", "id: 9\nevent: ledger-moved\ndata: 9\n\n"]


def test_the_stream_is_held_back_by_nobody(hub):
    answer = hub.answer(1, "")
    assert answer.mimetype == "text/event-stream"
    assert (answer.headers["Cache-Control"], answer.headers["X-Accel-Buffering"]) == ("no-store", "no")
    answer.close()
