"""The brand and the rules it plays by."""

from sqlalchemy import select

from app import clock
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.models.brand import Brand, JurisdictionProfile
from app.security.api_keys import Client


def named(code: str, *, by: Client) -> Brand:
    """The brand called `code`; raises Invalid when there is none, Forbidden when it is not the client's."""
    brand = db.session.scalar(select(Brand).where(Brand.code == code))
    if brand is None:
        raise Invalid("There is no such brand.", pointers={"/brand": "No brand has this code."})
    if by.brand_id not in (None, brand.id):
        raise Forbidden("This key serves another brand.")
    return brand


def profile_in_force(brand: Brand) -> JurisdictionProfile:
    """The latest version of the brand's jurisdiction profile that has begun."""
    versions = (
        select(JurisdictionProfile)
        .where(JurisdictionProfile.code == brand.profile_code, JurisdictionProfile.effective_from <= clock.now())
        .order_by(JurisdictionProfile.version.desc())
        .limit(1)
    )
    return db.session.scalars(versions).one()
