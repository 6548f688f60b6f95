"""Staff and roles: who works here, what they may, and how that is taken from them."""
