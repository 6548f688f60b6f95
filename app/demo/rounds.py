"""One round, played truly and told in one of the many ways providers tell it."""

from dataclasses import dataclass

from app.demo import plans
from app.demo.calls import Calls, Seat
from app.demo.catalogue import games
from app.demo.courier import Courier
from app.demo.games.game import Played
from app.demo.plans import Mishap, Plan
from app.demo.records import Action, Sent, Told


@dataclass(frozen=True)
class Rounds:
    courier: Courier
    calls: Calls
    trouble: float

    def play(self, seat: Seat, plan: Plan) -> None:
        if plan.asks_balance:
            self.courier.deliver(self.calls.balance(seat))
        played = games()[plan.game].play(plan.stake, plan.chance)
        bets = [self.calls.action("bet", stake) for stake in played.stakes]
        if plan.mishap in (Mishap.LOST_AND_ROLLED_BACK, Mishap.ROLLED_BACK_LATE):
            self._lose(seat, plan, bets)
        elif plan.mishap is Mishap.ROLLED_BACK_BEFORE:
            self._roll_back_before(seat, bets)
        else:
            self._warm_up(seat, plan)
            self._tell(seat, plan, bets, played)

    def _warm_up(self, seat: Seat, plan: Plan) -> None:
        last = seat.player.last
        if plan.mishap is Mishap.FORGED:
            self.courier.deliver(self.calls.forged(seat, plan.stake))
        elif plan.mishap is Mishap.REPEATED and last and last[1]["status"] == 200 and last[0]["kind"] != "finish":
            self.courier.repeat(*last)

    def _tell(self, seat: Seat, plan: Plan, bets: list[Action], played: Played) -> None:
        reference, wins = self.calls.round(), [self.calls.action("win", win) for win in played.wins]
        left_open = plan.mishap is Mishap.LEFT_OPEN
        if plan.at_once and len(wins) < 2:
            sent = self.calls.betwin(seat, reference, bets + wins, settles=not left_open)
            self._deliver(self._with_sequel(sent, plan, wins), plan)
            return
        first = self._with_sequel(self.calls.betwin(seat, reference, bets, settles=False), plan, [])
        if self._deliver(first, plan)["status"] < 300:
            self._tell_wins(seat, plan, reference, wins)

    def _tell_wins(self, seat: Seat, plan: Plan, reference: str, wins: list[Action]) -> None:
        """Each win in a call of its own; the last settles the round, or `/finish` when there was none."""
        left_open = plan.mishap is Mishap.LEFT_OPEN
        for win in wins:
            settles = win is wins[-1] and not left_open
            sent = self.calls.betwin(seat, reference, [win], settles=settles)
            self._deliver(self._with_sequel(sent, plan, [win] if win is wins[-1] else []), plan)
        if not wins and not left_open:
            self._deliver(self.calls.finish(seat, reference), plan)

    def _with_sequel(self, sent: Sent, plan: Plan, wins: list[Action]) -> Sent:
        """What this call leaves to later turns."""
        if plan.mishap is Mishap.LEFT_OPEN and not sent.get("settles"):
            sent["finish_at"] = sent["turn"] + 3 * plan.later
        if plan.mishap is Mishap.WIN_TAKEN_BACK and wins:
            sent["roll_back_at"] = sent["turn"] + plan.later
        return sent

    def _lose(self, seat: Seat, plan: Plan, bets: list[Action]) -> None:
        reference = self.calls.round()
        sent = self.calls.betwin(seat, reference, bets, settles=False)
        if plan.mishap is Mishap.ROLLED_BACK_LATE:
            self.courier.lose(sent, roll_back_at=seat.turn + plan.later)
            return
        self.courier.lose(sent, roll_back_at=seat.turn)
        self.courier.deliver(self.calls.rollback(seat, reference, bets[::-1], lost=True))

    def _roll_back_before(self, seat: Seat, bets: list[Action]) -> None:
        """The bet that comes after its rollback must be refused."""
        reference = self.calls.round()
        self.courier.deliver(self.calls.rollback(seat, reference, bets[::-1], lost=False))
        late = self.calls.betwin(seat, reference, bets, settles=True)
        told = self.courier.deliver(late)
        if told["status"] < 300:
            self.courier.surprised(late, expected="a refusal: rolled back before", told=told["body"])

    def _deliver(self, sent: Sent, plan: Plan) -> Told:
        return self.courier.deliver(sent, plans.delivery(plan.chance, self.trouble))
