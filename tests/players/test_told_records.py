"""The audit log on a player's record tells each reader what the parts of the record would, and no more."""

import pytest

from app.areas.payments.events import DepositCaptured
from app.areas.players.events import LoginSessionStarted
from app.audit import log
from app.extensions import transaction
from tests.players.desk import CLEARED, lifts, reactivates, restricts, suspends
from tests.players.test_notes import writes
from tests.screens.strict import open_page

WHY, MONEY, LOGIN, SECRET = ("suspected_fraud", "cleared"), ("€15.50",), ("ls_1",), ("confidential",)


@pytest.fixture
def much_told(app, look, ada):
    """Something of each kind stands in the log about Ada."""
    carla = look("compliance")
    suspends(carla, ada)
    reactivates(carla, ada)
    restricts(carla, ada, "betting")
    lifts(carla, ada, "betting", **CLEARED)
    writes(carla, ada, "We report him.", "confidential")
    paid = {"payment_provider": "psp", "currency": "EUR", "amount_minor": 1550, "state": "captured"}
    with app.app_context(), transaction():
        log.record(DepositCaptured(target=ada.ref, deposit="dp_1", **paid))
        log.record(LoginSessionStarted(target=ada.ref, login_session="ls_1"))
    return ada


@pytest.mark.parametrize(
    ("role", "told", "withheld"),
    [
        ("auditor", (*WHY, *MONEY, *LOGIN, *SECRET), ()),
        ("support", (*MONEY, *LOGIN), (*WHY, *SECRET)),
        ("payments", (*WHY, *MONEY, *SECRET), LOGIN),
        ("crm", (), (*WHY, *MONEY, *LOGIN, *SECRET)),
    ],
)
def test_no_sentence_tells_what_the_parts_of_the_record_withhold(look, much_told, role, told, withheld):
    page = open_page(look(role).client, f"/players/{much_told.ref}?tab=audit")
    said = " ".join(page.texts(".timeline .what"))
    assert [each for each in told if each not in said] == []
    assert [each for each in withheld if each in said] == []
    assert "Opened audit log" in said
