"""An audit event is declared, says itself, and is named by a test."""

from dataclasses import fields

import pytest

from app.audit import events
from tests.conventions.sources import name, python_files

EVENTS = events.every()
SAMPLES = {str: "text", int: 7, bool: True}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_each_event_says_itself_as_one_sentence(event):
    said = str(event(**{field.name: SAMPLES[field.type] for field in fields(event)}))
    assert (said.endswith(".") and "{" not in said and said[0].isupper()) or said.startswith("text")


def test_each_event_has_a_name_of_its_own():
    names = [event.name for event in EVENTS]
    assert len(set(names)) == len(names)


def test_each_event_is_named_by_a_test():
    said = "".join(
        path.read_text() for path in python_files("tests") if name(path) != "tests/conventions/test_audit_events.py"
    )
    assert [event.name for event in EVENTS if f'"{event.name}"' not in said] == []
