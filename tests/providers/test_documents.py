"""JSON that means one thing or nothing."""

import pytest

from app.providers.documents import json_object
from app.providers.results import Outcome, Rejected

HOSTILE = {
    "nothing": b"",
    "half": b'{"a":',
    "more": b'{"a":1} {"b":2}',
    "a list": b"[1]",
    "a text": b'"a"',
    "null": b"null",
    "nan": b'{"a":NaN}',
    "minus infinity": b'{"a":-Infinity}',
    "a doubled key": b'{"a":1,"a":2}',
    "a doubled key below": b'{"b":[{"a":1,"a":1}]}',
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "latin-1": '{"a":"é"}'.encode("latin-1"),
    "utf-16": '{"a":1}'.encode("utf-16"),
    "a raw nul": b'{"a":"\x00"}',
    "an escaped nul": b'{"a":"\\u0000"}',
    "a nul in a key": b'{"\\u0000":1}',
    "half a pair": b'{"a":"\\ud800"}',
    "the other half": b'{"a":{"b":["\\udfff"]}}',
    "half a pair as bytes": b'{"a":"\xed\xa0\x80"}',
    "single quotes": b"{'a':1}",
    "deep": b'{"a":' * 10_000,
    "deep lists": b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "an endless number": b'{"a":' + b"9" * 60_000 + b"}",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused(body):
    with pytest.raises(Rejected) as rejected:
        json_object(body)
    assert rejected.value.outcome is Outcome.MALFORMED


def test_whole_pairs_and_other_scripts_are_text_like_any():
    assert json_object(b'{"a":"\\ud83c\\udfb0","b":"\xc3\xa9","c":"\\u00e9"}') == {"a": "🎰", "b": "é", "c": "é"}
