"""The one way out: every HTTP call to a machine that is not ours goes through here, to public addresses only."""
