"""Audit log: to search and to read."""
