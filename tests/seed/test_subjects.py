"""What the house looks after, each told from its beginning to its end: user management, payments, providers, security,
monitoring, reporting."""

from app.services import checkups, report_cells
from tests.floor import INTEGRATION
from tests.games.pages import open_stop
from tests.monitoring.samples import called
from tests.reports.pages import total
from tests.screens.sending import send
from tests.screens.strict import open_page
from tests.security.joining import add, sets, signs_in, token_on

FAULT = {"code": "fault", "text": "", "brand": "", "country": "", "currency": ""}
SUSPICION = {"code": "suspected_fraud"}
CLEARED = {"code": "cleared", "text": "Looked into by two of us."}
ENTRIES = """
    select coalesce(purse::text, house.kind::text), sum(amount) from ledger.entry
    left join ledger.account using (account_id) left join ledger.house_account house using (account_id)
    group by 1 order by 1
"""


def test_user_management(floor, ada):
    """A player registers, is found, suspended and let in again: honoured by the wallet, told, and remembered."""
    fred, carla = floor.employ("fred", "fraud"), floor.employ("carla", "compliance")
    assert floor.bets(ada, "before").status == 200
    record = fred.get("/players/", query_string={"q": ada}).location
    assert "Registered Norrsken" in open_page(fred.client, record).texts(".timeline .what")

    assert fred.post(f"{record}/suspensions", data=SUSPICION).status_code == 303
    assert floor.bets(ada, "barred", round_id="r2").status != 200
    assert floor.wins(ada, "won", "5.00").status == 200
    assert "Suspended" in open_page(fred.client, record).texts(".badge")

    assert fred.post(f"{record}/reactivations", data=CLEARED).status_code == 403
    assert carla.post(f"{record}/reactivations", data=CLEARED).status_code == 303
    assert floor.bets(ada, "again", round_id="r3").status == 200
    assert floor.till.messages(ada)[-2:] == ["player.suspended", "player.reactivated"]
    assert {"player.opened", "player.suspended", "player.reactivated"} <= set(floor.till.effects(ada))


def test_payments(floor, penny):
    """Money comes in by a signed report, is asked for, approved and paid; the ledger proves it, the record tells it."""
    ada = floor.tool.a_player()
    attempt = floor.tool.attempts(ada, 5_000).json["id"]
    assert floor.voice.pays("captured", 5_000, reference=attempt, player=ada).status_code == 200
    floor.work()
    assert floor.till.purses(ada) == (5_000, 0)

    wanted = floor.tool.withdraws(ada, 3_000).json["id"]
    assert floor.till.purses(ada) == (2_000, 3_000)
    queue = open_page(penny.client, f"/payments/withdrawals?open={wanted}")
    assert send(penny, queue, "approvals").status_code == 303
    floor.work()
    assert floor.till.state(wanted)[0] == "submitted"

    assert floor.voice.says("payout.paid", wanted, 3_000).status_code == 200
    floor.work()
    assert floor.till.purses(ada) == (2_000, 0)
    told = open_page(penny.client, f"/payments/withdrawals/{wanted}").texts(".timeline .what")
    assert told == ["Paid", "Being paid", "Approved", "Requested"]
    assert floor.till.rows(ENTRIES) == [("cash", 2_000), ("pending_withdrawal", 0), ("psp_clearing", -2_000)]


def test_providers(floor, ada, grace):
    """A game is disabled in the middle of a round: the next bet is refused, the win lands, and it is played again."""
    assert floor.bets(ada, "b1", "4.00").status == 200
    game = open_page(grace.client, "/games/catalogue").link("Orchard Reels")
    assert open_page(grace.client, f"{game}/disabling").texts("#in-play td")[-1] == "1 with €4.00"

    assert grace.post(f"{game}/disabling", data=FAULT).status_code == 303
    assert floor.bets(ada, "b2", "4.00").code == "405"
    assert floor.wins(ada, "w1", "6.00", is_end=True).status == 200
    assert floor.tool.cash(ada) == 10_200

    assert grace.post(f"{open_stop(grace, 'everywhere')}/lifting", data={"code": "mended"}).status_code == 303
    assert floor.bets(ada, "b3", round_id="r2").status == 200
    floor.settle_log()
    calls = open_page(grace.client, "/games/calls")
    assert len(calls.soup.select("[data-rows] > tr")) == 4


def test_security(app, floor, walter):
    """Somebody joins with a role, may do what it brings and nothing else, and is out once they are disabled."""
    noor, link = app.test_client(), f"/security/invitations/{token_on(add(walter))}"
    sets(noor, link)
    assert signs_in(noor).status_code == 303
    assert noor.get("/payments/withdrawals").status_code == 200
    refused = noor.get("/settings/maintenance/beginning")
    assert (refused.status_code, "settings.maintenance.begin" in refused.text) == (403, True)

    record = open_page(walter.client, "/security/staff").link("Noor Haddad")
    assert walter.post(f"{record}/disabling", data={"code": "left", "text": "Her last day."}).status_code == 303
    assert noor.get("/payments/withdrawals").location.startswith("/sign-in")
    joined = ["staff.added", "role.given", "staff.invited", "staff.invitation_used", "staff.signed_in"]
    assert floor.till.effects(record.rpartition("/")[2]) == [*joined, "staff.disabled"]


def test_monitoring(floor, ada, owner):
    """A provider falls silent: its check fails, an alert opens, is looked after, and is over when it calls again."""
    paula = floor.employ("paula", "platform_engineer")
    [(integration,)] = floor.till.rows("select id from integration where code = :c", c=INTEGRATION)
    called(owner, integration, 300, seconds_ago=590)  # one a second, and then nothing for nearly five minutes
    floor.till.run(checkups.judge)
    wrong = open_page(paula.client, "/monitoring/").soup.select(".banner.bad")
    (alert,) = [banner.a["href"] for banner in wrong if f"Silence: {INTEGRATION}" in banner.get_text()]
    assert paula.post(f"{alert}/acknowledgement").status_code == 303
    assert "Looked after" in open_page(paula.client, alert).text

    assert floor.bets(ada, "b1").status == 200
    floor.settle_log()
    floor.till.run(checkups.judge)
    assert "Over" in open_page(paula.client, alert).texts(".badge")
    assert floor.till.messages(alert.rpartition("/")[2]) == ["alert.opened", "alert.closed"]


def test_reporting(floor, ada):
    """What a figure says is what the rows behind it say, and what the ledger holds."""
    finn = floor.employ("finn", "finance")
    floor.bets(ada, "b1", "4.00")
    floor.wins(ada, "w1", "1.50", is_end=True)
    floor.till.run(report_cells.catch_up)
    floor.bets(ada, "b2", "3.00", round_id="r2")  # not added up yet: read call by call
    floor.wins(ada, "w2", "0.25", round_id="r2", is_end=True)

    summary = open_page(finn.client, "/reports")
    assert total(summary)["GGR, settled"] == "€5.25"
    (link,) = summary.soup.select("tr.total a[href*='/ggr_settled']")
    figure = open_page(finn.client, link["href"])
    assert figure.texts("tr.total td.number") == ["€5.25"]
    rows = open_page(finn.client, figure.soup.select_one("tr.total a")["href"])
    assert "2 calls add up to +€5.25" in rows.texts("#checked")[0]
    taken = "select sum(case when kind::text = 'bet' then amount else -amount end) from ledger.transfer"
    assert floor.till.rows(f"{taken} where kind::text in ('bet', 'win')") == [(525,)]
