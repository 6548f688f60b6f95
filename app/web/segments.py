"""What a part of an address may be: any text that a record of ours could be named by."""

from typing import Any

from werkzeug.routing import Map, UnicodeConverter


class Segment(UnicodeConverter):
    """As ever, but without NUL, which no text in the database holds: such an address leads nowhere."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.regex = self.regex.replace("[^/]", "[^/\0]")


def init_map(url_map: Map) -> None:
    """Of pages and the API. Who says `string` takes any text, as the wallet does: it keeps every call it is sent."""
    url_map.converters["default"] = Segment
