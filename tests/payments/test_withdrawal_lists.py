"""The queue by urgency, lists by age, in pages that neither skip nor repeat, and for the brands of whoever looks."""

from datetime import timedelta

import pytest

from app import clock
from app.errors import NotFound
from app.ids import inside
from app.models.withdrawal import Withdrawal
from app.queries import withdrawal_queue, withdrawals
from app.queries.keyset import Sought, Window
from app.queries.payment_filters import PaymentFilters
from tests.payments.till import DECIDES
from tests.screens.queries import counted


@pytest.fixture
def asked(till, owner):
    """Five withdrawals; the newest is the most urgent."""
    player = till.a_player(1000)
    ids = [till.asks(player, 100 + number) for number in range(5)]
    for hours, each in enumerate(reversed(ids)):
        owner.execute(
            "update withdrawal set due_at = now() + make_interval(hours => %s), version = version + 1"
            " where public_id = %s",
            [hours, inside("wd", each)],
        )
    return ids


def ids(page):
    return [each.id for each in page.rows]


def paged(till, read):
    """Everything from the first page to the last and back again."""
    found, window = [], Window(size=2)
    while True:
        page = till.run(read, window)
        found.append(ids(page))
        if page.next is None:
            break
        window = Window(after=page.next, size=2)
    back = []
    while page.previous is not None:
        page = till.run(read, Window(before=page.previous, size=2))
        back.insert(0, ids(page))
    assert back == found[:-1]
    return [each for some in found for each in some]


def test_the_queue_begins_with_the_most_urgent(till, asked):
    assert paged(till, lambda window: withdrawal_queue.page(window, None)) == asked[::-1]


def test_a_list_begins_with_the_newest(till, asked):
    def read(window):
        return withdrawals.listed(Sought([Withdrawal.amount > 100]), window, None, oldest_first=False)

    assert paged(till, read) == asked[:0:-1]


def test_what_is_decided_leaves_the_queue_and_the_next_one_follows(till, asked):
    till.hire("paul", *DECIDES)
    till.claim(asked[3], by="paul")
    till.reject(asked[4])
    paul, petra = (till.run(lambda name=name: till.member(name).id) for name in ("paul", "petra"))
    decided = inside("wd", asked[4])
    assert till.run(withdrawal_queue.following, decided, (), None, staff_id=petra) == asked[2]
    assert till.run(withdrawal_queue.following, decided, (), None, staff_id=paul) == asked[3]
    assert till.run(withdrawal_queue.following, inside("wd", asked[0]), (), None, staff_id=petra) == asked[2]
    assert asked[4] not in ids(till.run(withdrawal_queue.page, Window(), None))
    assert till.run(withdrawal_queue.waiting, None) == {"requested": 4, "approved": 0, "submitted": 0}


def test_other_brands_withdrawals_are_not_there(till, asked):
    [(lagoon,)] = till.rows("select id from brand where code = 'lagoon'")
    assert till.run(withdrawal_queue.page, Window(), {lagoon}).rows == []
    with pytest.raises(NotFound):
        till.run(withdrawals.one, inside("wd", asked[0]), {lagoon})


def test_a_record_shows_its_steps_with_the_names_of_staff(till, asked):
    till.approve(asked[0])
    seen = till.run(withdrawals.one, inside("wd", asked[0]), None)
    assert (seen.decided_by, seen.state, str(seen.amount), seen.brand) == ("Petra", "approved", "1.00 EUR", "Norrsken")
    requested, approved = till.run(withdrawals.steps, seen)
    assert (requested.to_state, requested.by_kind, requested.by) == ("requested", "api_key", "1")
    assert (approved.from_state, approved.to_state, approved.by) == ("requested", "approved", "Petra")
    assert requested.call_id.startswith("ca_")
    assert approved.call_id is None


def test_however_long_the_queue_is_the_queries_are_as_many(till, asked):
    with counted(till.app) as few:
        till.run(withdrawal_queue.page, Window(size=1), None)
    with counted(till.app) as many:
        till.run(withdrawal_queue.page, Window(size=4), None)
    assert len(few) == len(many) == 2


def test_a_period_holds_what_was_recorded_long_after_it(till, asked, owner):
    owner.execute(
        "update withdrawal set occurred_at = now() - interval '40 days', version = version + 1 where public_id = %s",
        [inside("wd", asked[4])],
    )

    def of_last_month(_):
        first, last = clock.now() - timedelta(days=50), clock.now() - timedelta(days=30)
        filters = PaymentFilters(Withdrawal)
        sought = Sought([filters.occurred(first, last)], filters.made(first, last))
        return withdrawals.listed(sought, Window(), None, oldest_first=False)

    assert ids(till.run(of_last_month, None)) == [asked[4]]
