"""How values read on a page: amounts, moments, durations, ids."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

from app import words
from app.money import MINUS, Money, parts, plain
from app.settings import spoken
from app.web.readable import readable

STEPS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


# What HTML forbids: control characters but tab and line feed, and the code points that are no characters. And what
# turns the letters after it around, which may lie far outside of the text that it came with.
_CONTROLS = (*range(9), *range(11, 32), *range(127, 160), *range(0xFDD0, 0xFDF0))
_NO_CHARACTERS = tuple(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
SUBSTITUTES = dict.fromkeys((*_CONTROLS, *_NO_CHARACTERS, *_TURNS), "\N{REPLACEMENT CHARACTER}")


def init_app(app: Flask) -> None:
    texts: list[Callable[..., Any]] = [amount, plain, grouped, short, readable]
    times: list[Callable[..., Any]] = [moment, clock, day, ago, left, duration, spoken, latency]
    for each in (*texts, *times):
        app.jinja_env.filters[each.__name__] = each
    for name in ("outcome", "kind", "account"):
        app.jinja_env.filters[f"{name}_word"] = getattr(words, name)


def visible(value: Any) -> Any:
    """Whatever providers send may be shown: what HTML forbids, or would turn a line around, is seen as a mark."""
    if type(value) is str and not value.isprintable():
        return value.translate(SUBSTITUTES)
    return value


def amount(money: Money, *, signed: bool = False) -> Markup:
    """Sign, currency, figure: one run of text for a screen reader, with the fraction in a lighter ink."""
    sign, mark, whole, fraction = parts(money, signed)
    text = f'<span class="number">{sign}{escape(mark)}{whole}<span class="cents">{fraction}</span></span>'
    return Markup(text)  # noqa: S704 the figures are made above, and Markup.format is slow


def moment(at: datetime) -> str:
    """To the millisecond, with the zone."""
    return at.strftime("%a %d %b %Y, %H:%M:%S.") + f"{at.microsecond // 1000:03d} UTC"


def clock(at: datetime, *, fine: bool = False) -> str:
    """The time of day; `fine` to the millisecond."""
    return at.strftime("%H:%M:%S") + (f".{at.microsecond // 1000:03d}" if fine else "")


def day(at: date) -> str:
    """“10 Mar 2026”."""
    return at.strftime("%d %b %Y")


def ago(at: datetime, now: datetime) -> str:
    """“now”, “41 s ago”, “3 min ago”, “2 h ago”, “5 d ago”."""
    seconds = int((now - at).total_seconds())
    for size, unit in STEPS:
        if seconds >= size and seconds >= 5:
            return f"{seconds // size} {unit} ago"
    return "now"


def left(due: datetime, now: datetime) -> str:
    """Until a promise runs out: “22 min left”, “1 h 20 min left”; past it, “Late 4 min”."""
    minutes = int((due - now).total_seconds() // 60)
    days, rest = divmod(abs(minutes), 1_440)
    hours, rest = divmod(rest, 60)
    parts = [f"{count} {unit}" for count, unit in ((days, "d"), (hours, "h"), (rest, "min")) if count]
    text = " ".join(parts[:2]) or "under 1 min"
    return f"Late {text}" if minutes < 0 else f"{text} left"


def duration(span: timedelta) -> str:
    """The two largest units: “840 ms”, “12 s”, “3 min 5 s”, “2 d 4 h”."""
    whole, parts = int(span.total_seconds()), list[str]()
    if whole < 1:
        return f"{span // timedelta(milliseconds=1)} ms"
    for size, unit in STEPS:
        count, whole = divmod(whole, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


def latency(microseconds: int) -> str:
    """“0.8 ms”, “12 ms”, “1.4 s”."""
    if microseconds >= 1_000_000:
        return f"{microseconds / 1_000_000:.1f} s"
    return f"{microseconds / 1000:.0f} ms" if microseconds >= 10_000 else f"{microseconds / 1000:.1f} ms"


def short(identifier: str) -> str:
    """`rd_01JD…8K2QX9VC` as `rd_…8K2QX9VC`: the time leads an id, so that only its end tells two apart."""
    prefix, _, body = identifier.partition("_")
    return f"{prefix}_…{body[-8:]}"


def grouped(number: int) -> str:
    """12408 reads 12,408."""
    return f"{number:,}".replace("-", MINUS)
