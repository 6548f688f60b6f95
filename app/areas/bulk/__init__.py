"""One act on all that match a filter."""
