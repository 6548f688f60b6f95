"""What a setting is: a value of the business that staff may change. Each area declares its own in `settings.py`.

The written form is the stored form: what an auditor finds in the table is what was typed, made canonical.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from app import areas
from app.errors import Invalid, NotFound
from app.money import BadAmount, Money, decimal_text, minor_units
from app.security.permissions import Permission
from app.words import spelled

T = TypeVar("T")
UNITS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
UNIT_WORDS = {"d": "day", "h": "hour", "min": "minute", "s": "second"}
SPAN = re.compile(r"(\d{1,6}) ?(d|h|min|s)", re.ASCII)
CODE = re.compile(r"[A-Z][A-Z0-9_]{2,31}", re.ASCII)
PAIR = re.compile(r"(\d{1,9}) ?/ ?(\d{1,9})", re.ASCII)
WORDS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


@dataclass(frozen=True, kw_only=True)
class Setting(ABC, Generic[T]):
    """`key` is `area.name`; changing it takes the permission `changed_by`. Per brand: a brand may have its own."""

    key: str
    default: T
    sentence: str
    changed_by: Permission
    is_per_brand: bool = False

    kind: ClassVar[str]  # in the words of whoever fills it in

    @property
    def area(self) -> str:
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]

    @property
    def title(self) -> str:
        """“auth.session_idle” reads “Session idle”."""
        return spelled(self.name)

    @property
    def options(self) -> tuple[str, ...]:
        """The written forms there are; empty where they are too many to choose from."""
        return ()

    @property
    @abstractmethod
    def rule(self) -> str:
        """What may be written, as a request."""

    @abstractmethod
    def parsed(self, text: str) -> T:
        """The value behind its written form; raises Invalid with a sentence to act on."""

    @abstractmethod
    def written(self, value: T) -> str:
        """The canonical written form."""

    def read(self, stored: str | None) -> T:
        """What is in force: the default also when what was stored once is no longer allowed."""
        try:
            return self.default if stored is None else self.parsed(stored)
        except Invalid:
            return self.default

    def refused(self) -> Invalid:
        return Invalid(f"{self.key}: {self.rule}", pointers={"value": self.rule})


@dataclass(frozen=True, kw_only=True)
class Truth(Setting[bool]):
    """Yes or no."""

    kind = "Yes or no"

    @property
    def options(self) -> tuple[str, ...]:
        return "yes", "no"

    @property
    def rule(self) -> str:
        return "write yes or no."

    def parsed(self, text: str) -> bool:
        if text.strip().lower() not in WORDS:
            raise self.refused()
        return WORDS[text.strip().lower()]

    def written(self, value: bool) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True, kw_only=True)
class Whole(Setting[int]):
    """A whole number between two others, both included."""

    least: int
    most: int

    kind = "Whole number"

    @property
    def rule(self) -> str:
        return f"write a whole number from {self.least} to {self.most}."

    def parsed(self, text: str) -> int:
        bare = text.strip()
        if not (bare.isascii() and bare.isdigit() and len(bare) < 19 and self.least <= int(bare) <= self.most):
            raise self.refused()
        return int(bare)

    def written(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Text(Setting[str]):
    """One line of text; it may be empty."""

    longest: int = 200

    kind = "Text"

    @property
    def rule(self) -> str:
        return f"write one line of at most {self.longest} characters."

    def parsed(self, text: str) -> str:
        if len(text.strip()) > self.longest or not text.isprintable():
            raise self.refused()
        return text.strip()

    def written(self, value: str) -> str:
        return value


@dataclass(frozen=True, kw_only=True)
class Choice(Setting[str]):
    """One of a few words."""

    offered: tuple[str, ...]

    kind = "One of a few words"

    @property
    def options(self) -> tuple[str, ...]:
        return self.offered

    @property
    def rule(self) -> str:
        return f"choose one of {', '.join(self.offered)}."

    def parsed(self, text: str) -> str:
        if text.strip() not in self.offered:
            raise self.refused()
        return text.strip()

    def written(self, value: str) -> str:
        return value


@dataclass(frozen=True, kw_only=True)
class Duration(Setting[timedelta]):
    """A span of time in whole seconds, written “8 h” or “1 d 12 h”."""

    least: timedelta
    most: timedelta

    kind = "Time span"

    @property
    def rule(self) -> str:
        least, most = self.written(self.least), self.written(self.most)
        return f"write a time such as “30 min” or “1 d 12 h”, from {least} to {most}."

    def parsed(self, text: str) -> timedelta:
        parts = SPAN.findall(text)
        span = timedelta(seconds=sum(int(count) * UNITS[unit] for count, unit in parts))
        if not parts or SPAN.sub("", text).strip() or not self.least <= span <= self.most:
            raise self.refused()
        return span

    def written(self, value: timedelta) -> str:
        return " ".join(f"{count} {unit}" for count, unit in _parts(value)) or "0 s"


class Bounds(NamedTuple):
    """From which figure on a check warns, and from which on it fails."""

    warns: int
    fails: int


@dataclass(frozen=True, kw_only=True)
class Threshold(Setting[Bounds]):
    """Two whole numbers, in `unit`, written “70 / 90”: the higher a figure, the worse."""

    unit: str

    kind = "Two whole numbers"

    @property
    def rule(self) -> str:
        told, of = self.written(self.default), f" of {self.unit}" if self.unit else ""
        return f"write two whole numbers{of}, from which it warns and from which it fails, such as “{told}”."

    def parsed(self, text: str) -> Bounds:
        found = PAIR.fullmatch(text.strip())
        bounds = Bounds(*map(int, found.groups())) if found else Bounds(0, 0)
        if not 0 < bounds.warns <= bounds.fails:
            raise self.refused()
        return bounds

    def written(self, value: Bounds) -> str:
        return f"{value.warns} / {value.fails}"


@dataclass(frozen=True, kw_only=True)
class Amount(Setting[Money]):
    """An amount in the currency of its default, written in main units."""

    kind = "Amount"

    @property
    def rule(self) -> str:
        return f"write an amount of {self.default.currency.code}, such as {self.written(self.default)}."

    def parsed(self, text: str) -> Money:
        currency = self.default.currency
        try:
            return Money(minor_units(text.removesuffix(currency.code).strip(), currency.exponent), currency)
        except BadAmount as error:
            raise self.refused() from error

    def written(self, value: Money) -> str:
        return f"{decimal_text(value.minor, value.currency.exponent)} {value.currency.code}"


@dataclass(frozen=True, kw_only=True)
class CurrencyCode(Setting[str]):
    """A currency by its code; that there is one, whoever changes it finds out."""

    kind = "Currency"

    @property
    def rule(self) -> str:
        return "write the code of a currency there is, such as EUR."

    def parsed(self, text: str) -> str:
        if not CODE.fullmatch(text.strip().upper()):
            raise self.refused()
        return text.strip().upper()

    def written(self, value: str) -> str:
        return value


def every() -> list[Setting[Any]]:
    """Every setting of every area, by key."""
    found = [value for module in areas.bring_in("settings") for value in vars(module).values()]
    return sorted(
        (cast("Setting[Any]", value) for value in found if isinstance(value, Setting)), key=lambda each: each.key
    )


def named(key: str) -> Setting[Any]:
    """Raises NotFound when no area declares it."""
    for setting in every():
        if setting.key == key:
            return setting
    raise NotFound(f"There is no setting “{key[:80]}”. `./countroom settings` lists them all.")


def spoken(span: timedelta) -> str:
    """“1 day 12 hours”, as part of a sentence: no line ends between a number and its unit."""
    told = [f"{count} {UNIT_WORDS[unit]}{'s' if count != 1 else ''}" for count, unit in _parts(span)]
    return " ".join(told or ["0 seconds"]).replace(" ", "\N{NO-BREAK SPACE}")


def _parts(span: timedelta) -> list[tuple[int, str]]:
    left, parts = int(span.total_seconds()), list[tuple[int, str]]()
    for unit, size in UNITS.items():
        count, left = divmod(left, size)
        parts += [(count, unit)] if count else []
    return parts
