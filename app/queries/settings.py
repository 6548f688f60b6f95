"""What settings are in force. Read once for each request or job, so that a change counts from the next one on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import g
from sqlalchemy import ScalarSelect, select
from sqlalchemy.dialects.postgresql import distinct_on

from app import settings
from app.extensions import db, planned_once
from app.models.brand import Brand
from app.models.setting import SettingValue
from app.queries.reach import Brands
from app.settings import Setting, spoken

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
    brand_id: int | None = None

    @property
    def is_default(self) -> bool:
        return self.changed_at is None

    @property
    def brand_name(self) -> str:
        return brand_name(self.brand)


@dataclass(frozen=True)
class Outlook:
    """What a brand (empty: every brand) has now, and would have; written forms."""

    brand: str
    now: str
    then: str

    @property
    def brand_name(self) -> str:
        return brand_name(self.brand)


def value(setting: Setting[T], *, brand_id: int | None = None) -> T:
    """The value in force: the brand's own, else the one for all, else the default."""
    return _value(setting, brand_id, _given(_stored()))


def written(setting: Setting[Any]) -> str:
    """The value in force as part of a sentence: units in words, and no line ends between a number and its unit."""
    found = value(setting)
    told = spoken(found) if isinstance(found, timedelta) else setting.written(found)
    return told.replace(" ", "\N{NO-BREAK SPACE}")


def stored(setting: Setting[Any]) -> ScalarSelect[str | None]:
    """The written form for all brands as part of another question; for `setting.read`."""
    given = select(SettingValue.value).where(SettingValue.key == setting.key, SettingValue.brand_id.is_(None))
    return given.order_by(SettingValue.id.desc()).limit(1).scalar_subquery()


def newest(setting: Setting[Any], brand_id: int | None) -> SettingValue | None:
    """The last decision for this brand alone, or for all; its id is the version of what somebody saw."""
    return _stored().get((setting.key, brand_id))


def forget() -> None:
    """Read again what a transaction of this very request may have changed."""
    g.pop("setting_values", None)


def listed(brands: Brands = None, *, at: datetime | None = None) -> list[SeenSetting]:
    """Every setting of every area, and after it those of `brands` that have a value of their own; as it was `at`."""
    codes, known = brand_codes(brands), _stored() if at is None else _fetched(at)
    return [seen for setting in settings.every() for seen in _seen(setting, codes, known)]


def one(setting: Setting[Any], brands: Brands = None) -> list[SeenSetting]:
    """The same of one setting."""
    return _seen(setting, brand_codes(brands), _stored())


def outlook(setting: Setting[Any], brand_id: int | None, wanted: str | None, brands: Brands) -> list[Outlook]:
    """What the value `wanted` (None: no value of its own) would change, for whom."""
    before = _given(_stored())
    after = {**before, (setting.key, brand_id): wanted}
    concerned = {None: ""} if not setting.is_per_brand else brand_codes(brands)
    return [
        Outlook(code, *(setting.written(_value(setting, key, given)) for given in (before, after)))
        for key, code in concerned.items()
        if brand_id in (None, key)
    ]


def brand_codes(brands: Brands = None) -> dict[int, str]:
    """Code by id of these brands, or of all; `brand_name` knows them from then on."""
    wanted = select(Brand.id, Brand.code, Brand.name).order_by(Brand.code)
    narrowed = wanted if brands is None else wanted.where(Brand.id.in_(brands))
    found = db.session.execute(narrowed).all()
    g.brand_names = {**g.get("brand_names", {}), **{code: name for _, code, name in found}}
    return {brand_id: code for brand_id, code, _ in found}


def brand_name(code: str) -> str:
    """What the brand of this code is called, once `brand_codes` met it; empty: every brand."""
    return g.get("brand_names", {}).get(code, code) or "Every brand"


def _given(rows: Stored) -> dict[tuple[str, int | None], str | None]:
    return {key: row.value for key, row in rows.items()}


def _value(setting: Setting[T], brand_id: int | None, given: Mapping[tuple[str, int | None], str | None]) -> T:
    own = given.get((setting.key, brand_id)) if setting.is_per_brand else None
    return setting.read(own if own is not None else given.get((setting.key, None)))


def _seen(setting: Setting[Any], codes: Mapping[int, str], known: Stored) -> list[SeenSetting]:
    reached: dict[int | None, str] = {None: "", **codes} if setting.is_per_brand else {None: ""}
    found = [
        SeenSetting(
            setting=setting,
            brand=reached[row.brand_id],
            value=setting.written(setting.read(row.value)),
            reason=row.reason,
            actor=row.actor_id,
            changed_at=row.recorded_at,
            brand_id=row.brand_id,
        )
        for (key, _), row in known.items()
        if key == setting.key and row.value is not None and row.brand_id in reached
    ]
    if not any(seen.brand == "" for seen in found):
        found.append(SeenSetting(setting, "", setting.written(setting.default)))
    return sorted(found, key=lambda seen: seen.brand)


def _stored() -> Stored:
    if "setting_values" not in g:
        g.setting_values = _fetched()
    return g.setting_values


@planned_once()
def _fetched(at: datetime | None = None) -> Stored:
    """The newest row of each key and brand: one query, on an index that leads to it."""
    keys = (SettingValue.key, SettingValue.brand_id)
    ordered = select(SettingValue).ext(distinct_on(*keys)).order_by(*keys, SettingValue.id.desc())
    if at is not None:
        ordered = ordered.where(SettingValue.recorded_at <= at)
    return {(row.key, row.brand_id): row for row in db.session.scalars(ordered)}
