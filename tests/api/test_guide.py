"""docs/api.md: what it lists is what there is."""

import re

from app.areas.api.permissions import Api
from app.models.adjustment import REASONS
from app.security.decorators import declaration_of
from tests.documents import table

GUIDE = "docs/api.md"
OBJECTS = {
    "deposit": "DepositShown",
    "attempt": "DepositAttemptShown",
    "withdrawal": "WithdrawalShown",
    "adjustment": "AdjustmentShown",
}


def test_every_permission_is_listed_with_what_it_opens(app):
    opened = {permission: set() for permission in Api}
    for rule in app.url_map.iter_rules():
        declaration = declaration_of(app.view_functions[rule.endpoint])
        if declaration and declaration.permission in opened:
            path = re.sub(r"<[^>]*>", "{id}", rule.rule.removeprefix("/api/v1"))
            opened[declaration.permission] |= {f"{method} {path}" for method in rule.methods - {"HEAD", "OPTIONS"}}

    assert {permission: set(opens.split(", ")) for permission, opens in table(GUIDE, "permission", "opens")} == opened


def test_every_state_of_what_moves_money_is_listed(app):
    schemas = app.test_client().get("/api/v1/openapi.json").json["components"]["schemas"]

    assert {(of, state) for of, state, _ in table(GUIDE, "of", "state")} == {
        (of, state) for of, name in OBJECTS.items() for state in schemas[name]["properties"]["state"]["enum"]
    }


def test_every_reason_of_an_adjustment_is_listed():
    assert dict(table(GUIDE, "reason", "says")) == REASONS
