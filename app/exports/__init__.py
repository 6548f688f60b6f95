"""Lists as files: what an area offers, how a cell is written, and the two formats."""
