"""Game providers: one canonical set of commands and results, and one folder per dialect that speaks it."""
