"""The sample area is no test of this tree: `test_drop_in.py` runs it where it has been dropped in."""

collect_ignore = ["notices"]
