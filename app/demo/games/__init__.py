"""Games of true odds: each knows its theoretical return exactly and plays by the same wheel, reels or cards."""
