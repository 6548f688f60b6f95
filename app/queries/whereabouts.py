"""Whose a record is, asked once it was not found for whoever wants it: one query for an id."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models.adjustment import Adjustment
from app.models.alert import Alert
from app.models.availability import PlayStop
from app.models.brand import Brand
from app.models.bulk import BulkRun
from app.models.deposit_attempt import DepositAttempt
from app.models.export import Export
from app.models.game import GameSession, Integration
from app.models.job_run import JobRun
from app.models.ledger import Call, HouseAccount, Round
from app.models.outbox import OutboxMessage
from app.models.payment import Deposit
from app.models.payment_webhook import PaymentWebhook
from app.models.player import LoginSession, Player
from app.models.provider_call import ProviderCall
from app.models.saved_view import SavedView
from app.models.staff import RoleAssignment, Staff, StaffSession
from app.models.webhook import WebhookDelivery, WebhookEndpoint
from app.models.withdrawal import Withdrawal
from app.queries.keyset import AnySelect

HOUSE_ACCOUNT = "house_account"  # named by a number instead of an id with a prefix
held = aliased(RoleAssignment)  # one role among all that its holder has
BRAND_CODE = "brand_code"  # a brand itself
BY_NAME = {HOUSE_ACCOUNT, BRAND_CODE}
OF_A_BRAND: Mapping[str, tuple[SQLColumnExpression[Any], AnySelect]] = {
    "aj": (Adjustment.public_id, select(Adjustment.brand_id)),
    "al": (Alert.public_id, select(Alert.brand_id)),
    "at": (DepositAttempt.public_id, select(DepositAttempt.brand_id)),
    "ca": (Call.call_id, select(Call.brand_id)),
    "dp": (Deposit.public_id, select(Deposit.brand_id)),
    "dv": (WebhookDelivery.id, select(OutboxMessage.brand_id).join(WebhookDelivery)),
    "ep": (WebhookEndpoint.public_id, select(WebhookEndpoint.brand_id)),
    "gs": (GameSession.public_id, select(Player.brand_id).join(GameSession)),
    "ig": (Integration.public_id, select(Integration.brand_id)),
    "ls": (LoginSession.public_id, select(Player.brand_id).join(LoginSession)),
    "pl": (Player.public_id, select(Player.brand_id)),
    "pw": (PaymentWebhook.public_id, select(PaymentWebhook.brand_id)),
    "rd": (Round.round_id, select(Round.brand_id)),
    "rq": (
        ProviderCall.request_id,
        select(Integration.brand_id)
        .select_from(ProviderCall)
        .outerjoin(Integration, Integration.id == ProviderCall.integration_id),
    ),
    "ra": (held.public_id, select(RoleAssignment.brand_id).join(held, held.staff_id == RoleAssignment.staff_id)),
    "sp": (PlayStop.public_id, select(PlayStop.brand_id)),
    "ss": (
        StaffSession.public_id,
        select(RoleAssignment.brand_id).join(StaffSession, StaffSession.staff_id == RoleAssignment.staff_id),
    ),
    "st": (Staff.public_id, select(RoleAssignment.brand_id).join(Staff, Staff.id == RoleAssignment.staff_id)),
    "wd": (Withdrawal.public_id, select(Withdrawal.brand_id)),
    BRAND_CODE: (Brand.code, select(Brand.id)),
    HOUSE_ACCOUNT: (-HouseAccount.account_id, select(HouseAccount.brand_id)),
}
OF_SOMEBODY = {"bk": BulkRun, "ex": Export, "sv": SavedView}


def is_outside(kind: str, key: UUID | int | str, brands: Collection[int] | None) -> bool:
    """Whether there is such a record and it reaches beyond `brands` (None: every brand, so nothing does)."""
    if brands is None:
        return False
    if kind == "jb":
        runs = select(JobRun.brand_ids).where(JobRun.public_id == key)
        return any(ids is None or not set(ids) <= set(brands) for ids in db.session.scalars(runs))
    if kind not in OF_A_BRAND:
        return False
    column, query = OF_A_BRAND[kind]
    return any(brand_id not in brands for brand_id in db.session.scalars(query.where(column == key)))


def is_somebody_elses(kind: str, key: UUID | int | str, staff_id: int | None) -> bool:
    """Whether there is such a record and another staff member made it."""
    model = OF_SOMEBODY.get(kind)
    owner = db.session.scalar(select(model.staff_id).where(model.public_id == key)) if model else None
    return owner is not None and owner != staff_id
