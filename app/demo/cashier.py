"""What players ask staff for: to be paid, to keep playing after all, and goodwill for a round that broke off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from app.demo import plans
from app.demo.calls import Calls
from app.demo.courier import Courier
from app.demo.journal import now
from app.demo.plans import Mishap, Plan
from app.demo.state import Player

# In 1000 turns; whoever has more than was paid in asks more often.
ASKS, ASKS_WHEN_AHEAD, TAKES_BACK = 2, 8, 5
ASKS_TOO_MUCH = 60  # in 1000 withdrawals
LEAST = 10  # coins: for less nobody goes to the cashier
# Of all players, or a few more when several ask at once: queues that people can still work down.
OPEN_AT_MOST = {"withdrawal": 60, "adjustment": 10}
GOODWILL_EVERY = timedelta(minutes=15)
HEARS_EVERY = 5  # turns


@dataclass(frozen=True)
class Cashier:
    """`wishes` multiplies how often players come."""

    courier: Courier
    calls: Calls
    seed: int
    trouble: float
    wishes: float

    def hear(self, player: Player) -> None:
        """What staff and payment provider made of what the player asked for."""
        if player.asked and player.turn % HEARS_EVERY == 0:
            self.courier.news.hear(player)

    def visit(self, player: Player, plan: Plan) -> None:
        """Dice of its own: what a player plays does not hang on what the player asks for."""
        chance = Random(f"{self.seed} player {player.number} turn {player.turn} cashier")
        waiting = next((name for name, asked in player.asked.items() if asked.kind == "withdrawal"), None)
        if waiting is not None:
            self._take_back(player, waiting, chance)
        elif player.is_certain:
            self._withdraw(player, chance)
        if plan.mishap is Mishap.LOST_AND_ROLLED_BACK:
            self._complain(player, plan)

    def _withdraw(self, player: Player, chance: Random) -> None:
        """One at a time, and only when the books are certain: then they know what the house must answer."""
        often = ASKS_WHEN_AHEAD if player.balance > player.paid_in else ASKS
        if not self._happens(often, chance) or self._is_full("withdrawal"):
            return
        self.courier.news.hear(player)
        coin = plans.coin(player.currency)
        if player.balance < LEAST * coin:
            return
        share = player.balance * chance.randint(1, 4) // 4 // coin * coin
        too_much = chance.random() * 1000 < ASKS_TOO_MUCH
        amount, bounces = share + player.balance * too_much, too_much or player.owed > 0
        sent = self.calls.withdrawal(player, self.courier.world.payment_provider, amount, bounces=bounces)
        # A refusal holds no idempotency key: a copy that comes late would be decided afresh, behind our back.
        self.courier.deliver(sent, plans.delivery(chance, 0 if bounces else self.trouble))

    def _take_back(self, player: Player, withdrawal: str, chance: Random) -> None:
        """Too late when staff were quicker: then the house refuses."""
        if self._happens(TAKES_BACK, chance):
            sent = self.calls.cancellation(player, withdrawal)
            self.courier.deliver(sent, plans.delivery(chance, self.trouble))

    def _complain(self, player: Player, plan: Plan) -> None:
        """The stake once more as a gesture, if staff agree; few an hour, whatever the pace."""
        asked_at = self.courier.journal.state.adjustment_asked_at
        is_soon = asked_at and datetime.fromisoformat(now()) - datetime.fromisoformat(asked_at) < GOODWILL_EVERY
        is_waiting = any(asked.kind == "adjustment" for asked in player.asked.values())
        if not is_soon and not is_waiting and not self._is_full("adjustment"):
            sent = self.calls.goodwill(player, plan.stake, "A round broke off and was taken back.")
            self.courier.deliver(sent, plans.delivery(plan.chance, self.trouble))

    def _happens(self, often: int, chance: Random) -> bool:
        return chance.random() * 1000 < often * self.wishes

    def _is_full(self, kind: str) -> bool:
        return self.courier.journal.state.waiting_for_staff(kind) >= OPEN_AT_MOST[kind]
