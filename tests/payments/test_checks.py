"""What staff see before they decide: each check turns when its reason turns, and the preview says what happens."""

from datetime import timedelta

import pytest

from app.ids import inside, outside
from app.money import Currency, Money
from app.queries import withdrawal_checks, withdrawals
from app.services import effects, ledger
from tests.screens.queries import counted

EUR = Currency("EUR", 2)


def checks(till, withdrawal):
    """Level and value by code."""

    def read():
        return withdrawal_checks.of(withdrawals.one(inside("wd", withdrawal), None))

    return {check.code: (str(check.level), check.value) for check in till.run(read)}


def stake(till, amount):
    """Every player bets, in a round of their own."""
    till.change(
        "select (ledger.wallet_call(uuidv7(), i.id, a.player_id, a.currency, 0, 'r-' || a.player_id, 'cash_first',"
        " true, null, '{bet}', '{bet}', array['b-' || a.player_id], array[cast(:a as bigint)], '{null}', '{null}',"
        " '{null}', '{null}')).outcome from ledger.account a,"
        " (select min(id) as id from integration) i where a.purse = 'cash'",
        a=amount,
    )


@pytest.fixture
def asked(till):
    """A new player deposits 50.00, bets nothing and wants 30.00."""
    player = till.a_player(5000)
    return till.asks(player, 3000)


def test_a_new_player_who_did_not_play_stands_out(till, asked):
    found = checks(till, asked)
    assert found["identity"] == ("ok", True)
    assert found["owing"] == ("ok", Money(0, EUR))
    assert found["flags"] == ("ok", ())
    assert found["deposited"] == ("ok", Money(5000, EUR))
    assert found["turnover"] == ("bad", Money(0, EUR))
    assert (found["account_age"][0], found["account_age"][1] < timedelta(minutes=1)) == ("warn", True)
    assert found["in_a_day"] == ("ok", 1)


def test_turnover_counts_stakes_since_the_last_deposit(till, asked):
    stake(till, 1500)
    assert checks(till, asked)["turnover"] == ("warn", Money(1500, EUR))
    [(player,)] = till.rows("select public_id from player")
    till.deposits(outside("pl", player), 200)
    assert checks(till, asked)["turnover"] == ("bad", Money(0, EUR))


def test_flags_and_an_unproven_identity_show(till, asked):
    till.change("select ledger.protect(id, p_unverified => true, p_excluded => true) from player")
    found = checks(till, asked)
    assert found["identity"] == ("bad", False)
    assert found["flags"] == ("warn", ("excluded",))


def test_an_account_that_is_old_enough_is_no_reason(till, asked, owner):
    owner.execute("update player set occurred_at = now() - interval '4 days'")
    assert checks(till, asked)["account_age"][0] == "ok"


def test_money_that_never_came_in_is_looked_at(till, owner):
    player = till.a_player(100)
    till.change(
        "select ledger.adjustment('a', id, 'EUR', 'cash', 900, 1, 'test') from player where public_id = :p",
        p=inside("pl", player),
    )
    withdrawal = till.asks(player, 500)
    assert checks(till, withdrawal)["deposited"] == ("warn", Money(100, EUR))
    owner.execute("delete from deposit")
    assert checks(till, withdrawal)["deposited"] == ("bad", Money(0, EUR))


def test_the_fourth_in_a_day_is_one_too_many_unless_the_player_took_some_back(till):
    player = till.a_player(1000)
    first, *_, fourth = [till.asks(player, 100) for _ in range(4)]
    assert checks(till, fourth)["in_a_day"] == ("warn", 4)
    till.cancel(first)
    assert checks(till, fourth)["in_a_day"] == ("ok", 3)


def test_checks_cost_a_fixed_number_of_queries(till, asked):
    with till.app.app_context():
        seen = withdrawals.one(inside("wd", asked), None)
    with counted(till.app) as statements:
        till.run(withdrawal_checks.of, seen)
    assert len(statements) == 5


def preview(till, amount):
    """The preview of the only player's only withdrawal, as account → (before, after), in minor units."""

    def read():
        [held] = ledger.balances(till.rows("select id from player")[0][0])
        purses = {"cash": Money(held.cash_minor, EUR), "pending_withdrawal": Money(held.pending_withdrawal_minor, EUR)}
        return effects.of_approval(Money(amount, EUR), purses, clearing=Money(clearing(till), EUR))

    return {effect.account: (effect.before.minor, effect.after.minor) for effect in till.run(read)}


def clearing(till):
    [(balance,)] = till.rows(
        "select coalesce(sum(e.amount), 0) from ledger.entry e join ledger.house_account h using (account_id)"
        " where h.kind = 'psp_clearing'"
    )
    return int(balance)


def now(till):
    held = till.rows("select purse::text, balance from ledger.account where purse in ('cash', 'pending_withdrawal')")
    return dict(held) | {"psp_clearing": clearing(till)}


def test_the_preview_of_an_approval_is_what_is_there_once_it_is_paid(till, asked):
    said = preview(till, 3000)
    assert now(till) == {account: before for account, (before, _) in said.items()}
    till.approve(asked)
    till.submit(asked)
    till.report("paid", asked, 3000)
    assert now(till) == {account: after for account, (_, after) in said.items()}
