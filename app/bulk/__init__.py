"""Acts on many, chosen row by row or all that match a filter."""
