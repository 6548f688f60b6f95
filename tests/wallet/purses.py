"""What must be in which purse, by the simplest reckoning: the reference knows one balance only."""

from dataclasses import dataclass, field


@dataclass
class Stake:
    cash: int = 0
    bonus: int = 0


@dataclass
class Done:
    """What an action moved, from the player's side."""

    kind: str
    round_id: str
    cash: int
    bonus: int
    is_undone: bool = False


@dataclass
class Purses:
    cash: int
    bonus: int
    owed: int = 0
    stakes: dict[str, Stake] = field(default_factory=dict)
    done: dict[str, Done] = field(default_factory=dict)

    @property
    def total(self):
        return self.cash + self.bonus

    def bet(self, ref, amount, round_id):
        """Cash first, then bonus."""
        cash = min(amount, self.cash)
        self._move(ref, "bet", round_id, -cash, cash - amount)

    def win(self, ref, amount, round_id):
        """To the purses in the proportion in which they paid the stake, the bonus part rounded down."""
        stake = self.stakes.get(round_id, Stake())
        bonus = amount * stake.bonus // (stake.cash + stake.bonus) if stake.bonus else 0
        self._move(ref, "win", round_id, amount - bonus, bonus)

    def undo(self, ref):
        """Back to where it came from; what is no longer there is owed."""
        done = self.done[ref]
        if done.is_undone:
            return
        done.is_undone = True
        cash, bonus = max(-done.cash, -self.cash), max(-done.bonus, -self.bonus)
        self.owed += cash + done.cash + bonus + done.bonus
        self.cash, self.bonus = self.cash + cash, self.bonus + bonus
        if done.kind == "bet":
            self._stake(done.round_id, done.cash, done.bonus)

    def _move(self, ref, kind, round_id, cash, bonus):
        self.cash, self.bonus = self.cash + cash, self.bonus + bonus
        self.done[ref] = Done(kind, round_id, cash, bonus)
        if kind == "bet":
            self._stake(round_id, -cash, -bonus)

    def _stake(self, round_id, cash, bonus):
        stake = self.stakes.setdefault(round_id, Stake())
        stake.cash, stake.bonus = stake.cash + cash, stake.bonus + bonus
