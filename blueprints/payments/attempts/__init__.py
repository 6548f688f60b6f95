"""Money that was about to come in."""
