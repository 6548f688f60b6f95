"""How values read."""

from datetime import UTC, datetime, timedelta

import pytest

from app.money import Currency, Money, plain
from app.web import filters
from app.web.readable import readable

EUR, JPY, BTC = Currency("EUR", 2), Currency("JPY", 0), Currency("BTC", 8)
NOON = datetime(2026, 11, 23, 12, 0, 0, 204_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("money", "signed", "text"),
    [
        (Money(120_450, EUR), False, "€1,204.50"), (Money(-5, EUR), False, "−€0.05"), (Money(5, EUR), True, "+€0.05"),
        (Money(0, EUR), True, "€0.00"), (Money(1_234_567, JPY), False, "¥1,234,567"),
        (Money(12_300, BTC), False, "BTC\u00a00.00012300"),
        (Money(10**17, EUR), False, "€1,000,000,000,000,000.00"),
    ],
)  # fmt: skip
def test_money(money, signed, text):
    assert plain(money, signed=signed) == text
    assert filters.amount(money, signed=signed).striptags() == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(seconds=1), "now"), (timedelta(seconds=41), "41 s ago"), (timedelta(seconds=185), "3 min ago"),
        (timedelta(hours=2, minutes=59), "2 h ago"), (timedelta(days=5), "5 d ago"), (timedelta(seconds=-3), "now"),
    ],
)  # fmt: skip
def test_ago(span, text):
    assert filters.ago(NOON - span, NOON) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(milliseconds=840), "840 ms"), (timedelta(seconds=12), "12 s"), (timedelta(seconds=185), "3 min 5 s"),
        (timedelta(days=2, hours=4, minutes=9), "2 d 4 h"),
    ],
)  # fmt: skip
def test_duration(span, text):
    assert filters.duration(span) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(minutes=22, seconds=30), "22 min left"), (timedelta(minutes=80), "1 h 20 min left"),
        (timedelta(seconds=20), "under 1 min left"), (timedelta(minutes=-4), "Late 4 min"),
        (timedelta(seconds=-5), "Late 1 min"), (timedelta(days=2, hours=3), "2 d 3 h left"),
    ],
)  # fmt: skip
def test_time_left_of_a_promise(span, text):
    assert filters.left(NOON + span, NOON) == text


def test_moments_carry_their_zone():
    assert filters.moment(NOON) == "Mon 23 Nov 2026, 12:00:00.204 UTC"
    assert filters.clock(NOON, fine=True) == "12:00:00.204"


@pytest.mark.parametrize(("microseconds", "text"), [(840, "0.8 ms"), (12_400, "12 ms"), (1_400_000, "1.4 s")])
def test_latency(microseconds, text):
    assert filters.latency(microseconds) == text


def test_an_id_is_shortened_to_the_end_that_tells_it_apart():
    assert filters.short("rd_01M83KB3BKFQ5895559AG5SCGB") == "rd_…9AG5SCGB"


def test_what_html_forbids_is_seen_as_a_mark():
    assert (
        filters.visible("a\x00b\x85c\ufffe\n")
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}\n"
    )
    assert filters.visible(7) == 7


@pytest.mark.parametrize(
    ("content", "pretty"),
    [
        (b'{"a":1E400,"b":[],"c":{}}', '{\n  "a": 1E400,\n  "b": [],\n  "c": {}\n}'),
        (b'{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'),
        (b'["{\\"x\\": [1,2]}\\\\"]', '[\n  "{\\"x\\": [1,2]}\\\\"\n]'),
        (b"3.10", "3.10"),
        (b'{"a":', None), (b"\xff\xfe", None), (b"", None), (b"[" * 100_000, None),
    ],
)  # fmt: skip
def test_json_is_set_out_without_changing_a_token(content, pretty):
    assert readable(content).pretty == pretty


def test_bytes_that_are_no_text_are_escaped():
    assert readable(b"ok \xff\x00\n").raw == "ok \\xff\\x00\n"
