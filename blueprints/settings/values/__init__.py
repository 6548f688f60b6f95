"""Typed settings: the list, each with its history, and their changes."""
