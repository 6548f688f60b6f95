"""The desk that works what the casino's players ask for: staff who decide, the jobs, and the payment provider."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import cycle

from app.demo.payer import Payer
from app.demo.world import read
from app.errors import Refused
from app.ids import outside
from app.services import adjustments
from app.services.adjustments import Wanted
from tests.jobs.running import run
from tests.payments.till import Till

BOTH = ("payments.adjustments.credit", "payments.adjustments.debit")
WAITING = "select public_id from withdrawal where state = 'requested' order by public_id"
LIMITS = """
insert into role_limit select r.id, k.kind, c.code, 1000000, 9000000
  from role r, ledger.currency c, (values ('adjustment_credit'), ('adjustment_debit')) k (kind) where r.code = 'carla'
"""


class Desk:
    """Petra decides about withdrawals, Carla gives and takes by hand."""

    def __init__(self, app, settings, house):
        self.till = Till(app).open()
        self.till.hire("carla", *BOTH)
        self.till.change(LIMITS)
        self._jobs = lambda: run(app, settings)
        self.provider = Payer(read(house.world), staff_url=house.url, hooks_url=house.url)

    def close(self):
        self.provider.close()

    def decide(self, verbs):
        """About all that wait, by one verb after the other; returns what came of it. A player may be quicker."""
        waiting = [outside("wd", public_id) for (public_id,) in self.till.rows(WAITING)]
        return [self._decide(withdrawal, verb) for withdrawal, verb in zip(waiting, verbs, strict=False)]

    def pay(self):
        """What was approved goes to the payment provider, and what it says comes into the books."""
        self._jobs()
        self.provider.look()
        self._jobs()

    def fail(self):
        """What was approved goes to the payment provider, which pays none of it."""
        self._jobs()
        submitted = "select public_id, amount, currency from withdrawal where state = 'submitted'"
        for public_id, amount, currency in self.till.rows(submitted):
            changes = {"currency": currency, "reason_code": "account_closed"}
            self.till.report("failed", outside("wd", public_id), amount, **changes)

    def answer(self, verb, *words):
        """Accept or decline each adjustment that waits; returns their ids."""
        waiting = [outside("aj", row[0]) for row in self.till.rows("select public_id from adjustment")]
        for adjustment in waiting:
            self.till.run(lambda each: verb(each, *words, by=self.till.member("carla")), adjustment)
        return waiting

    def gives(self, player, amount):
        """By nobody's request; below zero it is taken, if there is so much."""
        wanted = Wanted(player.currency, "cash", amount, "goodwill")
        with suppress(Refused):
            self.till.run(lambda: adjustments.apply(player.id, wanted, by=self.till.member("carla")))

    @contextmanager
    def at_work(self):
        """Decides and pays all the time, beside whatever goes on."""
        over = threading.Event()

        def work():
            verbs = cycle(("approve", "leave", "leave", "reject", "leave"))
            while not over.is_set():
                self.decide(verbs)
                self.pay()

        with ThreadPoolExecutor(1) as pool:
            working = pool.submit(work)
            try:
                yield
            finally:
                over.set()
        working.result()

    def _decide(self, withdrawal, verb):
        try:
            return verb if verb == "leave" else getattr(self.till, verb)(withdrawal)
        except Refused as error:
            return str(error)
