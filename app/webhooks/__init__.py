"""What a webhook is on the wire and in time, as Standard Webhooks says it: pure functions, no database."""
