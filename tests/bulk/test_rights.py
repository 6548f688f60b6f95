"""Who may act on many: nobody without the right of the list, nobody beyond their brands, nobody who lost it since."""

import pytest

from app.ids import outside
from tests.screens.strict import open_page

LIST = "/payments/withdrawals"
ASK = f"{LIST}/bulk-rejections"
NO_MORE = "delete from role_permission where permission = 'payments.withdrawals.reject'"


def test_nobody_asks_without_the_right(crowd, person, owner):
    crowd.ask(20)
    reader = person("rita", "payments.withdrawals.read", "bulk.own.read", "bulk.own.start")
    assert "Reject all that match" not in open_page(reader.client, LIST).text
    assert reader.get(f"{ASK}/new").status_code == 403
    assert reader.post(ASK, data={"code": "identity"}).status_code == 403
    assert owner.execute("select count(*) from bulk_run").fetchone() == (0,)


def test_only_whoever_asked_sees_it_and_starts_it(crowd, paul, person, try_out):
    crowd.ask(20)
    dry, other = try_out(paul), person("olga")
    assert other.get(dry).status_code == 404
    assert other.post(f"{dry}/runs", data={"count": "20"}).status_code == 404


def test_rows_of_another_brand_are_never_touched(crowd, person, try_out, work, owner):
    crowd.ask(20)
    crowd.ask(20, brand="lagoon")
    nora = person("nora", brand="norrsken")
    dry = try_out(nora)
    assert "20 withdrawals would be changed" in " ".join(open_page(nora.client, dry).soup.get_text().split())
    nora.post(f"{dry}/runs", data={"count": "20"})
    work()
    states = (
        "select b.code, w.state, count(*)::int from withdrawal w join brand b on b.id = w.brand_id"
        " group by 1, 2 order by 1"
    )
    assert owner.execute(states).fetchall() == [("lagoon", "requested", 20), ("norrsken", "rejected", 20)]


def test_an_entry_of_one_row_tells_nothing_of_the_others(crowd, paul, person, try_out, work, till, owner):
    """One request made them all, in several brands."""
    crowd.ask(3)
    crowd.ask(3, brand="lagoon")
    paul.post(f"{try_out(paul)}/runs", data={"count": "6"})
    work()
    query = "select b.code, w.public_id, s.call_id from withdrawal_step s join withdrawal w on w.id = s.withdrawal_id"
    ended = till.rows(f"{query} join brand b on b.id = w.brand_id where s.to_state = 'rejected' order by w.id")
    nora = person("nora", "payments.ledger.read", brand="norrsken")
    for code, own, call in ended:
        page = open_page(nora.client, f"/payments/entries/{outside('ca', call)}")
        assert page.status == (200 if code == "norrsken" else 404)
        told = {other for _, other, _ in ended if f"withdrawal {outside('wd', other)}" in page.text}
        assert told == ({own} if code == "norrsken" else set())


def test_a_brand_lost_since_the_dry_run_is_left_alone(crowd, person, try_out, work, owner):
    crowd.ask(20)
    crowd.ask(20, brand="lagoon")
    paul = person("paul")
    dry = try_out(paul)
    paul.post(f"{dry}/runs", data={"count": "40"})
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'norrsken') where staff_id = %s",
        [paul.id],
    )
    work()
    states = "select b.code, w.state from withdrawal w join brand b on b.id = w.brand_id group by 1, 2 order by 1"
    assert owner.execute(states).fetchall() == [("lagoon", "requested"), ("norrsken", "rejected")]


def test_a_right_taken_away_before_the_start_is_missed(crowd, paul, try_out, owner):
    crowd.ask(20)
    dry = try_out(paul)
    owner.execute(NO_MORE)
    assert paul.post(f"{dry}/runs", data={"count": "20"}).status_code == 403


def test_a_right_taken_away_after_the_start_ends_the_run(crowd, paul, try_out, work, owner):
    crowd.ask(20)
    paul.post(f"{try_out(paul)}/runs", data={"count": "20"})
    owner.execute(NO_MORE)
    work()
    assert crowd.states() == {"requested": 20}
    state, message = owner.execute("select state, message from job_run order by id desc limit 1").fetchone()
    assert (state, "payments.withdrawals.reject" in message) == ("failed", True)


HALF_WAY = """
    create function halt() returns trigger language plpgsql security definer as $$ begin
      if (select count(*) from withdrawal where state = 'rejected') >= 10 then {loss}; end if; return null; end $$;
    create trigger halt after update on withdrawal for each statement execute function halt()
"""


@pytest.mark.parametrize(
    "loss",
    [
        NO_MORE,
        "delete from role_permission where permission = 'bulk.own.start'",
        "update staff set status = 'disabled' where email = 'paul@example.test'",
        "update role_assignment set expires_at = clock_timestamp() from staff"
        " where staff.id = staff_id and email = 'paul@example.test'",
    ],
)
def test_a_right_taken_away_half_way_ends_the_run_there(crowd, paul, try_out, work, owner, loss):
    crowd.ask(40)
    paul.post(f"{try_out(paul)}/runs", data={"count": "40"})
    owner.execute(HALF_WAY.format(loss=loss))
    try:
        work()
    finally:
        owner.execute("drop trigger halt on withdrawal; drop function halt()")
    assert crowd.states() == {"rejected": 10, "requested": 30}
    job = "select state, message, result from job_run order by id desc limit 1"
    state, message, result = owner.execute(job).fetchone()
    assert (state, "You need the permission" in message) == ("failed", True)
    assert result == {"done": 10, "skipped": 0, "failed": 0}


def test_everything_works_without_a_script(crowd, paul, work):
    crowd.ask(20)
    page = open_page(paul.client, open_page(paul.client, f"{LIST}?amount_from=1").link("Reject all that match…"))
    assert "Amount ≥ 1" in page.text
    form = page.soup.select_one("form.confirm")
    answer = paul.post(form["action"], data={"code": "other", "text": "short"})
    assert answer.status_code == 422
    dry = paul.post(form["action"], data={"code": "identity"}).location
    work()
    begin = next(each for each in open_page(paul.client, dry).soup.select("form") if each["action"].endswith("/runs"))
    run = paul.post(begin["action"], data={"count": "20"}).location
    work()
    assert crowd.states() == {"rejected": 20}
    assert "Succeeded" in open_page(paul.client, run).text
    assert len(open_page(paul.client, "/bulk").soup.select("[data-rows] tr")) == 2
    assert open_page(paul.client, f"{LIST}/bulk-rejections/new?view=failed").status == 422
