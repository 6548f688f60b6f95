"""History of another platform that came into the ledger."""
