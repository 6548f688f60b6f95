"""The views of the adjustments, by their states."""

from app.errors import NotFound

VIEWS = {"": "All", "requested": "Waiting", "applied": "Applied", "declined": "Declined"}


def state(view: str) -> str:
    """The state that a view shows, empty for all; raises NotFound for a view we do not have."""
    if view not in VIEWS:
        raise NotFound("There is no such view of the adjustments.")
    return view
