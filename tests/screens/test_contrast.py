"""Every pair of ink and ground that is drawn can be read, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from app.web.assets import STATIC

TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)")
TOKENS = {name: pair for name, *pair in TOKEN.findall((STATIC / "css" / "tokens.css").read_text())} | {
    "on-fill": ["#ffffff"] * 2
}
GROUNDS = ("canvas", "surface", "raised", "sunken", "hover", "active", "accent-soft")
TEXT = (
    [(ink, ground) for ink in ("ink", "ink-2") for ground in GROUNDS]
    + [("ink-3", ground) for ground in ("canvas", "surface", "raised", "sunken", "hover", "accent-soft")]
    + [(tone, f"{tone}-soft") for tone in ("ok", "warn", "bad", "info", "care")]
    + [(tone, "surface") for tone in ("accent", "warn", "bad", "ok")]
    + [
        ("ink-2", "mute-soft"),
        ("accent", "accent-soft"),
        ("accent", "hover"),
        ("on-fill", "accent-fill"),
        ("on-fill", "accent-fill-hover"),
        ("on-fill", "danger-fill"),
        ("on-fill", "danger-fill-hover"),
    ]
)
GRAPHICS = [("field", "surface"), ("field", "sunken"), ("accent", "canvas"), ("ok", "surface"), ("accent", "active")]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in GRAPHICS]
)
def test_contrast(ink, ground, least, theme):
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= least
