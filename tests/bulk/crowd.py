"""Many withdrawals at once, made by one statement, each as the ledger takes it."""

from app.ids import inside, outside, uuid7

PLAYERS = 5
ASK = """
    with given as (select key, id, players[1 + n %% array_length(players, 1)] as player
                     from unnest(%(keys)s::uuid[], %(ids)s::text[]) with ordinality as g (key, id, n),
                          (select %(players)s::uuid[] as players)),
         asked as (select key, p.id as player_id, p.brand_id,
                          (ledger.withdrawal_request(given.id, p.id, 'EUR', %(amount)s)).outcome as outcome
                     from given join player p on p.public_id = given.player),
         made as (insert into withdrawal (public_id, brand_id, player_id, payment_provider_id, currency, amount,
                                          due_at, occurred_at)
                  select key, brand_id, player_id, (select id from payment_provider where code = 'pretend'), 'EUR',
                         %(amount)s, now() + interval '1 day', now()
                    from asked where outcome = 'applied' returning id)
    insert into withdrawal_step (withdrawal_id, version, to_state, by_kind, by_id)
    select id, 1, 'requested', 'api_key', '1' from made returning 1
"""
# Autovacuum may have looked while they were being made: then the planner takes the tables for empty, and the books of
# ten thousand are looked through for each of them.
ANALYZE = "analyze ledger.call, ledger.transfer, ledger.account, withdrawal, withdrawal_step"
STATES = "select state, count(*)::int from withdrawal group by 1 order by 1"
OF_ITS_ROWS = """
    select outcome, count(*)::int from bulk_row join bulk_run on bulk_run.id = bulk_run_id
    where (dry_run_id is null) = %s group by 1 order by 1
"""


class Crowd:
    def __init__(self, till, owner):
        self.till, self.owner = till, owner

    def ask(self, number, *, amount=100, brand="norrsken", players=PLAYERS):
        """The outside ids of `number` new withdrawals, oldest first."""
        each = amount * (number // players + 1)
        known = [inside("pl", self.till.a_player(each, brand=brand)) for _ in range(players)]
        keys = sorted(uuid7() for _ in range(number))
        ids = [outside("wd", key) for key in keys]
        made = self.owner.execute(ASK, {"keys": keys, "ids": ids, "players": known, "amount": amount})
        assert len(made.fetchall()) == number
        self.owner.execute(ANALYZE)
        return ids

    def claim(self, withdrawals, *, by="petra"):
        keys = [inside("wd", each) for each in withdrawals]
        self.owner.execute(
            "update withdrawal set claimed_by = (select id from staff where email = %s),"
            " claimed_until = now() + interval '5 minutes', version = version + 1"
            " where public_id = any(%s)",
            [f"{by}@example.test", keys],
        )

    def release(self):
        self.owner.execute(
            "update withdrawal set claimed_by = null, claimed_until = null, version = version + 1"
            " where claimed_by is not null"
        )

    def states(self):
        return dict(self.owner.execute(STATES).fetchall())

    def found(self):
        """By the dry runs."""
        return dict(self.owner.execute(OF_ITS_ROWS, [True]).fetchall())

    def outcomes(self):
        """Of what followed on them."""
        return dict(self.owner.execute(OF_ITS_ROWS, [False]).fetchall())
