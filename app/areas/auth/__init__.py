"""Signing in: staff at the door, in and out."""
