"""Notices: one line that everybody on duty should read."""
