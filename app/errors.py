"""What a person or a machine is told when something is refused: a sentence to act on, and a status."""

import re

QUOTED = re.compile("“(.*)”", re.DOTALL)


class Refused(Exception):
    """A rule says no. `message` is shown as it stands; what it repeats of anybody's input stands in “quotes”."""

    status = 409
    title = "Refused"
    kind = "about:blank"  # the problem type of RFC 9457: a title and a status say enough
    retry_after: int | None = None  # seconds

    permission = ""  # that is missing

    def __init__(self, message: str, *, pointers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.pointers = pointers or {}

    @property
    def recorded(self) -> str:
        """The message for records, which hold nobody's data: without what it quotes, but for a permission."""
        return QUOTED.sub(lambda found: found[0] if found[1] == self.permission else "“…”", self.message)


class Malformed(Refused):
    """The request cannot be read at all."""

    status = 400
    title = "Malformed request"


class Unauthenticated(Refused):
    """Nobody is signed in, or the key is not known."""

    status = 401
    title = "Sign in first"


class Forbidden(Refused):
    """Known, but without the right; `permission` names what is missing."""

    status = 403
    title = "No right"

    def __init__(self, message: str, *, permission: str = "") -> None:
        super().__init__(message)
        self.permission = permission


class NotFound(Refused):
    """There is no such thing, or not for whoever asks."""

    status = 404
    title = "Not found"


class NotAcceptable(Refused):
    """The caller takes nothing that this address gives."""

    status = 406
    title = "Not acceptable"


class Overtaken(Refused):
    """Somebody else decided meanwhile; what they decided is to be looked at first."""

    title = "Changed meanwhile"


class Stale(Refused):
    """What the caller saw has changed since."""

    status = 412
    title = "Changed meanwhile"


class Blind(Refused):
    """A change by somebody who does not say what they saw."""

    status = 428
    title = "Say what you saw"


class UnsupportedType(Refused):
    """The content type is not the one this address reads."""

    status = 415
    title = "Unsupported content type"


class Invalid(Refused):
    """Readable, but a field breaks a rule; `pointers` maps each field to its sentence."""

    status = 422
    title = "Invalid"


class TooMany(Refused):
    """Asked too often."""

    status = 429
    title = "Too many attempts"


class QuotaExceeded(TooMany):
    """A key used up what it may ask in its window."""

    title = "Quota exceeded"
    kind = "https://iana.org/assignments/http-problem-types#quota-exceeded"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(Refused):
    """Something we stand on is down; asking again later is right."""

    status = 503
    title = "Temporarily unavailable"
    retry_after = 2
