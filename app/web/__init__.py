"""What pages stand on."""

from flask import Flask

from app.web import assets, compression, exports, filters, forgery, forms, hx, pages, stream, views
from app.web.forgery import csrf

__all__ = ["csrf", "init_app"]


def init_app(app: Flask) -> None:
    """Compression is registered first, so that it runs last and its length is final."""
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "finalize": filters.visible}
    for part in (compression, forgery, assets, filters, forms, exports, pages, stream, views):
        part.init_app(app)
    hx.AppHtmx().init_app(app)
