"""The golden day, written by hand: what happened on 9 to 11 March 2026, and what every figure must say of it.

Norrsken’s day begins at 06:00 in Stockholm, 05:00 UTC; Lagoon’s at midnight in Tokyo, 15:00 UTC of the day before.
"""

from tests.ledger.book import bet, rollback, win


def happen(casino):
    """Amounts in cents. At the end of each line: what the player then holds."""
    # The day before, at Norrsken.
    bo = casino.register("01 12:00", country="FI")
    casino.deposit("09 12:00", bo, 10_000)  # 100.00
    casino.play("10 04:59", bo, bet(1_000), ref="over midnight", settle=False)  # 90.00, and 10.00 in an open round

    # The day.
    casino.play("10 05:01", bo, win(400), ref="over midnight")  # 94.00
    anna = casino.register("10 08:00")
    casino.deposit("10 08:10", anna, 5_000)  # 50.00
    casino.credit("10 08:20", anna, 2_000, "bonus")  # 50.00 and 20.00 bonus
    casino.play("10 08:30", anna, bet(6_000), win(3_000))  # mixed stake 50.00 + 10.00; won 25.00 + 5.00 bonus: 15.00
    casino.play("10 09:00", anna, {"kind": "promo", "amount": 300, "external_id": "free round"})  # 28.00
    casino.play("10 09:30", anna, bet(100), win(20_000, "jackpot"))  # 227.00
    casino.withdraw(anna, 15_000, asked="10 10:00", paid="10 12:00")  # 77.00
    casino.play("10 11:00", anna, bet(700, "mistaken"), ref="mistaken")  # 70.00
    casino.play("10 12:30", bo, bet(100), win(5_000, "spent"), ref="spent")  # 143.00
    casino.play("10 12:40", bo, bet(14_000), game="wheel")  # 3.00
    casino.play("10 13:00", bo, rollback("spent", of="win"), ref="spent")  # 0.00, and owes 47.00
    tester = casino.register("10 13:30", is_test=True)
    casino.deposit("10 14:00", tester, 50_000)
    casino.play("10 14:10", tester, bet(10_000))

    # The day after.
    casino.play("11 06:00", anna, rollback("mistaken"), ref="mistaken")  # 77.00

    # Lagoon: the last minute of the day there, and the first of the next.
    kenji = casino.register("09 15:30", "lagoon", country="JP")
    casino.deposit("09 16:00", kenji, 3_000)  # 30.00
    casino.play("10 14:59", kenji, bet(500), game="dice", provider="comet")  # 25.00
    casino.play("10 15:00", kenji, bet(600), game="dice", provider="comet")  # 19.00
    return {"anna": anna, "bo": bo, "kenji": kenji, "tester": tester}


NORRSKEN = {
    "2026-03-09": {
        "turnover_cash": 0, "turnover_bonus": 0, "ggr_settled": 0, "ggr_transaction": 1_000, "bonus_cost": 0,
        "ngr1": 0, "rtp_actual": None, "rtp_theoretical": None, "rounds": 0,
        "liability_opening": 0, "deposits": 10_000, "withdrawals_paid": 0, "ggr_cash": 0, "credits": 0,
        "adjustments": 0, "other_changes": 0, "liability_closing": 10_000, "net_cash": 10_000,
        "first_deposits": 1, "first_deposits_amount": 10_000, "actives": 0, "bonus_balances": 0,
    },
    "2026-03-10": {
        "turnover_cash": 20_900,  # 10.00 + 50.00 + 1.00 + 7.00 + 1.00 + 140.00
        "turnover_bonus": 1_000,
        "ggr_settled": -1_500,  # 209.00 + 10.00 - (4.00 + 25.00 + 200.00 + 50.00 - 50.00) - 5.00
        "ggr_transaction": -2_500,  # without the 10.00 staked before the day began
        "bonus_cost": 300,
        "ngr1": -2_300,  # 209.00 - 229.00 - 3.00
        "rtp_actual": (23_400, 21_900),
        "rtp_theoretical": (7_900 * 960_000 + 14_000 * 945_000, 21_900 * 1_000_000),
        "rounds": 6,
        "liability_opening": 10_000, "deposits": 5_000, "withdrawals_paid": 15_000, "ggr_cash": -2_000, "credits": 300,
        "adjustments": 0, "other_changes": 4_700,  # what could not be taken back
        "liability_closing": 7_000, "net_cash": -10_000,
        "first_deposits": 1, "first_deposits_amount": 5_000, "actives": 2, "bonus_balances": 1_500,
    },
    "2026-03-11": {
        "turnover_cash": -700, "turnover_bonus": 0, "ggr_settled": -700, "ggr_transaction": -700, "bonus_cost": 0,
        "ngr1": -700, "rtp_actual": (0, 1), "rtp_theoretical": (960_000, 1_000_000), "rounds": 0,
        "liability_opening": 7_000, "deposits": 0, "withdrawals_paid": 0, "ggr_cash": -700, "credits": 0,
        "adjustments": 0, "other_changes": 0, "liability_closing": 7_700, "net_cash": 0,
        "first_deposits": 0, "first_deposits_amount": 0, "actives": 0, "bonus_balances": 1_500,
    },
}  # fmt: skip
LAGOON = {
    "2026-03-10": {
        "turnover_cash": 500, "turnover_bonus": 0, "ggr_settled": 500, "ggr_transaction": 500, "bonus_cost": 0,
        "ngr1": 500, "rtp_actual": (0, 1), "rtp_theoretical": (990_000, 1_000_000), "rounds": 1,
        "liability_opening": 0, "deposits": 3_000, "withdrawals_paid": 0, "ggr_cash": 500, "credits": 0,
        "adjustments": 0, "other_changes": 0, "liability_closing": 2_500, "net_cash": 3_000,
        "first_deposits": 1, "first_deposits_amount": 3_000, "actives": 1, "bonus_balances": 0,
    },
    "2026-03-11": {
        "turnover_cash": 600, "turnover_bonus": 0, "ggr_settled": 600, "ggr_transaction": 600, "bonus_cost": 0,
        "ngr1": 600, "rtp_actual": (0, 1), "rtp_theoretical": (990_000, 1_000_000), "rounds": 1,
        "liability_opening": 2_500, "deposits": 0, "withdrawals_paid": 0, "ggr_cash": 600, "credits": 0,
        "adjustments": 0, "other_changes": 0, "liability_closing": 1_900, "net_cash": 0,
        "first_deposits": 0, "first_deposits_amount": 0, "actives": 1, "bonus_balances": 0,
    },
}  # fmt: skip
REGISTERED = {"norrsken": {"2026-03-10": 1}, "lagoon": {"2026-03-10": 1}}
