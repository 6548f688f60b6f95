"""Payment providers: one folder each, pure functions, no database."""
