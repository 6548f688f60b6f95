"""The desk where withdrawals are decided: the queue, the panel beside it, the record; and who may do what."""

from urllib.parse import urlencode

import pytest

from app.queries import keyset
from tests.screens.queries import counted
from tests.screens.sending import form, send
from tests.screens.strict import Page, open_page, open_piece, said

QUEUE = "/payments/withdrawals"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def queue(person, **filters):
    return open_page(person.client, f"{QUEUE}?{urlencode(filters)}" if filters else QUEUE)


def amounts(page):
    return [said(cell) for cell in page.soup.select("[data-rows] td.number")]


@pytest.fixture
def asker(till):
    """The outside id of a player with 1,000.00 in cash."""
    return till.a_player(100_000)


def test_the_queue_is_sorted_by_the_time_that_is_left(till, asker, penny, owner):
    first, second, third = (till.asks(asker, amount) for amount in (1_000, 2_000, 3_000))
    owner.execute("update withdrawal set version = 2, due_at = now() - interval '3 minutes' where amount = 3000")
    page = queue(penny)
    assert [row["id"] for row in page.soup.select("[data-rows] > tr")] == [third, first, second]
    assert "Late" in page.texts("[data-rows] .sla")[0]
    assert page.texts(".tabs [aria-current]") == ["Waiting 3"]


def test_opening_one_shows_its_checks_and_what_a_decision_would_change(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    page = queue(penny, open=wanted)
    assert page.texts(".amount-figure") == ["€20.00"]
    assert len(page.soup.select(".checks li")) == 7
    effect = [[said(cell) for cell in row.select("th, td.number")] for row in page.soup.select(".effect tbody tr")]
    assert [row[-2:] for row in effect] == [["€980.00", "€980.00"], ["€20.00", "€0.00"], ["€0.00", "€20.00"]]
    assert page.soup.select_one(f"tr#{wanted}[aria-current=true]")
    assert page.texts("button[data-key=a]") == ["Approve and pay €20.00 A"]


def test_a_decision_opens_the_next_and_claims_it(till, asker, penny):
    first, second = till.asks(asker, 1_000), till.asks(asker, 2_000)
    answer = send(penny, queue(penny, open=first), "approvals")
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?open={second}")
    page = open_page(penny.client, answer.location)
    assert page.texts(".flash p") == [f"Approved €10.00 for {asker}."]
    assert page.texts(".amount-figure") == ["€20.00"]
    assert "Yours" in page.texts("[data-rows] .badge")[0]
    assert till.state(first)[0] == "approved"
    assert till.effects(first)[-1:] == ["withdrawal.approved"]


def test_a_rejection_wants_a_reason_and_gives_the_money_back(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    page = queue(penny, open=wanted)
    bare = Page(send(penny, page, "rejections"))
    assert (bare.status, bare.title) == (422, f"Error: Withdrawal wd_…{wanted[-8:]} · Countroom")
    assert bare.texts(".summary a") == ["Reason: Choose a reason."]
    assert till.state(wanted)[0] == "requested"

    wordless = Page(send(penny, page, "rejections", code="other", text="no"))
    assert wordless.status == 422
    assert wordless.soup.select_one("select[name=code] option[selected]")["value"] == "other"

    assert send(penny, page, "rejections", code="identity").status_code == 303
    assert till.state(wanted)[0] == "rejected"
    assert till.purses(asker) == (100_000, 0)


def test_what_changed_since_it_was_looked_at_is_not_decided(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    page = queue(penny, open=wanted)
    till.change("update withdrawal set version = version + 1")
    conflict = Page(send(penny, page, "approvals"))
    assert conflict.status == 409
    assert "Nothing was changed." in conflict.alert
    assert conflict.soup.select_one("[role=alert][data-focus]")
    assert form(conflict, "approvals")[1]["version"] == str(till.state(wanted)[1])
    assert till.state(wanted)[0] == "requested"

    piece = Page(send(penny, page, "approvals", headers=PARTIAL))
    assert (piece.status, piece.is_whole, piece.headers["HX-Retarget"]) == (409, False, "#open")


def test_what_somebody_else_decided_is_shown_as_it_stands(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    page = queue(penny, open=wanted)
    till.reject(wanted)
    conflict = Page(send(penny, page, "approvals"))
    assert conflict.status == 409
    assert "This withdrawal is rejected already." in conflict.alert
    assert "Rejected by Petra" in conflict.text
    assert conflict.soup.select_one("form[action$='/approvals']") is None


def test_what_somebody_else_works_on_says_who(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    till.claim(wanted)
    page = queue(penny, open=wanted)
    assert "Petra is working on this until" in page.text
    assert page.soup.select_one("form[action$='/approvals']") is None
    assert page.texts("[data-rows] .badge")[0].startswith("Petra")
    refused = Page(penny.post(f"{QUEUE}/{wanted}/claims", data={"back": ""}, headers=PARTIAL))
    assert (refused.status, refused.headers["HX-Retarget"]) == (409, "#open")


def test_a_claim_is_taken_shown_and_left(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    answer = send(penny, queue(penny, open=wanted), "claims")
    assert answer.location == f"{QUEUE}?open={wanted}"
    mine = queue(penny, view="mine", open=wanted)
    assert amounts(mine) == ["€20.00"]
    assert send(penny, mine, "releases").location == f"{QUEUE}?view=mine"
    assert queue(penny, view="mine").state == "no_match"
    assert till.effects(wanted)[-2:] == ["withdrawal.claimed", "withdrawal.claim_released"]


def test_each_view_holds_what_it_says(till, asker, penny):
    waiting, approved, paid, failed = (till.asks(asker, amount) for amount in (1_000, 2_000, 3_000, 4_000))
    for each in (approved, paid, failed):
        till.approve(each)
    till.submit(paid)
    till.report("paid", paid, 3_000)
    till.submit(failed)
    till.report("failed", failed, 4_000, reason_code="account_closed")
    shown = {view: amounts(queue(penny, view=view)) for view in ("", "mine", "under-way", "failed", "all")}
    assert shown == {
        "": ["€10.00"], "mine": [], "under-way": ["€20.00"], "failed": ["€40.00"],
        "all": ["€40.00", "€30.00", "€20.00", "€10.00"],
    }  # fmt: skip
    assert waiting
    assert queue(penny, view="nonsense").status == 404


def test_filters_narrow_the_queue_and_stay_when_one_is_opened(till, asker, penny):
    till.asks(asker, 1_000)
    wanted = till.asks(asker, 9_000)
    page = queue(penny, amount_from="50", currency="EUR", brand="norrsken")
    assert amounts(page) == ["€90.00"]
    assert page.texts(".tabs [aria-current]") == ["Waiting 1"]
    assert page.texts(".chip > span") == ["Brand is Norrsken", "Currency is EUR", "Amount ≥ 50"]
    opened = queue(penny, amount_from="50", open=wanted)
    answer = send(penny, opened, "claims")
    assert answer.location == f"{QUEUE}?amount_from=50&open={wanted}"
    assert queue(penny, amount_from="x").state == "failed"
    assert queue(penny, currency="KWD").state == "no_match"


def test_the_record_tells_its_whole_life(till, asker, penny):
    wanted = till.asks(asker, 2_000)
    till.approve(wanted)
    till.submit(wanted)
    till.report("paid", wanted, 2_000)
    page = open_page(penny.client, f"{QUEUE}/{wanted}")
    assert page.heading == "Withdrawal of €20.00"
    assert page.texts(".timeline .what") == ["Paid", "Being paid", "Approved", "Requested"]
    entries = [a["href"] for a in page.soup.select("dl a") if "/entries/" in a["href"]]
    assert [open_page(penny.client, entry).heading for entry in entries] == [
        "Withdrawal requested €20.00",
        "Withdrawal paid €20.00",
    ]
    assert open_page(penny.client, entries[0]).soup.select_one(f"dl a[href='{QUEUE}/{wanted}']")
    audit = open_page(penny.client, f"{QUEUE}/{wanted}?tab=audit")
    assert [line.split()[0] for line in audit.texts(".timeline .what")] == ["Paid", "Asked", "Approved", "Requested"]
    assert audit.texts(".timeline .what")[-1].startswith(f"Requested withdrawal {wanted} of €20.00 for ")


def test_pages_follow_each_other_without_gap_or_double_and_lead_back(till, asker, penny):
    for number in range(keyset.PAGE_SIZE + 4):
        till.asks(asker, 100 + number)
    expected = [f"€{(100 + number) / 100:.2f}" for number in range(keyset.PAGE_SIZE + 4)]
    first = queue(penny)
    second = open_page(penny.client, first.link("Next"))
    assert amounts(first) + amounts(second) == expected
    assert amounts(open_page(penny.client, second.link("Previous"))) == amounts(first)


def test_new_ones_wait_behind_a_bar_and_changed_ones_come_anew(till, asker, penny):
    shown = till.asks(asker, 1_000)
    page = queue(penny)
    address = page.soup.select_one("#news")["hx-get"]
    quiet = open_piece(penny.client, address)
    assert (quiet.texts("#news"), quiet.soup.find("hx-partial")) == ([""], None)

    till.asks(asker, 2_000)
    till.claim(shown)
    news = open_piece(penny.client, address)
    assert news.texts("#news a") == ["1 new"]
    assert news.soup.select_one("#news a")["href"] == QUEUE
    assert news.texts("hx-partial .badge")[0].startswith("Petra")
    again = open_piece(penny.client, news.soup.select_one("#news")["hx-get"])
    assert again.soup.find("hx-partial") is None
    assert penny.get(f"{QUEUE}/news?seen=%FF").status_code == 404

    till.release(shown)
    freed = open_piece(penny.client, address).soup.select_one("hx-partial a")
    assert (freed["href"], freed["hx-post"]) == (f"{QUEUE}?open={shown}", f"{QUEUE}/{shown}/claims")


def test_twin_withdrawals_of_two_brands_are_told_apart(till, penny, owner):
    mine = till.asks(till.a_player(5_000), 1_000)
    twin = till.asks(till.a_player(5_000, brand="lagoon"), 1_000)
    assert len(amounts(queue(penny))) == 2
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'norrsken') where staff_id = %s",
        (penny.id,),
    )
    assert [row["id"] for row in queue(penny).soup.select("[data-rows] > tr")] == [mine]
    assert [open_page(penny.client, f"{QUEUE}/{each}").status for each in (mine, twin)] == [200, 404]
    for verb in ("claims", "releases", "approvals"):
        assert penny.post(f"{QUEUE}/{twin}/{verb}", data={"version": "1"}).status_code == 404
    assert penny.post(f"{QUEUE}/{twin}/rejections", data={"version": "1", "code": "identity"}).status_code == 404
    assert till.state(twin)[0] == "requested"


def test_support_reads_and_decides_nothing(till, asker, sue, walter):
    wanted = till.asks(asker, 2_000)
    page = queue(sue, open=wanted)
    assert page.soup.select_one("form[action$='/approvals'], form[action$='/claims']") is None
    assert sue.post(f"{QUEUE}/{wanted}/approvals", data={"version": "1"}).status_code == 403
    refused = queue(walter)
    assert (refused.status, refused.state) == (403, "no_right")
    assert "payments.withdrawals.read" in refused.text


def test_no_page_asks_more_of_the_database_when_there_is_more(app, till, asker, penny):
    wanted = till.asks(asker, 1_000)
    addresses = (QUEUE, f"{QUEUE}?open={wanted}", f"{QUEUE}?view=all", f"{QUEUE}/{wanted}")

    def asked():
        found = []
        for address in addresses:
            with counted(app) as statements:
                assert penny.get(address).status_code == 200
            found.append(len(statements))
        return found

    before = asked()
    for number in range(8):
        till.asks(asker, 100 + number)
    assert asked() == before
    assert before[0] <= 11, before  # session, rights, mark, choices, page, count, three views, saved views, newest
    assert max(before) <= 19, before


def test_nothing_waits_and_none_ever_came_are_told_apart(till, penny):
    assert queue(penny).state == "no_match"
    assert queue(penny, view="all").state == "first_use"
    assert queue(penny, open="wd_01M83KB395FYKBDK1G95T7AS6Q").status == 404


def test_htmx_is_given_the_part_that_it_changes(till, asker, penny):
    wanted = till.asks(asker, 1_000)
    for target, inside in (("list", "#list"), ("open", ".amount-figure"), ("desk", "#desk #open .amount-figure")):
        answer = penny.get(f"{QUEUE}?open={wanted}", headers=PARTIAL | {"HX-Target": f"div#{target}"})
        piece = Page(answer)
        assert not piece.is_whole
        assert piece.soup.select_one(inside), target


def test_the_next_one_is_of_the_filter_it_was_decided_in(till, asker, penny):
    first, small, large = (till.asks(asker, amount) for amount in (5_000, 1_000, 6_000))
    answer = send(penny, queue(penny, amount_from="50", open=first), "approvals")
    assert answer.location == f"{QUEUE}?amount_from=50&open={large}"
    last = send(penny, open_page(penny.client, answer.location), "approvals")
    assert last.location == f"{QUEUE}?amount_from=50"
    assert till.state(small)[0] == "requested"
    odd = send(penny, queue(penny, open=small), "approvals", back="amount_from=lots")
    assert odd.status_code == 303


def test_where_filters_hide_what_waits_nobody_is_told_that_nothing_waits(till, asker, penny):
    till.asks(asker, 1_000)
    page = queue(penny, player="pl_01M83KB395FYKBDK1G95T7AS6Q")
    assert page.state == "no_match"
    assert page.texts("#open h2") == ["Nothing is open"]
