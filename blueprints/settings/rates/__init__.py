"""Currencies and their daily rates."""
