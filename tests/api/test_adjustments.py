"""Adjustments: a tool asks, staff decide, and no money moves in between."""


def test_a_request_moves_nothing_and_can_be_read_back(tool, player):
    tool.deposits(player, 1000)

    answer = tool.adjusts(player, -250, reason="paid_twice")

    assert answer.status_code == 201
    assert answer.json["id"].startswith("aj_")
    assert answer.headers["Location"] == f"/api/v1/adjustments/{answer.json['id']}"
    shown = {name: answer.json[name] for name in ("player", "state", "amount_minor", "exponent", "reason", "call")}
    assert shown == {
        "player": player,
        "state": "requested",
        "amount_minor": -250,
        "exponent": 2,
        "reason": "paid_twice",
        "call": None,
    }
    assert tool.get(f"/adjustments/{answer.json['id']}").json == answer.json
    assert tool.cash(player) == 1000


def test_what_cannot_be_meant_is_named(tool, player, visitor):
    faults = [
        ({"amount_minor": 0}, "/amount_minor"),
        ({"amount_minor": 10**13}, "/amount_minor"),
        ({"purse": "receivable"}, "/purse"),
        ({"reason": "because"}, "/reason"),
        ({"reason": "other"}, "/reason_text"),
        ({"reason_text": "x" * 501}, "/reason_text"),
        ({"reason_text": "a\0b"}, "/reason_text"),
        ({"currency": "SEK"}, "/currency"),
    ]
    for changes, pointer in faults:
        answer = tool.adjusts(player, **{"amount_minor": 100} | changes)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer), changes
    assert visitor.execute("select count(*) from adjustment").fetchone() == (0,)


def test_the_same_request_twice_is_asked_once(tool, player, visitor):
    body = {"currency": "EUR", "purse": "bonus", "amount_minor": 100, "reason": "mistake", "reason_text": "Ours."}
    answers = [tool.post(f"/players/{player}/adjustments", body, **{"Idempotency-Key": "a"}) for _ in range(2)]

    assert answers[0].data == answers[1].data
    assert visitor.execute("select count(*), min(reason_text) from adjustment").fetchone() == (1, "Ours.")
