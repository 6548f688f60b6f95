"""One turn of one player: settle what is due, have money, sit down, play a round."""

from dataclasses import dataclass

from app.demo import plans
from app.demo.calls import Calls, Seat
from app.demo.cashier import Cashier
from app.demo.courier import Courier, Delivery
from app.demo.people import newcomer
from app.demo.plans import Plan
from app.demo.records import Sent
from app.demo.rounds import Rounds
from app.demo.state import Debt, Player, actions

TURNS_A_LOGIN = 60
LONGEST_GRACE = 30  # turns a win that is to be taken back may wait until the player has spent it


class SentAway(Exception):
    """The house let the player not in, not deposit or not play: the turn is over."""


@dataclass(frozen=True)
class Turns:
    """`trouble` multiplies how often things go wrong."""

    courier: Courier
    calls: Calls
    cashier: Cashier
    seed: int
    trouble: float

    def take(self, player: Player) -> None:
        """Everything is decided by seed, player and turn; raises Stopped when the casino closes."""
        if not player.id:
            self._arrive(player)
        player.turn += 1
        plan = self._plan(player)
        self.cashier.hear(player)
        self._settle_what_is_due(player)
        self._come_and_go(player)
        self._have_money(player, plan)
        seat = self._sit_down(player, plan)
        Rounds(self.courier, self.calls, self.trouble).play(seat, plan)
        self.cashier.visit(player, plan)

    def _plan(self, player: Player) -> Plan:
        return plans.plan(
            self.courier.world,
            seed=self.seed,
            number=player.number,
            turn=player.turn,
            brand=player.brand,
            currency=player.currency,
            trouble=self.trouble,
        )

    def _arrive(self, player: Player) -> None:
        token = self.courier.journal.state.first_token
        person = newcomer(self.courier.world, seed=self.seed, number=player.number, token=token)
        self._ask(self.calls.register(player, person))

    def _come_and_go(self, player: Player) -> None:
        if player.login and player.turn % TURNS_A_LOGIN == 0:
            self.courier.deliver(self.calls.logout(player))
        if not player.login or player.turn % TURNS_A_LOGIN == 0:
            self._ask(self.calls.login(player))

    def _have_money(self, player: Player, plan: Plan) -> None:
        """Now and then a player tries without, and is refused."""
        if player.balance >= plan.stake or plan.chance.random() < 0.1:
            return
        amount = plan.stake * plan.chance.randint(10, 60)
        deposit = self.calls.deposit(player, self.courier.world.payment_provider, amount)
        self._ask(deposit, plans.delivery(plan.chance, self.trouble))

    def _sit_down(self, player: Player, plan: Plan) -> Seat:
        if self.courier.outage.is_away(plan.integration.code):
            raise SentAway("the game provider is away")
        seat = self._seat(player, plan.integration.code, plan.game)
        if plan.game not in player.sessions:
            self._ask(self.calls.launch(seat))
        return seat

    def _ask(self, sent: Sent, delivery: Delivery = Delivery.PLAIN) -> None:
        if self.courier.deliver(sent, delivery)["status"] >= 300:
            raise SentAway(sent["kind"])

    def _settle_what_is_due(self, player: Player) -> None:
        """Lost bets first: until they are settled nobody knows the balance a win is taken back from."""
        for debt in sorted(player.debts, key=lambda debt: not debt.lost):
            if is_due(debt, player) and not self.courier.outage.is_away(debt.call.get("integration", "")):
                self.courier.news.hear(player)
                seat = self._seat(player, debt.call.get("integration", ""), debt.call.get("game", ""))
                self.courier.deliver(self.calls.rollback_of(seat, debt))
        for reference, standing in list(player.open_rounds.items()):
            if standing.finish_at <= player.turn and not self.courier.outage.is_away(standing.integration):
                seat = self._seat(player, standing.integration, standing.game)
                self.courier.deliver(self.calls.finish(seat, reference))

    def _seat(self, player: Player, integration: str, game: str) -> Seat:
        return Seat(player, player.turn, integration, game, self.courier.world.exponents[player.currency])


def is_due(debt: Debt, player: Player) -> bool:
    """A win is taken back when it is spent, if that does not take too long: then the player owes it."""
    if debt.lost:
        return debt.due <= player.turn
    won = sum(action["amount"] for action in actions(debt.call) if action["kind"] == "win")
    is_spent = player.balance < won or debt.due + LONGEST_GRACE <= player.turn
    return debt.due <= player.turn and player.is_certain and is_spent
