"""The ledger explorer: the chart of accounts, an account, a journal entry, and who may look."""

import pytest

from app.ids import outside
from app.queries import keyset
from tests.cast import hire, sign_in
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said
from tests.wallet.house import bet, betwin, rollback, win

LEDGER = "/payments/ledger"


def rows(page):
    return [[said(cell) for cell in row.select("td")] for row in page.soup.select("[data-rows] > tr")]


def entries(page):
    """Which entries are listed; how long ago each was goes on while a test runs."""
    return [row.select_one("a[href*='/entries/']")["href"] for row in page.soup.select("[data-rows] > tr")]


def account_of(player, purse="cash"):
    return f"/payments/accounts/{player.ref}/{player.currency}/{purse}"


def entries_of(person, player, purse="cash"):
    page = open_page(person.client, account_of(player, purse))
    return [link["href"] for link in page.soup.select("tbody a.id")]


def test_the_chart_says_what_each_account_holds_and_as_of_when(house, player, penny):
    house.deposit(player, 123_456)
    before = open_page(penny.client, f"{LEDGER}?kind=psp_clearing&currency=EUR&brand=b")
    assert before.texts("tr[id] td.number")[-1] == "€0.00"

    house.fold()
    page = open_page(penny.client, f"{LEDGER}?kind=psp_clearing&currency=EUR&brand=b")
    (row,) = page.soup.select("tr[id]")
    cells = [said(cell) for cell in row.select("td")]
    assert cells == ["Payment provider, clearing", "Pretend Payments", "1", "€0.00", "€1,234.56", "−€1,234.56"]
    assert "Balances as of" in page.text
    assert page.texts(".chip > span") == ["Brand is b", "Currency is EUR", "Kind is Payment provider, clearing"]


def test_what_is_not_the_houses_is_the_players(house, player, penny, owner):
    yen = house.a_player(currency="JPY")
    house.deposit(player, 10_000)
    house.deposit(yen, 700)
    house.call("betwin", betwin(player, bet("1", "2.50"), win("2", "1.00")))
    house.fold()
    for held, currency, shown in ((player, "EUR", "€98.50"), (yen, "JPY", "¥700")):
        page = open_page(penny.client, f"{LEDGER}?brand=b&currency={currency}")
        assert page.texts("tr.total td.number") == [shown]
        assert sum(house.purses(held)[:2]) == int(shown[1:].replace(".", ""))


@pytest.mark.parametrize(("currency", "amount", "shown"), [("JPY", 1200, "¥1,200"), ("KWD", 1250, "KWD 1.250")])
def test_amounts_follow_the_exponent_of_their_currency(house, penny, currency, amount, shown):
    player = house.a_player(currency=currency)
    house.deposit(player, amount)
    page = open_page(penny.client, account_of(player))
    assert rows(page)[0][-2:] == [f"+{shown}", shown]


def test_an_account_tells_every_leg_newest_first_with_the_balance_after_it(house, player, penny):
    house.deposit(player, 10_000, "payment-1")
    house.call("betwin", betwin(player, bet("b1", "2.50"), win("w1", "1.00")))
    page = open_page(penny.client, account_of(player))
    told = [(row[0], row[3], row[4], row[5], row[6]) for row in rows(page)]
    assert told == [
        ("3", "Win w1", "Game provider acme", "+€1.00", "€98.50"),
        ("2", "Bet b1", "Game provider acme", "−€2.50", "€97.50"),
        ("1", "Deposit payment-1", "Payment provider, clearing Pretend Payments", "+€100.00", "€100.00"),
    ]
    assert page.texts(".figure .value")[:2] == ["€98.50", "3"]


def test_a_debt_grows_with_what_is_owed(house, player, penny):
    house.deposit(player, 1_000)
    house.call("betwin", betwin(player, bet("b1", "1.00"), win("w1", "50.00"), round_id="r1"))
    house.call("betwin", betwin(player, bet("b2", "59.00"), round_id="r2"))
    house.call("rollback", rollback(player, ("back", "w1"), round_id="r1"))
    (row,) = rows(open_page(penny.client, account_of(player, "receivable")))
    assert row[-2:] == ["+€50.00", "€50.00"]


def test_pages_follow_each_other_without_gap_or_double_and_lead_back(house, player, penny):
    for number in range(keyset.PAGE_SIZE + 7):
        house.adjust(player, "cash", number + 1)
    first = open_page(penny.client, account_of(player))
    second = open_page(penny.client, first.link("Next"))
    numbers = [int(row[0]) for page in (first, second) for row in rows(page)]
    assert numbers == list(range(keyset.PAGE_SIZE + 7, 0, -1))
    back = open_page(penny.client, second.link("Previous"))
    assert entries(back) == entries(first)

    house.fold()
    adjustments = f"/payments/accounts/house/{house.number_of('adjustment')}"
    first = open_page(penny.client, adjustments)
    second = open_page(penny.client, first.link("Next"))
    changes = [row[-1] for page in (first, second) for row in rows(page)]
    assert changes == [f"−€{number / 100:.2f}" for number in range(keyset.PAGE_SIZE + 7, 0, -1)]
    assert entries(open_page(penny.client, second.link("Previous"))) == entries(first)


def test_an_entry_shows_both_legs_before_and_after_and_what_caused_it(house, player, penny):
    deposit = house.deposit(player, 10_000, "payment-9")
    (entry,) = entries_of(penny, player)
    page = open_page(penny.client, entry)
    assert page.heading == "Deposit €100.00"
    legs = [[said(cell) for cell in row.select("td")] for row in page.soup.select("tbody.entry tr")]
    assert [leg[:3] for leg in legs] == [
        ["Payment provider, clearing Pretend Payments", "–", "−€100.00"],
        ["Player’s cash", "1", "+€100.00"],
    ]
    assert page.soup.select_one(f"a[href='/payments/deposits/{deposit}']")
    assert "Pretend Payments" in page.text


def test_an_entry_of_play_leads_to_its_round_and_its_call(house, player, app, penny):
    house.deposit(player, 10_000)
    house.call("betwin", betwin(player, bet("b1", "2.50")))
    house.wallet.log.flush()
    newest = entries_of(penny, player)[0]
    page = open_page(penny.client, newest)
    (round_id,) = house.rows("select round_id from ledger.round")[0]
    assert page.soup.select_one("a[href^='/games/rounds/rd_']")
    assert round_id
    assert page.soup.select_one("a[href^='/games/calls/']") is None  # Penny may not read what was said
    head = sign_in(app, hire(app, "hilda", "head_of_operations"))
    assert open_page(head.client, newest).soup.select_one("a[href^='/games/calls/rq_']")


def test_a_rolled_back_entry_and_its_rollback_lead_to_each_other(house, player, penny):
    house.deposit(player, 10_000)
    house.call("betwin", betwin(player, bet("b1", "2.50")))
    house.call("rollback", rollback(player, ("back", "b1")))
    undone, original, _ = entries_of(penny, player)
    assert open_page(penny.client, original).soup.select_one(f".banner a[href='{undone}']")
    assert open_page(penny.client, undone).soup.select_one(f"dl a[href='{original}']")


def test_a_refused_call_is_an_entry_without_legs(house, player, penny, owner):
    house.call("betwin", betwin(player, bet("b1", "999.00")))
    (call_id,) = owner.execute("select call_id from ledger.call where refused").fetchone()
    page = open_page(penny.client, f"/payments/entries/{outside('ca', call_id)}")
    assert page.state == "no_match"
    assert "Not enough funds" in page.text


def test_play_of_a_house_account_is_shown_as_rounds(house, player, penny):
    page = open_page(penny.client, f"/payments/accounts/house/{house.number_of('game')}")
    assert page.soup.select_one("a[href='/games/rounds?brand=b&currency=EUR']")


def test_an_id_leads_to_its_place(house, player, penny):
    for typed, place in (
        (player.ref, f"/payments/accounts/{player.ref}"),
        (f" {player.ref} ", f"/payments/accounts/{player.ref}"),
        ("ca_01M83KB395FYKBDK1G95T7AS6Q", "/payments/entries/ca_01M83KB395FYKBDK1G95T7AS6Q"),
    ):
        assert penny.get(LEDGER, query_string={"q": typed}).location == place


def test_a_wallet_lists_the_purses_of_each_currency(house, player, penny):
    house.ask("select ledger.open_wallet(:p, :b, 'KWD')", p=player.id, b=house.ids["brand"])
    house.deposit(player, 5_000)
    house.protect(player, restricted=True)
    page = open_page(penny.client, f"/payments/accounts/{player.ref}")
    assert page.texts("main h2")[:2] == ["EUR", "KWD"]
    assert rows(page)[0] == ["Player’s cash", "1", "€50.00"]
    assert page.texts(".badge") == ["Restricted"]


def test_staff_of_one_brand_see_no_account_and_no_entry_of_another(house, player, penny, owner):
    stranger = house.a_player(brand="other brand")
    house.deposit(player, 100)
    house.deposit(stranger, 100)
    seen = [*entries_of(penny, stranger), account_of(stranger), f"/payments/accounts/{stranger.ref}"]
    seen.append(f"/payments/accounts/house/{house.number_of('psp_clearing', brand='other brand')}")
    assert {open_page(penny.client, address).status for address in seen} == {200}

    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], penny.id))
    assert {open_page(penny.client, address).status for address in seen} == {404}
    assert open_page(penny.client, account_of(player)).status == 200
    assert {group[0] for group in open_page(penny.client, LEDGER).texts("th[scope=rowgroup]")} == {"b"}


def test_no_page_asks_more_of_the_database_when_there_is_more(app, house, player, penny):
    house.deposit(player, 10_000)
    entry = entries_of(penny, player)[0]
    addresses = [LEDGER, account_of(player), f"/payments/accounts/{player.ref}", entry,
                 f"/payments/accounts/house/{house.number_of('psp_clearing')}"]  # fmt: skip

    def asked():
        found = []
        for address in addresses:
            with counted(app) as statements:
                assert penny.get(address).status_code == 200
            found.append(len(statements))
        return found

    before = asked()
    for number in range(12):
        house.deposit(player, 100 + number)
    house.fold()
    assert asked() == before
    assert max(before) <= 7  # session, rights, entry, legs, cause, reversal, records


def test_the_five_states_are_told_apart(house, penny, walter):
    nobody = house.a_player(currency="BTC")
    assert open_page(penny.client, f"{LEDGER}?brand=b&kind=game&currency=BTC").state is None
    assert open_page(penny.client, f"{LEDGER}?brand=nobody").state == "failed"
    assert open_page(penny.client, account_of(nobody)).state == "first_use"
    assert open_page(penny.client, "/payments/accounts/house/999999").status == 404
    assert open_page(penny.client, f"/payments/accounts/{nobody.ref}/EUR/cash").status == 404
    assert open_page(penny.client, f"/payments/accounts/{nobody.ref}/BTC/nothing").status == 404
    page = open_page(walter.client, LEDGER)
    assert (page.status, page.state) == (403, "no_right")
    assert "payments.ledger.read" in page.text


def test_htmx_is_given_the_list_alone(house, player, penny):
    house.deposit(player, 100)
    for address in (LEDGER, account_of(player), f"/payments/accounts/house/{house.number_of('psp_clearing')}"):
        piece = open_piece(penny.client, address)
        assert not piece.is_whole
        assert piece.soup.select_one("#list")
