"""Style, scripts, icons and typeface: few, small, kept for ever, and exactly those that were vendored."""

import base64
import gzip
import hashlib
import json
import re

import pytest

from app.web.assets import LAYERS, SCRIPTS, STATIC
from tests.conventions.sources import python_files, templates

MANIFEST = json.loads((STATIC / "vendor" / "manifest.json").read_text())
FIRST_VISIT = 150_000


@pytest.mark.parametrize("name", MANIFEST)
def test_what_is_vendored_is_what_was_published(name):
    digest = hashlib.sha384((STATIC / "vendor" / name).read_bytes()).digest()
    assert MANIFEST[name]["integrity"] == f"sha384-{base64.b64encode(digest).decode()}"


def test_nothing_is_vendored_beside_the_manifest_and_every_licence_lies_with_it():
    vendored = {path.name for path in (STATIC / "vendor").iterdir()}
    assert vendored == {name for name in MANIFEST if "/" not in name} | {"manifest.json", "htmx.LICENSE.txt"}
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "htmx.LICENSE.txt").read_text()
    assert "SIL Open Font License" in (STATIC / "fonts" / "inter.OFL.txt").read_text()


def test_every_file_of_ours_is_served():
    assert {path.stem for path in (STATIC / "css").iterdir()} == set(LAYERS)
    assert {f"js/{path.name}" for path in (STATIC / "js").iterdir()} == {
        name for name in SCRIPTS if name.startswith("js/")
    }


def test_each_asset_is_kept_for_ever_at_an_address_that_names_its_content(app):
    for asset in app.extensions["assets"]:
        answer = app.test_client().get(asset.address)
        assert answer.data == asset.content
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert hashlib.sha256(asset.content).hexdigest()[:12] in asset.address


def test_assets_travel_compressed(app):
    address = app.extensions["assets"].address("app.css")
    answer = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"@layer tokens" in gzip.decompress(answer.data)


@pytest.mark.parametrize(
    "address", ["/static/app.css", "/static/app.000000000000.css", "/static/../pyproject.toml", "/static/css/base.css"]
)
def test_nothing_else_is_served(app, address):
    assert app.test_client().get(address).status_code == 404


def test_a_first_visit_weighs_less_than_its_budget_in_at_most_six_requests(app):
    client, headers = app.test_client(), {"Accept-Encoding": "gzip"}
    page = client.get("/sign-in", headers=headers)
    text = gzip.decompress(page.data).decode()
    linked = set(re.findall(r'/static/[^"#]+', text))
    weight = len(page.data) + sum(len(client.get(address, headers=headers).data) for address in linked)
    assert len(linked) + 1 <= 6
    assert weight < FIRST_VISIT


def test_every_icon_that_is_drawn_is_in_the_sprite_and_none_is_unused(app):
    sprite = set(re.findall(r'symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text()))
    sources = [path.read_text() for path in (*templates(), *python_files("blueprints", "app"))]
    drawn = {name for text in sources for name in re.findall(r'"([a-z-]+)"\|icon', text)}
    drawn |= {place.icon for place in app.extensions["navigation"]}
    named = {name for name in sprite if any(f'"{name}"' in text for text in sources)}
    assert drawn <= sprite
    assert named == sprite


def test_a_page_blurs_its_length(app):
    lengths = {len(app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip"}).data) for _ in range(12)}
    assert len(lengths) > 3
