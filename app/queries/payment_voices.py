"""Every webhook of every payment provider, as staff read them: how it was judged, and what it led to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, exists, literal, or_, select, union_all

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.payment import PaymentProvider
from app.models.payment_webhook import PaymentWebhook, PaymentWebhookFinding, PaymentWebhookResult
from app.models.staff import Staff
from app.queries.keyset import AnySelect, Condition, Page, Sought, Window, counted, search, turned, windowed
from app.queries.reach import Brands

MISSING = "There is no such webhook of a payment provider, or it belongs to a brand that is not yours."
_result, _finding = PaymentWebhookResult, PaymentWebhookFinding
_CONTRADICTION = literal("contradiction", literal_execute=True)  # so the partial index is found, however it is planned
_is_contradiction = _result.outcome == _CONTRADICTION
_is_looked_into = exists().where(
    _finding.payment_webhook_id == _result.payment_webhook_id, _finding.outcome == _CONTRADICTION
)
# Fenced: the few that nobody has looked into yet are found first, and no other webhook is read.
_open = select(_result.payment_webhook_id).where(_is_contradiction, ~_is_looked_into).offset(0)
STATES: dict[str, Condition] = {
    "contradiction": PaymentWebhook.id.in_(_open),
    "looked_into": and_(_is_contradiction, _finding.payment_webhook_id.is_not(None)),
    "unmatched": and_(
        PaymentWebhook.verdict == "accepted",
        PaymentWebhook.brand_id.is_(None),
        PaymentWebhook.object_id.is_not(None),
        or_(_result.outcome.is_(None), _is_contradiction),
    ),
    "waiting": and_(PaymentWebhook.verdict == "accepted", _result.outcome.is_(None)),
    "processed": _result.outcome.in_(("applied", "known", "ignored")),
    "duplicate": PaymentWebhook.verdict == "duplicate",
    "refused": PaymentWebhook.verdict.not_in(("accepted", "duplicate")),
}
KEY = PaymentWebhook.public_id
LED = frozenset({"contradiction", "looked_into", "unmatched", "duplicate", "refused"})  # an index holds the few of each
VOICES = (
    select(
        PaymentWebhook.id, PaymentWebhook.public_id, PaymentWebhook.payment_provider_id, PaymentProvider.name,
        PaymentWebhook.event_id, PaymentWebhook.event_type, PaymentWebhook.object_id, PaymentWebhook.reference,
        Brand.name, PaymentWebhook.verdict, _result.outcome, _result.detail, _finding.recorded_at, Staff.name,
        _finding.reason, PaymentWebhook.received_at,
    )
    .outerjoin(PaymentProvider, PaymentProvider.id == PaymentWebhook.payment_provider_id)  # no count needs it
    .outerjoin(_result, _result.payment_webhook_id == PaymentWebhook.id)
    .outerjoin(Brand, Brand.id == PaymentWebhook.brand_id)
    .outerjoin(
        _finding, and_(_finding.payment_webhook_id == PaymentWebhook.id, _finding.outcome == _CONTRADICTION)
    )
    .outerjoin(Staff, Staff.id == _finding.staff_id)
)  # fmt: skip
PROBED = 2_000  # looked through where what each led to is asked row by row


@dataclass(frozen=True)
class Voice:
    """One webhook without its payload; `brand` empty: of none. `outcome` None: not worked on."""

    row_id: int
    key: UUID
    provider_id: int
    provider: str
    event_id: str | None
    event_type: str | None
    object_id: str | None
    reference: str | None
    brand: str | None
    verdict: str
    outcome: str | None
    detail: str | None
    looked_into_at: datetime | None
    looked_into_by: str | None
    looked_into_reason: str | None
    received_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("pw", self.key)

    @property
    def about(self) -> str:
        """Our name for what it is about, else the payment provider's; empty when it says neither."""
        return self.reference or self.object_id or ""

    @property
    def is_unmatched(self) -> bool:
        """Names nothing of ours, or things of several brands."""
        is_settled = self.outcome not in (None, "contradiction")
        return self.verdict == "accepted" and self.brand is None and self.object_id is not None and not is_settled

    @property
    def state(self) -> str:
        if self.outcome == "contradiction":
            return "looked_into" if self.looked_into_at else "contradiction"
        if self.verdict == "accepted":
            return "processed" if self.outcome else "waiting"
        return "duplicate" if self.verdict == "duplicate" else "refused"


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool = False) -> Page[Voice]:
    """One page of those that are sought, newest first unless told otherwise: two queries at most, four in a search."""
    searched = search(_of(brands), KEY, sought, window, newest_first=not oldest_first)
    rows = windowed(searched.query, KEY, window, newest_first=not oldest_first)
    found = [Voice(*row) for row in db.session.execute(rows)]
    return turned(found, [each.key for each in found], window, searched.counting, searched)


def total(sought: Sought, brands: Brands) -> str:
    """How many are sought, counted to the cap: “312”, “10,000+”."""
    searched = search(_of(brands), KEY, sought, Window())
    return Page[Voice]((), total=counted(searched.counting), is_more=searched.is_more).total_text


def one(public_id: UUID, brands: Brands) -> Voice:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(_of(brands).where(PaymentWebhook.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return Voice(*row)


def of_provider(code: str) -> Condition:
    found = select(PaymentProvider.id).where(PaymentProvider.code == code)
    return PaymentWebhook.payment_provider_id == found.scalar_subquery()


def of_brand(code: str) -> Condition:
    return PaymentWebhook.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()


def about(text: str) -> Condition:
    """What it is about, by either name, or the event itself: three keys lead there."""
    sent, of_any = PaymentWebhook, PaymentWebhook.payment_provider_id.in_(select(PaymentProvider.id))
    parts = (
        select(sent.id).where(of_any, sent.object_id == text),
        select(sent.id).where(of_any, sent.reference == text),
        select(sent.id).where(of_any, sent.event_id == text, sent.verdict == "accepted"),
    )
    return sent.id.in_(union_all(*parts))


def _of(brands: Brands) -> AnySelect:
    """Of these brands; for every brand, what is of none too."""
    return VOICES if brands is None else VOICES.where(PaymentWebhook.brand_id.in_(brands))
