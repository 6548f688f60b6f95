"""Sentences of the audit log count money as people do; what is kept counts minor units."""

import pytest

from app.queries.sentences import in_main_units

EXPONENTS = {"EUR": 2, "JPY": 0, "BTC": 8}


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("Paid 1550 minor units of EUR to pl_1.", "Paid 15.50 EUR to pl_1."),
        ("Paid 5 minor units of EUR to pl_1.", "Paid 0.05 EUR to pl_1."),
        ("Paid 2076 minor units of JPY.", "Paid 2076 JPY."),
        ("From -120 minor units of EUR to 1 minor units of BTC.", "From -1.20 EUR to 0.00000001 BTC."),
        ("Paid 1550 minor units of ABC.", "Paid 1550 minor units of ABC."),
        ("Signed in.", "Signed in."),
    ],
)
def test_an_amount_reads_in_main_units(kept, read):
    assert in_main_units(kept, EXPONENTS) == read
