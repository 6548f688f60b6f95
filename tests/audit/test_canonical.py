"""The bytes that will be sealed: one text for one record, for ever (RFC 8785)."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.audit.canonical import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii"), max_size=5), inner, max_size=4)
    ),
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"b": 1, "a": "x"}, '{"a":"x","b":1}'),
        ({"a": 'say "hi"\\\n\x1f€'}, '{"a":"say \\"hi\\"\\\\\\n\\u001f€"}'),
        ({"a": [True, None, -5], "b": {}}, '{"a":[true,null,-5],"b":{}}'),
        ({"large": 2**53 - 1, "larger": 2**53}, '{"large":9007199254740991,"larger":"9007199254740992"}'),
    ],
)
def test_known_records_have_known_bytes(body, text):
    assert canonical(body) == text


@pytest.mark.parametrize("body", [{"a": 1.5}, {"a": float("nan")}, {"a": "\ud800"}, {"ä": 1}, {1: 1}, {"a": {1, 2}}])
def test_what_has_no_canonical_form_is_refused(body):
    with pytest.raises(ValueError, match=r"canonical|ASCII|JSON"):
        canonical(body)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine only
@given(st.dictionaries(st.text(st.characters(codec="ascii"), max_size=8), VALUES, max_size=5))
def test_the_order_of_fields_never_shows(body):
    text = canonical(body)
    assert canonical(dict(reversed(body.items()))) == text
    assert canonical(json.loads(text)) == text
