"""Acts on all that match a filter."""
