"""The one key that whoever collects metrics sends; it opens nothing else, and without one nobody is answered."""

import hmac

from flask import current_app

from app.config import settings_of
from app.errors import Unauthenticated
from app.security.api_keys import bearer_token

REFUSED = "Send the key that COUNTROOM_METRICS_KEY holds as “Authorization: Bearer …”."


def insist() -> None:
    """Raises Unauthenticated."""
    expected = settings_of(current_app).metrics_key.get_secret_value().encode()
    sent = bearer_token().encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(sent, expected) or not expected:
        raise Unauthenticated(REFUSED)
