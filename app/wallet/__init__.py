"""The hot path of game providers: its own small pool, group commit, caches, and the raw call log."""
