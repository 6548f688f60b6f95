"""What is too long or too wide: no page scrolls sideways, nothing lies over its neighbour, no act lies out of sight."""

import pytest

from app.money import MAXIMUM_MINOR
from tests.browser.test_accessible import insist_on_access
from tests.players.desk import restricts, suspends
from tests.screens.once import once_of
from tests.screens.scene import evening

OVERFLOWING = """
() => [...document.querySelectorAll("td, th, dd, .figure, .badge, h1, h2")]
  .filter(each => getComputedStyle(each).overflow === "visible" && each.scrollWidth > each.clientWidth + 1)
  .filter(each => !each.querySelector(".copy, .unseen, svg") && getComputedStyle(each).display !== "inline")
  .map(each => each.textContent.trim())
"""
HIDDEN_ACTS = """
() => [...document.querySelectorAll(".table-frame .button")]
  .filter(each => each.getBoundingClientRect().right > each.closest(".table-frame").getBoundingClientRect().right)
  .map(each => each.textContent.trim())
"""
ADDRESSES = ("/settings/values", "/settings/switches", "/security/roles/support", "/security/staff", "/account")


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_values_stay_in_their_cells_and_acts_in_sight(page, enter, database, base_url, width):
    enter("hedda")
    page.set_viewport_size({"width": width, "height": 900})
    for address in ADDRESSES:
        page.goto(base_url + address)
        insist_on_access(page, address)
        assert page.evaluate(OVERFLOWING) == [], address
        if width > 768:
            assert page.evaluate(HIDDEN_ACTS) == [], address


WORD = "Unbreakable" * 12
REASON = ("She says that it was her brother who played, " * 12)[:500]
EMAIL = f"{'maximilian-featherstonehaugh-' * 7}@{'cholmondeley.' * 3}example"


@pytest.fixture
def crowded(house, owner, enter):
    """An evening of games with long names, and a player of whom everything is long; their address."""
    evening(house, owner, rounds=4)
    player = house.a_player(cash=MAXIMUM_MINOR)
    for _ in range(99):
        house.adjust(player, "cash", MAXIMUM_MINOR)
    owner.execute(
        "insert into player_person (player_id, brand_id, email, first_name, last_name, birth_date)"
        " values (%s, %s, %s, %s, %s, '1990-02-28')",
        (player.id, house.ids["brand"], EMAIL, WORD[:60], WORD[:60]),
    )
    house.open_session(player)
    person = enter("hedda")
    assert restricts(person, player, "betting", text=REASON).status_code == 303
    assert suspends(person, player, code="suspected_fraud", text=REASON).status_code == 303
    notes = f"/players/{player.ref}/notes"
    said = {"once": once_of(person, notes, notes), "kind": "attention", "text": f"{WORD}\n{REASON}"}
    assert person.post(notes, data=said).status_code == 303
    return f"/players/{player.ref}"


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_long_names_reasons_and_amounts_do_not_either(page, crowded, base_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    tabs = ("", "?tab=transactions", "?tab=rounds", "/sessions", "/notes", "/protection", "?tab=audit")
    lists = ("/players/", "/games/rounds", "/games/catalogue", "/audit/records", "/payments/ledger")
    for address in (*(crowded + tab for tab in tabs), *lists):
        page.goto(base_url + address)
        insist_on_access(page, address)
        assert page.evaluate(OVERFLOWING) == [], address
