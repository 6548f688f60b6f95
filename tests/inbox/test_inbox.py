"""The inbox: what waits for somebody, which is what they may decide or repair, in the brands where they may."""

from functools import partial

from app.extensions import transaction
from app.services import adjustments, job_runs
from app.services.adjustments import Wanted
from tests.cast import hire, sign_in
from tests.payments.till import CLIENT, DECIDES
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece

INBOX = "/inbox"
LIST = "/payments/withdrawals"


def kinds(page):
    return page.texts("section h2")


def titles(page):
    return page.texts(".waits a")


def ask(till, *, brand="norrsken", amount=1500):
    return till.asks(till.a_player(amount, brand=brand), amount)


def test_whoever_decides_nothing_is_told_so(app, database):
    page = open_page(sign_in(app, hire(app, "ada", "product_analyst")).client, INBOX)
    assert page.state == "first_use"
    assert "Nothing can wait for you" in page.text


def test_whoever_decides_is_told_that_nothing_waits_and_what_would(decider):
    page = open_page(decider.client, INBOX)
    assert page.state == "first_use"
    assert "withdrawals to decide" in page.text


def test_what_waits_leads_to_itself_and_to_all_of_it(till, decider):
    withdrawal = ask(till)
    page = open_page(decider.client, INBOX)
    assert kinds(page) == ["Withdrawals to decide"]
    assert titles(page)[0].startswith("€15.00 for pl_…")
    link = page.soup.select_one(".waits a")["href"]
    assert link == f"{LIST}?open={withdrawal}"
    assert "€15.00" in open_page(decider.client, link).text
    assert page.soup.select_one("section header a")["href"] == LIST


def test_what_one_works_on_comes_first_and_others_are_named(till, decider, person):
    taken = ask(till)
    till.claim(taken, by="paul")
    assert kinds(open_page(decider.client, INBOX)) == ["Withdrawals you work on", "Withdrawals to decide"]
    other = open_page(person("vera", "payments.withdrawals.read", *DECIDES).client, INBOX)
    assert kinds(other) == ["Withdrawals to decide"]
    assert "Paul works on it" in other.text


def test_what_is_decided_waits_no_more(till, decider):
    till.approve(ask(till))
    assert kinds(open_page(decider.client, INBOX)) == []


def test_only_ones_own_brands_wait_for_one(till, person):
    ask(till, brand="lagoon")
    assert kinds(open_page(person("nora", *DECIDES, brand="norrsken").client, INBOX)) == []
    assert kinds(open_page(person("sol", *DECIDES, brand="lagoon").client, INBOX)) == ["Withdrawals to decide"]


def test_a_right_that_is_not_held_shows_nothing(till, person):
    ask(till)
    assert kinds(open_page(person("rita", "payments.withdrawals.read").client, INBOX)) == []


def test_five_of_many_are_shown_and_all_are_counted(till, decider):
    for _ in range(7):
        ask(till)
    page = open_page(decider.client, INBOX)
    assert (len(titles(page)), page.texts("section header .badge")) == (5, ["7"])


def test_a_job_that_failed_waits_for_who_may_try_it_again(app, till, person, work):
    with app.app_context(), transaction():
        job_runs.ask("write_export", "Rounds as CSV", by=None, brands=None)  # of an export that is not there
    work()
    paula = person("paula", "monitoring.jobs.read", "monitoring.jobs.manage")
    page = open_page(paula.client, INBOX)
    assert (kinds(page), titles(page)) == (["Jobs that failed"], ["Rounds as CSV"])
    assert open_page(paula.client, page.soup.select_one(".waits a")["href"]).heading == "Rounds as CSV"


def test_news_are_the_piece_alone(till, decider):
    ask(till)
    piece = open_piece(decider.client, f"{INBOX}/news")
    assert kinds(piece) == ["Withdrawals to decide"]
    assert piece.soup.select_one("h1") is None


def test_the_number_of_queries_does_not_grow(app, till, decider):
    def queries():
        with counted(app) as statements:
            assert open_page(decider.client, INBOX)
        return len(statements)

    ask(till)
    one = queries()
    for _ in range(4):
        ask(till)
    assert queries() == one <= 12


def test_the_day_begins_at_what_waits_else_at_the_first_page(app, till, decider):
    assert decider.get("/").location == INBOX
    assert sign_in(app, hire(app, "carla", "crm")).get("/").location == "/dashboard"


def test_what_other_systems_ask_for_waits_for_whoever_may_make_it(till, person):
    for amount in (500, -300):
        wanted = Wanted("EUR", "cash", amount, "missing_win", "Round 17 never paid.")
        till.run(partial(adjustments.request, till.a_player(1_000), wanted, by=CLIENT))
    given = open_page(person("sven", "payments.adjustments.credit").client, INBOX)
    assert kinds(given) == ["Adjustments to decide"]
    assert [title.split(" for ")[0] for title in titles(given)] == ["+€5.00"]
    fia = person("fia", *(f"payments.adjustments.{each}" for each in ("read", "credit", "debit")))
    both = open_page(fia.client, INBOX)
    assert [title.split(" for ")[0] for title in titles(both)] == ["+€5.00", "−€3.00"]
    assert "€3.00" in open_page(fia.client, both.soup.select(".waits a")[1]["href"]).text
    every = open_page(fia.client, both.soup.select_one("section header a")["href"])
    assert every.texts("[data-rows] .badge") == ["Waiting", "Waiting"]
