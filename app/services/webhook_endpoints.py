"""Endpoints: added, their secrets rotated, disabled, enabled, tested."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app import clock
from app.areas.webhooks import events
from app.areas.webhooks.permissions import Webhooks
from app.areas.webhooks.settings import OVERLAP
from app.audit import log
from app.config import may_call_loopback
from app.egress import destinations
from app.errors import Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside, outside, uuid7
from app.jobs.queue import enqueue
from app.models.brand import Brand
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookDelivery, WebhookEndpoint, WebhookSecret
from app.queries import settings
from app.security.scopes import Changer
from app.security.secrets import seal, unseal
from app.services import outbox
from app.webhooks import wire

TEST = "webhook.tested"
FINGERPRINT = 16


@dataclass(frozen=True)
class Wanted:
    """What an endpoint is to be; `brand` empty: of every brand."""

    url: str
    description: str
    types: tuple[str, ...]
    brand: str = ""


def add(wanted: Wanted, *, by: Changer, public_id: UUID | None = None) -> tuple[WebhookEndpoint, str]:
    """A new endpoint and its secret, which is told this once; raises Invalid, or NotFound for a foreign brand.

    `public_id`: what it will be called; asked for twice under one name it is added once, and then Refused.
    """
    host = destinations.read(wanted.url, with_loopback=may_call_loopback(current_app)).host
    _insist_on_types(wanted.types)
    with transaction():
        brand_id = _brand(wanted.brand, by)
        endpoint = _insert(wanted, brand_id, public_id or uuid7())
        key = wire.new_secret()
        fingerprint = _keep(endpoint, 1, key, endpoint.public_id)
        told = {"host": host, "types": ", ".join(endpoint.types), "brand": wanted.brand or "every brand"}
        log.record(events.EndpointAdded(target=endpoint.outside_id, secret_fingerprint=fingerprint, **told))
    return endpoint, key


def rotate(endpoint_id: str, *, by: Changer, once_id: UUID | None = None) -> tuple[WebhookEndpoint, str]:
    """A new secret, told this once, beside the old one, which signs a while longer; raises Refused while two live.

    `once_id`: asked for twice under one id it is rotated once, and then Refused.
    """
    once_id = once_id or uuid7()
    with transaction():
        endpoint = held(endpoint_id, by=by)
        _insist_on_new_secret(once_id)
        now = clock.now()
        live = live_secrets(endpoint.id, now)
        if len(live) > 1:
            raise Refused("Two secrets live already. Rotate again when the older one has run out.")
        places = [secret.place for secret in live]
        gone = WebhookSecret.endpoint_id == endpoint.id, WebhookSecret.place.not_in(places)
        db.session.execute(delete(WebhookSecret).where(*gone))
        old_until = now + settings.value(OVERLAP)
        for secret in live:
            secret.expires_at = old_until
        key = wire.new_secret()
        fingerprint = _keep(endpoint, 2 if places == [1] else 1, key, once_id)
        told = events.SecretRotated(
            target=endpoint.outside_id, secret_fingerprint=fingerprint, old_until=old_until.isoformat("T", "seconds")
        )
        log.record(told)
    return endpoint, key


def disable(endpoint_id: str, *, reason: str, by: Changer) -> None:
    """At once; what waits for it becomes dead letters, to be sent again when somebody asks."""
    with transaction():
        endpoint = held(endpoint_id, by=by)
        if not endpoint.is_enabled:
            raise Refused("This endpoint is disabled already.")
        disable_held(endpoint, reason)


def disable_held(endpoint: WebhookEndpoint, reason: str) -> None:
    """The same inside the caller's transaction, which holds the endpoint's row."""
    endpoint.is_enabled, endpoint.disabled_reason = False, reason
    waiting = WebhookDelivery.endpoint_id == endpoint.id, WebhookDelivery.state == "waiting"
    db.session.execute(
        update(WebhookDelivery).where(*waiting).values(state="dead", next_at=None),
        execution_options={"synchronize_session": False},
    )
    log.record(events.EndpointDisabled(target=endpoint.outside_id, reason=reason.rstrip(".")))


def enable(endpoint_id: str, *, reason: str, by: Changer) -> None:
    """From now on it is told again; what it missed stays a dead letter until somebody sends it again."""
    with transaction():
        endpoint = held(endpoint_id, by=by)
        if endpoint.is_enabled:
            raise Refused("This endpoint is enabled already.")
        endpoint.is_enabled, endpoint.disabled_reason = True, ""
        endpoint.failing_since = endpoint.paused_until = None
        log.record(events.EndpointEnabled(target=endpoint.outside_id, reason=reason.rstrip(".")))


def send_test(endpoint_id: str, *, by: Changer, delivery_id: UUID | None = None) -> WebhookDelivery:
    """Send a message to this endpoint alone, and return its delivery, which will be called `delivery_id`.

    Raises Refused for a disabled endpoint, and when it was asked for twice under one name.
    """
    delivery_id = delivery_id or uuid7()
    with transaction():
        endpoint = held(endpoint_id, by=by)
        _insist_on_new_delivery(delivery_id)
        if not endpoint.is_enabled:
            raise Refused("This endpoint is disabled. Enable it first.")
        brand_id = endpoint.brand_id or db.session.scalars(select(func.min(Brand.id))).one()
        outbox.tell(TEST, about=endpoint.outside_id, brand_id=brand_id, data={})
        told = select(OutboxMessage.id).where(OutboxMessage.about == endpoint.outside_id)
        newest = db.session.scalars(told.order_by(OutboxMessage.id.desc()).limit(1)).one()
        delivery = WebhookDelivery(id=delivery_id, message_id=newest, endpoint_id=endpoint.id, next_at=clock.now())
        db.session.add(delivery)
        db.session.flush()
        enqueue("send_webhooks", endpoint_id=endpoint.id)
        log.record(events.TestSent(target=endpoint.outside_id))
    return delivery


def held(endpoint_id: str, *, by: Changer, permission: Webhooks = Webhooks.ENDPOINTS_MANAGE) -> WebhookEndpoint:
    """The endpoint, locked; raises NotFound, also for one of a brand that is not theirs."""
    found = select(WebhookEndpoint).where(WebhookEndpoint.public_id == inside("ep", endpoint_id)).with_for_update()
    endpoint = db.session.scalar(found, execution_options={"populate_existing": True})
    brands = by.brands_for(permission)
    if endpoint is None or (brands is not None and endpoint.brand_id not in brands):
        raise NotFound("There is no such endpoint, or it belongs to a brand that is not yours.")
    return endpoint


def live_secrets(endpoint_id: int, at: datetime) -> list[WebhookSecret]:
    """The one or two that sign at that moment, the newer first."""
    lives = or_(WebhookSecret.expires_at.is_(None), WebhookSecret.expires_at > at)
    found = select(WebhookSecret).where(WebhookSecret.endpoint_id == endpoint_id, lives)
    return list(db.session.scalars(found.order_by(WebhookSecret.expires_at.desc().nulls_first())))


def keys(endpoint_id: int, at: datetime) -> list[str]:
    """Their texts, to sign with."""
    return [unseal(each.sealed, _purpose(endpoint_id)) for each in live_secrets(endpoint_id, at)]


def _insert(wanted: Wanted, brand_id: int | None, public_id: UUID) -> WebhookEndpoint:
    """Whoever asks for the same at the same time waits here, and is then told."""
    row = {"url": wanted.url, "description": wanted.description, "types": sorted(wanted.types), "brand_id": brand_id}
    new = insert(WebhookEndpoint).values(public_id=public_id, **row).on_conflict_do_nothing()
    endpoint = db.session.scalar(new.returning(WebhookEndpoint))
    if endpoint is None:
        name = outside("ep", public_id)
        raise Refused(f"This was done already: {name}. Its secret was shown once; if nobody kept it, rotate it there.")
    return endpoint


def _insist_on_new_secret(once_id: UUID) -> None:
    """Looked for while the endpoint is held."""
    if db.session.scalar(select(exists().where(WebhookSecret.once_id == once_id))):
        raise Refused("This was done already: the new secret was shown once. It is not rotated twice.")


def _insist_on_new_delivery(delivery_id: UUID) -> None:
    """Looked for while the endpoint is held."""
    if db.session.scalar(select(exists().where(WebhookDelivery.id == delivery_id))):
        raise Refused(f"This was done already: {outside('dv', delivery_id)}. It is not sent twice.")


def _keep(endpoint: WebhookEndpoint, place: int, key: str, once_id: UUID) -> str:
    fingerprint = sha256(key.encode()).hexdigest()[:FINGERPRINT]
    sealed = seal(key, _purpose(endpoint.id))
    row = {"endpoint_id": endpoint.id, "place": place, "sealed": sealed, "fingerprint": fingerprint}
    db.session.add(WebhookSecret(**row, once_id=once_id))
    return fingerprint


def _purpose(endpoint_id: int) -> str:
    return f"webhook endpoint {endpoint_id}"


def _insist_on_types(types: tuple[str, ...]) -> None:
    if not types or not set(types) <= set(outbox.catalogue()):
        raise Invalid("Choose at least one type of message.", pointers={"/types": "None, or not one of ours."})


def _brand(code: str, by: Changer) -> int | None:
    """Raises Invalid for a brand that is not theirs, or for all brands where only some are."""
    brands = by.brands_for(Webhooks.ENDPOINTS_MANAGE)
    found = db.session.scalar(select(Brand.id).where(Brand.code == code)) if code else None
    if (code and found is None) or (brands is not None and found not in brands):
        raise Invalid("Choose a brand of yours.", pointers={"/brand": "Not one of yours."})
    return found
