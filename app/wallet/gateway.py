"""A provider's request from raw bytes to raw bytes. Knows neither Flask nor SQL nor any dialect."""

from dataclasses import dataclass
from json import dumps
from time import monotonic

import psycopg
import structlog

from app.ids import outside
from app.providers.commands import Command
from app.providers.dialect import Answer, Headers, Inbound
from app.providers.results import TOOK_EFFECT, Outcome, Rejected, Result
from app.wallet.call_log import CallLog
from app.wallet.connections import Late
from app.wallet.directory import Directory
from app.wallet.exchanges import Exchange
from app.wallet.group import OutOfTime, Overloaded
from app.wallet.knowledge import Integration, Knowledge, Newest, Outdated
from app.wallet.service import Barred, Request, Service

PATIENCE = 1.5  # seconds; a provider waits fifteen and calls again, an overloaded house had better say so soon
MOST_TRIES = 10  # staff do not change what may be played more often while one call is served
OURS = frozenset({Outcome.UNAVAILABLE, Outcome.TIMEOUT, Outcome.FAULT})

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """A request for the integration `code`; `deadline` in monotonic seconds."""

    code: str
    headers: Headers
    exchange: Exchange
    deadline: float


class Gateway:
    """Every request gets its dialect's answer, and a row in the call log."""

    def __init__(self, directory: Directory, newest: Newest, service: Service, log: CallLog) -> None:
        self._directory = directory
        self._newest = newest
        self._service = service
        self._log = log

    def answer(self, code: str, headers: Headers, exchange: Exchange) -> Answer:
        """Serve one request addressed to the integration `code`."""
        deadline = monotonic() + PATIENCE
        try:
            known = self._newest.knowledge()
            integration = known.integration(code)
        except Exception as error:  # the database is away, or the integration's own settings are no good
            _note(exchange, error)
            return self._refuse_without_dialect(exchange, Outcome.UNAVAILABLE, deadline)
        if integration is None:
            return self._refuse_without_dialect(exchange, Outcome.UNKNOWN_INTEGRATION, deadline)
        exchange.integration_id = integration.id
        exchange.note_headers(headers, integration.dialect.SIGNATURE_HEADER)
        call = Received(code, headers, exchange, deadline)
        command, result = self._decide(known, integration, call)
        answer = integration.dialect.render(command, result)
        exchange.close(answer)
        if self._is_kept(exchange, result, deadline):
            return answer
        return integration.dialect.render(None, Result(Outcome.UNAVAILABLE))

    def _decide(self, known: Knowledge, integration: Integration, call: Received) -> tuple[Command | None, Result]:
        command = None
        try:
            self._log.insist_on_room()
            for _ in range(MOST_TRIES):
                try:
                    command = self._read(integration, call)
                    request = Request(known, integration, command, call.exchange, call.deadline)
                    return command, self._service.serve(request)
                except Outdated:
                    known = self._newest.renewed(known)
                    integration = known.integration(call.code) or integration
            raise Overloaded
        except Rejected as rejected:
            result = Result(rejected.outcome, message=rejected.message)
        except Barred as barred:
            result = barred.result
        except Exception as error:  # whatever it was, the provider is told to call again
            result = Result(_note(call.exchange, error))
        call.exchange.outcome = result.outcome
        return command, result

    def _read(self, integration: Integration, call: Received) -> Command:
        dialect, exchange = integration.dialect, call.exchange
        inbound = Inbound(exchange.operation, exchange.body, call.headers, integration.settings)
        if len(inbound.body) > dialect.MAXIMUM_BODY:
            exchange.body = inbound.body[: dialect.MAXIMUM_BODY]
            raise Rejected(Outcome.TOO_LARGE, f"the body is larger than {dialect.MAXIMUM_BODY} bytes")
        exchange.signature_valid = dialect.verify(inbound, integration.secrets)
        if not exchange.signature_valid:
            raise Rejected(Outcome.BAD_SIGNATURE)
        return dialect.parse(inbound, self._directory.exponents())

    def _is_kept(self, exchange: Exchange, result: Result, deadline: float) -> bool:
        """A refusal the ledger has no row of is committed before it is answered; all else follows the answer."""
        if exchange.batch_size or result.outcome in TOOK_EFFECT or result.outcome in OURS:
            self._log.append(exchange)
            return True
        return self._log.record(exchange, deadline)

    def _refuse_without_dialect(self, exchange: Exchange, outcome: Outcome, deadline: float) -> Answer:
        answer = _problem(exchange, outcome)
        exchange.outcome, exchange.body = outcome, exchange.body[:BODY_KEPT]
        exchange.close(answer)
        return answer if self._is_kept(exchange, Result(outcome), deadline) else _problem(exchange, Outcome.UNAVAILABLE)


BODY_KEPT = 64 * 1024
_PROBLEMS = {
    Outcome.UNKNOWN_INTEGRATION: (404, "Not found", "There is no such integration."),
    Outcome.UNAVAILABLE: (503, "Temporarily unavailable", "The wallet is not available; please call again."),
}


def _problem(exchange: Exchange, outcome: Outcome) -> Answer:
    """RFC 9457, for callers whose dialect is not known."""
    status, title, detail = _PROBLEMS[outcome]
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body = dumps(problem | {"request_id": outside("rq", exchange.request_id)}).encode()
    return Answer(status, body, "application/problem+json")


def _note(exchange: Exchange, error: Exception) -> Outcome:
    """Log what went wrong on our side; a fault of our own making with its trace."""
    outcome = _fault(error)
    logger.warning(
        "a provider's call failed",
        request_id=str(exchange.request_id),
        outcome=outcome.value,
        error=type(error).__name__,
        exc_info=outcome is Outcome.FAULT,
    )
    return outcome


def _fault(error: Exception) -> Outcome:
    if isinstance(error, OutOfTime | Late | psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable):
        return Outcome.TIMEOUT
    if isinstance(error, psycopg.errors.NumericValueOutOfRange):
        return Outcome.BAD_REQUEST  # no balance holds so much
    return Outcome.UNAVAILABLE if isinstance(error, psycopg.OperationalError | Overloaded) else Outcome.FAULT
