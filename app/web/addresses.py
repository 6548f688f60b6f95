"""The address is the only state of a list: links change a part of it and keep the rest."""

from urllib.parse import urlencode

from flask import request

CURSORS = ("after", "before")


def here(**changes: str | None) -> str:
    """This address with other arguments; None or an empty text drops one. A changed list begins at its first page."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if value and key not in changes]
    if not any(key in CURSORS for key in changes):
        kept = [(key, value) for key, value in kept if key not in CURSORS]
    wanted = [*kept, *((key, value) for key, value in changes.items() if value)]
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path
