"""JSON for internal tools."""
