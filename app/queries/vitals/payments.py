"""Payment providers, each by itself: attempts to deposit, what they told us, and payouts that are under way."""

from sqlalchemy import text

from app.extensions import db
from app.queries.vitals.reading import Reading

FEWEST = 10  # of fewer, a share says nothing
PAYOUTS = 1_000  # looked through, those that were asked for first
STANDING = text("""
    with ended as materialized (
      select deposit_attempt_id, to_state from
        (select * from deposit_attempt_step order by id desc limit 5000) newest
      where recorded_at > clock_timestamp() - interval '15 minutes' and to_state in ('captured', 'declined', 'expired')
    ), attempts as (
      select payment_provider_id, count(*) as all_of_them, count(*) filter (where to_state <> 'captured') as refused
      from ended join deposit_attempt on deposit_attempt.id = deposit_attempt_id group by payment_provider_id
    ), newest as materialized (
      select id, payment_provider_id, verdict, received_at from payment_webhook order by id desc limit 5000
    ), reports as (
      select payment_provider_id, count(*) filter (where is_new) as all_of_them,
        count(*) filter (where is_new and verdict not in ('accepted', 'duplicate')) as refused,
        extract(epoch from clock_timestamp() - min(received_at) filter (where verdict = 'accepted' and not exists (
          select from payment_webhook_result where payment_webhook_id = newest.id)))::float as age
      from newest cross join lateral (select received_at > clock_timestamp() - interval '15 minutes' as is_new) told
      group by payment_provider_id
    ), payouts as (
      select payment_provider_id, count(*) filter (where state = 'approved') as unsent,
        count(*) filter (where state = 'submitted') as unpaid,
        extract(epoch from clock_timestamp() - min(since) filter (where state = 'approved'))::float as unsent_age,
        extract(epoch from clock_timestamp() - min(since) filter (where state = 'submitted'))::float as unpaid_age
      from (select id, payment_provider_id, state from withdrawal
        where state in ('approved', 'submitted') order by public_id limit :payouts) oldest
      cross join lateral (select recorded_at as since from withdrawal_step
        where withdrawal_id = oldest.id and to_state = oldest.state) told
      group by payment_provider_id
    )
    select code, coalesce(attempts.all_of_them, 0) as attempts, coalesce(attempts.refused, 0) as not_captured,
      coalesce(reports.all_of_them, 0) as reports, coalesce(reports.refused, 0) as not_accepted, age,
      coalesce(unsent, 0) as unsent, unsent_age, coalesce(unpaid, 0) as unpaid, unpaid_age
    from payment_provider
    left join attempts on attempts.payment_provider_id = payment_provider.id
    left join reports on reports.payment_provider_id = payment_provider.id
    left join payouts on payouts.payment_provider_id = payment_provider.id
    order by code
""")


def readings() -> list[Reading]:
    """One query, over the newest 5,000 of each kind, and the oldest 1,000 payouts."""
    found: list[Reading] = []
    for row in db.session.execute(STANDING, {"payouts": PAYOUTS}):
        found += [
            _share("payments.refused", row.not_captured, row.attempts, row.code),
            _share("payments.reports_refused", row.not_accepted, row.reports, row.code),
            Reading("payments.reports_waiting", row.age or 0, "" if row.age else "none waits", row.code),
            _oldest("payments.payouts_unsent", row.unsent_age, row.unsent, row.code),
            _oldest("payments.payouts_unpaid", row.unpaid_age, row.unpaid, row.code),
        ]
    return found


def _share(name: str, part: int, whole: int, about: str) -> Reading:
    return Reading(name, 100 * part / whole if whole >= FEWEST else None, f"{part:,} of {whole:,}", about)


def _oldest(name: str, age: float | None, waiting: int, about: str) -> Reading:
    told = f"{waiting:,} {'waits' if waiting == 1 else 'wait'}" if waiting else "none waits"
    return Reading(name, age or 0, told, about)
