"""Attempts to deposit, as staff see them: the list, the record, what stands behind a deposit, and who may look."""

from urllib.parse import urlencode

import pytest

from app.ids import outside
from tests.exports.files import lines, rows
from tests.jobs.running import run
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said

ATTEMPTS, DEPOSITS = "/payments/attempts", "/payments/deposits"


def shown(person, **filters):
    return open_page(person.client, f"{ATTEMPTS}?{urlencode(filters)}" if filters else ATTEMPTS)


def amounts(page):
    return [said(cell) for cell in page.soup.select("[data-rows] td.number")]


@pytest.fixture
def player(till):
    return till.a_player()


@pytest.fixture
def tried(till, voice, player):
    """Three tries of one player: declined, captured and open, of 10, 20 and 30 euro; and one of somebody else's."""
    declined, captured, opened = (till.starts(player, amount) for amount in (1000, 2000, 3000))
    voice.pays("declined", 1000, reference=declined, id="pay_1")
    voice.pays("captured", 2000, reference=captured, id="pay_2")
    voice.work()
    till.starts(till.a_player(brand="lagoon"), 500, method="bank_transfer")
    return declined, captured, opened


def deposit_of(till):
    [(public_id,)] = till.rows("select public_id from deposit")
    return outside("dp", public_id)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["€5.00", "€30.00", "€20.00", "€10.00"]),
        ({"state": "declined"}, ["€10.00"]),
        ({"state": "captured"}, ["€20.00"]),
        ({"state": "started"}, ["€5.00", "€30.00"]),
        ({"state": "expired"}, []),
        ({"reference": "pay_1"}, ["€10.00"]),
        ({"brand": "lagoon"}, ["€5.00"]),
        ({"amount_from": "20", "amount_to": "25"}, ["€20.00"]),
        ({"occurred_to": "2020-01-01"}, []),
        ({"currency": "USD"}, []),
    ],
    ids=str,
)
def test_each_filter_narrows_the_list(sue, tried, filters, expected):
    page = shown(sue, **filters)
    assert amounts(page) == expected
    assert page.state == (None if expected else "no_match")


def test_a_player_has_a_list_of_their_own_and_the_reason_stands_in_it(sue, tried, player):
    page = shown(sue, player=player)
    assert page.texts("[data-rows] .badge") == ["Open", "Captured", "Declined"]
    assert "do not honor" in page.text
    assert open_page(sue.client, f"{DEPOSITS}?player={player}").link("Attempts") == f"{ATTEMPTS}?player={player}"


@pytest.mark.parametrize("filters", [{"amount_from": "a lot"}, {"player": "pl_x"}, {"provider": "nobody"}], ids=str)
def test_a_filter_that_cannot_be_read_is_named_and_lists_nothing(sue, tried, filters):
    page = shown(sue, **filters)
    assert (page.state, amounts(page)) == ("failed", [])


def test_a_declined_attempt_says_why_and_what_its_history_and_the_audit_log_hold(sue, penny, tried):
    page = open_page(sue.client, f"{ATTEMPTS}/{tried[0]}")
    assert "Pretend Payments declined it: do not honor." in page.text
    assert page.texts(".timeline .what") == ["Declined do not honor, pay_1", "Started"]
    assert "As they came" not in page.text
    audit = open_page(sue.client, page.link("Audit log"))
    assert "was declined by pretend: do_not_honor." in audit.text
    webhooks = open_page(penny.client, open_page(penny.client, f"{ATTEMPTS}/{tried[0]}").link("As they came"))
    assert webhooks.texts(".webhook b") == ["payment.declined"]


def test_what_the_payment_provider_contradicts_stands_on_the_attempt_it_names(voice, penny, tried):
    voice.pays("captured", 2999, reference=tried[2], id="pay_9")
    voice.work()
    page = open_page(penny.client, f"{ATTEMPTS}/{tried[2]}/webhooks")
    assert page.texts(".webhook b") == ["payment.captured"]
    assert f"Contradiction: Attempt {tried[2]} was started for another amount." in page.text


def test_a_deposit_shows_the_tries_before_it_its_history_and_what_came(till, sue, penny, tried, player):
    address = f"{DEPOSITS}/{deposit_of(till)}"
    page = open_page(sue.client, address)
    assert page.texts(".timeline .what") == ["Credited to cash", "Captured pay_2", "Started"]
    assert page.texts("[aria-labelledby=attempts-title] .badge") == ["Open", "Captured", "Declined"]
    assert page.link("All of this player") == f"{ATTEMPTS}?player={player}"
    audit = open_page(sue.client, page.link("Audit log"))
    assert "Captured deposit" in audit.text
    webhooks = open_page(penny.client, open_page(penny.client, address).link("As they came"))
    assert webhooks.texts(".webhook b") == ["payment.captured"]
    leads = page.soup.select_one(f"[aria-labelledby=attempts-title] a[title={tried[1]}]")["href"]
    assert open_page(sue.client, leads).link("Deposits")


def test_a_deposit_that_nobody_started_says_so(till, sue, player):
    till.deposits(player, 700)
    page = open_page(sue.client, f"{DEPOSITS}/{deposit_of(till)}")
    assert "No attempt is known" in page.text
    assert page.texts(".timeline .what") == ["Credited to cash"]


def test_staff_of_one_brand_see_no_attempt_of_another(sue, penny, tried, owner):
    statement = "update role_assignment set brand_id = (select id from brand where code = 'lagoon') where staff_id = %s"
    for person in (sue, penny):
        owner.execute(statement, (person.id,))
    assert amounts(shown(sue)) == ["€5.00"]
    assert open_page(sue.client, f"{ATTEMPTS}/{tried[0]}").status == 404
    assert open_page(penny.client, f"{ATTEMPTS}/{tried[0]}/webhooks").status == 404


def test_the_states_are_told_apart(till, sue, walter):
    assert shown(sue).state == "first_use"
    assert open_page(walter.client, ATTEMPTS).state == "no_right"
    assert open_page(sue.client, f"{ATTEMPTS}/at_01M83KB395FYKBDK1G95T7AS6Q").status == 404
    assert open_page(sue.client, f"{ATTEMPTS}/nonsense").status == 404


def test_an_id_leads_to_its_attempt_and_htmx_is_given_the_list_alone(sue, tried):
    assert sue.client.get(f"/search?q={tried[0]}").location == f"{ATTEMPTS}/{tried[0]}"
    piece = open_piece(sue.client, ATTEMPTS)
    assert not piece.is_whole
    assert piece.soup.select_one("#list tbody tr")


def test_the_number_of_queries_does_not_grow_with_the_rows(app, till, sue, player):
    asked, of_record = [], []
    for number in range(3):
        attempt = till.starts(player, 100 + number)
        with counted(app) as statements:
            shown(sue)
        asked.append(len(statements))
        with counted(app) as statements:
            open_page(sue.client, f"{ATTEMPTS}/{attempt}")
        of_record.append(len(statements))
    assert asked == [5] * 3  # session, rights, choices, page, saved views
    assert len(set(of_record)) == 1


def test_a_look_stands_beside_the_list_and_alone_for_htmx(sue, tried):
    link = shown(sue, state="declined").soup.select_one("[data-peek]")["href"]
    whole = open_page(sue.client, link)
    assert "pay_1" in said(whole.soup.select_one("#peek"))
    assert "do not honor" in said(whole.soup.select_one("#peek"))
    assert amounts(whole) == ["€10.00"]
    piece = open_piece(sue.client, link, target="peek")
    assert (piece.is_whole, piece.texts("h2")) == (False, ["Attempt to deposit"])


def test_a_look_reaches_no_other_brand(sue, till, owner):
    stranger = till.starts(till.a_player(brand="lagoon"), 500)
    brand = "select id from brand where code = 'norrsken'"
    owner.execute(f"update role_assignment set brand_id = ({brand}) where staff_id = %s", [sue.id])
    assert shown(sue, peek=stranger).status == 404


def test_the_list_is_taken_out_as_it_is_filtered(app, settings, penny, tried, player):
    asked = open_page(penny.client, shown(penny, player=player).link("Export"))
    form = asked.soup.select_one("form[action*=exports]")["action"]
    file = penny.post(form, data={"format": "csv", "code": "report", "text": ""}).location
    run(app, settings)
    columns = (
        "Attempt, Started at, Player, Payment provider, Method, Provider’s id, Brand, Currency, Amount, State, "
        "Reason, Deposit"
    )
    assert lines(penny, file)[1] == columns.split(", ")
    found = rows(penny, file)
    assert [row["Attempt"] for row in found] == list(reversed(tried))
    assert [(row["State"], row["Amount"], row["Reason"]) for row in found] == [
        ("Open", "30.00", ""), ("Captured", "20.00", ""), ("Declined", "10.00", "Do not honor"),
    ]  # fmt: skip
