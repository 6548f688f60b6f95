"""Deposits by webhook: credited once, whoever tells of them first; what contradicts the books moves nothing."""

from contextlib import nullcontext
from functools import partial

import psycopg
import pytest

from app.errors import Invalid, Refused
from app.ids import inside
from app.services import deposit_attempts, deposits, payment_inbox
from tests.ledger.book import in_threads
from tests.payments.till import CLIENT

ENDS = "select state, external_id, reason_code, deposit_id is not null from deposit_attempt order by id"
STEPS = (
    "select to_state, by_kind, external_id, reason_code from deposit_attempt_step order by deposit_attempt_id, version"
)
DEPOSITS = "select external_id, amount, state from deposit order by id"


@pytest.fixture
def player(till):
    return till.a_player()


@pytest.fixture
def attempt(till, player):
    """Thirty euro by card, started on our side."""
    return till.starts(player, 3000)


def captures(till, player, amount=3000, external_id="pay_1", currency="EUR"):
    payment = deposits.Payment("pretend", external_id, currency, amount)
    return till.run(lambda: deposits.capture(player, payment, by=CLIENT)[0].outside_id)


def protect(till, flag):
    till.change(f"select ledger.protect(player_id, p_{flag} => true) from ledger.account where purse = 'cash'")


def runs_out(till, attempt, owner):
    """Its time is over: nobody but the owner of the tables can say so."""
    owner.execute("alter table deposit_attempt disable trigger moves_on")
    owner.execute("update deposit_attempt set expires_at = now() where public_id = %s", (inside("at", attempt),))
    owner.execute("alter table deposit_attempt enable trigger moves_on")


def outcome(voice):
    """What the last webhook led to, once the jobs have run."""
    voice.work()
    [(said, detail)] = voice.till.rows(
        "select outcome, detail from payment_webhook_result order by payment_webhook_id desc limit 1"
    )
    return said, detail


def test_a_captured_attempt_is_cash_once_and_remembers_its_way(till, voice, player, attempt):
    assert voice.pays("captured", 3000, reference=attempt, player=player).status_code == 200
    assert till.purses(player) == (0, 0)
    assert outcome(voice) == ("applied", "Done.")
    assert till.purses(player) == (3000, 0)
    assert till.rows(ENDS) == [("captured", "pay_1", None, True)]
    assert till.rows(STEPS) == [("started", "api_key", None, None), ("captured", "payment_provider", "pay_1", None)]
    assert till.effects(attempt) == till.messages(attempt) == ["deposit_attempt.started", "deposit_attempt.captured"]
    assert till.effects(player).count("deposit.captured") == 1


def test_the_same_news_under_another_event_or_by_the_tool_credits_nothing_more(till, voice, player, attempt):
    for _ in range(2):
        voice.pays("captured", 3000, reference=attempt)
    voice.work()
    captures(till, player)
    assert voice.outcomes() == ["applied", "known"]
    assert (till.purses(player), till.rows(DEPOSITS)) == ((3000, 0), [("pay_1", 3000, "captured")])


def test_tool_and_payment_provider_tell_the_same_at_once_and_it_counts_once(till, voice, player):
    """Forty payments of one player, each told of by the tool twice, by two webhooks, and started meanwhile."""
    for number in range(40):
        named = {"reference": till.starts(player, 100)} if number < 20 else {"player": player}
        for _ in range(2):
            voice.pays("captured", 100, id=f"pay_{number}", **named)
    hooks = voice.kept("id")

    def tells(number):
        payment = f"pay_{number // 5}"
        match number % 5:
            case 0 | 1:
                captures(till, player, 100, payment)
            case 2 | 3:
                assert till.run(payment_inbox.process, hooks[number // 5 * 2 + number % 5 - 2]) in ("applied", "known")
            case _:
                if number // 5 >= 20:
                    till.starts(player, 100, external_id=payment)

    in_threads(10, lambda turn: [tells(number) for number in range(turn, 200, 10)])
    assert till.purses(player) == (4000, 0)
    assert till.rows("select count(*), count(distinct external_id) from deposit") == [(40, 40)]
    assert till.rows("select state, count(*), count(distinct deposit_id) from deposit_attempt group by 1") == [
        ("captured", 40, 40)
    ]
    assert till.rows("select count(*) from outbox_message where type = 'deposit.captured'") == [(40,)]


def test_a_start_and_a_report_that_meet_are_one_attempt(till, voice, player):
    for number in range(15):
        voice.pays("declined", 100, id=f"pay_{number}", player=player)
    for number, hook in enumerate(voice.kept("id")):
        met = (
            partial(till.starts, player, 100, external_id=f"pay_{number}"),
            partial(till.run, payment_inbox.process, hook),
        )
        in_threads(2, lambda turn, met=met: met[turn]())
    assert till.rows("select state, count(*) from deposit_attempt group by 1") == [("declined", 15)]


def test_a_payment_that_is_quicker_than_its_attempt_is_credited_and_attached_later(till, voice, player):
    voice.pays("captured", 3000, player=player)
    voice.work()
    assert till.purses(player) == (3000, 0)
    first, second = (till.starts(player, 3000, external_id="pay_1") for _ in range(2))
    assert first == second
    assert till.rows(ENDS) == [("captured", "pay_1", None, True)]


def test_a_deposit_of_the_tools_is_attached_to_the_attempt_that_names_it(till, player):
    captures(till, player)
    till.starts(player, 3000, external_id="pay_1")
    assert till.rows(STEPS) == [("captured", "api_key", "pay_1", None)]
    later = till.starts(player, 3000, external_id="pay_2")
    captures(till, player, external_id="pay_2")
    assert till.effects(later) == ["deposit_attempt.started", "deposit_attempt.captured"]
    captures(till, player, external_id="pay_3")
    with pytest.raises(Refused, match="belongs to another deposit"):
        till.starts(player, 2999, external_id="pay_3")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount": 2999}, "another amount"),
        ({"currency": "SEK"}, "another currency"),
        ({"currency": "???"}, "another currency"),
        ({"player": "another"}, "another player"),
        ({"player": "pl_00000000000000000000000000"}, "no such player"),
        ({"player": "nobody"}, "is no identifier"),
    ],
    ids=str,
)
@pytest.mark.parametrize("end", ["captured", "declined"])
def test_another_amount_currency_or_player_is_told_to_people_and_moves_nothing(
    till, voice, player, attempt, change, said, end
):
    other = till.a_player()
    given = {"amount": 3000, "reference": attempt} | change
    if given.get("player") == "another":
        given["player"] = other
    voice.pays(end, given.pop("amount"), **given)
    found = outcome(voice)
    assert found[0] == "contradiction"
    assert said in found[1]
    assert till.rows(ENDS) == [("started", None, None, False)]
    assert (till.purses(player), till.purses(other), till.rows(DEPOSITS)) == ((0, 0), (0, 0), [])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "neither an attempt nor a player"),
        ({"reference": "order-7"}, "neither an attempt nor a player"),
        ({"player": "pl_00000000000000000000000000"}, "no such player"),
        ({"player": "ours", "currency": "SEK"}, "no wallet"),
        ({"player": "ours", "currency": "???"}, "no wallet"),
    ],
    ids=str,
)
@pytest.mark.parametrize("end", ["captured", "declined"])
def test_a_payment_of_nobody_or_in_no_wallet_of_theirs_moves_nothing(till, voice, player, sent, said, end):
    voice.pays(end, 3000, **sent | ({"player": player} if sent.get("player") == "ours" else {}))
    found = outcome(voice)
    assert (found[0], said in found[1]) == ("contradiction", True), found
    assert till.rows(ENDS) == till.rows(DEPOSITS) == []


def test_a_currency_that_the_brand_takes_none_of_is_refused_however_it_comes(till, voice):
    player = till.a_player(currency="KWD")  # a wallet, and no clearing account of the payment provider's
    with pytest.raises(Invalid, match="moves no KWD through"):
        captures(till, player, currency="KWD")
    with pytest.raises(Invalid, match="moves no KWD through"):
        till.starts(player, 3000, currency="KWD")
    voice.pays("captured", 3000, player=player, currency="KWD")
    assert outcome(voice)[0] == "contradiction"


def test_an_excluded_players_payment_is_owed_back(till, voice, player, attempt):
    protect(till, "excluded")
    voice.pays("captured", 3000, reference=attempt)
    assert outcome(voice)[0] == "applied"
    assert (till.purses(player), till.rows(DEPOSITS)) == ((0, 0), [("pay_1", 3000, "diverted")])
    assert till.rows(ENDS) == [("captured", "pay_1", None, True)]


@pytest.mark.parametrize("flag", ["excluded", "closed"])
def test_nobody_who_is_excluded_or_closed_starts_an_attempt(till, player, flag):
    protect(till, flag)
    with pytest.raises(Refused, match="may not deposit"):
        till.starts(player, 3000)
    assert till.rows(ENDS) == []


def test_a_declined_attempt_says_why_and_may_be_paid_by_another_payment(till, voice, player, attempt):
    voice.pays("declined", 3000, reference=attempt)
    assert outcome(voice) == ("applied", "Done.")
    assert till.rows(ENDS) == [("declined", "pay_1", "do_not_honor", False)]
    assert till.effects(attempt)[-1] == till.messages(attempt)[-1] == "deposit_attempt.declined"
    for payment in ("pay_1", "pay_2", "pay_2"):
        voice.pays("declined", 3000, reference=attempt, id=payment)
    voice.work()
    voice.pays("captured", 3000, reference=attempt, id="pay_3")
    voice.pays("declined", 3000, reference=attempt, id="pay_2b")  # overtaken by what made it good
    voice.work()
    assert voice.outcomes() == ["applied", "known", "applied", "known", "applied", "known"]
    assert till.rows(ENDS) == [("captured", "pay_3", None, True)]
    assert till.purses(player) == (3000, 0)


def test_captured_and_declined_of_one_payment_is_left_to_people(till, voice, player, attempt):
    voice.pays("declined", 3000, reference=attempt)
    voice.pays("captured", 3000, reference=attempt)
    assert outcome(voice) == ("contradiction", "The payment provider declined this payment before.")
    with pytest.raises(Refused, match="declined this payment"):
        captures(till, player)
    assert till.purses(player) == (0, 0)
    captures(till, player, external_id="pay_2")
    voice.pays("declined", 3000, player=player, id="pay_2")
    assert outcome(voice)[0] == "contradiction"
    assert till.purses(player) == (3000, 0)


def test_an_attempt_that_was_paid_twice_is_left_to_people(till, voice, player, attempt):
    for payment in ("pay_1", "pay_2"):
        voice.pays("captured", 3000, reference=attempt, id=payment)
        voice.work()
    assert voice.outcomes() == ["applied", "contradiction"]
    assert till.purses(player) == (3000, 0)


def test_a_payment_has_one_attempt(till, voice, player, attempt):
    till.starts(player, 3000, external_id="pay_1")
    voice.pays("captured", 3000, reference=attempt, id="pay_1")
    assert outcome(voice) == ("contradiction", "This payment belongs to another attempt.")
    with pytest.raises(Refused, match="another amount"):
        till.starts(player, 2999, external_id="pay_1")


def test_what_was_not_started_here_is_kept_as_an_attempt_when_it_is_declined(till, voice, player):
    voice.pays("declined", 3000, player=player)
    assert outcome(voice)[0] == "applied"
    assert till.rows(STEPS) == [("declined", "payment_provider", "pay_1", "do_not_honor")]


def test_nobody_hears_of_an_attempt_in_time_and_it_expires_yet_late_money_counts(till, voice, player, attempt, owner):
    till.starts(player, 100)
    runs_out(till, attempt, owner)
    assert till.run(deposit_attempts.expire, 10) == 1
    assert till.run(deposit_attempts.expire, 10) == 0
    assert till.effects(attempt)[-1] == till.messages(attempt)[-1] == "deposit_attempt.expired"
    assert [state for state, *_ in till.rows(ENDS)] == ["expired", "started"]
    voice.pays("captured", 3000, reference=attempt)
    assert outcome(voice)[0] == "applied"
    assert till.purses(player) == (3000, 0)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update deposit_attempt set state = 'expired', version = 2", None),
        ("update deposit_attempt set state = 'expired'", psycopg.errors.CheckViolation),
        ("update deposit_attempt set version = 2", psycopg.errors.CheckViolation),
        ("update deposit_attempt set state = 'declined', version = 2", psycopg.errors.CheckViolation),
        (
            "update deposit_attempt set state = 'captured', version = 2, external_id = 'pay_9', deposit_id = (select id"
            " from deposit)",
            psycopg.errors.CheckViolation,
        ),
        ("update deposit_attempt set amount = 1, version = 2", psycopg.errors.InsufficientPrivilege),
        ("update deposit_attempt_step set to_state = 'captured'", psycopg.errors.InsufficientPrivilege),
        ("delete from deposit_attempt", psycopg.errors.InsufficientPrivilege),
    ],
)
def test_the_database_keeps_an_attempt_to_its_way(till, player, attempt, visitor, statement, fault):
    captures(till, player, 100, "pay_9")  # a deposit of another amount
    with pytest.raises(fault) if fault else nullcontext():
        visitor.execute(statement)
