"""Saved views: a list as somebody narrowed it, under a name, beside the list's own tabs."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import Page, open_page, said

ROUNDS = "/games/rounds"
PLAYER = "player=pl_01M83KB395FYKBDK1G95T7AS6Q"
LISTS = {
    "games.list_rounds": (ROUNDS, PLAYER),
    "games.list_calls": ("/games/calls", PLAYER),
    "payments.list_withdrawals": ("/payments/withdrawals", PLAYER),
    "payments.list_deposits": ("/payments/deposits", PLAYER),
    "payments.list_adjustments": ("/payments/adjustments", PLAYER),
    "monitoring.list_jobs": ("/monitoring/jobs", "state=failed&task=write_export"),
    "webhooks.list_deliveries": ("/webhooks/deliveries", "about=pl_01M83KB395FYKBDK1G95T7AS6Q&state=dead"),
}


def save(person, name, query, which="games.list_rounds"):
    return person.post("/views", data={"list": which, "query": query, "name": name})


def tabs(person, address=ROUNDS):
    """What stands in the tabs of a list and in the menu beside them, with its address; the current one is marked."""
    found = open_page(person.client, address).soup.select(".tab-line nav a")
    return {said(tab) + ("*" if tab.get("aria-current") else ""): tab["href"] for tab in found}


def view_of(person, name):
    """The address of the page of one view."""
    return open_page(person.client, "/views").link(name)


def effects(owner):
    """What the audit log says happened to views."""
    rows = owner.execute("select name from audit_record where name like 'view.%' order by event_id").fetchall()
    return [name for (name,) in rows]


@pytest.mark.parametrize("which", LISTS)
def test_a_list_is_kept_from_its_tabs_and_becomes_one(app, database, which):
    hana, (plain, query) = sign_in(app, hire(app, "hana", "head_of_operations")), LISTS[which]
    address = f"{plain}?{query}"
    asking = open_page(hana.client, open_page(hana.client, address).link("Save view"))
    fields = {field["name"]: field["value"] for field in asking.soup.select("main input[type=hidden]")}
    saved = hana.post("/views", data=fields | {"name": "Mine"})
    assert (saved.status_code, saved.location) == (303, address)
    assert tabs(hana, address)["Mine*"] == address
    assert [tab for tab in tabs(hana, address) if tab.endswith("*")] == ["Mine*"]
    assert tabs(hana, plain)["Mine"] == address
    assert open_page(hana.client, plain).soup.select_one("#filters > summary")["data-key"] == "f"


def test_only_one_tab_is_current(grace):
    save(grace, "Open ones", "state=open")
    assert [tab for tab in tabs(grace, f"{ROUNDS}?state=open") if tab.endswith("*")] == ["Open ones*"]
    assert [tab for tab in tabs(grace) if tab.endswith("*")] == ["All*"]


@pytest.mark.parametrize(
    "query",
    [
        "currency=EUR&after=abc&before=abc",
        "currency=EUR&next=//evil.example&q=rd_1",
        "currency=EUR&stake_from=",
        "https://evil.example/?x=1&currency=EUR",
    ],
)
def test_only_what_narrows_the_list_is_kept(grace, owner, query):
    assert save(grace, "Euro", query).location == f"{ROUNDS}?currency=EUR"
    assert owner.execute("select query from saved_view").fetchall() == [("currency=EUR",)]


@pytest.mark.parametrize("which", ["", "auth.sign_in", "https://evil.example", "games.show_round"])
def test_nothing_but_a_list_is_kept(grace, owner, which):
    assert save(grace, "Elsewhere", "", which).status_code == 404
    assert owner.execute("select count(*) from saved_view").fetchone() == (0,)


def test_a_list_that_one_may_not_open_is_not_kept(walter):
    assert save(walter, "Rounds", "state=open").status_code == 404


def test_filters_without_end_are_refused(grace):
    assert save(grace, "Long", f"game={'x' * 2_000}").status_code == 422


@pytest.mark.parametrize(("name", "sentence"), [("", "Enter a name."), ("x" * 41, "At most 40"), ("Euro", "already")])
def test_a_name_is_needed_short_and_ones_own_once(grace, name, sentence):
    save(grace, "Euro", "currency=EUR")
    answer = Page(save(grace, name, "currency=JPY"))
    assert answer.status == 422
    assert sentence in said(answer.soup.select_one(".summary"))


def test_a_personal_view_is_nobody_elses(grace, sue):
    save(grace, "Mine", "currency=EUR")
    address = view_of(grace, "Mine")
    assert "Mine" not in tabs(sue)
    assert sue.get(address).status_code == 404
    assert sue.post(f"{address}/name", data={"name": "Theirs"}).status_code == 404
    assert sue.post(f"{address}/removal").status_code == 404
    assert save(sue, "Mine", "currency=JPY").status_code == 303  # a name is taken for one person only


def test_a_view_is_renamed_and_removed_and_all_of_it_stands_in_the_log(grace, owner):
    save(grace, "Frist", "currency=EUR")
    save(grace, "Second", "currency=JPY")
    address = view_of(grace, "Frist")
    assert Page(grace.post(f"{address}/name", data={"name": "Second"})).status == 422
    assert grace.post(f"{address}/name", data={"name": "First"}).status_code == 303
    assert "First" in tabs(grace)
    assert grace.post(f"{address}/removal").status_code == 303
    assert "First" not in tabs(grace)
    assert effects(owner) == ["view.saved", "view.saved", "view.renamed", "view.removed"]


def test_what_a_list_no_longer_knows_is_left_out_and_said(grace, owner):
    save(grace, "Old", "currency=EUR")
    owner.execute("update saved_view set query = 'after=x&currency=EUR&gone=1'")
    assert tabs(grace)["Old incomplete"] == f"{ROUNDS}?currency=EUR"
    assert "Incomplete" in open_page(grace.client, "/views").text
    asked = open_page(grace.client, view_of(grace, "Old"))
    assert "no longer know a filter of this view: after, gone." in said(
        asked.soup.select_one("[data-state=incomplete]")
    )


def test_a_view_of_a_list_that_is_gone_hides(grace, owner):
    save(grace, "Old", "currency=EUR")
    address = view_of(grace, "Old")
    owner.execute("update saved_view set list = 'games.list_nothing'")
    assert open_page(grace.client, "/views").state == "first_use"
    assert grace.get(address).status_code == 404


def test_a_list_that_nothing_narrows_is_no_view(grace):
    answer = save(grace, "All of it", "currency=&after=x")
    assert (answer.status_code, "Nothing narrows this list." in answer.text) == (422, True)


def test_what_may_be_done_stands_beside_the_tabs_as_a_button(grace, sue):
    def action(person, query=""):
        return open_page(person.client, f"{ROUNDS}{query}").texts(".tab-line > a.button")

    assert action(grace) == []
    assert action(grace, "?currency=EUR") == ["Save view"]
    save(grace, "Euro", "currency=EUR")
    assert action(grace) == ["Saved views"]
    assert action(grace, "?currency=EUR") == ["Change view"]
    grace.post(f"{view_of(grace, 'Euro')}/sharing")
    assert action(sue, "?currency=EUR") == ["Saved views"]


def test_a_filter_said_twice_is_kept_as_the_list_reads_it(grace):
    assert save(grace, "Yen", "currency=JPY&currency=EUR").location == f"{ROUNDS}?currency=JPY"
    assert "Yen*" in tabs(grace, f"{ROUNDS}?currency=JPY&currency=EUR")


def test_more_than_a_few_wait_in_a_menu_and_nobody_keeps_views_without_end(grace, sue):
    for number in range(20):
        assert save(grace, f"View {number:02}", f"game=g{number}").status_code == 303
    refused = Page(save(grace, "One more", "game=more"))
    assert (refused.status, "20 views of this list" in said(refused.soup.select_one(".summary"))) == (422, True)
    assert save(sue, "Her first", "game=more").status_code == 303
    assert save(grace, "Of another list", "kind=refused", "games.list_calls").status_code == 303

    page = open_page(grace.client, f"{ROUNDS}?game=g19")
    assert page.texts("nav.tabs a")[-4:] == ["View 00", "View 01", "View 02", "View 19"]
    assert page.texts("#more-views summary") == ["16 more"]


HOSTILE = {
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "</a><img src=x onerror=alert(1)>": "</a><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}": "{{ 7 * 7 }}",
    "Eu\0ro": "Euro",
    "abc\u202egnp.": "abcgnp.",  # what turns the direction of the text that follows
}


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_name_is_text_wherever_it_stands(grace, typed):
    assert save(grace, typed, "currency=EUR").status_code == 303
    assert HOSTILE[typed] in tabs(grace)
    asked = open_page(grace.client, view_of(grace, HOSTILE[typed]))
    assert asked.texts("main h1") == [HOSTILE[typed]]
    assert asked.soup.select("main script, main img") == []


@pytest.mark.parametrize("name", ["\0", "\u200b", " \t\r\n", "\u202e"])
def test_a_name_that_cannot_be_seen_is_none(grace, name):
    answer = Page(save(grace, name, "currency=EUR"))
    assert (answer.status, "Enter a name." in said(answer.soup.select_one(".summary"))) == (422, True)


@pytest.mark.parametrize("query", ["game=%00", "game=\0", "game=%ED%A0%80", "game=%E2%80%AE", "game=%26state%3Dopen"])
def test_a_filter_is_kept_letter_for_letter_and_breaks_nothing(grace, query):
    kept = save(grace, "Odd", query)
    assert kept.status_code == 303
    assert grace.get(kept.location).status_code in (200, 422)
    assert tabs(grace)["Odd"] == kept.location


def test_a_form_that_is_behind_the_times_is_told_so(grace):
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    grace.post(f"{address}/removal")
    for act in ("name", "removal", "sharing", "unsharing"):
        answer = grace.post(f"{address}/{act}", data={"name": "Other"})
        assert (answer.status_code, "removed meanwhile" in answer.text) == (404, True), act


@pytest.mark.parametrize("view_id", ["sv_", "sv_01M83KB395FYKBDK1G95T7AS6Q", "pl_01M83KB395FYKBDK1G95T7AS6Q", "%00"])
def test_an_id_of_nothing_is_not_found(grace, view_id):
    assert grace.get(f"/views/{view_id}").status_code == 404
    assert grace.post(f"/views/{view_id}/removal").status_code == 404


def test_columns_and_order_are_kept_with_a_view(grace):
    asked = f"{ROUNDS}?cols=stake&cols=net&sort=opened_at"
    kept = dict(_fields(open_page(grace.client, open_page(grace.client, asked).link("Save view"))))
    assert kept["query"] == "cols=stake%2Cnet&sort=opened_at"
    save(grace, "Bare", kept["query"])
    assert tabs(grace, asked)["Bare*"] == f"{ROUNDS}?{kept['query']}"


def _fields(page):
    return [(field["name"], field["value"]) for field in page.soup.select("main input[type=hidden]")]
