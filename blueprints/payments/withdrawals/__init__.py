"""Money that is asked for: the queue, the record, the decision."""
