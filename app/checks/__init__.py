"""Checks: each compares one figure of the house with its threshold, and says what to do when it is passed."""
