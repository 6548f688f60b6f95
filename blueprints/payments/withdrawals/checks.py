"""The checks and the effect of a decision, in words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_login import current_user

from app.money import Money, plain
from app.queries import withdrawal_balances, withdrawal_checks
from app.queries.withdrawal_checks import Target
from app.queries.withdrawals import SeenWithdrawal
from app.services import effects
from app.services.effects import Effect
from app.web.effects import Change
from app.web.filters import duration
from app.web.timeline import Check
from app.words import account

EVIDENCE = {
    "player": ("Accounts", "payments.ledger.read", "payments.show_wallet", "player_id"),
    "wallet": ("Accounts", "payments.ledger.read", "payments.show_wallet", "player_id"),
    "deposits": ("Deposits", "payments.deposits.read", "payments.list_deposits", "player"),
    "rounds": ("Rounds", "games.rounds.read", "games.list_rounds", "player"),
    "withdrawals": ("Withdrawals", "payments.withdrawals.read", "payments.list_withdrawals", "player"),
}
TITLES: dict[str, tuple[str, Callable[[Any], str], str]] = {
    "identity": ("Identity", lambda value: "verified" if value else "not verified", ""),
    "owing": ("Owes us", lambda value: plain(value) if value.minor else "nothing", ""),
    "flags": ("Restrictions", lambda value: ", ".join(value) or "none", ""),
    "deposited": ("Deposited in all", lambda value: plain(value), "asks for {bound}"),
    "turnover": ("Staked since the last deposit", lambda value: plain(value), "the deposit was {bound}"),
    "account_age": ("With us for", lambda value: duration(value), "new below {bound}"),
    "in_a_day": ("Asked for within a day", lambda value: str(value), "many above {bound}"),
}


def checks(asked: SeenWithdrawal) -> list[Check]:
    """What speaks for and against it, each with the way to the rows behind it where those may be seen."""
    return [_check(found) for found in withdrawal_checks.of(asked)]


def on_approval(asked: SeenWithdrawal) -> list[Change]:
    """What becomes of the balances when it is paid."""
    purses, clearing = withdrawal_balances.purses(asked), withdrawal_balances.clearing(asked)
    return [_change(each) for each in effects.of_approval(asked.amount, purses, clearing=clearing)]


def _check(found: withdrawal_checks.Check) -> Check:
    title, said, note = TITLES[found.code]
    bound = "" if found.bound is None else _said(found.bound)
    return Check(
        state=found.level,
        title=title,
        result=said(found.value),
        note=note.format(bound=bound) if note else "",
        evidence=_evidence(found.target),
    )


def _said(bound: Money | timedelta | int) -> str:
    if isinstance(bound, Money):
        return plain(bound)
    return duration(bound) if isinstance(bound, timedelta) else str(bound)


def _evidence(target: Target) -> tuple[str, str] | None:
    words, permission, endpoint, argument = EVIDENCE[target.kind]
    named: dict[str, Any] = {argument: target.id} | ({"view": "all"} if target.kind == "withdrawals" else {})
    return (words, url_for(endpoint, **named)) if current_user.may(permission) else None


def _change(effect: Effect) -> Change:
    note = "the house’s, as last added up" if effect.is_house else ""
    return Change(account(effect.account), effect.before, effect.after, note)
