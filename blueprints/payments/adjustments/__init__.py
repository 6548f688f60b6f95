"""Money given or taken by hand."""
