"""The inbox of payment providers: what comes is kept as it came, while there is room for what nobody vouches for; what
is genuine and new is worked on by a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError

from app import clock
from app.audit import who
from app.errors import Malformed, NotFound, Refused
from app.extensions import db, transaction
from app.jobs.queue import enqueue
from app.models.payment import PaymentProvider
from app.models.payment_webhook import PaymentWebhook, PaymentWebhookResult
from app.psp.pretend import signature, webhooks
from app.psp.pretend.signature import Verdict
from app.psp.pretend.webhooks import PaymentSaid, PayoutSaid
from app.queries import named_payments
from app.services import deposit_reports, payment_inbox_room, payment_provider_keys, payouts

MOST_TAKEN = 64 * 1024
KEPT_HEADERS = frozenset({"content-length", "content-type", "date", "user-agent", signature.HEADER.lower()})
LONGEST_HEADER = 1000
TOO_MUCH = "No balance holds so much."
SAID = {
    "accepted": (200, "Taken."),
    "duplicate": (200, "Taken before."),
    "bad_signature": (401, "No live secret signed this body."),
    "out_of_time": (401, "The signature is too old or too new."),
    "unreadable": (400, ""),
    "too_large": (413, "A webhook has at most 64 KiB."),
}
PAYOUTS = {"payout.paid": payouts.paid, "payout.failed": payouts.failed}
PAYMENTS = {"payment.captured": deposit_reports.captured, "payment.declined": deposit_reports.declined}


@dataclass(frozen=True)
class Receipt:
    """What the sender is told."""

    status: int
    detail: str


@dataclass(frozen=True)
class Reading:
    """How a request is judged, and what is in it if it can be read."""

    verdict: str
    event: webhooks.Event | None = None
    fault: str = ""


def receive(code: str, *, headers: Mapping[str, str], body: bytes) -> Receipt:
    """Keep it and judge it in one transaction; taken is what is committed. Raises NotFound for nobody we know."""
    with transaction():
        provider = _provider(code)
        reading = _read(provider, headers, body)
        verdict = _keep(provider, reading, headers, body)
    status, detail = SAID[verdict]
    return Receipt(status, detail or reading.fault)


def process(webhook_id: int) -> str:
    """Do what an accepted webhook asks for, once; returns the outcome. What contradicts the books is left to people."""
    with transaction():
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"webhook {webhook_id}", 0))))
        known = db.session.get(PaymentWebhookResult, webhook_id)
        if known is not None:
            return known.outcome
        outcome, detail = _apply(db.session.get_one(PaymentWebhook, webhook_id))
        db.session.add(PaymentWebhookResult(payment_webhook_id=webhook_id, outcome=outcome, detail=detail))
    return outcome


def _provider(code: str) -> PaymentProvider:
    known = select(PaymentProvider).where(PaymentProvider.code == code)
    provider = db.session.scalar(known) if code.isprintable() else None  # PostgreSQL takes no NUL, not even to look
    if provider is None:
        raise NotFound("There is no such payment provider.")
    return provider


def _read(provider: PaymentProvider, headers: Mapping[str, str], body: bytes) -> Reading:
    """Signed before it is parsed: nobody's bytes reach the parser but the payment provider's."""
    if len(body) > MOST_TAKEN:
        return Reading("too_large")
    secrets = payment_provider_keys.live(provider.id)
    verdict = signature.verify(headers.get(signature.HEADER, ""), body, secrets, now=clock.now().timestamp())
    if verdict is not Verdict.GENUINE:
        return Reading(verdict.value)
    try:
        return Reading("accepted", webhooks.read(body))
    except Malformed as error:
        return Reading("unreadable", fault=error.message)


def _keep(provider: PaymentProvider, reading: Reading, headers: Mapping[str, str], body: bytes) -> str:
    """The first of an event is accepted, whoever comes at the same time; every other is its duplicate."""
    row = _row(provider, reading, headers, body)
    if reading.event is not None:
        fresh = insert(PaymentWebhook).values(row).on_conflict_do_nothing().returning(PaymentWebhook.id)
        if webhook_id := db.session.scalar(fresh):
            enqueue("process_payment_webhook", webhook_id=webhook_id)
            return reading.verdict
    verdict = "duplicate" if reading.event is not None else reading.verdict
    if payment_inbox_room.take(provider, verdict):
        db.session.execute(insert(PaymentWebhook).values(row | {"verdict": verdict}))
    return verdict


def _row(provider: PaymentProvider, reading: Reading, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    event = reading.event
    said = event.said if event else None
    return {
        "payment_provider_id": provider.id,
        "request_id": who.request_id(),
        "body": payment_inbox_room.shortened(reading.verdict, body),
        "headers": {name: _storable(value) for name, value in headers.items() if name.lower() in KEPT_HEADERS},
        "verdict": reading.verdict,
        "event_id": event.id if event else None,
        "event_type": event.type if event else None,
        "object_id": said.external_id if said else None,
        "reference": said.reference or None if said else None,
        "brand_id": _brand_of(provider, said) if said else None,
    }


def _brand_of(provider: PaymentProvider, said: PayoutSaid | PaymentSaid) -> int | None:
    player = "" if isinstance(said, PayoutSaid) else said.player
    named = named_payments.Named(provider.id, isinstance(said, PayoutSaid), said.reference, said.external_id)
    return named_payments.brand_of(named, player)


def _storable(text: str) -> str:
    return text[:LONGEST_HEADER].replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _apply(webhook: PaymentWebhook) -> tuple[str, str]:
    said = webhooks.read(webhook.body).said
    if said is None:
        return "ignored", f"Nothing follows from {webhook.event_type}."
    provider = db.session.get_one(PaymentProvider, webhook.payment_provider_id)
    try:
        with db.session.begin_nested():
            is_news = _follow(webhook.event_type or "", said, provider)
    except Refused as error:
        return "contradiction", error.message
    except DataError as error:
        if type(error.orig).__name__ != "NumericValueOutOfRange":
            raise
        return "contradiction", TOO_MUCH
    return ("applied", "Done.") if is_news else ("known", "Nothing had to change.")


def _follow(kind: str, said: PayoutSaid | PaymentSaid, provider: PaymentProvider) -> bool:
    """Whether it was news."""
    if isinstance(said, PayoutSaid):
        payout = payouts.Reported(
            withdrawal=said.reference,
            external_id=said.external_id,
            currency=said.currency,
            amount_minor=said.amount_minor,
            reason_code=said.reason_code,
        )
        return PAYOUTS[kind](payout, by=provider)
    payment = deposit_reports.Reported(
        attempt=said.reference,
        player=said.player,
        external_id=said.external_id,
        method=said.method,
        currency=said.currency,
        amount_minor=said.amount_minor,
        reason_code=said.reason_code,
    )
    return PAYMENTS[kind](payment, by=provider)
