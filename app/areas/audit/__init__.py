"""The audit log, to search and to read."""
