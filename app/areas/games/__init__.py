"""Games: rounds, and the calls they are made of."""
