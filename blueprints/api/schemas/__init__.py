"""What is sent and what is answered, by resource."""
