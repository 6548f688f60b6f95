"""Daily rates: tried out, entered, corrected by further rows; and what a report may ask of them."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Forbidden, Invalid, Overtaken
from app.extensions import db
from app.money import Currency, Money
from app.queries import currency_rates as queries
from app.services import currency_rates, settings
from tests.ledger.book import in_threads
from tests.platform import processes

EUR, SEK, JPY, BTC = Currency("EUR", 2), Currency("SEK", 2), Currency("JPY", 0), Currency("BTC", 8)
WEEK = "day,currency,rate\n2026-03-02,SEK,11.20\n2026-03-03,SEK,11.25\n2026-03-03,JPY,160.5\n"
COUNTED = "select day::text, currency, rate::float8, corrects is not null from currency_rate order by id"


def inside(app, call, *arguments, **named):
    with app.app_context():
        return call(*arguments, **named)


def enter(app, text, reason="The source was wrong", **more):
    def work():
        digest = currency_rates.try_out(text, base="EUR", by=None).digest
        asked = {"base": "EUR", "source": "ECB", "reason": reason, "digest": digest, "by": None} | more
        return currency_rates.enter(text, **asked)

    return inside(app, work)


def becomes(app, text):
    return [line.becomes for line in inside(app, currency_rates.try_out, text, base="EUR", by=None).lines]


def test_rates_are_entered_all_at_once(app, owner):
    enter(app, WEEK)
    assert owner.execute(COUNTED).fetchall() == [
        ("2026-03-02", "SEK", 11.2, False), ("2026-03-03", "SEK", 11.25, False), ("2026-03-03", "JPY", 160.5, False),
    ]  # fmt: skip


def test_a_rate_is_corrected_by_a_row_that_names_the_one_it_replaces(app, owner):
    enter(app, WEEK)
    assert becomes(app, "2026-03-03,SEK,11.3\n2026-03-03,JPY,160.5\n2026-03-04,JPY,161") == [
        "correction",
        "same",
        "new",
    ]
    enter(app, "2026-03-03,SEK,11.3")
    assert inside(app, queries.rate_of, date(2026, 3, 3), "SEK", "EUR").rate == Fraction("11.3")
    assert [(seen.counts, str(seen.was or "")) for seen in inside(app, queries.history, "EUR", "SEK")] == [
        (True, "11.250000000000000"), (False, ""), (True, ""),
    ]  # fmt: skip
    with pytest.raises(Invalid, match="Say why"):
        enter(app, "2026-03-03,SEK,11.4", reason="")


def test_what_was_known_before_a_correction_can_be_asked(app, owner):
    enter(app, "2026-03-03,SEK,11.25")
    enter(app, "2026-03-03,SEK,11.3")
    owner.execute("update currency_rate set recorded_at = '2026-03-04' where corrects is null")
    owner.execute("update currency_rate set recorded_at = '2026-03-06' where corrects is not null")
    known = [datetime(2026, 3, day, tzinfo=UTC) for day in (3, 5, 7)]
    found = [inside(app, queries.rate_of, date(2026, 3, 3), "SEK", "EUR", known_at=at) for at in known]
    assert [each and str(each.rate) for each in found] == [None, "45/4", "113/10"]


def test_a_day_without_a_rate_has_the_last_one_before(app, database):
    enter(app, WEEK)
    found = inside(app, queries.rate_of, date(2026, 3, 8), "SEK", "EUR")
    assert (found.rate, found.day) == (Fraction("11.25"), date(2026, 3, 3))
    assert inside(app, queries.rate_of, date(2026, 3, 1), "SEK", "EUR") is None
    assert inside(app, queries.rate_of, date(2026, 3, 1), "EUR", "EUR").rate == 1


def test_the_rates_of_a_period_are_those_of_each_of_its_days(app, database):
    enter(app, WEEK)
    enter(app, "2026-03-05,SEK,11.5\n2026-03-05,JPY,162")
    enter(app, "2026-03-05,SEK,11.6")
    found = inside(app, queries.rates_between, db.session, date(2026, 3, 4), date(2026, 3, 6), "EUR")
    for currency in ("SEK", "JPY", "USD", "EUR"):
        for number in range(4, 7):
            day = date(2026, 3, number)
            alone = inside(app, queries.rate_of, day, currency, "EUR")
            assert queries.of_day(found, currency, "EUR", day) == alone, (currency, day)


@pytest.mark.parametrize(
    ("money", "rate", "worth"),
    [
        (Money(11_250, SEK), "11.25", 1_000),
        (Money(100, JPY), "160", 62),  # 0.625: the half goes to the even one
        (Money(300, JPY), "160", 188),  # 1.875
        (Money(-100, JPY), "160", -62),
        (Money(1, BTC), "0.00001", 0),
        (Money(100_000_000, BTC), "0.00001", 10_000_000),
    ],
)
def test_an_amount_is_converted_to_the_nearest_minor_unit(money, rate, worth):
    known = queries.Rate("EUR", money.currency.code, date(2026, 3, 3), Fraction(rate), "ECB")
    assert queries.converted(money, EUR, known) == Money(worth, EUR)


@given(st.integers(-(2**63), 2**63), st.integers(1, 10**12), st.integers(1, 10**12))
def test_what_is_reckoned_in_whole_numbers_is_rounded_as_the_fraction_is(minor, above, below):
    assert queries.worth(minor, Fraction(above, below)) == round(minor * Fraction(above, below))


@given(st.integers(-99, 99), st.integers(1, 9))
def test_a_half_goes_to_the_even_one(whole, half):
    assert queries.worth(2 * whole + 1, Fraction(1, 2)) == round(Fraction(2 * whole + 1, 2))
    assert queries.worth(whole, Fraction(half, 2)) == round(Fraction(whole * half, 2))


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-03,SEK", "2026-03-03,SEK,11,25", "03.03.2026,SEK,11.25", "2999-01-01,SEK,11.25", "2026-03-03,XXX,1",
        "2026-03-03,EUR,1", "2026-03-03,SEK,0", "2026-03-03,SEK,-1", "2026-03-03,SEK,1e5", "2026-03-03,SEK,NaN",
        "2026-03-03,SEK,0.0000000000000001", "2026-03-03,SEK,1\n2026-03-03,sek,2", "\x00,SEK,1", '"2026-03-03,SEK,1',
    ],
)  # fmt: skip
def test_one_line_with_a_fault_and_nothing_is_entered(app, owner, line):
    text = f"2026-03-02,SEK,11.2\n{line}"
    assert becomes(app, text).count("fault") == 1
    with pytest.raises(Invalid):
        enter(app, text)
    assert owner.execute("select count(*) from currency_rate").fetchone() == (0,)


def test_a_leap_is_told_since_it_may_be_a_slip(app, database):
    enter(app, WEEK)
    (line,) = inside(app, currency_rates.try_out, "2026-03-04,SEK,112.5", base="EUR", by=None).lines
    assert (line.becomes, line.told) == ("new", "Differs by 900% from the last known: is the point in its place?")


def test_what_is_entered_is_what_was_seen(app, owner):
    seen = inside(app, currency_rates.try_out, "2026-03-03,SEK,11.3", base="EUR", by=None).digest
    enter(app, WEEK)
    with pytest.raises(Overtaken):
        enter(app, "2026-03-03,SEK,11.3", digest=seen)
    assert owner.execute("select count(*) from currency_rate").fetchone() == (3,)


def test_of_many_who_enter_the_same_day_one_does(app, owner):
    digest = inside(app, currency_rates.try_out, "2026-03-03,SEK,11.3", base="EUR", by=None).digest

    def work(number):
        try:
            enter(app, "2026-03-03,SEK,11.3", digest=digest)
        except Overtaken:
            return False
        return True

    assert sorted(in_threads(8, work)) == [False] * 7 + [True]
    assert owner.execute("select count(*) from currency_rate").fetchone() == (1,)


def test_the_database_takes_one_first_row_of_a_day_and_one_correction_of_a_row(visitor):
    row = (
        "insert into currency_rate (base, currency, day, rate, source, corrects, reason, actor_kind, actor_id) select"
        " 'EUR', %s, '2026-03-03', %s, 'ECB', min(id), case when min(id) > 0 then 'Why' end, 'system', 'x' from (%s)"
    )
    first, again = "select id from currency_rate where false", "select id from currency_rate where corrects is null"
    visitor.execute(row % ("'SEK'", 11, first))
    for wrong in (("'SEK'", 12, first), ("'JPY'", 12, again), ("'EUR'", 1, first), ("'JPY'", 0, first)):
        with pytest.raises(psycopg.errors.IntegrityError):
            visitor.execute(row % wrong)
    visitor.execute(row % ("'SEK'", 12, again))
    with pytest.raises(psycopg.errors.UniqueViolation):
        visitor.execute(row % ("'SEK'", 13, again))
    for change in ("update currency_rate set rate = 1", "delete from currency_rate"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            visitor.execute(change)


def test_attempts_and_effects_say_what_changed(app, owner):
    enter(app, WEEK)
    enter(app, "2026-03-03,SEK,11.3")
    asked = "select body from audit_record where name = %s order by event_id"
    told = [json.loads(body) for (body,) in owner.execute(asked, ["currency_rates.entered"]).fetchall()]
    assert (told[0]["data"]["count"], told[0]["data"]["first"], told[0]["data"]["last"]) == (
        3,
        "2026-03-02",
        "2026-03-03",
    )
    assert told[1]["data"]["corrections"] == "SEK 2026-03-03 from 11.25 to 11.3"
    assert told[1]["data"]["reason"] == "The source was wrong"
    assert len(owner.execute(asked, ["currency_rates.tried"]).fetchall()) == 2


def test_the_right_for_some_brands_is_not_enough(app, database):
    class Local:
        def may(self, permission):
            return True

        def brands_for(self, permission):
            return frozenset({1})

    with pytest.raises(Forbidden):
        inside(app, currency_rates.try_out, WEEK, base="EUR", by=Local())


def test_the_reporting_currency_is_one_there_is(app, database):
    assert inside(app, currency_rates.reporting_currency) == "EUR"
    inside(app, settings.change, "settings.reporting_currency", "sek", reason="A test asks for it", by=None)
    assert inside(app, currency_rates.reporting_currency) == "SEK"
    for text in ("XYZ", "e", ""):
        with pytest.raises(Invalid, match="a currency there is"):
            inside(app, settings.change, "settings.reporting_currency", text, reason="A test asks for it", by=None)


def test_rates_are_read_and_brought_in_at_the_machine(database_url, owner, tmp_path):
    file = tmp_path / "rates.csv"
    file.write_text(WEEK)

    def asked(*words):
        process = processes.countroom("rates", *words, DATABASE_URL=database_url, COUNTROOM_INSTANCE=str(tmp_path))
        return process.communicate()[0], process.returncode

    assert asked("import", str(file), "--source", "ECB", "--dry-run")[1] == 0
    assert owner.execute("select count(*) from currency_rate").fetchone() == (0,)
    assert asked("import", str(file), "--source", "ECB")[0].endswith("3 entered, 0 corrected.\n")
    assert (
        asked()[0]
        == "2026-03-03 1 EUR = 160.5 JPY  ECB, command line\n2026-03-03 1 EUR = 11.25 SEK  ECB, command line\n"
    )
    file.write_text("2026-03-02,SEK,11.2\nnonsense")
    told, code = asked("import", str(file), "--source", "ECB")
    assert code == 1
    assert "line 2: nonsense: fault. Write day,currency,rate." in told
