"""Exports: files that staff took out of lists."""
