"""JSON API: for internal tools."""
