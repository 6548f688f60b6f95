"""The list lives: rows change where they stand, new ones wait, nothing jumps."""

from playwright.sync_api import expect

from tests.games.pages import ROUNDS
from tests.wallet.house import bet, betwin, win


def place_of(page, row):
    return page.locator(f"#{row}").bounding_box()["y"]


def test_a_row_changes_in_its_place_and_new_rounds_wait_behind_a_bar(grace, house, player, base_url):
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="first"))
    house.call("betwin", betwin(player, bet("2", "2.00"), round_id="second"))
    grace.goto(base_url + ROUNDS)
    expect(grace.locator(".live")).to_have_text("Live")
    rows = grace.locator("[data-rows] > tr")
    older = rows.nth(1).get_attribute("id")
    grace.locator(f"#{older} a.id").first.focus()
    shown = rows.evaluate_all("rows => rows.map(row => row.id)")
    before = place_of(grace, older)

    house.call("betwin", betwin(player, win("3", "7.00"), round_id="first", finished=True))
    expect(grace.locator(f"#{older} .badge")).to_have_text("Settled")
    assert place_of(grace, older) == before
    expect(grace.locator(f"#{older} a.id").first).to_be_focused()

    house.call("betwin", betwin(player, bet("4", "4.00"), round_id="third"))
    bar = grace.locator("#news a")
    expect(bar).to_have_text("1 new round")
    assert rows.evaluate_all("rows => rows.map(row => row.id)") == shown
    assert place_of(grace, older) == before

    bar.click()
    expect(rows).to_have_count(3)
    expect(grace.locator("#news a")).to_have_count(0)


def test_the_row_that_is_marked_stays_marked_when_news_draw_it_anew(grace, house, player, base_url):
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="first"))
    house.call("betwin", betwin(player, bet("2", "2.00"), round_id="second"))
    grace.goto(base_url + ROUNDS)
    expect(grace.locator(".live")).to_have_text("Live")
    rows = grace.locator("[data-rows] > tr")
    grace.keyboard.press("j")
    grace.keyboard.press("j")
    place = rows.nth(1)
    expect(place).to_have_class("current")

    house.call("betwin", betwin(player, win("3", "7.00"), round_id="first", finished=True))
    expect(place.locator(".badge")).to_have_text("Settled")
    expect(place).to_have_class("current")
    expect(place.locator("a.id").first).to_be_focused()
    grace.keyboard.press("k")
    expect(rows.first).to_have_class("current")
    expect(grace.locator("tr.current")).to_have_count(1)


def test_a_filtered_list_keeps_a_row_that_matches_no_longer(grace, house, player, base_url):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    grace.goto(f"{base_url}{ROUNDS}?state=open")
    expect(grace.locator(".live")).to_have_text("Live")
    house.call("betwin", betwin(player, win("2", "7.00"), finished=True))
    expect(grace.locator("[data-rows] > tr .badge")).to_have_text("Settled")


def test_when_the_stream_is_full_the_page_says_how_it_looks_for_news(grace, played, base_url, complaints, monkeypatch):
    monkeypatch.setattr("app.web.stream.OF_ONE_PROCESS", 0)
    grace.goto(base_url + ROUNDS)
    expect(grace.locator("#alerts")).to_contain_text("every half minute")
    expect(grace.locator(".live")).to_have_text("Every 30 s")
    complaints.clear()  # the browser notes the 503 itself
