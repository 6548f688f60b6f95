"""Every request travels one way: received, audit middleware, permission decorator, service, ledger and database, event
logged, fragment or page shown. Here one is followed: somebody rejects a withdrawal from the queue."""

from tests.screens.strict import open_page, open_piece


def test_received(rejects, penny):
    """It has a number of its own, by which everything that it leaves is found."""
    first = rejects(penny)
    second = rejects(penny)
    assert first.answer.headers["X-Request-Id"].startswith("rq_")
    assert first.key != second.key
    assert first.records


def test_audit_middleware_before_the_service(rejects, penny, till, withdrawal):
    """What the service then refuses has left its attempt already, and no effect."""
    refused = rejects(penny, version="7")
    assert refused.answer.status_code == 409
    assert [phase for phase, _ in refused.records] == ["attempt", "refusal"]
    assert till.state(withdrawal)[0] == "requested"


def test_no_audit_no_service(rejects, penny, till, withdrawal, owner):
    """Where nothing can be recorded, nothing is done."""
    owner.execute("revoke insert (event_id) on audit_record from countroom_app")
    try:
        assert rejects(penny).answer.status_code == 503
    finally:
        owner.execute("grant insert (event_id) on audit_record to countroom_app")
    assert till.state(withdrawal)[0] == "requested"


def test_permission_decorator_before_the_service(rejects, sue, till, withdrawal):
    """Support answers players and decides nothing; that it was asked for is remembered."""
    refused = rejects(sue)
    assert refused.answer.status_code == 403
    assert "payments.withdrawals.reject" in refused.answer.text
    assert [actor for _, actor in refused.refusals] == [sue.outside_id]
    assert (till.state(withdrawal)[0], len(till.steps(withdrawal))) == ("requested", 1)


def test_service(rejects, penny, till, withdrawal):
    """One verb, one transaction: the state, its version and the step are changed together."""
    rejects(penny)
    assert till.state(withdrawal) == ("rejected", 2)
    assert till.steps(withdrawal)[-1] == ("requested", "rejected", "staff")


def test_ledger_and_database(rejects, penny, till, withdrawal):
    """The money went back by a transfer with two legs, whose balances the ledger proves."""
    rejects(penny)
    moved = till.rows(
        "select t.amount, c.kind::text from ledger.transfer t join ledger.call c using (player_id, call_id)"
        " where c.kind = 'withdrawal_cancel'"
    )
    assert moved == [(2_000, "withdrawal_cancel")]
    player = till.rows("select public_id from player order by id desc limit 1")[0][0]
    held = till.rows(
        "select purse::text, balance from ledger.account a join player p on p.id = a.player_id where p.public_id = :p"
        " and purse in ('cash', 'pending_withdrawal') order by purse",
        p=player,
    )
    assert held == [("cash", 100_000), ("pending_withdrawal", 0)]


def test_event_logged(rejects, penny, till, withdrawal):
    """The effect stands under the same number as its attempt, and other systems are told."""
    done = rejects(penny)
    assert done.records == [("attempt", "payments.reject_withdrawal"), ("effect", "withdrawal.rejected")]
    assert till.messages(withdrawal)[-1] == "withdrawal.rejected"


def test_fragment_or_page_shown(rejects, penny, withdrawal):
    """Where it leads: with htmx to a piece of the page, without it to the whole, and both say the same."""
    answer = rejects(penny).answer
    assert answer.status_code == 303
    piece = open_piece(penny.client, f"/payments/withdrawals?view=all&open={withdrawal}", "open")
    page = open_page(penny.client, f"/payments/withdrawals?view=all&open={withdrawal}")
    assert (piece.is_whole, page.is_whole) == (False, True)
    for shown in (piece, page):
        assert "Rejected by Penny" in shown.text
