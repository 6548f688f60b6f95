"""Small histories, written line by line."""

from datetime import UTC, datetime, timedelta

BEGAN = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
GAME = {"integration": "northlight-norrsken", "game": "nl-orchard"}


def as_moment(seconds):
    return (BEGAN + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Life:
    """One player's lines, each a second after the one before."""

    def __init__(self, name, *, brand="norrsken", currencies=("EUR",), **more):
        self.name, self.seconds, self.lines = name, 0, []
        self.add(
            "player", brand=brand, country="SE", language="sv", email=f"{name}@history.example", first_name="Ada",
            last_name="Berg", birth_date="1980-12-31", currencies=list(currencies), **more,
        )  # fmt: skip

    def add(self, kind, **fields):
        self.seconds += 1
        self.lines.append({"type": kind, "player": self.name, "at": as_moment(self.seconds), **fields})
        return self

    def money(self, kind, name, amount=None, *, currency="EUR", **fields):
        if kind in ("deposit", "withdrawal", "withdrawal_end"):
            fields = {"payment_provider": "pretend", **fields}
        if kind in ("bet", "win", "promo", "rollback"):
            fields = {**GAME, **fields}
        if amount is not None:
            fields["amount"] = amount
        return self.add(kind, id=name, currency=currency, **fields)

    def closes(self, cash, bonus=0, pending=0, currency="EUR"):
        self.lines.append(
            {
                "type": "balance",
                "player": self.name,
                "currency": currency,
                "cash": cash,
                "bonus": bonus,
                "pending": pending,
            }
        )
        return self.lines


def everything(name="ada"):
    """Every kind of line once or more; what the wallet holds is told after each."""
    life = Life(name, currencies=["EUR", "SEK"])
    life.add("session", id=f"{name}-s", until="2026-03-01T13:00:00Z", ip="203.0.113.7", user_agent="Browser")
    life.money("opening", f"{name}-o1", 1_000, purse="cash")  # 1000
    life.money("opening", f"{name}-o2", 300, purse="bonus")  # 1000 + 300
    life.money("deposit", f"{name}-d1", 5_000)  # 6000 + 300
    life.money("bet", f"{name}-b1", 200, round="r1")  # 5800 + 300
    life.money("win", f"{name}-w1", 500, round="r1", ends=True)  # 6300 + 300
    life.money("bet", f"{name}-b2", 400, cash=250, bonus=150, round="r2")  # 6050 + 150
    life.money("win", f"{name}-w2", 80, cash=50, bonus=30, round="r2", ends=True)  # 6100 + 180
    life.money("bet", f"{name}-b3", 100, round="r3")  # 6000 + 180
    life.money("rollback", f"{name}-x3", of=f"{name}-b3", of_type="bet", ends=True)  # 6100 + 180
    life.money("win", f"{name}-w4", 70, round="r4", ends=True)  # 6170 + 180
    life.money("rollback", f"{name}-x4", of=f"{name}-w4", of_type="win")  # 6100 + 180
    life.money("bet", f"{name}-b5", 0, round="r5", ends=True)  # a free round
    life.money("bet", f"{name}-b6", 10, round="r5")  # late: 6090 + 180
    life.money("promo", f"{name}-p1", 25, bonus=25, cash=0)  # 6090 + 205
    life.money("adjustment", f"{name}-a1", -90, purse="cash", reason="Counted twice")  # 6000 + 205
    life.money("withdrawal", f"{name}-v1", 1_000)  # 5000 + 205, pending 1000
    life.money("withdrawal", f"{name}-v2", 700)  # 4300 + 205, pending 1700
    life.money("withdrawal", f"{name}-v3", 60)  # 4240 + 205, pending 1760
    life.money("withdrawal_end", f"{name}-v1", end="paid")  # pending 760
    life.money("withdrawal_end", f"{name}-v2", end="rejected")  # 4940 + 205, pending 60
    life.money("deposit", f"{name}-d2", 900, currency="SEK")  # SEK 900
    life.closes(900, currency="SEK")
    return life.closes(4_940, 205, 60)
