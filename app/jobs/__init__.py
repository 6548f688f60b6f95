"""Background work: jobs kept in PostgreSQL, enqueued in the transaction that wants them, run by the worker."""
