"""A withdrawal's life: asked for, decided once, paid or given back, each step with its entry, record and message."""

import psycopg
import pytest

from app.errors import Forbidden, Invalid, NotFound, Refused, Stale
from app.security.api_keys import Client
from app.services import settings
from app.services.withdrawals import Decision
from tests.payments.till import DECIDES


def test_a_request_moves_cash_to_what_waits(till):
    player = till.a_player(5000)
    withdrawal = till.asks(player, 3000)
    assert till.purses(player) == (2000, 3000)
    assert till.steps(withdrawal) == [(None, "requested", "api_key")]
    assert till.effects(withdrawal) == ["withdrawal.requested"]


def test_it_is_due_when_the_jurisdiction_says(till):
    till.change(
        "insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone,"
        " gaming_day_start_hour, stake_order, requires_verified_identity, call_log_days, withdrawal_decision_hours)"
        " values ('demo-europe', 2, now(), 18, 'UTC', 0, 'cash_first', true, 365, 6)"
    )
    till.asks(till.a_player(100), 100)
    assert till.rows("select due_at - occurred_at = interval '6 hours' from withdrawal") == [(True,)]


def test_a_paid_one_leaves_through_the_payment_provider(till):
    player = till.a_player(5000)
    withdrawal = till.asks(player, 3000)
    assert till.approve(withdrawal) == "approved"
    assert till.submit(withdrawal) == "submitted"
    assert till.report("paid", withdrawal, 3000)
    assert till.purses(player) == (2000, 0)
    names = ["withdrawal.requested", "withdrawal.approved", "withdrawal.submitted", "withdrawal.paid"]
    assert till.effects(withdrawal) == till.messages(withdrawal) == names
    assert [by for _, _, by in till.steps(withdrawal)] == ["api_key", "staff", "system", "payment_provider"]
    assert till.rows("select sum(amount) from ledger.entry join ledger.house_account using (account_id)") == [(-2000,)]


def test_a_rejected_one_is_cash_again_and_says_why(till):
    player = till.a_player(5000)
    withdrawal = till.asks(player, 3000)
    assert till.reject(withdrawal, Decision(reason_code="other", reason_text=" Sent the wrong card. ")) == "rejected"
    assert till.purses(player) == (5000, 0)
    assert till.rows("select reason_code, reason_text from withdrawal") == [("other", "Sent the wrong card.")]
    assert till.effects(withdrawal)[-1] == "withdrawal.rejected"
    assert till.rows("select body from audit_record where body like '%wrong card%'") == []


def test_a_rejection_needs_one_of_the_reasons_and_another_one_needs_words(till):
    withdrawal = till.asks(till.a_player(100), 100)
    for decision in (Decision(), Decision(reason_code="mood"), Decision(reason_code="other", reason_text="  ")):
        with pytest.raises(Invalid):
            till.reject(withdrawal, decision)
    assert till.state(withdrawal) == ("requested", 1)


def test_a_player_takes_back_what_is_not_decided(till):
    player = till.a_player(100)
    withdrawal = till.asks(player, 100)
    assert till.cancel(withdrawal) == "cancelled"
    assert till.purses(player) == (100, 0)
    assert till.effects(withdrawal)[-1] == "withdrawal.cancelled"
    approved = till.asks(player, 100)
    till.approve(approved)
    with pytest.raises(Refused, match="approved already"):
        till.cancel(approved)


def test_a_failed_one_is_cash_again(till):
    player = till.a_player(100)
    withdrawal = till.asks(player, 100)
    till.approve(withdrawal)
    till.submit(withdrawal)
    assert till.report("failed", withdrawal, 100, reason_code="account_closed")
    assert till.purses(player) == (100, 0)
    assert till.effects(withdrawal)[-1] == "withdrawal.failed"


def test_what_the_provider_says_twice_counts_once_and_its_contradiction_not_at_all(till):
    player = till.a_player(100)
    withdrawal = till.asks(player, 100)
    till.approve(withdrawal)
    assert till.report("paid", withdrawal, 100)  # faster than our own note that it was asked
    assert not till.report("paid", withdrawal, 100)
    with pytest.raises(Refused, match="is paid"):
        till.report("failed", withdrawal, 100, reason_code="late")
    assert till.submit(withdrawal) == "paid"
    assert till.purses(player) == (0, 0)


def test_the_provider_reports_on_what_it_was_asked_or_not_at_all(till):
    withdrawal = till.asks(till.a_player(100), 100)
    with pytest.raises(Refused, match="is requested"):
        till.report("paid", withdrawal, 100)
    till.approve(withdrawal)
    till.submit(withdrawal)
    for change in ({"amount_minor": 99}, {"currency": "SEK"}, {"external_id": "po_other"}):
        with pytest.raises(Refused, match="not what it was asked"):
            till.report("paid", withdrawal, **{"amount": 100} | change)
    assert till.state(withdrawal)[0] == "submitted"


@pytest.mark.parametrize(
    ("flags", "amount", "sentence"),
    [("unverified", 10, "not verified"), ("excluded", 200, "this much in cash"), ("closed", 100, "")],
)
def test_who_may_take_money_out_is_the_ledgers_to_say(till, flags, amount, sentence):
    """Whoever is excluded or closed gets what is theirs."""
    player = till.a_player(100)
    till.change(f"select ledger.protect(id, p_{flags} => true) from player")
    if sentence:
        with pytest.raises(Refused, match=sentence):
            till.asks(player, amount)
        assert till.rows("select count(*) from withdrawal") == [(0,)]
    else:
        till.asks(player, amount)


def test_what_cannot_be_meant_is_invalid(till):
    player = till.a_player(100)
    with pytest.raises(Invalid):
        till.asks(player, 10, currency="USD")
    with pytest.raises(Invalid):
        till.asks(player, 10, provider="nobody")
    with pytest.raises(NotFound):
        till.asks("pl_00000000000000000000000000", 10)


def test_nothing_is_taken_out_through_a_payment_provider_that_the_brand_does_not_deal_with(till, owner):
    """It could be approved and paid, and then neither be booked nor given back."""
    player, said = till.a_player(5000), "moves no EUR through"
    owner.execute("update payment_provider set code = 'former' where code = 'pretend'")
    owner.execute("insert into payment_provider (code, name) values ('pretend', 'Unbooked')")
    for provider, refusal in (("pretend", said), ("former", "no such payment provider")):
        with pytest.raises(Invalid, match=refusal):
            till.asks(player, 3000, provider=provider)
    assert till.purses(player) == (5000, 0)


def test_a_claim_holds_as_long_as_the_house_decided(till):
    till.run(settings.change, "payments.claim_lasts", "20 min", reason="Long calls to banks", by=None)
    till.claim(till.asks(till.a_player(5_000), 1_000))
    assert till.rows("select claimed_until > now() + interval '10 minutes' from withdrawal") == [(True,)]


def test_a_claim_keeps_others_away_until_it_is_left(till):
    till.hire("paul", *DECIDES)
    withdrawal = till.asks(till.a_player(100), 100)
    assert till.claim(withdrawal) == 2
    for verb in (till.claim, till.release, till.approve, till.reject):
        with pytest.raises(Refused, match="Somebody else is working on this"):
            verb(withdrawal, by="paul")
    till.release(withdrawal)
    assert till.effects(withdrawal)[1:] == ["withdrawal.claimed", "withdrawal.claim_released"]
    assert till.approve(withdrawal, by="paul") == "approved"


def test_a_claim_ends_after_five_minutes(till):
    till.hire("paul", *DECIDES)
    withdrawal = till.asks(till.a_player(100), 100)
    till.claim(withdrawal)
    assert till.rows("select claimed_until - now() between '299 s' and '300 s' from withdrawal") == [(True,)]
    till.change("update withdrawal set claimed_until = now() - interval '1 s', version = version + 1")
    assert till.claim(withdrawal, by="paul") == 4


def test_a_decision_about_an_older_version_is_refused(till):
    withdrawal = till.asks(till.a_player(100), 100)
    till.claim(withdrawal)
    for act in (
        lambda: till.approve(withdrawal, Decision(version=1)),
        lambda: till.reject(withdrawal, Decision(1, "identity")),
        lambda: till.cancel(withdrawal, version=1),
    ):
        with pytest.raises(Stale):
            act()
    assert till.approve(withdrawal, Decision(version=2)) == "approved"


def test_staff_decide_with_the_right_and_for_their_brands_only(till):
    till.hire("lena", *DECIDES, brand="lagoon")
    till.hire("rita", "payments.withdrawals.reject")
    withdrawal = till.asks(till.a_player(100), 100)
    with pytest.raises(NotFound):
        till.approve(withdrawal, by="lena")
    with pytest.raises(Forbidden):
        till.approve(withdrawal, by="rita")
    assert till.reject(withdrawal, by="rita") == "rejected"


def test_a_tool_of_one_brand_cannot_touch_anothers_withdrawal(till):
    withdrawal = till.asks(till.a_player(100), 100)
    [(lagoon,)] = till.rows("select id from brand where code = 'lagoon'")
    with pytest.raises(NotFound):
        till.cancel(withdrawal, by=Client(2, "Lagoon's", frozenset(), lagoon))


def test_an_approval_leaves_the_job_that_submits_it(till):
    withdrawal = till.asks(till.a_player(100), 100)
    till.approve(withdrawal)
    job = "select args ->> 'withdrawal_id' from procrastinate.procrastinate_jobs where task_name = 'submit_withdrawal'"
    assert till.rows(job) == [(withdrawal,)]


@pytest.mark.parametrize(
    "statement",
    [
        "update withdrawal set state = 'paid', version = version + 1",
        "update withdrawal set state = 'rejected', decided_at = now(), version = version + 1",
        "update withdrawal set reason_text = 'x'",
        "update withdrawal set amount = 1",
        "update withdrawal_step set to_state = 'paid'",
        "delete from withdrawal_step",
        "delete from withdrawal",
    ],
)
def test_the_database_refuses_what_the_services_would_not_do(till, visitor, statement):
    till.asks(till.a_player(100), 100)
    with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.InsufficientPrivilege)):
        visitor.execute(statement)
