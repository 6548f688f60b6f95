"""Search: one place to find any record by any identifier."""
