"""Brands, licences and jurisdiction profiles, to read; and new versions of the rules."""

from flask import Response

from app.areas.settings.permissions import Settings
from app.security.decorators import requires
from app.web.answers import page
from blueprints.settings.area import blueprint
from blueprints.settings.rules import tables, versions


@blueprint.get("/brands")
@requires(Settings.BRANDS_READ)
def list_brands() -> Response:
    return page("settings/brands.html", **tables.brand_list())


@blueprint.get("/brands/<brand_code>")
@requires(Settings.BRANDS_READ)
def show_brand(brand_code: str) -> Response:
    return page("settings/brand.html", **tables.brand_record(brand_code))


@blueprint.get("/licences/<licence>")
@requires(Settings.BRANDS_READ)
def show_licence(licence: str) -> Response:
    return page("settings/licence.html", **tables.licence_record(licence))


@blueprint.get("/profiles/<profile>")
@requires(Settings.BRANDS_READ)
def show_profile(profile: str) -> Response:
    return page("settings/profile.html", **tables.profile_record(profile))


@blueprint.get("/profiles/<profile>/versions/new")
@requires(Settings.PROFILES_VERSION)
def show_new_version(profile: str) -> Response:
    return versions.show(profile)


@blueprint.post("/profiles/<profile>/versions")
@requires(Settings.PROFILES_VERSION)
def add_version(profile: str) -> Response:
    return versions.do(profile)
