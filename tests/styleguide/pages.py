"""The style guide as whoever builds screens reads it."""

from blueprints.styleguide.sections import SECTIONS

GUIDE = "/styleguide"
PAGES = [GUIDE, *(f"{GUIDE}/{section.name}" for section in SECTIONS)]
