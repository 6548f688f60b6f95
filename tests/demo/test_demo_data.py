"""The demo's bootstrap: made once, found again, secrets for their owner alone."""

import json
import stat
import time
from datetime import timedelta

import pytest

from app import clock
from app.demo.catalogue import games
from app.demo.history import DAYS
from app.demo.world import read
from app.security.permissions import Template
from app.services import currency_rates, demo_data, staff
from app.services.demo_places import BRANDS

COUNTS = """
select (select count(*) from brand), (select count(*) from provider), (select count(*) from integration),
       (select count(*) from integration_key where retired_at is null), (select count(*) from game),
       (select count(*) from staff), (select count(*) from api_key), (select count(*) from ledger.house_account),
       (select count(*) from currency_rate)
"""


@pytest.fixture
def prepare(app, database):
    def run():
        with app.app_context():
            return demo_data.prepare().path

    return run


def test_a_second_time_everything_is_found_as_it_was_and_quickly(prepare, visitor):
    path = prepare()
    written, counted = path.read_text(), visitor.execute(COUNTS).fetchone()

    began = time.monotonic()
    assert prepare().read_text() == written
    assert time.monotonic() - began < 1
    assert visitor.execute(COUNTS).fetchone() == counted


def test_the_world_is_for_its_owner_alone_and_what_the_casino_reads(prepare):
    path = prepare()
    world = read(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {brand.code for brand in world.brands} == {"norrsken", "lagoon"}
    assert all(len(integration.secrets) == 2 for integration in world.integrations.values())
    assert {game for brand in world.brands for _, game in world.offers(brand.code)} == set(games())
    assert world.exponents["JPY"] == 0


def test_every_game_stands_with_the_return_of_its_maths(prepare, visitor):
    prepare()

    listed = dict(visitor.execute("select code, theoretical_rtp_ppm from game").fetchall())
    assert listed == {code: round(game.theoretical_rtp * 1_000_000) for code, game in games().items()}


def test_every_day_of_the_month_has_a_rate_for_each_currency_and_none_that_was_entered_changes(app, prepare, visitor):
    with app.app_context():
        trial = currency_rates.try_out(f"{clock.now().date()},SEK,12", base="EUR", by=None)
        currency_rates.enter(trial.lines[0].text, base="EUR", source="s", reason="", digest=trial.digest, by=None)
    prepare()

    told = visitor.execute("select currency, day, rate from currency_rate where base = 'EUR'").fetchall()
    days = {(currency, day): rate for currency, day, rate in told}
    assert days["SEK", clock.now().date()] == 12
    for brand in BRANDS.values():
        for currency in {*brand["currencies"]} - {"EUR"}:
            assert min(day for code, day in days if code == currency) < clock.now().date() - timedelta(days=DAYS)


def test_one_demo_account_for_each_role_and_none_has_a_password(app, prepare, visitor):
    prepare()

    with app.app_context():
        assert [code for code, _ in staff.demo_staff()] == list(Template)
    assert visitor.execute("select count(*) from staff where password_hash is not null").fetchone() == (0,)


def test_a_lost_file_gets_new_secrets_and_the_old_ones_are_retired(prepare, visitor):
    path = prepare()
    old = json.loads(path.read_text())
    path.unlink()

    new = json.loads(prepare().read_text())

    assert new["api_key"] != old["api_key"]
    assert all(
        not set(mine["secrets"]) & set(theirs["secrets"])
        for mine, theirs in zip(new["integrations"], old["integrations"], strict=True)
    )
    live = visitor.execute("select count(*) from integration_key where retired_at is null group by integration_id")
    assert live.fetchall() == [(2,)] * 4


def test_the_secrets_in_the_database_are_sealed(prepare, visitor):
    world = json.loads(prepare().read_text())

    sealed = b"".join(row[0] for row in visitor.execute("select secret_sealed from integration_key").fetchall())
    assert not any(secret.encode() in sealed for each in world["integrations"] for secret in each["secrets"])
