"""A list is taken out as it is filtered, with a reason, by whoever may, for a day."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from app.services import exports
from app.services import settings as decided
from tests.cast import hire, sign_in
from tests.exports.files import fetched, lines
from tests.screens.strict import open_page
from tests.wallet.house import bet, betwin, win

ROUNDS, CALLS = "/games/rounds", "/games/calls"


def test_a_filtered_list_becomes_a_file_with_the_same_rows(house, player, grace, take_out):
    house.call("betwin", betwin(player, bet("1", "2.50"), win("2", "7.00"), round_id="won", finished=True))
    house.call("betwin", betwin(player, bet("3", "1.00"), round_id="=open()"))

    _, titles, *rows = lines(grace, take_out(grace))
    found = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [row["Provider’s round"] for row in found] == ["'=open()", "won"]
    won = found[1]
    assert (won["Stake"], won["Win"], won["Net"], won["Currency"]) == ("2.50", "7.00", "4.50", "EUR")
    assert (won["State"], found[0]["State"]) == ("settled", "open")
    assert won["Opened at"].endswith("Z")

    _, _, *rows = lines(grace, take_out(grace, query="?state=settled"))
    assert len(rows) == 1


def test_the_file_says_whose_it_is(house, player, grace, take_out):
    house.call("betwin", betwin(player, bet("1", "2.50"), round_id="won", finished=True))
    address = take_out(grace, query="?state=settled&stake_from=1")
    marks = dict(mark.split(": ", 1) for mark in lines(grace, address)[0])
    assert marks["Countroom export"] == address.rpartition("/")[2]
    assert marks["Asked by"] == f"Grace ({grace.outside_id})"
    assert marks["Filters"] == "Settled; Stake ≥ 1"
    assert marks["Request"].startswith("rq_")
    assert marks["Asked at"].endswith("Z")
    assert marks["Rows"] == "1"


def test_a_spreadsheet_has_the_watermark_on_a_sheet_of_its_own(house, player, grace, take_out):
    house.call("betwin", betwin(player, bet("1", "2.50"), round_id="won"))
    with ZipFile(io.BytesIO(fetched(grace, take_out(grace, form="xlsx")))) as book:
        assert "About" in book.read("xl/workbook.xml").decode()
        assert "Asked by" in book.read("xl/worksheets/sheet1.xml").decode()
        assert "won" in book.read("xl/worksheets/sheet2.xml").decode()


def test_provider_calls_are_taken_out_too(house, player, grace, take_out):
    house.call("betwin", betwin(player, bet("1", "2.50")))
    house.call("betwin", b"{", signature="0" * 64)
    assert house.wallet.log.flush()
    _, titles, *rows = lines(grace, take_out(grace, CALLS, query="?kind=refused"))
    (refused,) = [dict(zip(titles, row, strict=True)) for row in rows]
    assert (refused["Outcome"], refused["Signature valid"]) == ("Signature does not fit", "no")


def test_the_page_asks_for_a_format_and_a_reason(house, grace, work, owner):
    page = open_page(grace.client, f"{ROUNDS}/exports/new?state=open")
    assert page.heading == "Export rounds"
    assert "Open, by age" in page.texts("dd")
    assert page.soup.select_one("form.confirm")["action"] == f"{ROUNDS}/exports?state=open"
    for fields in (
        {"format": "csv"},
        {"format": "csv", "code": "other", "text": "short"},
        {"format": "pdf", "code": "report"},
    ):
        assert grace.post(f"{ROUNDS}/exports", data=fields).status_code == 422
    assert owner.execute("select count(*) from export").fetchone() == (0,)


def test_filters_that_cannot_be_read_are_refused_before_there_is_a_job(house, grace, owner):
    assert open_page(grace.client, f"{ROUNDS}/exports/new?stake_from=abc").status == 422
    answer = grace.post(f"{ROUNDS}/exports?stake_from=abc", data={"format": "csv", "code": "report"})
    assert answer.status_code == 422
    assert owner.execute("select count(*) from job_run").fetchone() == (0,)


def test_an_address_cannot_bend_the_link_to_the_export(house, grace):
    page = open_page(grace.client, f"{ROUNDS}?_external=1&_scheme=javascript&_anchor=x")
    assert page.link("Export").startswith(f"{ROUNDS}/exports/new?")


def test_each_step_stands_in_the_audit_log_without_what_was_searched_for(house, player, grace, take_out, owner):
    house.call("betwin", betwin(player, bet("1", "2.50"), round_id="won"))
    address = take_out(grace, query="?game=Alice")
    fetched(grace, address)
    fetched(grace, address)
    found = owner.execute(
        "select name, actor_id, body from audit_record where target = %s order by event_id",
        [address.rpartition("/")[2]],
    ).fetchall()
    names = ["export.asked", "export.written", "export.downloaded", "export.downloaded"]
    assert [name for name, _, _ in found] == names
    assert {actor for _, actor, _ in found} == {grace.outside_id}
    assert [body for _, _, body in found if "Alice" in body] == []


def test_only_whoever_asked_fetches_the_file(app, house, grace, take_out):
    address = take_out(grace)
    other = sign_in(app, hire(app, "gregor", "game_operations"))
    assert other.get(f"{address}/file").status_code == 404
    assert open_page(other.client, address).status == 404


def test_whoever_lost_the_right_since_fetches_nothing(house, grace, take_out, owner):
    address = take_out(grace)
    owner.execute("delete from role_permission where permission = 'games.rounds.export'")
    assert grace.get(f"{address}/file").status_code == 403


def test_whoever_looks_after_fewer_brands_since_fetches_nothing(house, grace, take_out, owner):
    address = take_out(grace)
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], grace.id))
    assert grace.get(f"{address}/file").status_code == 403


def test_reading_a_list_is_not_the_right_to_take_it_out(app, house):
    sue = sign_in(app, hire(app, "sue"))
    assert "/exports/new" not in open_page(sue.client, ROUNDS).text
    assert sue.post(f"{ROUNDS}/exports", data={"format": "csv", "code": "report"}).status_code == 403


def test_staff_of_one_brand_take_out_no_round_of_another(house, player, grace, take_out, owner):
    house.open_integration("elsewhere", brand="other brand")
    stranger = house.a_player(cash=1_000, brand="other brand")
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="mine"))
    house.call("betwin", betwin(stranger, bet("2", "1.00"), round_id="theirs"), integration="elsewhere")
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], grace.id))
    _, titles, *rows = lines(grace, take_out(grace))
    assert [row[titles.index("Provider’s round")] for row in rows] == ["mine"]


def test_after_a_day_the_file_is_gone(app, house, grace, take_out, owner, settings):
    address = take_out(grace)
    (path,) = [each for each in (settings.instance / "exports").iterdir() if each.stem == address.rpartition("/")[2]]
    with app.app_context():
        assert exports.remove_expired() == 0
    past = "update export set written_at = written_at - interval '2 days', expires_at = expires_at - interval '2 days'"
    owner.execute(past)
    assert grace.get(f"{address}/file").status_code == 409
    with app.app_context():
        assert exports.remove_expired() == 1
    assert not path.exists()
    assert owner.execute("select count(*) from audit_record where name = %s", ["export.removed"]).fetchone() == (1,)
    assert "removed 1\N{NO-BREAK SPACE}day after it was written" in open_page(grace.client, address).text


def test_a_file_lasts_as_long_as_the_house_decided(app, house, grace, take_out, owner):
    with app.app_context():
        decided.change("exports.file_lasts", "2 h", reason="Less lies about", by=None)
    address = take_out(grace)
    assert owner.execute("select expires_at - written_at from export").fetchone() == (timedelta(hours=2),)
    owner.execute("update export set expires_at = now() - interval '1 second'")
    assert "an export lasts 2\N{NO-BREAK SPACE}hours." in grace.get(f"{address}/file").text


def test_nobody_else_on_the_machine_reads_the_file(house, grace, take_out, settings):
    take_out(grace)
    folder = settings.instance / "exports"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_what_is_not_written_yet_is_not_fetched_and_may_be_cancelled(house, grace, work):
    address = grace.post(f"{ROUNDS}/exports", data={"format": "csv", "code": "report"}).location
    assert grace.get(f"{address}/file").status_code == 409
    waiting = open_page(grace.client, address)
    assert waiting.soup.select_one("#export")["hx-get"] == f"{address}/progress"
    assert grace.post(f"{address}/cancellation").status_code == 303
    work()
    assert open_page(grace.client, address).texts(".badge") == ["Cancelled"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_of_nothing_is_a_file_all_the_same(house, grace, take_out, form):
    address = take_out(grace, form=form)
    assert fetched(grace, address)
    assert open_page(grace.client, "/exports").texts("[data-rows] .badge") == ["Succeeded"]
