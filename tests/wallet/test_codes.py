"""Every refusal a provider can meet: its code, nothing moved, and a row in the call log."""

import pytest

from tests.wallet.house import SECRET, balance_of, bet, betwin, finish, rollback, sign, win


@pytest.fixture
def refused(house, player):
    """Call, and check that it was refused with this code and outcome, moved nothing, and stands in the log."""

    def check(operation, body, code, outcome, balance=None, **more):
        before, rows = house.movements(), len(house.log())
        told = house.call(operation, body, **more)
        assert (told.status, told.code, told.balance) == (500 if code[0] == "5" else 400, code, balance)
        assert house.movements() == before
        log = house.log("outcome, http_status, answer, batch_size")
        assert len(log) == rows + 1
        assert (log[-1][0], log[-1][1], bytes(log[-1][2])) == (outcome, told.status, told.body)
        return told

    return check


def test_100_insufficient_funds(player, refused):
    refused("betwin", betwin(player, bet("t", "100.01")), "100", "insufficient_funds", "100.00")


@pytest.mark.parametrize(
    "reference", ["pl_1", "nobody", "ls_00000000000000000000000000", "pl_00000000000000000000000000"]
)
def test_101_invalid_player(player, refused, reference):
    for operation, body in [
        ("balance", balance_of(player)),
        ("betwin", betwin(player, win("t", "1"))),
        ("rollback", rollback(player, ("t", "u"))),
        ("finish", finish(player)),
    ]:
        refused(operation, body | {"account_id": reference}, "101", "unknown_player")


def test_101_a_player_of_another_brand(house, refused):
    refused("balance", balance_of(house.a_player(cash=100, brand="other brand")), "101", "unknown_player")


def test_106_max_bet_exceeded(house, player, refused):
    game = house.add_game("careful", maximum_stake='{"EUR": 500}')
    assert house.call("betwin", betwin(player, bet("t0", "5.00"), game_id="careful")).status == 200
    refused("betwin", betwin(player, bet("t1", "5.01"), game_id="careful"), "106", "stake_too_high", "95.00")
    house.change("game", game, maximum_stake='{"USD": 1}')
    assert house.call("betwin", betwin(player, bet("t1", "5.01"), game_id="careful")).status == 200


@pytest.mark.parametrize(
    ("flag", "code"), [("unverified", "107"), ("restricted", "107"), ("excluded", "110"), ("closed", "110")]
)
def test_107_and_110_protection_bars_bets_and_nothing_else(house, player, refused, flag, code):
    assert house.call("betwin", betwin(player, bet("t0", "1"))).status == 200
    house.protect(player, **{flag: True})
    refused("betwin", betwin(player, bet("t1", "1")), code, flag)
    refused("betwin", betwin(player, win("t2", "1"), bet("t3", "1")), code, flag)
    assert house.call("betwin", betwin(player, win("t2", "1"))).status == 200
    assert house.call("rollback", rollback(player, ("t4", "t0"))).balance == "101.00"
    assert house.call("balance", balance_of(player)).balance == "101.00"


def test_107_a_session_that_is_over_takes_no_bet(house, player, refused):
    session, ref = house.open_session(player)
    assert house.call("betwin", betwin(player, bet("t0", "1"), session_id=ref)).status == 200
    refused("betwin", betwin(house.a_player(cash=100), bet("t1", "1"), session_id=ref), "107", "session_ended")

    house.change("game_session", session, ended_at="infinity")
    refused("betwin", betwin(player, bet("t2", "1"), session_id=ref), "107", "session_ended")
    assert house.call("betwin", betwin(player, win("t3", "1"), session_id=ref)).status == 200
    assert house.call("betwin", betwin(player, bet("t4", "1"), session_id="of the provider's own")).status == 200


def test_153_country_restricted(house, player, refused):
    house.add_game("local", blocked_countries=["MT", "SE"])
    refused("betwin", betwin(player, bet("t", "1"), game_id="local"), "153", "country_blocked")
    abroad = house.a_player(cash=100, country="GB")
    assert house.call("betwin", betwin(abroad, bet("t", "1"), game_id="local")).status == 200


def test_154_currency_not_allowed(player, refused):
    for operation, body in [
        ("balance", balance_of(player)),
        ("betwin", betwin(player, win("t", "1"))),
        ("betwin", betwin(player, bet("t", "1"))),
        ("rollback", rollback(player, ("t", "u"))),
        ("finish", finish(player)),
    ]:
        refused(operation, body | {"currency": "JPY"}, "154", "unknown_account")
        refused(operation, body | {"currency": "XTS"}, "154", "unknown_currency")


def test_155_the_id_of_another_request(house, player, refused):
    other = house.a_player(cash=5_000)
    house.call("betwin", betwin(player, bet("t", "1")))
    for body in [
        betwin(player, bet("t", "2")),
        betwin(player, win("t", "1")),
        betwin(player, bet("t", "1"), round_id="another"),
        betwin(other, bet("t", "1")),
        betwin(other, bet("t2", "1"), bet("t", "1")),
    ]:
        told = refused("betwin", body, "155", "conflict")
        assert b"99" not in told.body
    refused("rollback", rollback(other, ("t3", "t")), "155", "conflict")
    refused("rollback", rollback(player, ("t", "t")), "155", "conflict")


def test_400_bad_request(house, player, refused):
    refused("betwin", b"{", "400", "malformed")
    refused("betwin", betwin(player, bet("t", "0")), "400", "malformed")
    refused("betwin", betwin(player, bet("t", 1)), "400", "malformed")
    refused("betwin", betwin(player, bet("t", "1")), "400", "wrong_content_type", content_type="text/plain")
    refused("balance", b" " * 65_537, "400", "too_large")
    refused("balance", b"x" * 2_000_000, "400", "too_large")
    house.call("rollback", rollback(player, ("t1", "t0")))
    refused("rollback", rollback(player, ("t2", "t1")), "400", "bad_request")


def test_a_body_of_exactly_64_kib_is_read(house, player):
    body = b'{"account_id":"%s","currency":"EUR","game_id":"slot"}' % player.ref.encode()
    assert house.call("balance", body.ljust(65_536)).status == 200


@pytest.mark.parametrize("signature", ["", "0" * 64, sign(b"something else"), "é" * 64])
def test_403_bad_signature(player, refused, signature):
    refused("betwin", betwin(player, bet("t", "1")), "403", "bad_signature", signature=signature)


def test_404_not_found(player, refused):
    for operation in ("bets", "betwin/", "v1/balance", "%00", "é"):
        refused(operation, balance_of(player), "404", "unknown_operation")


def test_405_game_not_available(house, player, refused):
    game = house.add_game("old")
    assert house.call("betwin", betwin(player, bet("t0", "1"), game_id="old")).status == 200
    house.stop(game_id=game)

    refused("betwin", betwin(player, bet("t1", "1"), game_id="old"), "405", "game_disabled")
    assert house.call("betwin", betwin(player, win("t2", "1"), game_id="old")).balance == "100.00"
    for operation, body in [
        ("balance", balance_of(player)),
        ("betwin", betwin(player, bet("t", "1"))),
        ("rollback", rollback(player, ("t", "u"))),
    ]:
        refused(operation, body | {"game_id": "none"}, "405", "unknown_game")


def test_409_already_rolled_back(house, player, refused):
    assert house.call("rollback", rollback(player, ("t2", "t1"))).status == 200
    refused("betwin", betwin(player, bet("t1", "1")), "409", "rolled_back")
    refused("betwin", betwin(player, win("t3", "1"), bet("t1", "1")), "409", "rolled_back")


def test_410_casino_disabled(house, player, refused):
    house.call("betwin", betwin(player, bet("t0", "1")))
    house.stop(integration_id=house.ids["acme"])
    refused("betwin", betwin(player, bet("t1", "1")), "410", "integration_disabled")
    assert house.call("betwin", betwin(player, win("t2", "1"))).status == 200
    assert house.call("rollback", rollback(player, ("t3", "t0"))).status == 200


def test_a_barred_bet_that_was_taken_before_is_still_answered(house, player):
    body = betwin(player, bet("t1", "1"))
    first = house.call("betwin", body)
    house.stop(integration_id=house.ids["acme"])
    assert house.call("betwin", body) == first


def test_keys_rotate_without_a_gap(house, player):
    from app.extensions import transaction
    from app.services import integration_keys

    with house.app.app_context(), transaction():
        integration_keys.add(house.ids["acme"], "a new secret")
    house.wallet.forget()
    assert house.call("balance", balance_of(player), secret=SECRET).status == 200
    assert house.call("balance", balance_of(player), secret="a new secret").status == 200

    (old, _) = [row[0] for row in house.rows("select id from integration_key order by id")]
    with house.app.app_context(), transaction():
        integration_keys.retire(old)
    house.wallet.forget()
    assert house.call("balance", balance_of(player), secret=SECRET).code == "403"
    assert house.call("balance", balance_of(player), secret="a new secret").status == 200


def test_an_integration_that_is_not_there_is_told_in_no_dialect(house, player):
    told = house.call("balance", balance_of(player), integration="nobody")
    assert (told.status, told.content_type) == (404, "application/problem+json")
    assert house.log("integration_id, outcome, http_status") == [(None, "unknown_integration", 404)]


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_post_is_taken(house, method):
    response = getattr(house.app.test_client(), method)("/wallet/acme/balance")
    assert (response.status_code, response.content_type) == (405, "application/problem+json")
