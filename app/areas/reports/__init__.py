"""Reports: what figures are called, and who may see them."""
