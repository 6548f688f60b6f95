"""The pages that `bench lists` asks for: what each shows, and how deep into each list it looks."""

from urllib.parse import urlencode

import psycopg

from app.ids import outside
from benchmarks import rooms
from benchmarks.asked import Asked, a_list

DAYS_BACK = (1, 90, 200, 340)
PLAYERS = 12


def every(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    """Every page of every area, for rows that are there: a small crowd may have none of a kind."""
    asked = [
        *_players(reader),
        *_rounds(reader),
        *_calls(reader),
        *_offer(reader),
        *_payments(reader),
        *_webhooks(),
        *_audit(reader),
        *_records(reader),
        *_reports(),
        *rooms.every(),
    ]
    return [each for each in asked if each.addresses]


def _rounds(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    players = [outside("pl", row[0]) for row in _rows(reader, BUSY)]
    (game,) = reader.execute("select code from game order by id limit 1").fetchone()
    views = {f"rounds, {state}": {"state": state} for state in ("open", "settled", "refused", "rolled-back", "late")}
    filters = {
        "rounds": {},
        **views,
        "rounds of a brand": {"brand": "norrsken"},
        "rounds of a provider": {"provider": "northlight"},
        "rounds of a game": {"game": game},
        "rounds of a currency": {"currency": "SEK"},
        "rounds with retries": {"retried": "y"},
        "rounds of large wins": {"win_from": "50"},
        "rounds of no such win": {"win_from": "9000000"},
        "rounds of a reference": {"reference": "r-1-1"},
        "rounds of a month": {"opened_from": "2026-06-01T00:00", "opened_to": "2026-07-01T00:00"},
        "rounds, rare and three-way": {"brand": "norrsken", "currency": "SEK", "win_from": "57", "state": "late"},
        "rounds, none and three-way": {"brand": "norrsken", "currency": "SEK", "win_from": "9000000"},
    }
    found = [a_list(name, "/games/rounds", query) for name, query in filters.items()]
    return [*found, Asked("rounds of a player", [f"/games/rounds?player={player}" for player in players], True)]


def _calls(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    filters = {
        "calls": {},
        "calls, refused": {"kind": "refused"},
        "calls, replayed": {"kind": "replayed"},
        "calls of an outcome": {"outcome": "insufficient_funds"},
        "calls of no such outcome": {"outcome": "closed"},
        "calls of an integration": {"integration": "northlight-norrsken"},
    }
    players = [outside("pl", row[0]) for row in _rows(reader, BUSY)]
    found = [a_list(name, "/games/calls", query) for name, query in filters.items()]
    return [*found, Asked("calls of a player", [f"/games/calls?player={player}" for player in players], True)]


def _offer(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    """What is offered, and the form that says who is in play before it is stopped."""
    games = [f"/games/catalogue/{outside('gm', row[0])}" for row in _rows(reader, "select public_id from game")]
    ours = "select public_id from integration"
    return [
        Asked("catalogue", ["/games/catalogue"]),
        Asked("catalogue by name", ["/games/catalogue?name=a&kind=slot"]),
        Asked("game", games),
        Asked("who plays a game", [f"{game}/disabling" for game in games]),
        Asked("who plays at all", ["/games/stops/everything"]),
        Asked("providers", ["/games/providers", "/games/providers?span=day"]),
        Asked("provider", ["/games/providers/northlight"]),
        Asked("integration", [f"/games/integrations/{outside('ig', row[0])}" for row in _rows(reader, ours)]),
    ]


def _payments(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    filters = {
        "deposits": {},
        "deposits, captured": {"state": "captured"},
        "deposits, diverted": {"state": "diverted"},
        "deposits of a brand": {"brand": "norrsken"},
        "deposits of a currency": {"currency": "SEK"},
        "deposits of no such amount": {"amount_from": "9000000"},
        "deposits of a month": {"occurred_from": "2026-06-01T00:00", "occurred_to": "2026-07-01T00:00"},
        "deposits, none and three-way": {"brand": "norrsken", "currency": "SEK", "amount_from": "9000000"},
    }
    found = [a_list(name, "/payments/deposits", query) for name, query in filters.items()] + _withdrawals()
    (reference,) = reader.execute("select external_id from deposit offset 100 limit 1").fetchone()
    players = [outside("pl", row[0]) for row in _rows(reader, BUSY)]
    kept = "select -account_id from ledger.house_account where kind = 'psp_clearing'"
    return [
        *found,
        a_list("deposits of a reference", "/payments/deposits", {"reference": reference}),
        Asked("deposits of a player", [f"/payments/deposits?player={player}" for player in players]),
        Asked("chart of accounts", ["/payments/ledger"]),
        Asked("house account", [f"/payments/accounts/house/{row[0]}" for row in _rows(reader, kept)], True),
        Asked("wallets of a player", [f"/payments/accounts/{player}" for player in players]),
        Asked("account of a player", [f"/payments/accounts/{each}" for each in _cash_accounts(reader)], True),
    ]


def _withdrawals() -> list[Asked]:
    filters = {
        "withdrawals, waiting": {},
        "withdrawals, being paid": {"view": "under-way"},
        "withdrawals, failed": {"view": "failed"},
        "withdrawals, all": {"view": "all"},
        "withdrawals of a brand": {"view": "all", "brand": "norrsken"},
        "withdrawals of no such amount": {"view": "all", "amount_from": "9000000"},
        "withdrawals of a month": {
            "view": "all", "occurred_from": "2026-06-01T00:00", "occurred_to": "2026-07-01T00:00"
        },
        "withdrawals, none and three-way": {
            "view": "all", "brand": "norrsken", "currency": "SEK", "amount_from": "9000000"
        },
        "withdrawals, rare and waiting": {"brand": "norrsken", "currency": "SEK", "amount_from": "90"},
    }  # fmt: skip
    found = [a_list(name, "/payments/withdrawals", query) for name, query in filters.items()]
    return [*found, Asked("adjustments", ["/payments/adjustments"])]


def _webhooks() -> list[Asked]:
    """What payment providers sent, by what became of it."""
    states = ("contradiction", "looked_into", "unmatched", "waiting", "processed", "duplicate", "refused")
    filters = {
        "webhooks": {},
        **{f"webhooks, {state.replace('_', ' ')}": {"state": state} for state in states},
        "webhooks of a brand": {"brand": "norrsken"},
        "webhooks, waiting of a brand": {"state": "waiting", "brand": "norrsken"},
        "webhooks about a deposit": {"about": "dep-1234"},
        "webhooks about nothing": {"about": "dep-of-nobody"},
        "webhooks of a month": {"received_from": "2026-06-01T00:00", "received_to": "2026-07-01T00:00"},
    }
    return [a_list(name, "/payments/webhooks", query) for name, query in filters.items()]


def _audit(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    """Staff who did much, a thing, an action, what was refused; and two of these that meet."""
    busy = "st_" + "18".zfill(26)
    filters = {
        "audit log": {},
        "audit log, refused": {"view": "refused"},
        "audit log, all": {"view": "all"},
        "audit log of an actor": {"view": "all", "actor": busy},
        "audit log of an action": {"view": "all", "name": "view.saved"},
        "audit log of a month": {"since": "2026-06-01T00:00", "until": "2026-07-01T00:00"},
        "audit log, rare and three-way": {"view": "refused", "actor": busy, "name": "players.show_player"},
        "audit log, none and three-way": {"actor": busy, "name": "no.such.action", "kind": "staff"},
    }
    ids = _rows(reader, "select event_id from audit_record tablesample system (0.1)")
    targets = _rows(reader, "select target from audit_record tablesample system (0.1) where phase = 'effect'")
    return [
        *(a_list(name, "/audit/records", query) for name, query in filters.items()),
        Asked("audit log of a thing", [f"/audit/records?view=all&target={row[0]}" for row in targets], True),
        Asked("audit record", ["/audit/records/" + outside("ev", row[0]) for row in ids]),
        a_list("staff", "/security/staff", {}),
    ]


def _reports() -> list[Asked]:
    month = {"first": "2026-06-01", "last": "2026-06-30"}
    figures = {
        "summary of a week": {},
        "summary of a month": month,
        "summary by game": {"by": "game"},
        "summary of a month by game": month | {"by": "game"},
        "summary, money": {"section": "money"},
        "summary, money of a month": month | {"section": "money"},
        "summary, players": {"section": "players"},
        "summary, players of a month": month | {"section": "players"},
        **{
            f"summary, players of a {length} by {by}": days | {"section": "players", "by": by}
            for by in ("game", "provider")
            for length, days in {"week": {}, "month": month}.items()
        },
        "summary in one currency": {"told_in": "one"},
        "summary of a month in one currency": month | {"told_in": "one"},
    }
    summaries = [Asked(name, [f"/reports?{urlencode(query)}"]) for name, query in figures.items()]
    rows = {
        "rows of a day": {"first": "2026-06-15", "last": "2026-06-15"},
        "rows of a month": month,
        "rows of a month by nobody": month | {"country": "FI"},  # of whom none plays in crowns
    }
    return [*summaries, *(Asked(name, _rows_of(query)) for name, query in rows.items())]


def _rows_of(query: dict[str, str]) -> list[str]:
    """What some figures are made of: of many calls, of few, of none."""
    names = ("ggr_settled", "rtp_actual", "deposits", "adjustments")
    return [f"/reports/figures/{name}/rows?{urlencode(query | {'currency': 'SEK'})}" for name in names]


def _cash_accounts(reader: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    found = _rows(reader, BUSY.replace("player.public_id", "player.public_id, account.currency"))
    return [f"{outside('pl', public_id)}/{currency}/cash" for public_id, currency in found]


def _records(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    kinds = {
        "round": ("/games/rounds/", "rd", "select round_id from ledger.round tablesample system (0.1)"),
        "call": ("/games/calls/", "rq", "select request_id from provider_call tablesample system (1)"),
        "deposit": ("/payments/deposits/", "dp", "select public_id from deposit tablesample system (1)"),
        "webhook": ("/payments/webhooks/", "pw", "select public_id from payment_webhook tablesample system (0.1)"),
        "withdrawal": ("/payments/withdrawals/", "wd", "select public_id from withdrawal tablesample system (1)"),
        "journal entry": ("/payments/entries/", "ca", "select call_id from ledger.transfer tablesample system (0.1)"),
    }
    return [
        Asked(name, [path + outside(prefix, row[0]) for row in _rows(reader, query)])
        for name, (path, prefix, query) in kinds.items()
    ]


def _players(reader: psycopg.Connection[tuple[object, ...]]) -> list[Asked]:
    """The list of players, who is found by what, and each part of the record of the busiest."""
    filters = {
        "players": {},
        "players, suspended": {"status": "suspended"},
        "players, restricted": {"restricted": "any"},
        "players of a brand": {"brand": "norrsken"},
        "players of a country": {"country": "SE"},
        "players of no such country": {"country": "XX"},
        "players of a month": {"registered_from": "2026-06-01T00:00", "registered_to": "2026-07-01T00:00"},
        "players found by e-mail": {"q": "player1"},
        "players found by a first name": {"q": "Sofia"},
        "players found by a whole name": {"q": "Anna Berg"},
        "players found by nothing": {"q": "nobody of this name"},
    }
    busy = [f"/players/{outside('pl', row[0])}" for row in _rows(reader, BUSY)]
    parts = {"overview": "", "transactions": "?tab=transactions", "rounds": "?tab=rounds", "audit log": "?tab=audit"}
    parts |= {"sessions": "/sessions", "notes": "/notes", "protection": "/protection"}
    records = [Asked(f"player, {name}", [f"{each}{part}" for each in busy]) for name, part in parts.items()]
    return [*(a_list(name, "/players/", query) for name, query in filters.items()), *records]


BUSY = """
select player.public_id from ledger.account join player on player.id = account.player_id
 where purse = 'cash' order by account.version desc
"""


def _rows(reader: psycopg.Connection[tuple[object, ...]], query: str) -> list[tuple[object, ...]]:
    return reader.execute(f"{query} limit {PLAYERS}").fetchall()
