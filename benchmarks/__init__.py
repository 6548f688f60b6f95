"""Measurements: ratios within one interleaved run are the message, absolute numbers are not."""
