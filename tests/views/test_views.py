"""Saved views: a list as somebody narrowed it, under a name, beside the list's own tabs."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import Page, open_page, said

ROUNDS = "/games/rounds"
LISTS = {
    "games.list_rounds": ROUNDS,
    "games.list_calls": "/games/calls",
    "payments.list_withdrawals": "/payments/withdrawals",
    "payments.list_deposits": "/payments/deposits",
}


def save(person, name, query, which="games.list_rounds"):
    return person.post("/views", data={"list": which, "query": query, "name": name})


def tabs(person, address=ROUNDS):
    """What stands in the tabs of a list, with its address; the current one is marked."""
    found = open_page(person.client, address).soup.select("nav.tabs a")
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
    hana, address = (
        sign_in(app, hire(app, "hana", "head_of_operations")),
        f"{LISTS[which]}?player=pl_01M83KB395FYKBDK1G95T7AS6Q",
    )
    asking = open_page(hana.client, open_page(hana.client, address).link("Save view"))
    fields = {field["name"]: field["value"] for field in asking.soup.select("main input[type=hidden]")}
    saved = hana.post("/views", data=fields | {"name": "One player"})
    assert (saved.status_code, saved.location) == (303, address)
    assert tabs(hana, address)["One player*"] == address
    assert tabs(hana, LISTS[which])["One player"] == address


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
    assert save(walter, "Rounds", "").status_code == 404


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


def test_a_shared_view_shows_to_those_who_may_open_the_list(grace, sue, walter, owner):
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    assert sue.post(f"{address}/sharing").status_code == 403
    assert grace.post(f"{address}/sharing").status_code == 303
    assert tabs(sue)["Euro shared"] == f"{ROUNDS}?currency=EUR"
    assert "Euro" in open_page(sue.client, "/views").text
    assert open_page(walter.client, "/views").state == "first_use"
    assert walter.get(address).status_code == 404

    assert sue.post(f"{address}/removal").status_code == 404
    assert sue.post(f"{address}/unsharing").status_code == 403
    assert grace.post(f"{address}/unsharing").status_code == 303
    assert "Euro shared" not in tabs(sue)
    assert effects(owner) == ["view.saved", "view.shared", "view.unshared"]


def test_the_buttons_are_those_that_work(grace, sue):
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    grace.post(f"{address}/sharing")
    assert open_page(grace.client, address).texts("main button.button") == ["Rename", "Share no longer", "Remove"]
    assert open_page(sue.client, address).texts("main button.button") == []


def test_what_a_list_no_longer_knows_is_left_out(grace, owner):
    save(grace, "Old", "currency=EUR")
    owner.execute("update saved_view set query = 'currency=EUR&gone=1&after=x'")
    assert tabs(grace)["Old"] == f"{ROUNDS}?currency=EUR"
