"""Adjustments: two rights, limits that nobody gets past by hurrying, a reason, and requests that wait for staff."""

import psycopg
import pytest

from app.errors import Forbidden, Invalid, NotFound, Refused, Stale
from app.services import adjustments
from app.services.adjustments import Wanted
from tests.ledger.book import in_threads
from tests.payments.till import CLIENT

BOTH = ("payments.adjustments.credit", "payments.adjustments.debit")


def wanted(amount, purse="cash", **changes):
    return Wanted(**{"currency": "EUR", "purse": purse, "amount_minor": amount, "reason_code": "goodwill"} | changes)


@pytest.fixture
def hand(till):
    """Hanna may credit 10.00 at a time and 25.00 in a day, and debit the tenfold."""
    till.hire("hanna", *BOTH)
    limit(till, "hanna", credit=(1000, 2500), debit=(10_000, 25_000))
    return till


def limit(till, role, **kinds):
    for kind, (per_act, per_day) in kinds.items():
        till.change(
            "insert into role_limit select id, :k, 'EUR', :a, :d from role where code = :r",
            k=f"adjustment_{kind}",
            a=per_act,
            d=per_day,
            r=role,
        )


def apply(till, player, amount, purse="cash", *, by="hanna", **changes):
    return till.run(lambda: adjustments.apply(player, wanted(amount, purse, **changes), by=till.member(by)).outside_id)


def ask(till, player, amount, **changes):
    return till.run(lambda: adjustments.request(player, wanted(amount, **changes), by=CLIENT).outside_id)


def accept(till, adjustment, *, by="hanna", version=None):
    return till.run(lambda: adjustments.accept(adjustment, by=till.member(by), version=version).state)


def decline(till, adjustment, why="Not ours to pay.", *, by="hanna", version=None):
    return till.run(lambda: adjustments.decline(adjustment, why, by=till.member(by), version=version).state)


def bonus(till):
    return till.rows("select balance from ledger.account where purse = 'bonus'")[0][0]


def test_staff_credit_and_debit_at_once_and_the_entry_names_them(hand):
    player = hand.a_player(500)
    given = apply(hand, player, 700)
    apply(hand, player, -200)
    apply(hand, player, 300, "bonus")
    assert (hand.purses(player), bonus(hand)) == ((1000, 0), 300)
    assert hand.effects(given) == hand.messages(given) == ["adjustment.applied"]
    [(staff, reason, call_id)] = hand.rows(
        "select actor_id, reason, call_id from ledger.call where external_id = :a", a=given
    )
    assert (staff, reason) == (hand.run(lambda: hand.member("hanna").id), "goodwill")
    assert hand.rows("select call_id from adjustment order by id limit 1") == [(call_id,)]


def test_more_than_a_limit_at_a_time_is_refused_and_the_refusal_says_the_limit(hand):
    player = hand.a_player(500)
    with pytest.raises(Refused, match=r"credit €10\.00 at a time and €25\.00 in 24 hours, of which €0\.00 is used"):
        apply(hand, player, 1001)
    assert hand.purses(player) == (500, 0)


def test_the_day_is_the_last_24_hours_whatever_the_date(hand, owner):
    player = hand.a_player()
    for amount in (1000, 1000, 500):
        apply(hand, player, amount)
    with pytest.raises(Refused, match=r"of which €25\.00 is used"):
        apply(hand, player, 1)
    owner.execute("alter table adjustment disable trigger within_limits")
    owner.execute("update adjustment set decided_at = now() - interval '24 hours 1 minute' where amount = 500")
    owner.execute("alter table adjustment enable trigger within_limits")
    apply(hand, player, 500)


def test_a_debit_does_not_make_room_for_a_credit(hand):
    player = hand.a_player(5000)
    for amount in (1000, -3000, 1000):
        apply(hand, player, amount)
    with pytest.raises(Refused, match=r"of which €20\.00"):
        apply(hand, player, 600)


def test_sixteen_at_once_do_not_get_past_the_limit(hand):
    player = hand.a_player()

    def one(_):
        try:
            return apply(hand, player, 400)
        except Refused as refused:
            return refused.message

    found = in_threads(16, one)
    assert sum(each.startswith("aj_") for each in found) == 6
    assert hand.purses(player) == (2400, 0)


def test_the_database_holds_the_limit_whatever_the_service_forgets(hand, visitor):
    hand.a_player()
    with pytest.raises(psycopg.errors.CheckViolation, match="beyond a limit"):
        visitor.execute(
            "insert into adjustment (brand_id, player_id, currency, purse, amount, state, requested_by_kind,"
            " requested_by_id, reason_code, decided_by, decided_at, call_id, occurred_at)"
            " select brand_id, player.id, 'EUR', 'cash', 1001, 'applied', 'staff', 'x', 'goodwill', staff.id, now(),"
            " uuidv7(), now() from player, staff where staff.email like 'hanna@%'"
        )


def test_two_rights_and_no_role_without_a_limit(hand):
    hand.hire("carl", BOTH[0])
    hand.hire("dora", BOTH[1])
    player = hand.a_player(500)
    with pytest.raises(Forbidden):
        apply(hand, player, -100, by="carl")
    with pytest.raises(Forbidden):
        apply(hand, player, 100, by="dora")
    with pytest.raises(Refused, match=r"credit €0\.00 at a time"):
        apply(hand, player, 100, by="carl")


def test_staff_of_another_brand_find_no_such_player(hand):
    hand.hire("lena", *BOTH, brand="lagoon")
    limit(hand, "lena", credit=(1000, 1000))
    with pytest.raises(NotFound):
        apply(hand, hand.a_player(), 100, by="lena")


def test_nothing_is_taken_that_is_not_there(hand):
    player = hand.a_player(50)
    with pytest.raises(Refused, match="does not hold as much"):
        apply(hand, player, -51)
    assert hand.rows("select count(*) from adjustment") == [(0,)]


@pytest.mark.parametrize(
    "change",
    [
        {"purse": "receivable"},
        {"amount_minor": 0},
        {"reason_code": ""},
        {"reason_code": "other"},
        {"reason_text": "x" * 501},
        {"reason_text": "\0"},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_invalid(hand, change):
    player = hand.a_player(50)
    with pytest.raises(Invalid):
        hand.run(lambda: adjustments.request(player, wanted(10, **change), by=CLIENT))


def test_a_tools_request_moves_nothing_until_staff_accept_it(hand):
    player = hand.a_player(500)
    adjustment = ask(hand, player, 300, reason_code="missing_win", reason_text="Round 7 of Orchard Reels.")
    assert hand.purses(player) == (500, 0)
    assert accept(hand, adjustment, version=1) == "applied"
    assert hand.purses(player) == (800, 0)
    assert hand.effects(adjustment) == hand.messages(adjustment) == ["adjustment.requested", "adjustment.applied"]
    for again in (accept, decline):
        with pytest.raises(Refused, match="applied already"):
            again(hand, adjustment)


def test_a_declined_request_says_why_and_moves_nothing(hand):
    player = hand.a_player(500)
    adjustment = ask(hand, player, -300)
    with pytest.raises(Invalid):
        decline(hand, adjustment, " ")
    with pytest.raises(Stale):
        decline(hand, adjustment, version=2)
    assert decline(hand, adjustment) == "declined"
    assert hand.purses(player) == (500, 0)
    assert hand.effects(adjustment) == ["adjustment.requested", "adjustment.declined"]
    assert hand.rows("select decision_text from adjustment") == [("Not ours to pay.",)]


def test_accepting_counts_against_the_limit_of_who_accepts(hand):
    player = hand.a_player()
    adjustment = ask(hand, player, 1001)
    with pytest.raises(Refused, match="at a time"):
        accept(hand, adjustment)
    assert hand.rows("select state from adjustment") == [("requested",)]


def test_eight_accept_and_eight_decline_one_request_at_once(hand):
    player = hand.a_player()
    adjustment = ask(hand, player, 500)

    def one(number):
        try:
            return (accept if number % 2 else decline)(hand, adjustment)
        except Refused:
            return None

    [outcome] = [each for each in in_threads(16, one) if each]
    assert hand.purses(player) == (500 if outcome == "applied" else 0, 0)


def test_each_template_begins_with_limits_in_the_currencies_it_works_in(till):
    found = till.rows(
        "select currency, per_act, per_day from role_limit join role on role.id = role_id"
        " where code = 'payments' and kind = 'adjustment_credit' and currency in ('EUR', 'JPY', 'KWD', 'BTC')"
        " order by currency"
    )
    assert found == [("EUR", 20_000, 100_000), ("JPY", 30_000, 150_000), ("KWD", 200_000, 1_000_000)]
