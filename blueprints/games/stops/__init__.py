"""What is stopped, and what was."""
