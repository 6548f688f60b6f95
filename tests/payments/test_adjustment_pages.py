"""Crediting and debiting a wallet by hand: what it would change, why, and within whose limit."""

import pytest

from tests.ledger.book import in_threads
from tests.screens.strict import Page, open_page

LIST = "/payments/adjustments"


@pytest.fixture
def wallet(till):
    """Where the wallet of a player with 100.00 in cash is adjusted."""
    return f"/payments/accounts/{till.a_player(10_000)}/EUR"


def send(person, address, **fields):
    """Look at the form, then send it."""
    looked = open_page(person.client, address, query_string={"purse": fields["purse"], "amount": fields["amount"]})
    return person.post(address, data={"once": looked.soup.select_one("[name=once]")["value"]} | fields)


def test_the_effect_is_shown_before_anything_happens(till, wallet, penny):
    page = open_page(penny.client, f"{wallet}/credits?purse=cash&amount=50")
    assert [row.split() for row in page.texts(".effect tbody td.number")] == [["€100.00"], ["€150.00"]]
    assert page.texts("main form[method=post] button") == ["Give €50.00"]
    assert "at a time" in page.text
    assert till.purses(wallet.split("/")[3]) == (10_000, 0)


@pytest.mark.parametrize(("verb", "after", "shown"), [("credits", 15_000, "+€50.00"), ("debits", 5_000, "−€50.00")])
def test_it_is_done_with_a_reason_and_stands_in_the_list_and_the_ledger(till, wallet, penny, verb, after, shown):
    bare = Page(send(penny, f"{wallet}/{verb}", purse="cash", amount="50"))
    assert (bare.status, bare.texts(".summary a")) == (422, ["Reason: Choose a reason."])

    done = send(penny, f"{wallet}/{verb}", purse="cash", amount="50", code="goodwill")
    assert (done.status_code, done.location) == (303, LIST)
    assert till.purses(wallet.split("/")[3]) == (after, 0)
    page = open_page(penny.client, LIST)
    assert page.texts("[data-rows] td.number") == [shown]
    (row,) = page.soup.select("[data-rows] a.id[title^=aj_]")
    record = open_page(penny.client, row["href"])
    entry = open_page(penny.client, record.soup.select_one("a[href*='/payments/entries/']")["href"])
    assert "Penny" in entry.text
    assert "adjustment" in entry.text


def test_a_limit_and_an_empty_purse_are_told_and_nothing_moves(till, wallet, penny):
    above = Page(send(penny, f"{wallet}/credits", purse="cash", amount="200.01", code="goodwill"))
    assert above.status == 409
    assert "You may credit €200.00 at a time" in above.alert
    empty = Page(send(penny, f"{wallet}/debits", purse="bonus", amount="1", code="mistake"))
    assert (empty.status, "does not hold as much" in empty.alert) == (409, True)
    assert till.purses(wallet.split("/")[3]) == (10_000, 0)


@pytest.mark.parametrize("amount", ["", "0", "1.005", "-5", "lots"])
def test_an_amount_that_is_none_is_named(wallet, penny, amount):
    page = open_page(penny.client, f"{wallet}/credits", query_string={"amount": amount})
    assert page.status == 422
    assert page.texts(".summary a")[0].startswith("Amount:")


def test_credit_and_debit_are_two_rights_and_end_at_the_brand(till, wallet, sue, walter, owner):
    assert open_page(sue.client, f"{wallet}/credits").status == 200
    assert open_page(sue.client, f"{wallet}/debits").status == 403
    assert open_page(walter.client, LIST).state == "no_right"
    assert open_page(sue.client, LIST).state == "first_use"
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'lagoon') where staff_id = %s",
        (sue.id,),
    )
    assert open_page(sue.client, f"{wallet}/credits").status == 404
    assert sue.post(f"{wallet}/credits", data={"purse": "cash", "amount": "1", "code": "mistake"}).status_code == 404


def test_a_form_that_is_sent_twice_or_twice_at_once_is_done_once(till, wallet, app, penny):
    looked = open_page(penny.client, f"{wallet}/credits?purse=cash&amount=50")
    fields = {
        "purse": "cash",
        "amount": "50",
        "code": "goodwill",
        "once": looked.soup.select_one("[name=once]")["value"],
    }
    cookie = penny.client.get_cookie("countroom")

    def sends(_):
        browser = app.test_client()
        browser.set_cookie("countroom", cookie.value)
        return browser.post(f"{wallet}/credits", data=fields, headers=penny.csrf).status_code

    assert sorted(in_threads(4, sends)) == [303, 409, 409, 409]
    again = Page(penny.post(f"{wallet}/credits", data=fields | {"amount": "60"}))
    assert "done already" in again.alert
    assert till.purses(wallet.split("/")[3]) == (15_000, 0)


def test_a_form_of_another_address_or_of_nobody_is_drawn_again_and_moves_nothing(till, wallet, penny):
    elsewhere = open_page(penny.client, f"{wallet}/debits?purse=cash&amount=50").soup.select_one("[name=once]")["value"]
    for once in ("", "x.y", "\0", elsewhere):
        fields = {"purse": "cash", "amount": "50", "code": "goodwill", "once": once}
        page = Page(penny.post(f"{wallet}/credits", data=fields))
        assert (page.status, page.texts(".summary a")[0][:24]) == (422, "Form: This form is not o")
        assert page.soup.select_one("[name=once]")["value"] not in ("", once)
    assert till.purses(wallet.split("/")[3]) == (10_000, 0)


DIALOG = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#dialog-body"}
PREVIEW = DIALOG | {"HX-Target": "div#adjustment-effect"}


def test_the_dialog_asks_for_all_of_it_at_once(wallet, penny):
    piece = open_page(penny.client, f"{wallet}/credits?purse=bonus", headers=DIALOG)
    assert (piece.status, piece.is_whole) == (200, False)
    asked = [field["name"] for field in piece.soup.select("form.confirm [name]:not([type=hidden])")]
    assert asked == ["purse", "amount", "code", "text"]
    assert piece.soup.select_one("[name=purse] [selected]")["value"] == "bonus"
    assert "Write an amount" in piece.texts("#adjustment-effect")[0]


@pytest.mark.parametrize(
    ("verb", "amount", "said", "label"),
    [
        ("credits", "50", "Player’s cash€100.00becomes€150.00", "Give €50.00"),
        ("credits", "200.01", "above your limit", "Give €200.01"),
        ("debits", "50", "Player’s cash€100.00becomes€50.00", "Take €50.00"),
        ("debits", "100.01", "does not hold as much", "Take €100.01"),
        ("debits", "", "Write an amount to see what it changes.", "Take"),
    ],
)
def test_the_effect_is_told_while_the_amount_is_typed(wallet, penny, verb, amount, said, label):
    typed = {"purse": "cash", "amount": amount}
    piece = open_page(penny.client, f"{wallet}/{verb}", query_string=typed, headers=PREVIEW)
    assert piece.status == 200
    assert said in " ".join(piece.soup.get_text().split())
    assert piece.texts("hx-partial") == [label]


@pytest.mark.parametrize("headers", [{}, DIALOG])
def test_a_fault_is_told_once_on_top_and_once_at_its_field(wallet, penny, headers):
    once = open_page(penny.client, f"{wallet}/credits", headers=DIALOG).soup.select_one("[name=once]")["value"]
    typed = {"once": once, "purse": "cash", "amount": "15,50", "code": "goodwill"}
    page = Page(penny.post(f"{wallet}/credits", data=typed, headers=headers))
    told = "Write it in figures with a point, as 15.50 or 15."
    assert (page.texts(".summary li"), page.texts(".error")) == ([f"Amount: {told}"], [told])
    assert page.text.count(told) == 2


def test_half_an_amount_is_no_fault_while_it_is_typed(wallet, penny):
    piece = open_page(penny.client, f"{wallet}/debits", query_string={"purse": "cash", "amount": "5."}, headers=PREVIEW)
    assert (piece.status, piece.texts("hx-partial"), piece.texts("p")) == (200, ["Take"], [])


def test_a_fault_in_the_dialog_keeps_what_was_typed(till, wallet, penny):
    once = open_page(penny.client, f"{wallet}/credits", headers=DIALOG).soup.select_one("[name=once]")["value"]
    typed = {"once": once, "purse": "bonus", "amount": "1.005", "code": "other", "text": "too short"}
    piece = Page(penny.post(f"{wallet}/credits", data=typed, headers=DIALOG))
    assert (piece.status, piece.is_whole) == (422, False)
    problems = [line.partition(":")[0] for line in piece.texts(".summary a")]
    assert sorted(problems) == ["Amount", "Explanation"]
    kept = {each["name"]: each.get("value") or each.get_text().strip() for each in piece.soup.select("input, textarea")}
    assert (kept["amount"], kept["text"], kept["once"]) == ("1.005", "too short", once)
    assert [each["value"] for each in piece.soup.select("option[selected]")] == ["bonus", "other"]

    above = Page(penny.post(f"{wallet}/credits", data=typed | {"amount": "999", "code": "mistake"}, headers=DIALOG))
    assert (above.status, above.is_whole, "Nothing was changed" in above.alert) == (409, False, True)
    assert above.soup.select_one("[name=amount]")["value"] == "999"
    assert till.purses(wallet.split("/")[3]) == (10_000, 0)


def test_when_it_is_done_the_page_below_is_shown_again(till, wallet, penny):
    player = wallet.split("/")[3]
    for shown, back in (
        (f"http://localhost/payments/accounts/{player}", f"/payments/accounts/{player}"),
        (f"http://localhost{LIST}?state=applied", LIST),
        ("http://elsewhere.example//evil.example/", LIST),
    ):
        once = open_page(penny.client, f"{wallet}/credits", headers=DIALOG).soup.select_one("[name=once]")["value"]
        fields = {"once": once, "purse": "cash", "amount": "1", "code": "goodwill"}
        done = penny.post(f"{wallet}/credits", data=fields, headers=DIALOG | {"HX-Current-URL": shown})
        assert (done.status_code, done.headers["HX-Redirect"]) == (200, back)
    assert till.purses(player) == (10_300, 0)


def test_a_new_adjustment_begins_with_the_player(till, wallet, penny, sue):
    player = wallet.split("/")[3]
    assert open_page(penny.client, open_page(penny.client, LIST).link("New adjustment…")).status == 200
    page = open_page(penny.client, f"{LIST}/new?player={player}")
    assert (page.link("Credit…"), page.link("Debit…")) == (f"{wallet}/credits", f"{wallet}/debits")
    assert open_page(sue.client, f"{LIST}/new?player={player}").texts("main section a") == ["Credit…"]


@pytest.mark.parametrize(
    ("player", "sentence"),
    [
        ("", "Enter the player’s id."),
        ("pl_1", "begins with pl_"),
        ("pl_01M83KB395FYKBDK1G95T7AS6Q", "There is no such player"),
    ],
)
def test_a_player_who_is_none_is_named(till, penny, player, sentence):
    page = open_page(penny.client, f"{LIST}/new", query_string={"player": player})
    assert (page.status, sentence in page.texts(".summary a")[0]) == (422, True)


def test_a_player_of_another_brand_is_none(till, wallet, penny, owner):
    to_lagoon = "update role_assignment set brand_id = (select id from brand where code = 'lagoon') where staff_id = %s"
    owner.execute(to_lagoon, (penny.id,))
    page = open_page(penny.client, f"{LIST}/new?player={wallet.split('/')[3]}")
    assert (page.status, "a brand that is not yours" in page.alert) == (422, True)
    assert penny.get(f"{wallet}/credits").status_code == 404
