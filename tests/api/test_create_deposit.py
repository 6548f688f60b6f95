"""POST /api/v1/players/{id}/deposits."""

from concurrent.futures import ThreadPoolExecutor


def test_a_captured_payment_stands_on_the_players_cash(tool, player, visitor):
    answer = tool.deposits(player, 2500, "d1")

    assert answer.status_code == 201
    shown = answer.json
    assert shown["id"].startswith("dp_")
    assert shown["occurred_at"].endswith("Z")
    assert {name: shown[name] for name in ("state", "currency", "exponent", "amount_minor", "cash_minor")} == {
        "state": "captured",
        "currency": "EUR",
        "exponent": 2,
        "amount_minor": 2500,
        "cash_minor": 2500,
    }
    assert (shown["player"], shown["payment_provider"], shown["external_id"]) == (player, "pretend", "d1")
    assert tool.cash(player) == 2500
    assert visitor.execute("select amount, state, external_id from deposit").fetchall() == [(2500, "captured", "d1")]


def test_one_identifier_of_the_payment_provider_is_credited_once_whatever_the_idempotency_key(tool, player, visitor):
    first, second = tool.deposits(player, 2500, "d1"), tool.deposits(player, 2500, "d1")

    assert (second.status_code, second.json["id"]) == (201, first.json["id"])
    assert tool.cash(player) == 2500
    assert visitor.execute("select count(*) from deposit").fetchone() == (1,)


def test_ten_threads_with_one_identifier_credit_it_once(tool, player, visitor):
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: tool.deposits(player, 100, "d1"), range(10)))

    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json["id"] for answer in answers} == {answers[0].json["id"]}
    assert tool.cash(player) == 100


def test_the_identifier_with_another_amount_or_player_is_refused_and_moves_nothing(tool, player):
    other = tool.a_player()
    tool.deposits(player, 2500, "d1")

    assert tool.deposits(player, 2501, "d1").status_code == 409
    assert tool.deposits(other, 2500, "d1").status_code == 409
    assert (tool.cash(player), tool.cash(other)) == (2500, 0)


def test_a_currency_without_a_wallet_is_refused(tool, player):
    answer = tool.deposits(player, 100, currency="SEK")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/currency")


def test_an_unknown_payment_provider_is_named(tool, player):
    answer = tool.deposits(player, 100, payment_provider="nobody")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/payment_provider")


def test_an_excluded_players_money_is_kept_apart_and_said_so(tool, player, visitor):
    visitor.execute("select ledger.protect(player_id, p_excluded => true) from ledger.account limit 1")

    answer = tool.deposits(player, 900)

    assert (answer.status_code, answer.json["state"], answer.json["cash_minor"]) == (201, "diverted", 0)
    assert tool.cash(player) == 0
