"""What happens to endpoints and deliveries. The secret itself is in no record; its fingerprint tells two apart."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class EndpointAdded(Event):
    name = "webhook_endpoint.added"
    sentence = "Added the webhook endpoint {target} at {host} for {types}."
    host: str
    types: str
    brand: str
    secret_fingerprint: str


@dataclass(frozen=True, kw_only=True)
class EndpointDisabled(Event):
    name = "webhook_endpoint.disabled"
    sentence = "Disabled the webhook endpoint {target}: {reason}."
    reason: str


@dataclass(frozen=True, kw_only=True)
class EndpointEnabled(Event):
    name = "webhook_endpoint.enabled"
    sentence = "Enabled the webhook endpoint {target}: {reason}."
    reason: str


@dataclass(frozen=True, kw_only=True)
class SecretRotated(Event):
    name = "webhook_secret.rotated"
    sentence = "Gave {target} the new secret {secret_fingerprint}; the old one signs until {old_until}."
    secret_fingerprint: str
    old_until: str


@dataclass(frozen=True, kw_only=True)
class TestSent(Event):
    __test__ = False
    name = "webhook_endpoint.tested"
    sentence = "Sent a test message to {target}."


@dataclass(frozen=True, kw_only=True)
class DeliveryReplayed(Event):
    name = "webhook_delivery.replayed"
    sentence = "Sent delivery {target} again."
    message: str


@dataclass(frozen=True, kw_only=True)
class DeliveriesReplayed(Event):
    name = "webhook_deliveries.replayed"
    sentence = "Sent {count} dead letters of {target} since {since} again."
    count: int
    since: str


@dataclass(frozen=True, kw_only=True)
class DeliveryDismissed(Event):
    name = "webhook_delivery.dismissed"
    sentence = "Dismissed the dead letter {target}: {reason}."
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeliveriesDismissed(Event):
    name = "webhook_deliveries.dismissed"
    sentence = "Dismissed all {count} dead letters of {target}: {reason}."
    count: int
    reason: str
