"""Monitoring: how the house itself is doing."""
