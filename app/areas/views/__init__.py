"""Saved views: lists as somebody narrowed them, under a name."""
