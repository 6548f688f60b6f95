"""What figures mean: definitions as data, and which part of them is asked for."""
