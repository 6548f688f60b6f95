"""A hundred faulty players among sound ones: each is told with its line and reason, and nothing of them enters."""

import json

import pytest

from tests.history.sample import Life, as_moment

BRAND = "norrsken"


def life(name):
    """A sound player: 1,000 in, 100 played, 250 won."""
    return (
        Life(name)
        .money("deposit", f"{name}-d", 1_000)
        .money("bet", f"{name}-b", 100, round="r1")
        .money("win", f"{name}-w", 250, round="r1", ends=True)
    )


def spoil(kind=None, **changes):
    """Changes the last line of `kind`; a value of None takes the field away."""

    def spoiling(lines):
        at = max(number for number, line in enumerate(lines) if line["type"] == kind)
        changed = {**lines[at], **changes}
        lines[at] = {key: value for key, value in changed.items() if value is not None}
        return at

    return spoiling


def add(kind, name="x", amount=None, *, shift=0, **fields):
    """Puts one more line before the closing balance, `shift` seconds off its place in time."""

    def adding(lines):
        one = Life(lines[0]["player"])
        one.lines, one.seconds = [], len(lines) - 1 + shift
        one.money(kind, f"{lines[0]['player']}-{name}", amount, **fields)
        lines.insert(len(lines) - 1, one.lines[0])
        return len(lines) - 2

    return adding


def raw(change):
    """Replaces the bet by bytes."""

    def spoiling(lines):
        at = next(number for number, line in enumerate(lines) if line["type"] == "bet")
        lines[at] = change(json.dumps(lines[at]).encode())
        return at

    return spoiling


def cut(kind, told_at):
    """Takes a line away; the fault is told at the place `told_at`."""

    def cutting(lines):
        del lines[next(number for number, line in enumerate(lines) if line["type"] == kind)]
        return told_at

    return cutting


def swapped(lines):
    """The win is told before its bet."""
    lines[2], lines[3] = lines[3], lines[2]
    return 3


def another(lines):
    lines.insert(1, dict(lines[0], at=as_moment(1.5), email="other@history.example"))
    return 1


AMOUNT = "no whole number of minor units"
MOMENT = "no moment in UTC"
PERSON = "missing or makes no sense"
FAULTS = [
    # unbalanced
    (spoil("bet", cash=60, bonus=30), "does not balance"),
    (spoil("bet", cash=60, bonus=41), "does not balance"),
    (spoil("win", cash=250, bonus=1), "does not balance"),
    (spoil("win", bonus=250, cash=250), "does not balance"),
    (spoil("win", bonus=249), "does not balance"),
    (spoil("bet", cash=99), "does not balance"),
    # currency
    (spoil("bet", currency="XXX"), "no wallet in XXX"),
    (spoil("deposit", currency="USD"), "no wallet in USD"),
    (spoil("win", currency="eur"), "no wallet in eur"),
    (spoil("bet", currency=None), "no currency"),
    (spoil("player", currencies=["EUR", "XXX"]), "not known here"),
    (spoil("player", currencies="EUR"), "no list of codes"),
    (spoil("player", currencies=[]), "no list of codes"),
    (spoil("player", currencies=["EUR", 5]), "no list of codes"),
    (spoil("player", currencies='["EUR"]'), "a text and no list"),
    (spoil("balance", currency="SEK"), "no wallet in SEK"),
    (spoil("player", currencies=["SEK"]), "No closing balance"),
    # twice
    (add("bet", "b", 100, round="r2"), "was used before"),
    (add("win", "w", 1, round="r1"), "was used before"),
    (add("deposit", "d", 1_000), "was used before"),
    (another, "introduced before"),
    (spoil("player", email="ada@history.example"), "was used before in this file"),
    (spoil("player", email="ADA@history.example"), "was used before in this file"),
    (spoil("deposit", id="ada-d"), "was used before"),
    (spoil("bet", id="ada-b"), "was used before"),
    # amounts
    (spoil("deposit", amount=-1), AMOUNT),
    (spoil("bet", amount=-100), AMOUNT),
    (spoil("win", amount=-250), AMOUNT),
    (spoil("bet", amount="ten"), AMOUNT),
    (spoil("bet", amount=1.5), AMOUNT),
    (spoil("bet", amount=None), AMOUNT),
    (spoil("bet", amount=10**13), AMOUNT),
    (spoil("bet", amount=10**40), AMOUNT),
    (spoil("bet", amount=[100]), AMOUNT),
    (spoil("bet", amount="0x10"), AMOUNT),
    (spoil("bet", amount="1e3"), AMOUNT),
    (spoil("bet", amount=True), AMOUNT),
    (spoil("deposit", amount=0), "is zero"),
    (spoil("balance", cash=-5), "are no whole numbers"),
    (spoil("balance", cash=None), "are no whole numbers"),
    (spoil("balance", pending=0.5), "are no whole numbers"),
    (spoil("bet", cash=-1, bonus=101), "are no whole numbers"),
    (add("opening", "o", -5, purse="cash"), "below zero"),
    (add("adjustment", "a", 0, purse="cash", reason="R"), "or zero"),
    (add("adjustment", "a", 5, purse="cash"), "needs its reason"),
    (add("adjustment", "a", 5, reason="R"), "neither cash nor bonus"),
    (add("opening", "o", 5, purse="receivable"), "neither cash nor bonus"),
    # times
    (spoil("win", at="2999-01-01T00:00:00Z"), "in the future"),
    (spoil("deposit", at="2990-01-01T00:00:00.5Z"), "in the future"),
    (spoil("win", at="2026-03-01T12:00:04"), MOMENT),
    (spoil("win", at="2026-03-01T12:00:04+01:00"), MOMENT),
    (spoil("win", at="2026-02-30T12:00:04Z"), MOMENT),
    (spoil("win", at="yesterday"), MOMENT),
    (spoil("win", at=None), MOMENT),
    (spoil("win", at=1772366404), MOMENT),
    (spoil("win", at="infinity"), MOMENT),
    (spoil("win", at="1912-03-01T12:00:04Z"), MOMENT),
    (spoil("win", at="2026-03-01T12:00:04.1234567Z"), MOMENT),
    (spoil("win", at="2026-03-01T25:00:04Z"), MOMENT),
    # order
    (swapped, "not later than the line before"),
    (add("bet", "b2", 1, round="r2", shift=-3), "not later than the line before"),
    (add("deposit", "d2", 5, shift=-1), "not later than the line before"),
    (spoil("win", at="2026-03-01T12:00:03.000000Z"), "not later than the line before"),
    (spoil("deposit", at="2026-02-01T12:00:00Z"), "not later than the line before"),
    # who and what
    (cut("player", 0), "No line introduces"),
    (spoil("bet", player=None), "names no player"),
    (spoil("bet", player=""), "names no player"),
    (spoil("bet", player="n" * 256), "names no player"),
    (spoil("player", brand="nowhere"), "no brand “nowhere”"),
    (spoil("player", brand="lagoon"), "header does not name"),
    (spoil("bet", game="no-game"), "no such game"),
    (spoil("bet", game="ck-dice"), "no such game"),
    (spoil("bet", game=None), "no integration or no game"),
    (spoil("bet", integration="northlight-lagoon"), "no integration “northlight-lagoon”"),
    (spoil("bet", integration="none"), "no integration “none”"),
    (spoil("deposit", payment_provider="bank"), "no payment provider “bank”"),
    (spoil("deposit", payment_provider=None), "no payment provider"),
    (spoil("bet", round=None), "names no round"),
    (spoil("win", game="nl-aurora"), "begun in another game"),
    (spoil("bet", id=None), "has no id"),
    (spoil("bet", id="i" * 256), "has no id"),
    (spoil("bet", type="wager"), "“wager” is not known"),
    (spoil("bet", type=None), "is not known"),
    (spoil("win", ends="yes"), "neither true nor false"),
    (spoil("player", birth_date="1980-02-30"), "no date"),
    (spoil("player", email="nobody"), PERSON),
    (spoil("player", country="SWE"), PERSON),
    (spoil("player", status="gone"), PERSON),
    (spoil("player", first_name=None), PERSON),
    (spoil("player", protection=["vip"]), "protection is no list"),
    (spoil("player", protection='["excluded"]'), "a text and no list"),
    # what it ends
    (add("rollback", "x", of="nothing", of_type="bet"), "no bet “nothing” before it"),
    (add("rollback", "x", of="ada-b", of_type="bet"), "no bet “ada-b”"),
    (add("rollback", "x", of_type="bet"), "of what it is the rollback"),
    (add("rollback", "x", of="b", of_type="deposit"), "of what it is the rollback"),
    (add("withdrawal_end", "v", end="paid"), "no withdrawal"),
    (add("withdrawal_end", "v", end="lost"), "The end is none of"),
    # overdraft and closing
    (add("bet", "b2", 1_151, round="r2"), "overdraws the wallet: cash -1"),
    (add("withdrawal", "v", 1_151), "overdraws"),
    (add("adjustment", "a", -1_151, purse="cash", reason="R"), "overdraws"),
    (add("bet", "b2", 1, cash=0, bonus=1, round="r2"), "bonus -1"),
    (spoil("balance", cash=1_151), "closing balance differs: told 1151/0/0, the lines make 1150/0/0"),
    (spoil("balance", cash=1_149), "closing balance differs"),
    (spoil("balance", bonus=1), "closing balance differs"),
    (spoil("balance", pending=1), "closing balance differs"),
    (cut("balance", 0), "No closing balance is given in EUR"),
    (cut("win", 3), "closing balance differs: told 1150/0/0, the lines make 900/0/0"),
    (cut("deposit", 1), "overdraws"),
    # no line at all
    (raw(lambda line: line[:-1]), "no JSON object"),
    (raw(lambda line: b"[" + line + b"]"), "no JSON object"),
    (raw(lambda line: line.replace(b'"r1"', b'"\\u0000"')), "no JSON object"),
    (raw(lambda line: line.replace(b'"r1"', b'"\\ud800"')), "no JSON object"),
    (raw(lambda line: line.replace(b"r1", b"\0")), "no UTF-8, or holds a NUL"),
    (raw(lambda line: line.replace(b"r1", b"\xff")), "no UTF-8"),
    (raw(lambda line: line.replace(b"r1", b"r" * 5_000)), "longer than 4096 bytes"),
    (raw(lambda line: b""), "no JSON object"),
    (raw(lambda line: b"[" * 4_000), "no JSON object"),
    (raw(lambda line: line.replace(b'"type": "bet"', b'"type": ' + b"[" * 1_500 + b"]" * 1_500)), "is not known"),
    (raw(lambda line: line[:-1] + b', "amount": 1}'), "no JSON object"),
    (raw(lambda line: b"null"), "no JSON object"),
    (raw(lambda line: b"\\."), "no JSON object"),
]
SOUND = ("ada", "bo", "cy")


@pytest.fixture
def planted(write):
    """The file, and where each fault must be told."""
    lines = [line for name in SOUND for line in life(name).closes(1_150)]
    expected = {}
    for number, (spoiling, reason) in enumerate(FAULTS):
        mine = life(f"p{number}").closes(1_150)
        at = spoiling(mine)
        expected[2 + len(lines) + at] = reason
        lines += mine
    return write(lines, brands=[BRAND]), expected


def test_a_hundred_faults_are_told_with_line_and_reason_and_nothing_of_them_enters(bring_in, planted, owner, verified):
    path, expected = planted
    assert len(expected) == len(FAULTS) >= 100

    outcome = bring_in(path)

    told = {fault.line: fault.reason for fault in outcome.faults}
    assert {
        line: (reason, told.get(line)) for line, reason in expected.items() if reason not in told.get(line, "")
    } == {}
    entered = owner.execute("select reference from history.player where state = 'entered' order by 1").fetchall()
    assert entered == [(name,) for name in SOUND]
    for table in ("player", "player_person", "deposit", "ledger.round"):
        assert owner.execute(f"select count(*) from {table}").fetchone() == (3,), table
    assert owner.execute("select count(*), sum(balance) from ledger.account where purse = 'cash'").fetchone() == (
        3,
        3_450,
    )
    assert verified() == []


def test_what_a_fault_entails_is_hardly_told(bring_in, planted):
    """Of a player with an unreadable line nothing more is told; only a line that names nobody changes a balance."""
    path, expected = planted
    assert len(bring_in(path).faults) - len(expected) <= 40


def test_what_stands_in_the_ledger_already_is_not_taken_twice(bring_in, write, owner):
    bring_in(write(life("ada").closes(1_150)))
    other = Life("bo").money("deposit", "ada-d", 5).closes(5)
    outcome = bring_in(write(other, name="more.ndjson"))
    assert [(fault.line, fault.player, fault.reason) for fault in outcome.faults] == [
        (3, "bo", "The id ada-d stands in the ledger already.")
    ]


def test_an_address_that_is_taken_keeps_a_player_out(bring_in, write, owner):
    bring_in(write(life("ada").closes(1_150)))
    other = Life("bo")
    other.lines[0]["email"] = "Ada@History.example"
    outcome = bring_in(write(other.closes(0), name="more.ndjson"))
    assert [fault.reason for fault in outcome.faults] == ["A player of the brand has this e-mail address already."]
