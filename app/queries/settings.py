"""What settings are in force. Read once for each request or job, so that a change counts from the next one on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from flask import g
from sqlalchemy import ScalarSelect, select
from sqlalchemy.dialects.postgresql import distinct_on

from app import settings
from app.extensions import db
from app.models.brand import Brand
from app.models.setting import SettingValue
from app.settings import Setting

T = TypeVar("T")
Stored = dict[tuple[str, int | None], SettingValue]


@dataclass(frozen=True)
class SeenSetting:
    """A setting with its value, in its written form, and where that came from; `brand` empty: for all brands."""

    setting: Setting[Any]
    brand: str
    value: str
    reason: str = ""
    actor: str = ""
    changed_at: datetime | None = None

    @property
    def is_default(self) -> bool:
        return self.changed_at is None


def value(setting: Setting[T], *, brand_id: int | None = None) -> T:
    """The value in force: the brand's own, else the one for all, else the default."""
    own = _stored().get((setting.key, brand_id)) if setting.is_per_brand else None
    if own is not None and own.value is not None:
        return setting.read(own.value)
    general = _stored().get((setting.key, None))
    return setting.read(general and general.value)


def written(setting: Setting[Any]) -> str:
    """The value in force as part of a sentence: no line ends between a number and its unit."""
    return setting.written(value(setting)).replace(" ", "\N{NO-BREAK SPACE}")


def stored(setting: Setting[Any]) -> ScalarSelect[str | None]:
    """The written form for all brands as part of another question; for `setting.read`."""
    given = select(SettingValue.value).where(SettingValue.key == setting.key, SettingValue.brand_id.is_(None))
    return given.order_by(SettingValue.id.desc()).limit(1).scalar_subquery()


def forget() -> None:
    """Read again what a transaction of this very request may have changed."""
    g.pop("setting_values", None)


def listed() -> list[SeenSetting]:
    """Every setting of every area, and after it the brands that have a value of their own."""
    codes = {brand.id: brand.code for brand in db.session.scalars(select(Brand))}
    return [seen for setting in settings.every() for seen in _seen(setting, codes)]


def _seen(setting: Setting[Any], codes: dict[int, str]) -> list[SeenSetting]:
    given = [row for (key, _), row in _stored().items() if key == setting.key and row.value is not None]
    found = [
        SeenSetting(
            setting=setting,
            brand=codes[row.brand_id] if row.brand_id else "",
            value=setting.written(setting.read(row.value)),
            reason=row.reason,
            actor=row.actor_id,
            changed_at=row.recorded_at,
        )
        for row in given
        if setting.is_per_brand or row.brand_id is None
    ]
    if not any(seen.brand == "" for seen in found):
        found.append(SeenSetting(setting, "", setting.written(setting.default)))
    return sorted(found, key=lambda seen: seen.brand)


def _stored() -> Stored:
    """The newest row of each key and brand: one query, on an index that leads to it."""
    if "setting_values" not in g:
        keys = (SettingValue.key, SettingValue.brand_id)
        ordered = select(SettingValue).ext(distinct_on(*keys)).order_by(*keys, SettingValue.id.desc())
        g.setting_values = {(row.key, row.brand_id): row for row in db.session.scalars(ordered)}
    return g.setting_values
