"""What lists are narrowed by: each filter leaves what it names, a wrong one is refused by its name."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from app.queries import keyset
from tests.api.test_lists import walked
from tests.screens.queries import counted

EVERYBODYS = ("/deposits", "/withdrawals")
A_YEAR = timedelta(365)


def at(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def ids(tool, path, **filters):
    answer = tool.get(f"{path}?{urlencode(filters)}")
    assert answer.status_code == 200, answer.text
    assert answer.json["searched_to"] is None
    return [each["id"] for each in answer.json["items"]]


@pytest.fixture
def payments(tool, player, owner):
    """Of two players of two brands; the names of the first player's deposits and withdrawals, oldest first."""
    other = tool.a_player(brand="lagoon", currency="USD")
    tool.deposits(other, 500, "other", currency="USD")
    tool.withdraws(other, 100, currency="USD")
    deposits = [tool.deposits(player, 500, f"ref-{number}").json["id"] for number in range(3)]
    withdrawals = [tool.withdraws(player, 100).json["id"] for _ in range(3)]
    tool.cancels(withdrawals[1], "*")
    owner.execute("update deposit set state = 'diverted' where external_id = 'ref-1'")
    return {"/deposits": deposits, "/withdrawals": withdrawals}


def test_each_filter_of_payments_leaves_what_it_names(tool, player, payments):
    for path in EVERYBODYS:
        mine = payments[path][::-1]
        whole = ids(tool, path)
        assert (whole[:3], len(whole)) == (mine, 4), path
        for filters in ({"brand": "norrsken"}, {"currency": "EUR"}, {"player": player}):
            assert ids(tool, path, **filters) == mine, (path, filters)
        for filters in ({"provider": "pretend"}, {"brand": "", "state": "", "occurred_to": ""}):
            assert ids(tool, path, **filters) == whole, (path, filters)
        assert ids(tool, path, brand="lagoon", player=player) == []
        assert ids(tool, f"/players/{player}{path}", currency="USD") == []
        assert ids(tool, f"/players/{player}{path}", currency="EUR", provider="pretend") == mine


def test_states_and_references_are_found(tool, player, payments):
    for prefix in ("", f"/players/{player}"):
        deposits, withdrawals = payments["/deposits"], payments["/withdrawals"]
        assert ids(tool, f"{prefix}/deposits", state="diverted") == [deposits[1]]
        assert ids(tool, f"{prefix}/deposits", reference="ref-2") == [deposits[2]]
        assert ids(tool, f"{prefix}/deposits", reference="ref-") == []
        assert ids(tool, f"{prefix}/withdrawals", state="cancelled") == [withdrawals[1]]
        assert ids(tool, f"{prefix}/withdrawals", state="paid", currency="EUR") == []


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(tool, player, payments):
    for path in EVERYBODYS:
        rows = tool.get(f"{path}?player={player}").json["items"]
        moments = [datetime.fromisoformat(row["occurred_at"]) for row in rows]
        for prefix in ("", f"/players/{player}"):
            found = ids(tool, prefix + path, occurred_from=at(moments[1]), occurred_to=at(moments[0]))
            assert found == [rows[1]["id"]], prefix + path
        assert ids(tool, path, occurred_from=at(moments[0] + A_YEAR)) == []
        assert ids(tool, path, occurred_to="1970-01-01T00:00:00Z") == []
        assert len(ids(tool, path, occurred_from="1970-01-01T00:00:00Z", occurred_to="2999-12-31T23:59:59Z")) == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "lost"),
        ("provider", "nobody"),
        ("provider", "\0"),
        ("brand", "nowhere"),
        ("currency", "eur"),
        ("currency", "ZZZ"),
        ("player", "pl_1"),
        ("player", "dp_01JD0000000000000000000000"),
        ("reference", "x" * 256),
        ("reference", "\0"),
        ("occurred_from", "yesterday"),
        ("occurred_from", "1764000000"),
        ("occurred_from", "2026-11-23T14:30:00"),
        ("occurred_from", "2026-02-30T00:00:00Z"),
        ("occurred_from", "1969-12-31T23:59:59Z"),
        ("occurred_to", "3000-01-01T00:00:00Z"),
        ("occurred_to", "2026-11-23T14:30:00+01:00"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(tool, field, value):
    for path in EVERYBODYS:
        answer = tool.get(f"{path}?{urlencode({field: value})}")
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), path
        assert [each["pointer"] for each in answer.json["errors"]] == [f"/{field}"], path


def test_a_period_that_ends_before_it_begins_is_refused(tool, player):
    for path in (*EVERYBODYS, f"/players/{player}/deposits"):
        answer = tool.get(f"{path}?occurred_from=2026-02-01T00:00:00Z&occurred_to=2026-01-31T23:59:59Z")
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/occurred_to")


def test_a_cursor_holds_for_the_filters_it_was_made_with(tool, player, payments):
    for path in EVERYBODYS:
        asked = f"{path}?limit=1&currency=EUR&player={player}"
        first = tool.get(asked)
        cursor = first.json["next_cursor"]
        follows = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
        same = f"{path}?cursor={cursor}&player={player}&state=&currency=EUR&limit=1"
        assert tool.get(follows).json == tool.get(same).json == tool.get(f"{asked}&cursor={cursor}").json
        for other in ("", "&currency=EUR", f"&player={player}", f"&player={player}&currency=EUR&provider=pretend"):
            answer = tool.get(f"{path}?cursor={cursor}{other}")
            assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/cursor"), other


def test_a_search_that_gives_up_says_so_and_goes_on_by_cursor(tool, player, owner, monkeypatch):
    monkeypatch.setattr(keyset, "SEARCHED", 5)
    for number in range(12):
        tool.deposits(player, 100, f"n{number}")
    owner.execute("update deposit set state = 'diverted' where external_id in ('n0', 'n1', 'n11')")
    for prefix in ("", f"/players/{player}"):
        pages = walked(tool, f"{prefix}/deposits", "50&state=diverted")
        assert [[each["external_id"] for each in page["items"]] for page in pages] == [["n11"], [], ["n1", "n0"]]
        assert [(page["has_more"], bool(page["searched_to"])) for page in pages] == [(True, True)] * 2 + [
            (False, False)
        ]
        assert pages[1]["searched_to"].endswith("Z")
        full = tool.get(f"{prefix}/deposits?state=captured&limit=2").json
        assert (len(full["items"]), full["searched_to"]) == (2, None)
    assert len(ids(tool, "/deposits", reference="n0")) == 1  # led by an index: found at once


def test_each_row_is_walked_over_once_while_new_ones_arrive(tool, player, monkeypatch):
    monkeypatch.setattr(keyset, "SEARCHED", 4)
    there = [tool.deposits(player, 100).json["id"] for _ in range(9)]
    page, seen = tool.get("/deposits?limit=2&currency=EUR").json, []
    while page["next_cursor"]:
        seen += page["items"]
        tool.deposits(player, 100)
        page = tool.get(f"/deposits?limit=2&currency=EUR&cursor={page['next_cursor']}").json
    assert [each["id"] for each in seen + page["items"]] == there[::-1]


def test_a_key_of_one_brand_finds_nothing_of_another_and_no_trace_of_it(tool, key, player, payments):
    lagoon = key("lagoon")
    for path in EVERYBODYS:
        assert len(ids(lagoon, path)) == 1
        assert ids(lagoon, path, player=player) == ids(lagoon, path, player="pl_01JD0000000000000000000000") == []
        assert ids(lagoon, path, currency="EUR") == []
        assert ids(lagoon, path, brand="lagoon") == ids(lagoon, path)
        foreign, unknown = (lagoon.get(f"{path}?brand={code}") for code in ("norrsken", "nowhere"))
        assert (foreign.status_code, foreign.json["errors"]) == (422, unknown.json["errors"])
    assert ids(lagoon, "/deposits", reference="ref-1") == []


def test_filters_ask_the_database_as_often_for_few_rows_as_for_many(app, tool, player, payments):
    period = {"occurred_from": "2026-01-01T00:00:00Z", "occurred_to": "2999-01-01T00:00:00Z"}
    filters = {"provider": "pretend", "currency": "EUR", **period}
    every_one = filters | {"brand": "norrsken", "player": player}

    def asked(path, limit, **wanted):
        with counted(app) as statements:
            assert tool.get(f"{path}?{urlencode({'limit': limit} | wanted)}").status_code == 200
        return len(statements)

    for path in EVERYBODYS:
        few = asked(path, 1, **every_one)
        for _ in range(6):
            tool.deposits(player, 100)
            tool.withdraws(player, 10)
        assert asked(path, 200, **every_one) == few <= 6, path
        assert asked(f"/players/{player}{path}", 200, **filters) <= 7, path


def test_the_contract_tells_what_each_filter_is(app):
    paths = app.test_client().get("/api/v1/openapi.json").json["paths"]
    for path in ("/api/v1/deposits", "/api/v1/withdrawals"):
        told = {each["name"]: each for each in paths[path]["get"]["parameters"] if each["in"] == "query"}
        names = {"state", "provider", "brand", "currency", "player", "reference", "occurred_from", "occurred_to"}
        assert names | {"limit", "cursor"} == set(told)
        assert all(told[name]["description"] and not told[name]["required"] for name in names), path
