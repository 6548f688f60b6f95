"""Your account: the password and the sessions it has open."""
