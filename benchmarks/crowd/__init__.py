"""A crowd for measuring pages: a million players and what they did in a year, made by sets inside the database."""
