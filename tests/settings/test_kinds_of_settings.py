"""What may be written into a setting, and how it is written."""

from datetime import timedelta

import pytest

from app.areas.auth.permissions import Auth
from app.errors import Invalid
from app.money import Currency, Money
from app.settings import Amount, Choice, Duration, Text, Truth, Whole

EUR = Currency("EUR", 2)
COMMON = {"key": "sample.one", "sentence": "A sentence.", "changed_by": Auth.SETTINGS_UPDATE}
TRUTH = Truth(default=False, **COMMON)
WHOLE = Whole(default=5, least=3, most=20, **COMMON)
TEXT = Text(default="", longest=10, **COMMON)
CHOICE = Choice(default="slow", offered=("slow", "quick"), **COMMON)
SPAN = Duration(default=timedelta(hours=8), least=timedelta(minutes=5), most=timedelta(days=2), **COMMON)
AMOUNT = Amount(default=Money(10_000, EUR), **COMMON)


@pytest.mark.parametrize(
    ("setting", "text", "value", "written"),
    [
        (TRUTH, " On ", True, "yes"),
        (TRUTH, "false", False, "no"),
        (WHOLE, "3", 3, "3"),
        (WHOLE, " 020", 20, "20"),
        (TEXT, " Hello ", "Hello", "Hello"),
        (TEXT, "", "", ""),
        (CHOICE, "quick", "quick", "quick"),
        (SPAN, "90 min", timedelta(minutes=90), "1 h 30 min"),
        (SPAN, "1d12h", timedelta(hours=36), "1 d 12 h"),
        (SPAN, "2 d", timedelta(days=2), "2 d"),
        (AMOUNT, "250", Money(25_000, EUR), "250.00 EUR"),
        (AMOUNT, "0.5 EUR", Money(50, EUR), "0.50 EUR"),
    ],
)
def test_what_is_written_is_read_and_made_canonical(setting, text, value, written):
    assert setting.parsed(text) == value
    assert setting.written(value) == written
    assert setting.parsed(written) == value


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (TRUTH, "perhaps"), (TRUTH, ""),
        (WHOLE, "2"), (WHOLE, "21"), (WHOLE, "-5"), (WHOLE, "5.0"), (WHOLE, "٥"), (WHOLE, "9" * 5000), (WHOLE, ""),
        (TEXT, "eleven long"), (TEXT, "two\nlines"),
        (CHOICE, "Quick"), (CHOICE, ""),
        (SPAN, "4 min"), (SPAN, "3 d"), (SPAN, "8"), (SPAN, "8 h or so"), (SPAN, "-8 h"), (SPAN, ""),
        (AMOUNT, "1.234"), (AMOUNT, "-1"), (AMOUNT, "10 USD"), (AMOUNT, "lots"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_refused_with_the_rule(setting, text):
    with pytest.raises(Invalid, match=r"^sample\.one: (write|choose) "):
        setting.parsed(text)


def test_what_is_no_longer_allowed_falls_back_to_the_default():
    assert (WHOLE.read("50"), WHOLE.read(None), WHOLE.read("7")) == (5, 5, 7)
