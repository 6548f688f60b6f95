"""Brands, the licences they hold, and the versions of the rules they play by."""
