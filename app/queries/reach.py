"""How far a question reaches: the brands whose rows may be told to whoever asks."""

from collections.abc import Collection

Brands = Collection[int] | None  # None: every brand
