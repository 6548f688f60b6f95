"""Lists of money are taken out as they are filtered: their rows, their columns, and no brand that is not theirs."""

import io
from zipfile import ZipFile

import pytest
from sqlalchemy import event

from app.areas.exports import permissions as exports
from app.areas.payments.permissions import WHO_EXPORT
from app.exports import offers
from app.extensions import db
from app.services import adjustments, deposits
from app.services.adjustments import Wanted
from app.services.deposits import Payment
from tests.cast import hire, sign_in
from tests.exports.files import fetched, lines, rows
from tests.jobs.running import run
from tests.payments.till import CLIENT
from tests.screens.strict import open_page

MONEY = "/payments"
LISTS = ("deposits", "withdrawals", "adjustments")


@pytest.fixture
def take_out(app, settings):
    """Asks for a CSV as a person does, has it written, and returns the address of its page."""

    def taken(person, address, query="", form="csv"):
        answer = person.post(f"{MONEY}/{address}/exports{query}", data={"format": form, "code": "report", "text": ""})
        assert answer.status_code == 303, answer.text
        run(app, settings)
        return answer.location

    return taken


@pytest.fixture
def busy(till, penny):
    """A player of each of two brands, each with a deposit, a withdrawal and an adjustment: their ids by brand."""
    return {brand: moved(till, penny, brand) for brand in ("norrsken", "lagoon")}


def moved(till, penny, brand):
    player = till.a_player(10_000, brand=brand)
    till.asks(player, 3_000)
    with till.app.app_context():
        wanted = Wanted("EUR", "cash", -500, "other", "Told by Elina Korhonen")
        adjustments.apply(player, wanted, by=db.session.merge(till.staff["adjuster"]))
    return player


@pytest.fixture
def till(till):
    till.staff["adjuster"] = hire(till.app, "adam", "finance")
    return till


def of_one_brand(owner, person, brand="lagoon"):
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = %s) where staff_id = %s",
        (brand, person.id),
    )


def shown(person, address, query=""):
    """The ids of the rows that the list shows, in their order."""
    page = open_page(person.client, f"{MONEY}/{address}{query}")
    return [row["id"] for row in page.soup.select("[data-rows] > tr")]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("deposits", "Deposit, Captured at, Player, Payment provider, Provider’s id, Brand, Currency, Amount, State"),
        (
            "withdrawals",
            "Withdrawal, Player, Brand, Currency, Amount, State, Payment provider, Provider’s id, Asked for at, "
            "Due at, Claimed by, Decided at, Decided by, Reason",
        ),
        ("adjustments", "Adjustment, Occurred at, Player, Purse, Currency, Amount, Reason, By, State"),
    ],
)
def test_a_file_has_the_rows_and_columns_of_its_list(busy, penny, take_out, address, titles):
    address_of_file = take_out(penny, address)
    assert lines(penny, address_of_file)[1] == titles.split(", ")
    found = rows(penny, address_of_file)
    assert [row[titles.split(",")[0]] for row in found] == shown(penny, address)
    assert len(found) == 2
    assert {row["Player"] for row in found} == set(busy.values())
    amounts = {"deposits": "100.00", "withdrawals": "30.00", "adjustments": "-5.00"}
    assert {(row["Currency"], row["Amount"]) for row in found} == {("EUR", amounts[address])}
    assert "Elina" not in fetched(penny, address_of_file).decode()


@pytest.mark.parametrize("address", LISTS)
def test_nobody_takes_out_rows_of_a_brand_that_is_not_theirs(busy, penny, take_out, owner, address):
    of_one_brand(owner, penny)
    assert [row["Player"] for row in rows(penny, take_out(penny, address))] == [busy["lagoon"]]


def test_the_filters_of_the_list_are_those_of_the_file(busy, till, penny, take_out):
    till.deposits(busy["lagoon"], 77_700)
    query = f"?player={busy['lagoon']}&amount_from=500&state=captured&after="
    address = take_out(penny, "deposits", query)
    assert [row["Amount"] for row in rows(penny, address)] == ["777.00"]
    marks = dict(mark.split(": ", 1) for mark in lines(penny, address)[0])
    assert marks["Filters"] == f"Captured; Player is {busy['lagoon']}; Amount ≥ 500"
    assert rows(penny, take_out(penny, "adjustments", "?state=declined")) == []


@pytest.mark.parametrize("view", ["", "mine", "under-way", "failed", "all"])
def test_each_view_of_the_queue_is_taken_out_as_it_is_shown(busy, till, penny, take_out, view):
    mine, paid = (till.asks(busy["lagoon"], amount) for amount in (1_000, 1_100))
    penny.post(f"{MONEY}/withdrawals/{mine}/claims", data={})
    till.approve(paid)
    query = f"?view={view}"
    found = rows(penny, take_out(penny, "withdrawals", query))
    assert [row["Withdrawal"] for row in found] == shown(penny, "withdrawals", query)
    assert len(found) == {"": 3, "mine": 1, "under-way": 1, "failed": 0, "all": 4}[view]
    if view == "mine":
        assert (found[0]["Claimed by"], found[0]["State"]) == ("Penny", "Requested")


def test_an_account_is_taken_out_transfer_by_transfer(busy, penny, take_out):
    player = busy["norrsken"]
    address = take_out(penny, f"accounts/{player}/EUR/cash")
    found = rows(penny, address)
    said = [(row["No."], row["Cause"], row["Change"], row["Balance after"]) for row in found]
    assert said == [
        ("3", "Adjustment", "-5.00", "65.00"),
        ("2", "Withdrawal requested", "-30.00", "70.00"),
        ("1", "Deposit", "100.00", "100.00"),
    ]
    assert [f"{row['Entry']}-1" for row in found] == shown(penny, f"accounts/{player}/EUR/cash")
    assert found[1]["Other account"] == "Pending withdrawal"
    assert f"Player’s cash of {player}, EUR" in lines(penny, address)[0][4]
    (waits,) = rows(penny, take_out(penny, f"accounts/{player}/EUR/pending_withdrawal"))
    assert (waits["Change"], waits["Other account"]) == ("30.00", "Player’s cash")


def test_an_account_of_the_house_is_taken_out_with_its_payments(busy, till, penny, take_out):
    ((number,),) = till.rows(
        "select -a.account_id from ledger.house_account a join brand b on b.id = a.brand_id"
        " where b.code = 'lagoon' and a.kind = 'adjustment' and a.currency = 'EUR'"
    )
    (only,) = rows(penny, take_out(penny, f"accounts/house/{number}"))
    assert (only["Player"], only["Change"], only["Other account"]) == (busy["lagoon"], "5.00", "Player’s cash")
    assert [f"{only['Entry']}-1"] == shown(penny, f"accounts/house/{number}")


def test_no_account_of_another_brand_is_asked_for(busy, till, penny, owner):
    of_one_brand(owner, penny)
    ((number,),) = till.rows(
        "select -max(a.account_id) from ledger.house_account a join brand b on b.id = a.brand_id"
        " where b.code = 'norrsken'"
    )
    for account in (f"accounts/{busy['norrsken']}/EUR/cash", f"accounts/house/{number}"):
        assert open_page(penny.client, f"{MONEY}/{account}/exports/new").status == 404
        answer = penny.post(f"{MONEY}/{account}/exports", data={"format": "csv", "code": "report"})
        assert answer.status_code == 404
    assert owner.execute("select count(*) from export").fetchone() == (0,)


def test_an_address_cannot_name_another_account_than_its_path(busy, penny, take_out):
    query = f"?player_id={busy['norrsken']}&purse=bonus"
    found = rows(penny, take_out(penny, f"accounts/{busy['lagoon']}/EUR/cash", query))
    assert len(found) == 3


def test_a_spreadsheet_of_money_has_its_watermark(busy, penny, take_out):
    with ZipFile(io.BytesIO(fetched(penny, take_out(penny, "deposits", form="xlsx")))) as book:
        assert "Penny" in book.read("xl/worksheets/sheet1.xml").decode()
        assert busy["lagoon"] in book.read("xl/worksheets/sheet2.xml").decode()


def test_no_provider_writes_a_formula_into_our_files(app, till, penny, take_out):
    player = till.a_player()
    with app.app_context():
        deposits.capture(player, Payment("pretend", "=cmd()", "EUR", 5_000), by=CLIENT)
    (deposit,) = rows(penny, take_out(penny, "deposits"))
    (transfer,) = rows(penny, take_out(penny, f"accounts/{player}/EUR/cash"))
    assert (deposit["Provider’s id"], transfer["Reference"]) == ("'=cmd()", "'=cmd()")


@pytest.mark.parametrize("address", [*LISTS, "accounts/{player}/EUR/cash"])
def test_each_list_leads_to_its_export_whoever_may(busy, penny, app, address):
    place = f"{MONEY}/{address.format(player=busy['lagoon'])}"
    way = open_page(penny.client, place).link("Export")
    assert way.startswith(f"{place}/exports/new")
    page = open_page(penny.client, way)
    assert page.soup.select_one("form.confirm")["action"] == f"{place}/exports"
    reader = sign_in(app, hire(app, "rita", "support"))
    assert "/exports/new" not in open_page(reader.client, place).text
    assert reader.post(f"{place}/exports", data={"format": "csv", "code": "report"}).status_code == 403


def test_filters_and_views_that_cannot_be_are_refused(till, penny):
    assert open_page(penny.client, f"{MONEY}/deposits/exports/new?amount_from=abc").status == 422
    for faulty in ("withdrawals/exports/new?view=none", "adjustments/exports/new?state=none"):
        assert open_page(penny.client, f"{MONEY}/{faulty}").status == 404


def test_what_is_taken_out_stands_in_the_audit_log(busy, penny, take_out, owner):
    address = take_out(penny, "withdrawals", "?view=all")
    fetched(penny, address)
    named = owner.execute(
        "select name from audit_record where target = %s order by event_id", [address.rpartition("/")[2]]
    ).fetchall()
    assert [name for (name,) in named] == ["export.asked", "export.written", "export.downloaded"]


def test_who_takes_money_out_may_see_their_exports():
    assert set(WHO_EXPORT) <= set(exports.WHO_EXPORT)


@pytest.mark.parametrize("address", [*LISTS, "accounts/{player}/EUR/cash"])
def test_rows_come_in_batches_from_a_cursor_of_the_server(busy, penny, app, take_out, address):
    batches = []

    def note(*executed):
        batches.append(executed[4].execution_options.get("yield_per"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", note)
    try:
        take_out(penny, address.format(player=busy["lagoon"]))
    finally:
        event.remove(engine, "after_cursor_execute", note)
    assert batches.count(offers.AT_ONCE) == 1
