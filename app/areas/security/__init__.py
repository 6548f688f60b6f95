"""Staff, what they may, and how that is taken from them."""
