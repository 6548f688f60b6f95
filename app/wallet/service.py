"""What becomes of a command: who and what is meant, which rules bar it, and what the ledger decides."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.ids import outside
from app.providers.commands import Action, Balance, Batch, Bet, Command, FinishRound
from app.providers.results import TOOK_EFFECT, ActionResult, Outcome, Rejected, Result
from app.stops import MAINTENANCE, Play, Stop
from app.wallet.directory import Directory, Player
from app.wallet.exchanges import Exchange
from app.wallet.group import Group
from app.wallet.knowledge import Game, Integration, Knowledge, Outdated
from app.wallet.ledger import Call, Ledger, Row

MOST_ACTIONS_IN_A_GROUP = 4  # times 64 calls: the ledger takes 256 actions at once
CALL_REFUSED = "call_refused"  # sound itself, but a neighbour in the same call was refused


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed call on its way, to be decided by what is `known`; `deadline` in monotonic seconds."""

    known: Knowledge
    integration: Integration
    command: Command
    exchange: Exchange
    deadline: float


class Service:
    """Raises Rejected for what never reaches the ledger, Outdated when what was known has changed meanwhile, and
    psycopg.Error and the group's own when the ledger cannot be asked."""

    def __init__(self, directory: Directory, ledger: Ledger, group: Group[Call, list[Row]]) -> None:
        self._directory = directory
        self._ledger = ledger
        self._group = group

    def serve(self, request: Request) -> Result:
        """Do what the command says, once for ever, and tell what became of it."""
        command, exchange = request.command, request.exchange
        player = self._player(request.integration, command.player_ref)
        exchange.player_id = player.id
        if isinstance(command, FinishRound):
            exchange.round_ref = command.round_ref
            return self._finish(request, command, player)
        game = request.known.game(request.integration.provider_id, command.game_code)
        if game is None:
            raise Rejected(Outcome.UNKNOWN_GAME)
        if isinstance(command, Balance):
            return self._tell_balance(request, player)
        exchange.round_ref = command.round_ref
        return self._play(request, command, player, game)

    def _player(self, integration: Integration, reference: str) -> Player:
        player = self._directory.player(reference)
        if player is None or player.brand_id != integration.brand_id:
            raise Rejected(Outcome.UNKNOWN_PLAYER)
        return player

    def _tell_balance(self, request: Request, player: Player) -> Result:
        currency = request.command.currency
        balance = self._ledger.balance(player.id, currency, request.deadline)
        if balance is None:
            raise Rejected(Outcome.UNKNOWN_ACCOUNT)
        request.exchange.outcome = Outcome.APPLIED
        return Result(Outcome.APPLIED, self._directory.exponents()[currency], balance)

    def _play(self, request: Request, command: Batch, player: Player, game: Game) -> Result:
        integration = request.integration
        call = Call(
            known=request.known.version,
            request_id=request.exchange.request_id,
            integration_id=integration.id,
            player_id=player.id,
            currency=command.currency,
            game_id=game.id,
            round_ref=command.round_ref,
            stake_order=integration.stake_order,
            settles=command.settles,
            actions=command.actions,
        )
        self._insist_nothing_bars(request, command, player, game, call)
        rows = self._submit(call, request)
        return result_of(command, rows, self._directory.exponents()[command.currency])

    def _finish(self, request: Request, command: FinishRound, player: Player) -> Result:
        """An unknown round has nothing to settle: the provider is told a plain success, as when it calls twice."""
        call = Call(
            known=request.known.version,
            request_id=request.exchange.request_id,
            integration_id=request.integration.id,
            player_id=player.id,
            currency=command.currency,
            game_id=0,
            round_ref=command.round_ref,
            stake_order=request.integration.stake_order,
            settles=True,
            actions=(),
        )
        row = self._submit(call, request)[0]
        outcome = Outcome.APPLIED if row.outcome == Outcome.UNKNOWN_ROUND else Outcome(row.outcome)
        return Result(outcome, self._directory.exponents()[command.currency], _total(row))

    def _submit(self, call: Call, request: Request) -> list[Row]:
        run = self._group.submit if len(call.actions) <= MOST_ACTIONS_IN_A_GROUP else self._group.run_alone
        place = run(call, request.deadline)
        rows = place.answer
        if not rows:
            raise Outdated
        exchange = request.exchange
        exchange.batch_size = place.batch_size
        exchange.wait_us = int((place.began - place.came) * 1_000_000)
        exchange.replayed = all(row.replayed for row in rows)
        exchange.outcome = _decisive(rows).outcome
        return rows

    def _insist_nothing_bars(self, request: Request, command: Batch, player: Player, game: Game, call: Call) -> None:
        """Bets only: wins and rollbacks are taken whatever became of the game, the session or the integration."""
        bets = [action for action in command.actions if isinstance(action, Bet)]
        bar = self._bar(request, command, player, game, bets) if bets else None
        if bar is None:
            return
        is_repeated, balance = self._ledger.barred(call, request.deadline)
        if not is_repeated:
            exponent = self._directory.exponents()[command.currency]
            raise Barred(Result(bar if balance is not None else Outcome.UNKNOWN_ACCOUNT, exponent, balance))

    def _bar(self, request: Request, command: Batch, player: Player, game: Game, bets: list[Bet]) -> Outcome | None:
        integration, country = request.integration, partial(self._directory.country, player.id)
        play = Play(integration.provider_id, integration.id, game.id, integration.brand_id, command.currency)
        if stop := request.known.stops.barring(play, country):
            return _outcome(stop)
        if game.blocked_countries and country() in game.blocked_countries:
            return Outcome.COUNTRY_BLOCKED
        if command.session_ref and self._is_over(command.session_ref, player):
            return Outcome.SESSION_ENDED
        highest = game.maximum_stake.get(command.currency)
        if highest is not None and max(bet.amount for bet in bets) > highest:
            return Outcome.STAKE_TOO_HIGH
        return None

    def _is_over(self, reference: str, player: Player) -> bool:
        session = self._directory.session(reference)
        return session is not None and (session.has_ended or session.player_id != player.id)


class Barred(Exception):
    """A rule of the house bars a bet; `result` says which, with the balance as it stands."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.outcome)
        self.result = result


def _outcome(stop: Stop) -> Outcome:
    if stop.kind == MAINTENANCE:
        return Outcome.MAINTENANCE
    if stop.country is not None:
        return Outcome.COUNTRY_BLOCKED
    return Outcome.GAME_DISABLED if stop.game_id is not None else Outcome.INTEGRATION_DISABLED


def result_of(command: Batch, rows: list[Row], exponent: int) -> Result:
    """The call as a whole: what its last new action left, or the first one's reason to refuse all."""
    decisive = _decisive(rows)
    outcome = Outcome(decisive.outcome)
    if outcome is Outcome.CONFLICT:  # its figures are the other request's, perhaps another player's
        return Result(outcome, exponent)
    if outcome not in TOOK_EFFECT:
        return Result(outcome, exponent, _total(decisive))
    round_id = next(filter(None, map(_round_id, rows)), command.round_ref)
    actions = tuple([_action_result(*pair) for pair in zip(command.actions, rows, strict=True)])
    return Result(Outcome.APPLIED, exponent, _total(decisive), round_id, actions)


def _round_id(row: Row) -> str | None:
    """By its outcome, not by whether a round has come up since: a repetition is answered as the first time."""
    return outside("rd", row.round_id) if row.round_id and row.outcome == Outcome.APPLIED else None


def _decisive(rows: list[Row]) -> Row:
    """The first reason to refuse, else the youngest action: ids grow with time, so it is the same when repeated."""
    refused = [row for row in rows if row.outcome not in TOOK_EFFECT and row.outcome != CALL_REFUSED]
    return refused[0] if refused else max(rows, key=_call_id)


def _call_id(row: Row) -> UUID:
    return row.call_id


def _action_result(action: Action, row: Row) -> ActionResult:
    """Where there was nothing to reverse there is nothing of ours to name."""
    ours = "" if row.outcome == Outcome.NOTHING_TO_REVERSE else outside("ca", row.call_id)
    return ActionResult(action.external_id, ours, abs(row.bonus))


def _total(row: Row) -> int | None:
    return None if row.cash_after is None else row.cash_after + (row.bonus_after or 0)
