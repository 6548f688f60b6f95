"""Sentences of the audit log tell money and moments as people do; what is kept tells them as machines do."""

import pytest

from app.queries import actors
from app.queries.sentences import as_read

EXPONENTS = {"EUR": 2, "JPY": 0, "BTC": 8}


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("Paid 1550 minor units of EUR to pl_1.", "Paid €15.50 to pl_1."),
        ("Paid 5 minor units of EUR to pl_1.", "Paid €0.05 to pl_1."),
        ("Paid 2076 minor units of JPY.", "Paid ¥2,076."),
        ("From -120 minor units of EUR to 1 minor units of BTC.", "From −€1.20 to BTC\N{NO-BREAK SPACE}0.00000001."),
        ("Paid 1550 minor units of ABC.", "Paid 1550 minor units of ABC."),
        ("Until 2026-03-10T09:05:07.123456+00:00.", "Until 10 Mar 2026 09:05:07 UTC."),
        ("Until 2026-13-10T09:05:07+00:00.", "Until 2026-13-10T09:05:07+00:00."),
        ("Signed in.", "Signed in."),
    ],
)
def test_amounts_and_moments_read_as_elsewhere(kept, read):
    assert as_read(kept, EXPONENTS) == read


@pytest.mark.parametrize(
    ("kind", "actor_id", "words"),
    [
        ("staff", "st_1", "Ada"), ("staff", "st_2", "Staff"), ("api_key", "7", "API key 7"),
        ("system", "", "The house"), ("anonymous", "", "Nobody signed in"),
    ],
)  # fmt: skip
def test_whoever_acted_is_called_the_same_in_every_place(kind, actor_id, words):
    assert actors.called(kind, actor_id, {"st_1": "Ada"}) == words
