"""What one player did in a month, line by line: came, paid in, played true odds, was paid out."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from app.demo.catalogue import games
from app.demo.people import Person
from app.demo.plans import HABITS, STAKES, coin
from app.demo.world import World

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000  # all times are in microseconds
HOUR = 3600 * SECOND
EVENINGS = 6  # of an eager player; most come less often
ENDS = {"paid": 84, "rejected": 5, "cancelled": 9, "failed": 2}


class Life:
    """Collects `lines`; `cash` and `pending` in minor units are what they make."""

    def __init__(
        self, world: World, person: Person, *, name: str, chance: Random, since: datetime, until: datetime
    ) -> None:
        self.lines: list[str] = []
        self.cash = self.pending = 0
        self._name, self._person, self._chance = name, person, chance
        self._psp = world.payment_provider
        self._offers = world.offers(person.brand)
        self._now, self._until = _microseconds(since), _microseconds(until)
        self._coin = coin(person.currency)
        self._waiting: list[tuple[int, str, int]] = []  # withdrawals: when each ends, its id, its amount
        self._count = 0
        self._money = f'"player":"{name}","currency":"{person.currency}"'

    def live(self) -> None:
        """Everything, in the order of its time."""
        chance = self._chance
        self._now += int(chance.random() ** 2 * 0.9 * (self._until - self._now))
        self._arrive()
        for evening in self._evenings():
            self._end_withdrawals(evening)
            if evening <= self._now:
                continue
            self._now = evening
            self._spend_evening()
        self._end_withdrawals(self._until)
        self.lines.append(f'{{"type":"balance",{self._money},"cash":{self.cash},"bonus":0,"pending":{self.pending}}}\n')

    def _arrive(self) -> None:
        details: dict[str, Any] = {**self._person.details, "currencies": [self._person.currency]}
        for field in ("currency", "identity_verified"):
            del details[field]
        line = {"type": "player", "player": self._name, "at": self._moment(), **details}
        self.lines.append(json.dumps(line, ensure_ascii=False) + "\n")

    def _evenings(self) -> list[int]:
        """When the player sits down; eager ones often."""
        often = 1 + int(self._chance.expovariate(1 / EVENINGS))
        left = self._until - self._now - HOUR
        return (
            sorted(self._now + 60 * SECOND + int(self._chance.random() * left) for _ in range(often))
            if left > 0
            else []
        )

    def _spend_evening(self) -> None:
        """A login session: some games, some rounds of each, until bored or out of luck."""
        chance, begin = self._chance, len(self.lines)
        self.lines.append("")
        came, stake = self._moment(), self._coin * chance.choices(STAKES, HABITS)[0]
        deposits = 0
        for _ in range(chance.randint(1, 3)):
            integration, game = chance.choice(self._offers)
            seat = f'{self._money},"integration":"{integration.code}","game":"{game}"'
            for _ in range(chance.randint(4, 22)):
                if self.cash < stake * 3:
                    if deposits == 2:
                        break
                    deposits += 1
                    self._deposit(stake * chance.randint(10, 60))
                self._play(game, seat, stake)
        if self.cash > stake * 80 and chance.random() < 0.4:
            self._ask_for_withdrawal(self.cash // 2)
        session = f'"until":"{self._moment()}","ip":"203.0.113.{chance.randint(1, 254)}","user_agent":"Casino/1.0"'
        self.lines[begin] = f'{{"type":"session","player":"{self._name}","at":"{came}",{session}}}\n'

    def _deposit(self, amount: int) -> None:
        self.cash += amount
        self._tell("deposit", f'{self._money},"payment_provider":"{self._psp}","amount":{amount}')

    def _play(self, game: str, seat: str, stake: int) -> None:
        """One round at true odds. One in a hundred is rolled back."""
        played = games()[game].play(stake, self._chance)
        wins = played.wins
        name = f'{seat},"round":"{self._name}-r{self._count}"'
        last = len(played.stakes) - 1
        bet = ""
        for number, laid in enumerate(played.stakes):
            self.cash -= laid
            ends = ',"ends":true' if not wins and number == last else ""
            bet = self._tell("bet", f'{name},"amount":{laid}{ends}')
        for number, won in enumerate(wins, 1):
            self.cash += won
            self._tell("win", f'{name},"amount":{won}' + (',"ends":true' if number == len(wins) else ""))
        if not wins and last == 0 and self._chance.random() < 0.01:
            self.cash += played.stakes[0]
            self._tell("rollback", f'{name},"of":"{bet}","of_type":"bet","ends":true')

    def _ask_for_withdrawal(self, amount: int) -> None:
        self.cash -= amount
        self.pending += amount
        asked = self._tell("withdrawal", f'{self._money},"payment_provider":"{self._psp}","amount":{amount}')
        self._waiting.append((self._now + int(self._chance.expovariate(1 / (9 * HOUR))) + HOUR, asked, amount))

    def _end_withdrawals(self, before: int) -> None:
        """Those that were decided by then; the last ones still wait when the file ends."""
        for end, asked, amount in [each for each in sorted(self._waiting) if each[0] < before]:
            self._waiting.remove((end, asked, amount))
            self._now = max(self._now, end)
            how = self._chance.choices(tuple(ENDS), tuple(ENDS.values()))[0]
            self.pending -= amount
            self.cash += 0 if how == "paid" else amount
            about = f'{self._money},"payment_provider":"{self._psp}","end":"{how}"'
            self._tell("withdrawal_end", about, named=asked)

    def _tell(self, kind: str, about: str, *, named: str = "") -> str:
        """One line, some seconds after the last; returns its id."""
        self._count += 1
        self._now += int(self._chance.random() * 5 * SECOND) + 1
        name = named or f"{self._name}-{self._count}"
        self.lines.append(f'{{"type":"{kind}","id":"{name}","at":"{self._moment()}",{about}}}\n')
        return name

    def _moment(self) -> str:
        return (EPOCH + timedelta(microseconds=self._now)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
