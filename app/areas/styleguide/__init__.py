"""Style guide: every component of the product, on one page of the product."""
