"""Style sheets, scripts, icons and the typeface: bundled, hashed and compressed once at boot."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request
from markupsafe import Markup

from app.config import ROOT
from app.errors import NotFound
from app.security.decorators import public

STATIC = ROOT / "static"
LAYERS = (
    "tokens",
    "base",
    "shell",
    "controls",
    "tables",
    "record",
    "forms",
    "queue",
    "finding",
    "report",
    "settings",
    "states",
    "guide",
    "print",
)
SCRIPTS = (
    "vendor/htmx.min.js",
    "vendor/hx-sse.min.js",
    "js/theme.js",
    "js/times.js",
    "js/copy.js",
    "js/menus.js",
    "js/dialogs.js",
    "js/lists.js",
    "js/place.js",
    "js/palette.js",
    "js/keys.js",
    "js/live.js",
    "js/logs.js",
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
ONE_YEAR_IMMUTABLE = "public, max-age=31536000, immutable"
URL = re.compile(r'url\("([^"]+)"\)')


@dataclass(frozen=True)
class Asset:
    """One file as it is served; the hash of its content stands in its address, so it may be kept for ever."""

    name: str
    content: bytes
    kind: str
    zipped: bytes | None

    @cached_property
    def address(self) -> str:
        stem, dot, suffix = self.name.rpartition(".")
        return f"/static/{stem}.{sha256(self.content).hexdigest()[:12]}{dot}{suffix}"


class Assets:
    """All files by name and by address."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._by_name: dict[str, Asset] = {}
        for name in ("icons.svg", "favicon.svg", "fonts/inter.woff2"):
            self._add(name, (folder / name).read_bytes())
        self._add("app.css", self._style_sheet(folder / "css").encode())
        self._add("app.js", _script(folder).encode())
        self._by_address = {asset.address: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        """Raises KeyError for a file that is not served."""
        return self._by_name[name].address

    def at(self, address: str) -> Asset | None:
        return self._by_address.get(address)

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_name.values())

    def _style_sheet(self, folder: Path) -> str:
        layers = [f"@layer {name} {{\n{(folder / f'{name}.css').read_text()}}}\n" for name in LAYERS]
        return URL.sub(lambda found: f'url("{self.address(found[1])}")', "".join(layers))

    def _add(self, name: str, content: bytes) -> None:
        kind = KINDS[Path(name).suffix]
        zipped = None if kind == "font/woff2" else gzip.compress(content, 9, mtime=0)
        self._by_name[name] = Asset(name, content, kind, zipped)


def init_app(app: Flask) -> None:
    assets = app.extensions["assets"] = Assets()
    app.jinja_env.globals["asset"] = assets.address  # pyright: ignore[reportArgumentType]
    app.jinja_env.filters["icon"] = partial(_icon, assets.address("icons.svg"))

    @public("style sheets, scripts, icons and typefaces hold nothing of anybody")
    def show_asset(name: str) -> Response:
        found = assets.at(f"/static/{name}")
        if found is None:
            raise NotFound("There is no such file.")
        return _answer(found)

    app.add_url_rule("/static/<path:name>", "static", show_asset)


def _icon(sprite: str, name: str) -> Markup:
    """One sign; drawn by a filter, so that templates hold those they name as plain text."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(sprite, name)


def _answer(asset: Asset) -> Response:
    zipped = asset.zipped if "gzip" in request.accept_encodings else None
    response = Response(zipped or asset.content, mimetype=asset.kind)
    response.headers["Cache-Control"] = ONE_YEAR_IMMUTABLE
    response.vary.add("Accept-Encoding")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _script(folder: Path) -> str:
    """Each file in a scope of its own; together they are one request."""
    return "".join(
        f"(() => {{\n{(folder / name).read_text()}\n}})();\n"
        if name.startswith("js/")
        else (folder / name).read_text() + ";\n"
        for name in SCRIPTS
    )
