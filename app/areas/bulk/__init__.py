"""Bulk runs: one act on all that match a filter."""
