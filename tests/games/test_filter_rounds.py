"""Filters live in the address and nowhere else."""

import pytest

from tests.games.pages import ROUNDS, RoundList
from tests.screens.scene import evening
from tests.screens.strict import open_page
from tests.wallet.house import bet, betwin, win

FILTERS = [
    ({"state": "open"}, ["open"]),
    ({"state": "settled"}, ["rich", "yen"]),
    ({"game": "slot"}, ["open", "rich", "yen"]),
    ({"game": "SLO"}, ["open", "rich", "yen"]),
    ({"game": "100%"}, []),
    ({"provider": "acme"}, ["open", "rich", "yen"]),
    ({"brand": "b"}, ["open", "rich", "yen"]),
    ({"brand": "c"}, []),
    ({"currency": "JPY"}, ["yen"]),
    ({"reference": "rich"}, ["rich"]),
    ({"stake_from": "5"}, ["rich", "yen"]),
    ({"stake_from": "5", "stake_to": "10.00"}, ["rich"]),
    ({"stake_to": "4.99"}, ["open"]),
    ({"win_from": "0.01"}, ["rich"]),
    ({"win_to": "0"}, ["open", "yen"]),
    ({"opened_from": "2020-01-01T00:00"}, ["open", "rich", "yen"]),
    ({"opened_to": "2020-01-01"}, []),
    ({"state": "settled", "currency": "EUR"}, ["rich"]),
]


@pytest.fixture
def played(house, player):
    house.call("betwin", betwin(player, bet("1", "2.00"), round_id="open"))
    house.call("betwin", betwin(player, bet("2", "10.00"), win("3", "40.00"), round_id="rich", finished=True))
    yen = house.a_player(cash=900, currency="JPY")
    house.call("betwin", betwin(yen, bet("4", "500"), round_id="yen", finished=True))


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=str)
def test_each_filter_narrows_the_list(grace, played, owner, filters, expected):
    names = dict(owner.execute("select round_id, round_ref from ledger.round").fetchall())
    found = RoundList(grace, **filters)
    shown = {row.stake for row in found.rows}
    stakes = {"open": "€2.00", "rich": "€10.00", "yen": "¥500"}
    assert len(names) == 3
    assert shown == {stakes[name] for name in expected}
    assert found.total == (f"{len(expected)} round{'s' if len(expected) != 1 else ''}" if expected else "")


def test_rounds_with_retries_refusals_and_of_one_player(house, grace, owner):
    remarkable = evening(house, owner, rounds=2)
    (retried,), (refused,) = RoundList(grace, retried="y").rows, RoundList(grace, state="refused").rows
    assert retried.marks == ["3 retries"]
    assert refused.marks == ["1 refused"]
    assert [row.id for row in RoundList(grace, reference=remarkable["refused"]).rows] == [refused.id]

    (player,) = owner.execute("select max(id) from player").fetchone()
    players = RoundList(grace).page.soup.select_one(f"#{refused.id} td:nth-of-type(3) a")["href"]
    assert player
    assert [row["id"] for row in open_page(grace.client, players).soup.select("[data-rows] > tr")] == [refused.id]


def test_every_filter_that_is_on_is_seen_as_a_chip_and_goes_with_one_click(grace, played):
    found = RoundList(grace, state="settled", currency="EUR", stake_from="5", retried="")
    assert found.chips == ["Currency is EUR", "Stake ≥ 5"]

    less = found.without("Currency is EUR")
    assert less.chips == ["Stake ≥ 5"]
    assert "state=settled" in less.address
    assert {row.stake for row in less.rows} == {"€10.00", "¥500"}


@pytest.mark.parametrize(
    "filters",
    [
        {"stake_from": "a lot"}, {"stake_from": "-1"}, {"stake_from": "1E20"}, {"win_to": "١"},
        {"opened_from": "yesterday"}, {"opened_to": "2026-13-45"}, {"game": "x" * 101}, {"provider": "nobody"},
        {"player": "pl_short"}, {"player": "rd_01M83KB3BKFQ5895559AG5SCGB"},
    ],
    ids=str,
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_named_and_lists_nothing(grace, played, filters):
    found = RoundList(grace, **filters)
    assert found.page.state == "failed"
    assert found.rows == []
    assert len(found.chips) == 1


def test_text_that_no_database_holds_is_no_fault(grace, played):
    for hostile in (
        "a\x00b",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "'; drop table player; --",
        "%_\\",
    ):
        assert RoundList(grace, game=hostile).page.status == 200


def test_an_id_typed_into_the_search_leads_to_its_place(grace, played):
    row = RoundList(grace).rows[0]
    for typed, place in (
        (row.id, f"/games/rounds/{row.id}"),
        (" rich ", "/games/rounds?reference=rich"),
        ("pl_01M83KB332EXBTR7YGMQ1S2SQW", "/games/rounds?player=pl_01M83KB332EXBTR7YGMQ1S2SQW"),
        ("rq_01M83KB395FYKBDK1G95T7AS6Q", "/games/calls/rq_01M83KB395FYKBDK1G95T7AS6Q"),
    ):
        assert grace.get(ROUNDS, query_string={"q": typed}).location == place
