"""Paging by key: no page is lost or shown twice, however deep, while new rounds come in."""

import pytest

from app.queries import keyset
from tests.games.pages import ROUNDS, RoundList
from tests.screens.strict import open_page
from tests.wallet.house import bet, betwin

# Copies of one round, a second apart: `number` minor units staked, the highest number the newest.
MANY = """
insert into ledger.round
select (jsonb_populate_record(original, jsonb_build_object(
    'round_ref', 'copy ' || number, 'stake_cash', number, 'round_id', uuidv7(make_interval(secs => number - 20000)),
    'opened_at', opened_at - make_interval(secs => 20000 - number)))).*
from ledger.round original, generate_series(1, %s) number
"""


@pytest.fixture
def played(house, player):
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="newest"))


def test_pages_follow_each_other_without_gap_or_double_and_lead_back(grace, played, owner):
    owner.execute(MANY, (2 * keyset.PAGE_SIZE + 10,))
    pages = [RoundList(grace)]
    while "after" in pages[-1].page.text:
        pages.append(pages[-1].turn("Next"))
        if len(pages) == 3:
            break
    seen = [row.id for page in pages for row in page.rows]
    assert [len(page.rows) for page in pages] == [50, 50, 11]
    assert seen == sorted(set(seen), reverse=True)

    back = pages[-1].turn("Previous").turn("Previous")
    assert [row.id for row in back.rows] == [row.id for row in pages[0].rows]


def test_a_round_that_comes_in_meanwhile_moves_no_later_page(house, player, grace, played, owner):
    owner.execute(MANY, (keyset.PAGE_SIZE + 5,))
    first = RoundList(grace)
    before = [row.id for row in first.turn("Next").rows]
    house.call("betwin", betwin(player, bet("2", "1.00"), round_id="newer still"))
    assert [row.id for row in first.turn("Next").rows] == before


def test_open_rounds_page_from_the_oldest_on(grace, played, owner):
    owner.execute(MANY, (keyset.PAGE_SIZE,))
    first = RoundList(grace, state="open")
    second = first.turn("Next")
    seen = [row.id for row in (*first.rows, *second.rows)]
    assert seen == sorted(set(seen))
    assert len(seen) == keyset.PAGE_SIZE + 1
    assert "state=open" in second.address


def test_a_very_long_list_is_counted_to_a_cap_and_paged_at_its_depth(grace, played, owner):
    owner.execute(MANY, (keyset.COUNTED + 50,))
    first = RoundList(grace)
    assert first.total == "10,000+ rounds"
    assert RoundList(grace, stake_from="99.99").total == "52+ rounds"  # so far: no index leads to a stake

    deep = RoundList(grace, state="open").turn("Next")
    assert [row.stake for row in deep.rows][:2] == ["€0.51", "€0.52"]


@pytest.mark.parametrize("cursor", ["nonsense", "ImFiYyI.x", "a" * 500, "\x00"])
def test_a_cursor_that_is_not_ours_finds_no_page(grace, played, cursor):
    answer = grace.get(ROUNDS, query_string={"after": cursor})
    assert answer.status_code == 404
    assert open_page(grace.client, f"{ROUNDS}?before=x").state == "failed"
