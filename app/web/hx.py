"""What htmx 4 tells about a request, and what we may tell it back; htmx-flask knows the older headers only."""

import json
import string
from functools import cached_property
from typing import Any, cast
from urllib.parse import quote

from flask import Flask, Response, request
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders


class Hx(HtmxHeaders):
    """True when htmx asks."""

    @cached_property
    def partial(self) -> bool:
        """Whether only a piece of the page is wanted."""
        return bool(self) and self._headers.get("HX-Request-Type") != "full" and not self.history_restore_request

    @cached_property
    def source(self) -> str:
        """The element that asks, as `tag#id`."""
        return self._headers.get("HX-Source", "")

    @cached_property
    def target_id(self) -> str:
        """The id of the element that will be changed."""
        return (self.target or "").partition("#")[2]


class AppRequest(HtmxAwareRequest):
    """A request that knows htmx 4."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.htmx = Hx(self.headers)
        # What a caller should have escaped is escaped: neither a decoder nor a header stumbles over it.
        self.query_string = quote(self.query_string, safe=string.punctuation).encode()


class AppHtmx(Htmx):
    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.request_class = AppRequest
        app.after_request(_tell_what_a_page_varies_by)


def _tell_what_a_page_varies_by(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["HX-Request", "HX-Request-Type"])
    return response


def hx() -> Hx:
    """Of the current request."""
    return cast(AppRequest, request).htmx


def instruct(
    response: Response, *, target: str = "", swap: str = "", trigger: dict[str, Any] | None = None
) -> Response:
    """Tell htmx where the answer belongs instead, and which events to send."""
    for name, value in (("HX-Retarget", target), ("HX-Reswap", swap)):
        if value:
            response.headers[name] = value
    if trigger:
        response.headers["HX-Trigger"] = json.dumps(trigger)
    return response
