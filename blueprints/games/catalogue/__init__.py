"""The games that are offered, and what stops them."""
