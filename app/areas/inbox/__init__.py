"""Inbox: what waits for a person."""
