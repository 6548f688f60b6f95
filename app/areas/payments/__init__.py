"""Payments: money that comes in and goes out."""
