"""The books: accounts, and journal entries."""
