"""Rows chosen one by one: tried out, agreed to and done as all that match are, and no row of another brand."""

import pytest

from app.ids import outside, uuid7
from tests.screens.strict import open_page

LIST = "/payments/withdrawals"
ASK = f"{LIST}/bulk-rejections"


def these(ids, **more):
    return {"id": ids, **more}


def said(page):
    return " ".join(page.soup.get_text().split())


def test_only_those_that_were_chosen_are_touched(crowd, paul, work):
    waiting = crowd.ask(20)
    chosen = [waiting[3], waiting[11]]
    page = open_page(paul.client, f"{ASK}/new", query_string=these(chosen, filters="amount_from=1"))
    assert page.heading == "Reject 2 chosen withdrawals"
    assert [each["title"] for each in page.soup.select("dd .id")] == chosen
    assert page.link("Back to the list") == f"{LIST}?amount_from=1"
    dry = paul.post(page.soup.select_one("form.confirm")["action"], data={"code": "identity"}).location
    work()
    assert "2 withdrawals would be changed" in said(open_page(paul.client, dry))
    run = paul.post(f"{dry}/runs", data={"count": "2"}).location
    work()
    assert crowd.outcomes() == {"done": 2}
    assert {crowd.till.state(each)[0] for each in chosen} == {"rejected"}
    assert crowd.states() == {"rejected": 2, "requested": 18}
    assert "2 chosen one by one" in said(open_page(paul.client, run))


def test_what_waits_no_more_is_left_alone_and_named(crowd, paul, try_out, till):
    waiting = crowd.ask(5)
    till.cancel(waiting[1])
    crowd.claim([waiting[2]])
    page = open_page(paul.client, try_out(paul, "?" + "&".join(f"id={each}" for each in waiting[:4])))
    assert "2 withdrawals would be changed, 2 left alone" in said(page)
    assert "It waits no more: it is cancelled already." in said(page)
    assert "Somebody else is working on it." in said(page)


def test_one_row_of_another_brand_or_of_nobody_refuses_all_of_it(crowd, person, owner):
    mine, theirs = crowd.ask(5), crowd.ask(5, brand="lagoon")
    nora = person("nora", brand="norrsken")
    for foreign in (theirs[0], outside("wd", uuid7())):
        chosen = these([mine[0], foreign])
        assert nora.get(f"{ASK}/new", query_string=chosen).status_code == 404
        answer = nora.post(ASK, query_string=chosen, data={"code": "identity"})
        assert (answer.status_code, "belongs to a brand that is not yours" in answer.text) == (404, True)
    assert owner.execute("select count(*) from bulk_run").fetchone() == (0,)


ODD = [""], ["wd_1"], ["\0"], ["dp_01M83KB395FYKBDK1G95T7AS6Q"], ["wd_01M83KB395FYKBDK1G95T7AS6Q", "x"]


@pytest.mark.parametrize("ids", ODD)
def test_what_is_no_id_is_refused_with_a_sentence(paul, ids):
    answer = paul.get(f"{ASK}/new", query_string=these(ids))
    assert (answer.status_code, "Choose again on the list" in answer.text) == (422, True)


def test_no_more_are_chosen_than_a_page_holds(crowd, paul):
    waiting = crowd.ask(51)
    assert paul.get(f"{ASK}/new", query_string=these(waiting[:50])).status_code == 200
    for answer in (
        paul.get(f"{ASK}/new", query_string=these(waiting)),
        paul.post(ASK, query_string=these(waiting), data={"code": "identity"}),
    ):
        assert (answer.status_code, "Choose all that match instead" in answer.text) == (422, True)


def test_all_that_match_go_along_as_the_filter_of_their_list(crowd, paul, work):
    crowd.ask(30, amount=100)
    crowd.ask(60, amount=500)
    page = open_page(paul.client, f"{LIST}?amount_from=5")
    form = page.soup.select_one("form.selectable")
    fields = {field["name"]: field["value"] for field in form.select(".bulk input")}
    assert fields == {"scope": "all", "filters": "amount_from=5"}
    asking = open_page(paul.client, form["action"], query_string=fields | {"id": form.select_one("[name=id]")["value"]})
    assert asking.heading == "Reject all withdrawals that match"
    dry = paul.post(asking.soup.select_one("form.confirm")["action"], data={"code": "identity"}).location
    work()
    assert "60 withdrawals would be changed" in said(open_page(paul.client, dry))


def test_boxes_stand_at_what_waits_for_whoever_may(crowd, paul, person, till):
    waiting = crowd.ask(3)
    till.cancel(waiting[0])
    boxes = open_page(paul.client, f"{LIST}?view=all").soup.select("[name=id]")
    assert sorted(box["value"] for box in boxes) == waiting[1:]
    assert open_page(paul.client, f"{LIST}?view=all").soup.select("[name=scope]") == []
    for rights in (("payments.withdrawals.reject",), ("bulk.own.start", "bulk.own.read")):
        reader = person(f"reader{len(rights)}", "payments.withdrawals.read", *rights)
        assert open_page(reader.client, LIST).soup.select("[name=id], .pick, .bulk") == []
